"""What the trial of many accounts is played with: the stand-ins, the files, the service, and figures beside their bounds."""
import concurrent.futures
import http.client
import json
import os
import pathlib
import re
import shlex
import signal
import socket
import subprocess
import threading
import time

import fleet_states
from stage import Trouble, clean, get, post, query, say, wait_for

ORGANISATION = "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c{:04x}"


class Figures:
    """Each figure beside its bound."""

    def __init__(self):
        self.broken = []

    def tell(self, what, value, unit="", most=None, least=None):
        holds = (most is None or value <= most) and (least is None or value >= least)
        bound = f"(at most {most:g})" if most is not None else f"(at least {least:g})" if least is not None else ""
        if not holds:
            self.broken.append(f"{what}: {value:g} {unit} {bound}")
        verdict = "    " if not bound else "ok  " if holds else "FAIL"
        say(f"{verdict} {what:58}{value:12.2f} {unit:9}{bound}")

    def check(self, holds, text):
        if not holds:
            self.broken.append(text)
        say(f"{'ok  ' if holds else 'FAIL'} {text}")


class Listener:
    """The other end of `NOTIFY_SOCKET`."""

    def __init__(self, path):
        self.path, self.lines, self.ready = str(path), [], []
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            text = self.socket.recv(65_536).decode("utf-8", "replace")
            for line in text.splitlines():
                if line == "READY=1":
                    self.ready.append(time.monotonic())
                if line.startswith("STATUS="):
                    self.lines.append(line[7:])

    @property
    def status(self):
        return self.lines[-1] if self.lines else ""


class StandIns:
    """Both systems for so many accounts, told apart by their keys."""

    def __init__(self, stage, program, name, accounts, rate, sample):
        self.program, self.accounts, self.environment, self.setup = program, accounts, {}, []
        # What they note of a request is when they came to it: they must not stand in line behind the service on its own machine.
        first = ["nice", "-n", "-10"] if os.geteuid() == 0 else []
        self.process = stage.start(name, [
            *first, program, "sandbox", "--listen", "127.0.0.1:0", "--accounts", str(accounts), "--rate", str(rate),
            "--pdf-delay", "0", *sample])
        self.process.find(r"(?m)^(reconcile --dry-run)$", 300)
        self.base = self.process.find(r"both stand-ins on (http://\S+),", 1)
        for line in self.process.text().splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["export"]:
                self.environment.update(word.split("=", 1) for word in words[1:])
            elif words[:2] == ["reconcile", "setup"]:
                self.setup = words[1:]

    def keys(self, number):
        return (self.environment["RECONCILE_HERO_API_KEY"][:-4] + f"{number:04}",
                self.environment["RECONCILE_LEXOFFICE_API_KEY"][:-12] + f"{number:012}")

    def summary(self):
        return json.loads(get(f"{self.base}/_sandbox/accounts", timeout=120))["accounts"]

    def state(self, number):
        return json.loads(get(f"{self.base}/_sandbox/accounts/{number}/state", timeout=60))

    def tell(self, number, page, body):
        return post(f"{self.base}/_sandbox/accounts/{number}/{page}", body, timeout=60)

    def tell_all(self, page, body, numbers=None):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number: self.tell(number, page, body), numbers or range(1, self.accounts + 1)))

    def copy_first(self):
        post(f"{self.base}/_sandbox/accounts/copy", {}, timeout=120)


