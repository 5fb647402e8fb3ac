"""Many accounts in one process (scale.md §2): what they cost, that nobody waits for anybody else, that one bad account is never another's
trouble, and that a kill in the middle of everybody's writes makes nothing twice and loses nothing.

One pair of stand-ins serves all accounts, told apart by their keys. The first one's documents are transferred; all others get its books
and its state under names of their own. The trial takes systemd's place: it hears what the service says on its notification socket. Each
figure is printed beside its bound; the service's processor time is its own, whatever the stand-ins take on the same machine.

Short by default. The long form, with an optimised build (an hour; --quiet 3600 two): --accounts 1000 --documents 95 --interval 60
--kills 50 --quiet 600 --flood 5000 --others 50 --rounds 4 --reloads 50 --trace 65
"""
import argparse
import math
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

import fleet_fairness
from fleet_parts import Figures, Fleet, cpu
from stage import ROOT, Stage, Trouble, get, say, wait_for

# Begins every key of the stand-ins, and every organisation's id.
KEYS = re.compile(rb"ac_SandboxSandbox|00000000-5a4d-4b0c-8000-")
ORGANISATIONS = re.compile(rb"7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c[0-9a-f]{4}")
# An answer takes so long that a kill comes before it.
SLOW = 12
# Seconds after which a pass that found nothing new is a row all the same, and some for its own duration.
BEAT = 900 - 30
# After so long each account makes a pass, whatever it would be answered.
QUARTER = 900


def start(fleet, figures):
    figures.tell("READY after", fleet.serve(), "s", most=5)
    figures.tell("every first pass ended after", fleet.all_in_step(fleet.options.patience), "s", most=90)
    begun = sorted(account["heroAt"] for account in fleet.stand_ins.summary())
    fullest = max(sum(first <= other < first + 1000 for other in begun[place:place + 200]) for place, first in enumerate(begun))
    figures.tell("passes begun in the fullest second", fullest, "", most=50)
    ended = fleet.of("last_complete_pass_timestamp_seconds")
    return sorted(fleet.names, key=ended.get)


