"""Many accounts in one process (scale.md §2): what they cost, that one bad account is never another's trouble, and that a kill in the
middle of everybody's writes makes nothing twice and loses nothing.

One pair of stand-ins serves all accounts, told apart by their keys. The trial takes systemd's place: it hears what the service says on
its notification socket. Short by default; `--accounts 1000 --interval 60 --kills 50 --quiet 3600` is the long form.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from stage import ROOT, Stage, Trouble, clean, get, post, say, wait_for

failures = []
# What nobody may find: where it is worth asking.
BROKEN = ("key refused", "state damaged", "not set up", "configuration", "same books")


def check(holds, text):
    if not holds:
        failures.append(text)
    say(f"{'ok  ' if holds else 'FAIL'} {text}")


class Listener:
    """The other end of `NOTIFY_SOCKET`."""

    def __init__(self, path):
        self.path, self.lines, self.ready_at = str(path), [], None
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            text = self.socket.recv(65_536).decode("utf-8", "replace")
            for line in text.splitlines():
                if line == "READY=1" and self.ready_at is None:
                    self.ready_at = time.monotonic()
                if line.startswith("STATUS="):
                    self.lines.append(line[7:])

    @property
    def status(self):
        return self.lines[-1] if self.lines else ""


class Fleet:
    def __init__(self, stage, program, options):
        self.stage, self.program, self.options = stage, str(program), options
        self.names = [f"account-{number}" for number in range(1, options.accounts + 1)]
        self.folder = stage.folder
        self.states, self.credentials, self.accounts = (self.folder / name for name in ("states", "credentials", "accounts"))
        for folder in (self.states, self.credentials, self.accounts):
            folder.mkdir(mode=0o700)
        self.starts, self.keys = 0, {}
        self.listener = Listener(self.folder / "notify")

    # The stand-ins.

    def open_stand_ins(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        options = self.options
        self.stand_ins = self.stage.start("sandbox", [
            self.program, "sandbox", "--listen", f"127.0.0.1:{port}", "--accounts", str(options.accounts), "--data", "year",
            "--invoices", str(options.documents), "--cancellations", "5", "--contacts", "12", "--rate", "0", "--pdf-delay", "0"])
        self.stand_ins.find(r"(?m)^(reconcile --dry-run)$", 120)
        self.base = f"http://127.0.0.1:{port}"
        for line in self.stand_ins.text().splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["export"]:
                self.environment = {**getattr(self, "environment", {}), **dict(word.split("=", 1) for word in words[1:])}
            elif words[:2] == ["reconcile", "setup"]:
                self.setup_words = words[1:]

    def summary(self):
        return json.loads(get(f"{self.base}/_sandbox/accounts", timeout=60))["accounts"]

    def faults(self, plan):
        for number in range(1, self.options.accounts + 1):
            post(f"{self.base}/_sandbox/accounts/{number}/faults", plan)

    # Files and commands.

    def write_files(self):
        (self.folder / "fleet.yaml").write_text(json.dumps({
            "listen": "127.0.0.1:0", "interval-seconds": self.options.interval, "settle-seconds": 6,
            "hero": {"endpoint": self.environment["RECONCILE_HERO_ENDPOINT"]},
            "lexoffice": {"endpoint": self.base, "requests-per-second": 500},
            "accounts-directory": str(self.accounts), "credentials-directory": str(self.credentials),
            "state-directory": str(self.states)}), encoding="utf-8")
        for number, name in enumerate(self.names, 1):
            (self.accounts / f"{name}.yaml").write_text("", encoding="utf-8")
            hero = self.environment["RECONCILE_HERO_API_KEY"][:-4] + f"{number:04}"
            lexoffice = self.environment["RECONCILE_LEXOFFICE_API_KEY"][:-12] + f"{number:012}"
            self.keys[name] = (hero, lexoffice)
            self.give_keys(name, hero, lexoffice)

    def give_keys(self, name, hero, lexoffice):
        for kind, key in (("hero-api-key", hero), ("lexoffice-api-key", lexoffice)):
            path = self.credentials / f"{name}.{kind}"
            path.write_text(key + "\n", encoding="utf-8")
            path.chmod(0o600)

    def run(self, *arguments, accepted=(0,)):
        result = subprocess.run(
            [self.program, *arguments], env=clean({}), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
        if result.returncode not in accepted:
            raise Trouble(f"reconcile {' '.join(arguments)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
        return result.stdout

    def set_up(self):
        fleet = ["--fleet", str(self.folder / "fleet.yaml")]
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda name: self.run(*self.setup_words, "--account", name, *fleet), self.names))

    # The service.

    def serve(self, **environment):
        self.starts += 1
        self.listener.ready_at = None
        self.began = time.monotonic()
        self.service = self.stage.start(
            f"serve-{self.starts}", [self.program, "fleet", "serve", "--fleet", str(self.folder / "fleet.yaml")],
            {"NOTIFY_SOCKET": self.listener.path, "WATCHDOG_USEC": "60000000", **environment})
        address = self.service.find(r"the service is ready .*listener=(127\.0\.0\.1:\d+)", 60)
        self.metrics = f"http://{address}/metrics"

    def page(self):
        found = {}
        for line in get(self.metrics, "text/plain", timeout=30).splitlines():
            if line and not line.startswith("#"):
                series, value = line.rsplit(" ", 1)
                found[series] = float(value)
        return found

    def of(self, metric, page=None):
        """By account."""
        pattern = re.compile(rf'reconcile_account_{metric}\{{account="([^"]+)"[^}}]*\}}')
        return {match[1]: value for series, value in (page or self.page()).items() if (match := pattern.fullmatch(series))}

    def troubles(self, page=None):
        pattern = re.compile(r'reconcile_account_trouble\{account="([^"]+)",reason="([^"]+)"\}')
        return {match[1]: match[2] for series in (page or self.page()) if (match := pattern.fullmatch(series))}

    def kill(self):
        self.service.child.send_signal(signal.SIGKILL)
        self.service.child.wait(timeout=10)

    def reload(self):
        self.service.child.send_signal(signal.SIGHUP)

    def kept(self):
        """What lasts of each state: its tables and its mark."""
        files = [path for name in ("reconcile.sqlite", "reconcile.watermark") for path in self.states.glob(f"*/{name}")]
        return {str(path.relative_to(self.states)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def process(self):
        folder = pathlib.Path(f"/proc/{self.service.pid}")
        fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
        io = dict(line.split(": ") for line in (folder / "io").read_text().splitlines())
        return {
            "cpu": (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), "rss": int(status["VmRSS"].split()[0]) / 1024,
            "anonymous": int(status["RssAnon"].split()[0]) / 1024,
            "threads": int(status["Threads"]), "descriptors": len(list((folder / "fd").iterdir())),
            "written": int(io["write_bytes"]) - int(io["cancelled_write_bytes"])}


def first_passes(fleet, kills):
    """Everybody's first writes, the process killed in the middle of them, again and again."""
    fleet.faults({"chances": [{"write": True, "perMille": 1000, "fault": "slow_answer", "milliseconds": 700}]})
    underway = 0
    for number in range(kills):
        before = sum(account["writes"] for account in fleet.summary())
        fleet.serve()
        ready = fleet.listener.ready_at and fleet.listener.ready_at - fleet.began
        wanted = min(50, fleet.options.accounts // 2)
        # So many are answered only after the kill: each answer waits for 700 ms.
        wait_for("writes on their way", 60, lambda: sum(
            account["writes"] for account in fleet.summary()) - before >= wanted or None, pause=0.1)
        underway += wanted
        fleet.kill()
    fleet.faults({})
    say(f"killed {kills} times with some {wanted if kills else 0} writes on their way")


def all_in_step(fleet, seconds, but=()):
    def probe():
        steps = fleet.of("in_step")
        rest = [name for name in fleet.names if steps.get(name) != 1 and name not in but]
        return None if rest or len(steps) < len(fleet.names) else steps
    return wait_for("every account in step", seconds, probe, pause=0.5)


def settled(fleet, seconds):
    """Nothing waits any more but what needs a person."""
    def probe():
        page = fleet.page()
        if any(fleet.of("uncertain", page).values()):
            return None
        counts = [account["vouchers"] for account in fleet.summary()]
        time.sleep(fleet.options.interval + 1)
        return counts if counts == [account["vouchers"] for account in fleet.summary()] else None
    return wait_for("nothing on its way", seconds, probe)


def exactly_once(fleet, healthy):
    accounts = [(name, account) for name, account in zip(fleet.names, fleet.summary()) if name in healthy]
    twice = [name for name, account in accounts if account["vouchers"] != account["numbers"]]
    counts = collections.Counter(account["vouchers"] for _, account in accounts)
    check(not twice, f"no voucher twice in {len(accounts)} accounts" + (f", but in {twice[:5]}" if twice else ""))
    # All have the same documents: whoever has fewer vouchers lost one.
    check(len(counts) == 1, f"no voucher lost: each account has {dict(counts)}")
    check(sum(account["throttled"] for _, account in accounts) == 0, "zero 429")


def costs(fleet):
    interval, quiet = fleet.options.interval, fleet.options.quiet
    before, passes, states = fleet.process(), sum(fleet.of("passes_total").values()), fleet.kept()
    began = time.monotonic()
    syncs = None
    trace = fleet.folder / "trace"
    if fleet.options.trace:
        tracer = subprocess.Popen(
            ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,pwrite64", "-o", str(trace), "-p", str(fleet.service.pid)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(quiet)
        tracer.send_signal(signal.SIGINT)
        tracer.wait(timeout=30)
        text = trace.read_text(errors="replace")
        syncs = len(re.findall(r"\bf(?:data)?sync\(", text))
    else:
        time.sleep(quiet)
    after, done = fleet.process(), sum(fleet.of("passes_total").values()) - passes
    seconds, accounts = time.monotonic() - began, fleet.options.accounts
    cpu = (after["cpu"] - before["cpu"]) / max(1, done)
    written = after["written"] - before["written"]
    say(f"{accounts} accounts, interval {interval} s, {done:.0f} quiet passes in {seconds:.0f} s: {1000 * cpu:.1f} ms CPU per pass, "
        f"{100 * (after['cpu'] - before['cpu']) / seconds:.0f} % of one core")
    say(f"resident {after['rss']:.0f} MiB ({after['anonymous']:.0f} anonymous), {after['rss'] / accounts:.2f} MiB per account; "
        f"{after['threads']} threads, {after['descriptors']} descriptors; {written} bytes written"
        + ("" if syncs is None else f", {syncs} syncs"))
    check(done >= accounts * (seconds / interval - 1.5) * 0.8, "passes keep to their interval")
    check(after["threads"] <= 16, "at most 16 threads")
    check(after["descriptors"] <= accounts + 300, "a descriptor per account, and some")
    # What was written is SQLite's index of its log, which is made when a state is opened and thrown away when it is closed.
    changed = [path for path, digest in fleet.kept().items() if states.get(path) != digest]
    check(not changed, f"a quiet pass writes nothing that is kept{': ' + str(changed) if changed else ''}")
    if syncs is not None:
        check(syncs == 0, "a quiet pass syncs nothing")
    page = get(fleet.metrics, "text/plain", timeout=30)
    series = len([line for line in page.splitlines() if 'account="account-1"' in line])
    check(series <= 20, f"{series} series per account; the page has {len(page) / 1e6:.2f} MB")


def broken_accounts(fleet):
    """Five in five ways; the rest stay in step."""
    names = fleet.names[1:6]
    refused, damaged, missing, configured, same = names
    fleet.give_keys(refused, *[key[:-4] + "zzzz" for key in fleet.keys[refused]])
    (fleet.accounts / f"{configured}.yaml").write_text("interval-secunds: 3\n", encoding="utf-8")
    with open(fleet.states / damaged / "reconcile.sqlite", "r+b") as file:
        file.seek(0)
        file.write(b"no database any more")
    fleet.give_keys(same, *fleet.keys[fleet.names[0]])
    os.rename(fleet.states / missing, fleet.states / f"{missing}.away")
    began = time.monotonic()
    fleet.reload()
    wait_for("the reload", 30, lambda: fleet.page().get(f'reconcile_account_configuration_refused{{account="{configured}"}}') or None)
    say(f"reloaded within {time.monotonic() - began:.1f} s")
    wanted = {refused: "credential_refused", damaged: "state_damaged", missing: "not_set_up", same: "wrong_organisation"}

    def probe():
        found = fleet.troubles()
        return found if all(found.get(name) == reason for name, reason in wanted.items()) else None
    try:
        found = wait_for("the broken accounts are named", 3 * fleet.options.interval + 30, probe, pause=1)
    except Trouble:
        found = fleet.troubles()
    check({name: found.get(name) for name in wanted} == wanted, f"broken accounts are named: {found}")
    check(fleet.of("in_step").get(configured) == 1, "an account with a bad new file goes on with its old one")
    time.sleep(3)
    say(f"status: {fleet.listener.status}")
    check("held back" in fleet.listener.status and configured in fleet.listener.status, "the status line names them")
    return set(names)


def hung(fleet, name, began):
    """It was hung from its first pass on."""
    def named():
        return fleet.of("hangs_total").get(name) or None
    wait_for("the hung account is named", 90, named, pause=0.5)
    at = time.monotonic() - began
    wait_for("the hung account works again", 90, lambda: fleet.of("in_step").get(name) or None, pause=0.5)
    again = time.monotonic() - began
    check(at <= 60 + fleet.options.interval, f"a hung account is named after {at:.0f} s")
    check(again <= 120 + fleet.options.interval, f"and begun again after {again:.0f} s")


def canaries(fleet):
    """No key of anybody in anything that was written or said."""
    texts = {"metrics": get(fleet.metrics, "text/plain", timeout=30), "status": "\n".join(fleet.listener.lines)}
    for path in list(fleet.states.rglob("*")) + list(fleet.folder.glob("serve-*.log")):
        if path.is_file():
            texts[str(path)] = path.read_bytes().decode("latin-1")
    keys = [key for pair in fleet.keys.values() for key in pair]
    pattern = re.compile("|".join(re.escape(key) for key in keys))
    leaks = [name for name, text in texts.items() if pattern.search(text)]
    check(not leaks, f"no key in {len(texts)} files, pages and lines" + (f", but in {leaks[:5]}" if leaks else ""))


def trial(fleet, options):
    fleet.open_stand_ins()
    fleet.write_files()
    began = time.monotonic()
    fleet.set_up()
    say(f"{options.accounts} accounts set up in {time.monotonic() - began:.0f} s")
    first_passes(fleet, options.kills)
    stuck = fleet.names[0]
    fleet.serve(RECONCILE_TEST_HANG_ACCOUNT=stuck, RECONCILE_TEST_HANG_PASS="1")
    began = fleet.began
    wait_for("READY", 10, lambda: fleet.listener.ready_at)
    ready = fleet.listener.ready_at - began
    check(ready <= 5, f"READY after {ready:.2f} s")
    all_in_step(fleet, options.patience, but={stuck})
    first = time.monotonic() - began
    check(first <= 90, f"every first pass ended {first:.0f} s after the start")
    hung(fleet, stuck, began)
    settled(fleet, 120)
    exactly_once(fleet, set(fleet.names))
    costs(fleet)
    broken = broken_accounts(fleet)
    rest = [name for name, step in fleet.of("in_step").items() if step != 1 and name not in broken]
    check(not rest, f"{options.accounts - len(broken)} others are in step" + (f", but not {rest[:5]}" if rest else ""))
    canaries(fleet)
    began = time.monotonic()
    fleet.service.child.send_signal(signal.SIGTERM)
    code = fleet.service.child.wait(timeout=10)
    check(code == 0, f"ended with {code} after {time.monotonic() - began:.1f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=ROOT / ".build/debug/reconcile", type=pathlib.Path)
    parser.add_argument("--accounts", type=int, default=50)
    parser.add_argument("--documents", type=int, default=40, help="invoices of each account, at least 40")
    parser.add_argument("--interval", type=int, default=5, help="seconds between the passes of an account")
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--quiet", type=int, default=12, help="seconds in which costs are counted")
    parser.add_argument("--patience", type=int, default=180, help="seconds the first passes may take before the trial ends")
    parser.add_argument("--trace", action="store_true", help="count writes and syncs by strace; the figures of CPU are worth nothing then")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for everything, which stays")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with Stage(folder) as stage:
            fleet = Fleet(stage, options.program.resolve(), options)
            try:
                trial(fleet, options)
            except Trouble as trouble:
                failures.append(str(trouble))
                say(f"FAIL {trouble}")
                if hasattr(fleet, "service"):
                    say(f"status: {fleet.listener.status}\n{fleet.service.tail(20)}")
    say("all held" if not failures else f"{len(failures)} did not hold")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