class Fleet:
    """The files of all accounts, and the service on them. Accounts are numbered from 1, as the stand-ins number theirs."""

    def __init__(self, stage, program, options, names=None, sample=None):
        self.stage, self.program, self.options = stage, str(program), options
        self.names = names or [f"account-{number}" for number in range(1, options.accounts + 1)]
        self.folder = stage.folder
        self.states, self.credentials, self.accounts = (self.folder / name for name in ("states", "credentials", "accounts"))
        for folder in (self.states, self.credentials, self.accounts):
            folder.mkdir(mode=0o700)
        self.starts, self.keys, self.console = 0, {}, f"127.0.0.1:{free_port()}"
        self.listener = Listener(self.folder / "notify")
        self.stand_ins = StandIns(
            stage, self.program, "sandbox", len(self.names), 0, sample or year(options.documents))

    def write_file(self, rate=500, **others):
        """What holds for all."""
        (self.folder / "fleet.yaml").write_text(json.dumps({
            "listen": "127.0.0.1:0", "console": {"listen": self.console}, "interval-seconds": self.options.interval, "settle-seconds": 6,
            "hero": {"endpoint": self.stand_ins.environment["RECONCILE_HERO_ENDPOINT"]},
            "lexoffice": {"endpoint": self.stand_ins.base, "requests-per-second": rate},
            "accounts-directory": str(self.accounts), "credentials-directory": str(self.credentials),
            "state-directory": str(self.states), **others}), encoding="utf-8")

    def write_account(self, name, hero, lexoffice, text=""):
        self.keys[name] = (hero, lexoffice)
        self.give_keys(name, hero, lexoffice)
        (self.accounts / f"{name}.yaml").write_text(text, encoding="utf-8")

    def give_keys(self, name, hero, lexoffice):
        for kind, key in (("hero-api-key", hero), ("lexoffice-api-key", lexoffice)):
            path = self.credentials / f"{name}.{kind}"
            path.write_text(key + "\n", encoding="utf-8")
            path.chmod(0o600)

    def run(self, *arguments, accepted=(0,), seconds=300):
        result = subprocess.run(
            [self.program, *arguments, "--fleet", str(self.folder / "fleet.yaml")], env=clean({}), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=seconds, check=False)
        if result.returncode not in accepted:
            raise Trouble(f"reconcile {' '.join(arguments)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
        return result.stdout

    def set_up(self, but=()):
        """The first account transfers what is due; all others get its books and its state under their own names."""
        self.write_file()
        for number, name in enumerate(self.names, 1):
            self.write_account(name, *self.stand_ins.keys(number))
        first = self.names[0]
        self.run(*self.stand_ins.setup, "--account", first)
        for _ in range(3):
            self.run("--account", first, accepted=(0, 3, 4))
        self.pay_most()
        self.stand_ins.copy_first()
        for number, name in enumerate(self.names[1:], 2):
            if name in but:
                continue
            fleet_states.copy(self.states / first, self.states / name, {
                ORGANISATION.format(0x9B01): ORGANISATION.format(0x9B00 + number),
                fleet_states.key_digest(self.keys[first][1]): fleet_states.key_digest(self.keys[name][1])})

    def pay_most(self):
        """As in any office three documents of four are at their end, and are looked at in turns."""
        owed = [row[0] for row in self.ask_first(
            "SELECT link.remote_id FROM link JOIN invoice USING (key) WHERE link.kind = 'invoice' AND unlinked_at IS NULL"
            " AND life IN ('locked', 'uploaded') ORDER BY key")]
        due = set(owed[: len(owed) * 3 // 4])
        for voucher in self.stand_ins.state(1)["lexoffice"]["vouchers"]:
            if voucher["id"] in due and voucher["type"] == "salesinvoice":
                self.stand_ins.tell(1, "lexoffice/pay", {"voucherId": voucher["id"], "amount": str(voucher["open"])})

        def are_entered():
            self.run("--account", self.names[0], accepted=(0, 3, 4))
            (made, entered), = self.ask_first("SELECT COUNT(*), SUM(state = 'mirrored') FROM payment")
            return True if made and made == entered else None
        wait_for("what was paid is entered in HERO", 60, are_entered, pause=1)

    def ask_first(self, sql):
        """The state of the first account."""
        return query(self.states / self.names[0] / "reconcile.sqlite", sql)

    # The service.

    def serve(self, **environment):
        self.starts += 1
        known = len(self.listener.ready)
        self.began = time.monotonic()
        self.service = self.stage.start(
            f"serve-{self.starts}", [self.program, "fleet", "serve", "--fleet", str(self.folder / "fleet.yaml")],
            {"NOTIFY_SOCKET": self.listener.path, "WATCHDOG_USEC": "60000000", **environment})
        self.address = self.service.find(r"the service is ready .*listener=(127\.0\.0\.1:\d+)", 60)
        self.metrics = f"http://{self.address}/metrics"
        wait_for("READY", 10, lambda: len(self.listener.ready) > known or None, pause=0.02)
        return self.listener.ready[known] - self.began

    def stop(self):
        began = time.monotonic()
        self.service.child.send_signal(signal.SIGTERM)
        return self.service.child.wait(timeout=15), time.monotonic() - began

    def kill(self):
        self.service.child.send_signal(signal.SIGKILL)
        self.service.child.wait(timeout=10)

    def reload(self):
        """Seconds it took."""
        known, began = len(self.listener.ready), time.monotonic()
        self.service.child.send_signal(signal.SIGHUP)
        wait_for("the reload", 60, lambda: len(self.listener.ready) > known or None, pause=0.01)
        return self.listener.ready[known] - began

    # What it says.

    def page(self):
        found = {}
        for line in get(self.metrics, "text/plain", timeout=30).splitlines():
            if line and not line.startswith("#"):
                series, value = line.rsplit(" ", 1)
                found[series] = float(value)
        return found

    def link(self, *arguments):
        """To the page of all accounts, or to the console of the one that is named."""
        made = self.run(*(arguments or ("fleet", "console")), "--as", "Erika", "--format", "json")
        return json.loads(made.splitlines()[-1])["link"]

    def enter(self):
        """The cookie of somebody who may see the page of all accounts."""
        key = self.link().split("#")[1]
        door = http.client.HTTPConnection(self.console, timeout=10)
        door.request("POST", "/anmelden", f"key={key}", {
            "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
        cookie = door.getresponse().headers["Set-Cookie"]
        door.close()
        return cookie.split(";")[0]

    def all_accounts(self, cookie, query=""):
        """The page, and the seconds it took."""
        door, began = http.client.HTTPConnection(self.console, timeout=30), time.monotonic()
        door.request("GET", f"/{query}", headers={"Cookie": cookie, "Accept-Language": "de"})
        answer = door.getresponse()
        text = answer.read().decode("utf-8")
        door.close()
        if answer.status != 200:
            raise Trouble(f"the page of all accounts answered {answer.status}")
        return text, time.monotonic() - began

    def of(self, metric, page=None):
        """By account."""
        pattern = re.compile(rf'reconcile_account_{metric}\{{account="([^"]+)"[^}}]*\}}')
        return {match[1]: value for series, value in (page or self.page()).items() if (match := pattern.fullmatch(series))}

    def troubles(self):
        pattern = re.compile(r'reconcile_account_trouble\{account="([^"]+)",reason="([^"]+)"\}')
        return {match[1]: match[2] for series in self.page() if (match := pattern.fullmatch(series))}

    def out_of_step(self, but=()):
        steps = self.of("in_step")
        return [name for name in self.names if steps.get(name) != 1 and name not in but]

    def all_in_step(self, seconds, but=()):
        try:
            wait_for("every account in step", seconds, lambda: None if self.out_of_step(but) else True, pause=0.5)
        except Trouble as trouble:
            raise Trouble(f"{trouble}: not {self.out_of_step(but)[:5]}") from trouble
        return time.monotonic() - self.began

    # What it takes.

    def kept(self):
        """What lasts of each state, its tables and its mark, by the time and size of the files."""
        files = [path for name in (fleet_states.DATABASE, fleet_states.MARK) for path in self.states.glob(f"*/{name}")]
        return {str(path.relative_to(self.states)): (path.stat().st_mtime_ns, path.stat().st_size) for path in files}

    def process(self):
        folder = pathlib.Path(f"/proc/{self.service.pid}")
        status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
        io = dict(line.split(": ") for line in (folder / "io").read_text().splitlines())
        return {
            "cpu": cpu(self.service.pid), "rss": int(status["VmRSS"].split()[0]) / 1024,
            "anonymous": int(status["RssAnon"].split()[0]) / 1024,
            "threads": int(status["Threads"]), "descriptors": len(list((folder / "fd").iterdir())),
            "written": int(io["write_bytes"]) - int(io["cancelled_write_bytes"])}


def year(documents):
    return ["--data", "year", "--invoices", str(documents), "--cancellations", "5", "--contacts", "12"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