def growth(samples):
    """A minute, from the fullest moment of the second quarter of an hour to that of the last whole one; None for less than three. Within
    each a pass of every account is made, which opens its state."""
    quarters = {}
    for moment, value in samples:
        quarters.setdefault(int(moment // QUARTER), []).append(value)
    whole = [max(quarters[index]) for index in range(int((samples[-1][0] + 10) // QUARTER))]
    return (whole[-1] - whole[1]) / (len(whole) - 2) / (QUARTER / 60) if len(whole) > 2 else None


def at_rest(fleet):
    """What the first passes leave to the next ones is written once a whole round of passes changed nothing."""
    for _ in range(6):
        states, passes = fleet.kept(), fleet.of("passes_total")
        wait_for("another pass of every account", 3 * fleet.options.interval + 60, lambda: all(
            now > passes.get(account, 0) for account, now in fleet.of("passes_total").items()) or None)
        if fleet.kept() == states:
            return
    raise Trouble("passes that find nothing new go on writing")


def costs(fleet, figures):
    at_rest(fleet)
    options, accounts = fleet.options, fleet.options.accounts
    # Its processor times are those of an optimised build.
    is_long = options.interval >= 60
    stand_ins = fleet.stand_ins.process.pid
    before, others, passes, states = fleet.process(), cpu(stand_ins), sum(fleet.of("passes_total").values()), fleet.kept()
    began, samples, most, changed = time.monotonic(), [], before, set()
    while (elapsed := time.monotonic() - began) < options.quiet:
        time.sleep(min(5, options.quiet - elapsed))
        now = fleet.process()
        samples.append((time.monotonic() - began, now["rss"]))
        most = {key: max(most[key], now[key]) for key in now}
        last, states = states, fleet.kept()
        changed.update(path for path, (at, _) in states.items() if path not in last or 0 < at - last[path][0] < BEAT * 1e9)
    after, seconds = fleet.process(), time.monotonic() - began
    done = sum(fleet.of("passes_total").values()) - passes
    used = after["cpu"] - before["cpu"]
    say(f"{done:.0f} quiet passes in {seconds:.0f} s; the stand-ins took {100 * (cpu(stand_ins) - others) / seconds:.0f} % of a core")
    figures.tell("quiet passes, of those due", done / max(1, accounts * seconds / (options.interval + 1)), "", least=0.8)
    figures.tell("processor time of a quiet pass", 1000 * used / max(1, done), "ms", most=18 if is_long else None)
    figures.tell("of one core", 100 * used / seconds, "%", most=30 if is_long else None)
    figures.tell("resident at most", most["rss"], "MiB", most=max(512 * accounts / 1000, 128))
    figures.tell("resident, of an account", most["rss"] / accounts, "MiB")
    if (grown := growth(samples)) is not None:
        figures.tell("growth of what is resident, by quarters of an hour", grown, "MiB/min", most=0.2)
    figures.tell("threads", most["threads"], "", most=16)
    figures.tell("descriptors", most["descriptors"], "", most=min(2000, accounts + 300))
    # What was written is SQLite's index of its log, which is made when a state is opened and thrown away when it is closed.
    figures.tell("lasting files changed by quiet passes, but for beats", len(changed), "", most=0)
    if changed:
        say(f"changed: {', '.join(sorted(changed)[:10])}")
    page = get(fleet.metrics, "text/plain", timeout=30)
    figures.tell("page of metrics", len(page) / 1e6, "MB", most=2.5)
    figures.tell("series of an account", len([line for line in page.splitlines() if 'account="account-1"' in line]), "", most=20)


def page_of_all(fleet, figures):
    cookie = fleet.enter()
    looks = [fleet.all_accounts(cookie) for _ in range(5)]
    text, seconds = looks[0][0], sorted(took for _, took in looks)
    figures.tell("page of all accounts", len(text.encode()) / 1e6, "MB", most=2.5)
    figures.tell("it came after", seconds[len(seconds) // 2], "s", most=1)
    missing = [name for name in fleet.names if f">{name}<" not in text]
    figures.check(not missing, "all accounts are on it" + (f", but {missing[:5]}" if missing else ""))


def traced(fleet, figures):
    """What quiet passes write, by the system calls; the figures of CPU are worth nothing meanwhile."""
    trace, passes = fleet.folder / "trace", sum(fleet.of("passes_total").values())
    tracer = subprocess.Popen(
        ["strace", "-f", "-qq", "-y", "-e", "trace=fsync,fdatasync,write,pwrite64,pwritev,writev", "-o", str(trace), "-p",
         str(fleet.service.pid)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(fleet.options.trace)
    tracer.send_signal(signal.SIGINT)
    tracer.wait(timeout=60)
    passes, calls = sum(fleet.of("passes_total").values()) - passes, trace.read_text(errors="replace").splitlines()
    syncs = [line for line in calls if re.search(r"\bf(?:data)?sync\(", line)]
    files = [line for line in calls if re.search(r"\bp?writev?(?:64)?\(\d+<" + re.escape(str(fleet.states)), line)]
    lasting = [line for line in files if "-shm>" not in line]
    say(f"{passes:.0f} passes under strace; of SQLite's index of its log, which no disk sees, {len(files) - len(lasting)} writes")
    figures.tell("syncs of quiet passes", len(syncs), "", most=0)
    figures.tell("writes of quiet passes to what lasts", len(lasting), "", most=0)


def kills(fleet, figures, order):
    """New documents everywhere, the process killed in the middle of its writes, again and again. Returns how many each account got."""
    options, stand_ins = fleet.options, fleet.stand_ins
    wanted = min(50, options.accounts // 2)
    chosen = [int(name.split("-")[1]) for name in order[:2 * wanted]]
    slow = {"write": True, "perMille": 1000, "fault": "slow_answer", "milliseconds": SLOW * 1000}
    stand_ins.tell_all("faults", {"chances": [slow]}, chosen)
    slowest = 0
    for _ in range(options.kills):
        stand_ins.tell_all("hero/publish", {"net": "100.00", "name": "Wartung"}, chosen)
        before = sum(account["writes"] for account in stand_ins.summary())
        fleet.serve()
        wait_for("writes on their way", 60, lambda: sum(
            account["writes"] for account in stand_ins.summary()) - before >= wanted or None, pause=0.1)
        fleet.kill()
        slowest = max(slowest, time.monotonic() - fleet.began)
    stand_ins.tell_all("faults", {}, chosen)
    if options.kills:
        say(f"killed {options.kills} times with {wanted} writes on their way and more")
        figures.tell("from start to kill, before the first answer", slowest, "s", most=SLOW)
    return {number: options.kills for number in chosen}


class Hung:
    """Its first pass hangs; it is among the first that begin. Watched beside everything else."""

    def __init__(self, fleet, stuck):
        self.fleet, self.stuck, self.named, self.again = fleet, stuck, None, None
        fleet.serve(RECONCILE_TEST_HANG_ACCOUNT=stuck, RECONCILE_TEST_HANG_PASS="1")
        self.watch = threading.Thread(target=self.look, daemon=True)
        self.watch.start()

    def look(self):
        began = self.fleet.began
        wait_for("the hung account is named", 120, lambda: self.fleet.of("hangs_total").get(self.stuck) or None, pause=1)
        self.named = time.monotonic() - began
        wait_for("the hung account works again", 120, lambda: self.fleet.of("in_step").get(self.stuck) or None, pause=1)
        self.again = time.monotonic() - began

    def tell(self, figures):
        self.watch.join(timeout=240)
        figures.tell("a hung account is named after", self.named or math.inf, "s", most=60)
        figures.tell("and begun again after", self.again or math.inf, "s", most=120)


def exactly_once(fleet, figures, base, published):
    def missing():
        accounts = fleet.stand_ins.summary()
        return [number for number, account in enumerate(accounts, 1) if account["vouchers"] < base + published.get(number, 0)]
    wait_for("everything is transferred", 300, lambda: None if missing() or any(fleet.of("uncertain").values()) else True, pause=1)
    # Whoever would make something twice does so in its next pass.
    time.sleep(fleet.options.interval + 2)
    accounts = fleet.stand_ins.summary()
    twice = [number for number, account in enumerate(accounts, 1)
             if account["vouchers"] != account["numbers"] or account["vouchers"] > base + published.get(number, 0)]
    figures.tell(f"vouchers lost, of {sum(published.values())} new ones", len(missing()), "", most=0)
    figures.tell(f"accounts of {len(accounts)} with a voucher too many", len(twice), "", most=0)


def broken_accounts(fleet, figures):
    """Five in five ways; the rest stay in step."""
    names = fleet.names[1:6]
    refused, damaged, missing, configured, same = names
    fleet.give_keys(refused, *[key[:-4] + "zzzz" for key in fleet.keys[refused]])
    (fleet.accounts / f"{configured}.yaml").write_text("interval-secunds: 3\n", encoding="utf-8")
    with open(fleet.states / damaged / "reconcile.sqlite", "r+b") as file:
        file.write(b"no database any more")
    fleet.give_keys(same, *fleet.keys[fleet.names[0]])
    (fleet.states / missing).rename(fleet.states / f"{missing}.away")
    fleet.reload()
    wanted = {refused: "credential_refused", damaged: "state_damaged", missing: "not_set_up", same: "wrong_organisation"}

    def probe():
        found = fleet.troubles()
        return found if all(found.get(name) == reason for name, reason in wanted.items()) else None
    try:
        found = wait_for("the broken accounts are named", 3 * fleet.options.interval + 30, probe, pause=1)
    except Trouble:
        found = fleet.troubles()
    figures.check({name: found.get(name) for name in wanted} == wanted, f"broken accounts are named: {found}")
    figures.check(fleet.of("in_step").get(configured) == 1, "an account with a bad new file goes on with its old one")
    wait_for("the status line", 10, lambda: configured in fleet.listener.status or None)
    say(f"status: {fleet.listener.status}")
    figures.check("held back" in fleet.listener.status, "the status line names them")
    figures.tell(f"of {len(fleet.names) - len(names)} others out of step", len(fleet.out_of_step(names)), "", most=0)


def canaries(fleet, figures):
    """No key of anybody in anything that was written or said, and nothing of other books in a state."""
    texts = {"metrics": get(fleet.metrics, "text/plain", timeout=30).encode(), "status": "\n".join(fleet.listener.lines).encode()}
    paths = [path for path in [*fleet.states.rglob("*"), *fleet.folder.glob("serve-*.log")] if path.is_file()]
    leaks = [name for name, text in texts.items() if KEYS.search(text)]
    strangers = []
    for path in paths:
        try:
            text = path.read_bytes()
        except FileNotFoundError:
            # SQLite's log goes with the pass that made it.
            continue
        if KEYS.search(text):
            leaks.append(str(path))
        number = path.parent.name.removeprefix("account-")
        own = {f"7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c{0x9B00 + int(number):04x}".encode()} if number.isdigit() else None
        if own and not set(ORGANISATIONS.findall(text)) <= own:
            strangers.append(str(path))
    figures.check(not leaks, f"no key in {len(texts) + len(paths)} files, pages and lines" + (f", but in {leaks[:5]}" if leaks else ""))
    figures.check(not strangers, "no state names other books" + (f", but {strangers[:5]}" if strangers else ""))


def trial(fleet, figures):
    began = time.monotonic()
    fleet.set_up()
    base = fleet.stand_ins.summary()[0]["vouchers"]
    say(f"{len(fleet.names)} accounts of {base} vouchers set up in {time.monotonic() - began:.0f} s")
    order = start(fleet, figures)
    costs(fleet, figures)
    page_of_all(fleet, figures)
    if fleet.options.trace:
        traced(fleet, figures)
    fleet.stop()
    published = kills(fleet, figures, order)
    hung = Hung(fleet, order[0])
    fleet.all_in_step(fleet.options.patience, but={order[0]})
    for number in fleet_fairness.run(fleet, figures, order):
        published[number] = published.get(number, 0) + fleet.options.rounds
    hung.tell(figures)
    # Who had a slow lexoffice waits longer and longer.
    fleet.stop()
    fleet.serve()
    fleet.all_in_step(fleet.options.patience)
    exactly_once(fleet, figures, base, published)
    broken_accounts(fleet, figures)
    canaries(fleet, figures)
    code, seconds = fleet.stop()
    figures.check(code == 0, f"ended with {code} after {seconds:.1f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / ".build/debug/reconcile", type=pathlib.Path)
    parser.add_argument("--accounts", type=int, default=12)
    parser.add_argument("--documents", type=int, default=40, help="invoices of each account, at least 40")
    parser.add_argument("--interval", type=int, default=5, help="seconds between the passes of an account")
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--quiet", type=int, default=10, help="seconds in which costs are counted")
    parser.add_argument("--flood", type=int, default=100, help="invoices due in the account that floods; 0 leaves fairness out")
    parser.add_argument("--slow", type=int, default=20, help="accounts whose lexoffice takes 35 s, a third of all at most")
    parser.add_argument("--others", type=int, default=4, help="accounts whose payments are timed, a third of all at most")
    parser.add_argument("--rounds", type=int, default=1, help="payments of each of them")
    parser.add_argument("--reloads", type=int, default=3)
    parser.add_argument("--patience", type=int, default=180, help="seconds the first passes may take before the trial ends")
    parser.add_argument("--trace", type=int, default=0, help="seconds in which strace counts writes and syncs")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for everything, which stays")
    options = parser.parse_args()
    figures = Figures()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with Stage(folder) as stage:
            fleet = None
            try:
                fleet = Fleet(stage, options.program.resolve(), options)
                trial(fleet, figures)
            except Trouble as trouble:
                figures.check(False, str(trouble))
                if hasattr(fleet, "service"):
                    say(f"status: {fleet.listener.status}\n{fleet.service.tail(20)}")
    say("all held" if not figures.broken else f"{len(figures.broken)} did not hold: {figures.broken}")
    return 1 if figures.broken else 0


if __name__ == "__main__":
    sys.exit(main())
