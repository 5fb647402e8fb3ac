"""A real Prometheus watches two accounts: one in which all is well, and one whose business year meets faults all the time.

Quiet: everything is transferred, what was held is settled. No alert is ever pending, the page is true and passes its judges.
Storm: for as long as asked, writes and reads fail in every way the stand-ins know. No scrape fails, no counter falls, no series comes
or goes; at the end every total equals the state, the journal and what the stand-ins received.

Needs the standard library only. `.ci/scrape` brings Prometheus and runs this.
"""
import argparse
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

import truth
from prometheus_server import Prometheus, named_line
from stage import ROOT, Account, Stage, Trouble, get, say, wait_for

PAGE = ROOT / "Tests/Fixtures/telemetry/metrics.txt"
# Each way to fail, mostly where it hurts: in writes, of which a fifth stays unanswered, half of them carried out.
FAULTS = {
    "seed": 20_260_101,
    "chances": [
        *({"write": True, "perMille": rate, "fault": kind} for kind, rate in (
            ("drop_before", 50), ("drop_after", 50), ("server_error", 20), ("server_error_after", 20), ("gateway_timeout_after", 20),
            ("html_after", 10), ("broken_body", 10), ("throttle", 20), ("unavailable", 10),
        )),
        {"write": True, "perMille": 5, "fault": "slow_answer", "milliseconds": 8000},
        # No read is dropped without an answer: on a connection that was kept, libcurl repeats it by itself, and the page, which counts
        # it once, could not be held against the stand-ins' own counts.
        *({"write": False, "perMille": 8, "fault": kind} for kind in ("throttle", "unavailable", "html", "truncated_body", "broken_body")),
    ],
}
# How long a year that met faults may take to its end once there are none; a slow machine needs some of it.
PATIENCE = 240
failures = []


def fail(text):
    failures.append(text)
    say(f"FAIL {text}")


def quiet_account(stage, program):
    account = Account(
        stage, "quiet", program, ["--rate", "0", "--pdf-delay", "0"], RECONCILE_INTERVAL_SECONDS=2, RECONCILE_SETTLE_SECONDS=5
    )
    account.setup()
    account.run(accepted=(0, 3))
    # What a year without faults comes to.
    account.year = truth.counts(account)
    account.put_held_right()
    account.serve()
    wait_for("a complete pass of the service", 60, lambda: account.page().get('reconcile_passes_total{outcome="complete"}') or None)
    return account


def stormy_account(stage, program, seconds):
    # A year is some 700 requests under these faults: so many a second that it lasts most of the time.
    rate = max(2.0, 700 / (0.8 * seconds))
    account = Account(
        stage, "storm", program, ["--rate", "0", "--pdf-delay", "0"], RECONCILE_INTERVAL_SECONDS=1, RECONCILE_SETTLE_SECONDS=3,
        RECONCILE_REQUEST_TIMEOUT_SECONDS=5, RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND=f"{rate:.2f}"
    )
    account.setup()
    account.mark = truth.Mark(account)
    # Not before the service is ready: a refused credential check is another story, and told by the command tests.
    account.serve()
    account.sandbox("faults", FAULTS)
    return account


class Watch(threading.Thread):
    """While the storm blows: the page's counts against the database, and what the rules say of the quiet account."""

    def __init__(self, prometheus, storm):
        super().__init__(daemon=True)
        self.prometheus, self.storm, self.quiet = prometheus, storm, None
        self.ended = threading.Event()
        self.compared, self.asked, self.seen = 0, 0, set()

    def run(self):
        while not self.ended.wait(1):
            try:
                self.compare(self.storm)
                self.seen |= set(self.prometheus.alerts("storm"))
                if self.quiet:
                    self.compare(self.quiet)
                    self.asked += 1
                    for alert, state in self.prometheus.alerts("quiet").items():
                        fail(f"quiet account: {alert} is {state}")
            except Exception as error:
                fail(f"while watching: {type(error).__name__}: {error}")

    def compare(self, account):
        """Only a moment in which nothing moved can be compared: the journal must be as long before and after."""
        length = "SELECT MAX(seq) FROM transition"
        before, page = account.query(length), account.page()
        counts = truth.counts(account)
        if before == account.query(length):
            self.compared += 1
            for text in truth.compare_counts(page, counts):
                fail(f"{account.name}: {text}")


def check_end(storm, year):
    """Every total, once nothing is under way any more."""
    unfinished = ("ready", "checking", "creating", "uncertain", "fileDue", "fileSending", "fileUnsure")

    def settled():
        counts = truth.counts(storm)
        # A file that met several faults is put off for longer than this trial lasts; its voucher stands all the same.
        late = truth.put_off(storm)
        counts["invoice", "fileDue"] = counts.get(("invoice", "fileDue"), 0) - late
        counts["invoice", "fileComplete"] = counts.get(("invoice", "fileComplete"), 0) + late
        counts = {key: count for key, count in counts.items() if count}
        return True if counts == year and not any(counts.get(("invoice", state)) for state in unfinished) else None

    # Asks for the next pass at once, where the service had backed off.
    storm.service.child.send_signal(signal.SIGHUP)
    try:
        wait_for("the year comes to what it comes to without faults", PATIENCE, settled, pause=1)
    except Trouble as trouble:
        fail(f"{trouble}; {truth.counts(storm)} instead of {year}")

    differences = ["not compared"]

    def equal():
        before = truth.totals(storm, storm.mark)
        page = storm.page()
        if before != truth.totals(storm, storm.mark):
            return None
        differences[:] = truth.compare_totals(page, before)
        return True if not differences else None

    try:
        wait_for("a moment between two passes", 30, equal, pause=0.1)
    except Trouble:
        for text in differences:
            fail(f"storm: {text}")
    page = storm.page()
    numbers = [voucher["number"] for voucher in storm.sandbox("state")["lexoffice"]["vouchers"]]
    late = truth.put_off(storm)
    if len(numbers) != len(set(numbers)) or len(numbers) != truth.counts(storm)[("invoice", "fileComplete")] + late:
        fail(f"{len(numbers)} vouchers, {len(set(numbers))} numbers")
    booked = f"{len(numbers)} vouchers, none twice, {late} files put off"
    say(f"storm: {booked}; totals equal the state, the journal and the stand-ins' own counts")
    codes = truth.paged(page, "reconcile_http_requests_total", "code")
    say(f"storm: requests by code { {key[0]: int(count) for key, count in sorted(codes.items())} }")
    doubts = truth.paged(page, "reconcile_uncertain_resolved_total", "kind", "how")
    say(f"storm: doubts cleared up { {'/'.join(key): int(count) for key, count in sorted(doubts.items())} }")
    if not doubts or len(codes) < 5:
        fail("that was no storm")


def check_prometheus(prometheus, accounts, watch, seconds, quiet_seconds):
    window = f"[{int(seconds) + 240}s]"
    page = PAGE.read_text(encoding="utf-8")
    expected = {named_line(line.rsplit(" ", 1)[0]) for line in page.splitlines() if line and line[0] != "#"}
    types = dict(line.split(" ")[2:4] for line in page.splitlines() if line.startswith("# TYPE"))
    counters = sorted(
        [name for name, kind in types.items() if kind == "counter"]
        + [f"{name}_{part}" for name, kind in types.items() if kind == "histogram" for part in ("bucket", "sum", "count")]
    )
    missing = set(truth.CONTRACT) - set(types)
    if missing:
        fail(f"metrics of the contract that are not on the page: {sorted(missing)}")
    for account in accounts:
        match = f'{{job="reconcile",instance="{account.name}"}}'
        up = prometheus.value(f"min_over_time(up{match}{window})")
        scrapes = prometheus.value(f"count_over_time(up{match}{window})")
        slowest = prometheus.value(f"max_over_time(scrape_duration_seconds{match}{window})")
        if up != 1:
            fail(f"{account.name}: a scrape failed")
        samples = [prometheus.value(f"{how}_over_time(scrape_samples_scraped{match}{window})") for how in ("min", "max")]
        if samples != [len(expected)] * 2:
            fail(f"{account.name}: {samples} series in a scrape, the checked-in page has {len(expected)}")
        found = prometheus.series(account.name)
        if found != expected:
            fail(f"{account.name}: series differ in {sorted(found ^ expected)[:5]}")
        for name in counters:
            fallen = [labels for labels, count in prometheus.vector(f"resets({name}{match}{window})") if count]
            if fallen:
                fail(f"{account.name}: {name} fell: {fallen[:3]}")
        say(f"{account.name}: {scrapes:.0f} scrapes, none failed, the slowest {slowest * 1000:.0f} ms; {len(found)} series in all of them; "
            f"{len(counters)} counters never fell")
    # Before the first scrape of anything, `ReconcileAbsent` is right to be pending.
    told = prometheus.vector(f'count_over_time(ALERTS{{instance=~"quiet|"}}[{int(quiet_seconds)}s])')
    if told:
        fail(f"the quiet account had {told}")
    broken = [rule["name"] for rule in prometheus.rules() if rule["health"] != "ok"]
    if broken:
        fail(f"rules that could not be worked out: {broken}")
    # The rules can speak: the year holds documents, which the storm account leaves held.
    if "ReconcileHeld" not in watch.seen:
        fail(f"the rules did not notice the held documents of the storm: {sorted(watch.seen)}")
    say(f"quiet: no alert pending or firing in {watch.asked} looks and all recorded evaluations of {len(prometheus.rules())} rules; "
        f"the storm had {sorted(watch.seen)}")
    say(f"counts by state equalled the database at {watch.compared} moments")


def check_page(account, options):
    """The judges of the checked-in page look at the live one, in both formats."""
    if options.judge:
        result = subprocess.run([options.judge, "--url", account.metrics], capture_output=True, text=True, timeout=300, check=False)
        print(result.stdout + result.stderr, end="", flush=True)
        if result.returncode != 0:
            fail("the live page did not pass")


def check_metrics(promtool, account):
    """promtool reads text only; that Prometheus takes the other format is shown by every scrape of it."""
    result = subprocess.run(
        [promtool, "check", "metrics"], input=get(account.metrics, "text/plain"), capture_output=True, text=True, timeout=60, check=False
    )
    if result.returncode != 0 or (result.stdout + result.stderr).strip():
        fail(f"promtool on {account.name}: {result.stdout}{result.stderr}")


def play(stage, options):
    storm = stormy_account(stage, options.reconcile, options.seconds)
    prometheus = Prometheus(stage, options.prometheus)
    prometheus.watch("storm", storm.address)
    began = time.monotonic()
    say(f"storm: the year runs with faults for {options.seconds} s")
    watch = Watch(prometheus, storm)
    watch.start()
    quiet = quiet_account(stage, options.reconcile)
    prometheus.watch("quiet", quiet.address)
    watch.quiet, quiet_since = quiet, time.monotonic()
    say("quiet: everything is transferred and nothing is held")
    check_page(quiet, options)
    # A short run still leaves the quiet account some time to be quiet in.
    time.sleep(max(10, options.seconds - (time.monotonic() - began)))
    say(f"the storm is over after {time.monotonic() - began:.0f} s")
    say(f"of which it brought to their end: {truth.counts(storm)['invoice', 'fileComplete']}")
    storm.sandbox("faults", {})
    check_end(storm, quiet.year)
    # One more scrape of what is final.
    time.sleep(3)
    watch.ended.set()
    watch.join(timeout=60)
    for process in stage.processes:
        process.check()
    for account in (quiet, storm):
        check_metrics(options.promtool, account)
    now = time.monotonic()
    check_prometheus(prometheus, (quiet, storm), watch, now - began, now - quiet_since)
    entities = prometheus.vector('reconcile_entities{instance="storm"} > 0')
    kept = {(labels["kind"], labels["state"]): int(value) for labels, value in entities}
    if kept != truth.counts(storm):
        fail(f"Prometheus keeps {kept}, the database says {truth.counts(storm)}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--reconcile", default=str(ROOT / ".build/debug/reconcile"))
    arguments.add_argument("--prometheus", required=True)
    arguments.add_argument("--promtool", required=True)
    arguments.add_argument("--judge", help="looks at a live page, given --url")
    arguments.add_argument("--seconds", type=int, default=300)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="reconcile-scrape-") as folder, Stage(folder) as stage:
        try:
            play(stage, options)
        except (Trouble, subprocess.TimeoutExpired, OSError) as trouble:
            fail(str(trouble))
            for log in sorted(pathlib.Path(folder).glob("*.log")):
                print(f"--- {log.name}\n" + "\n".join(log.read_text(errors="replace").splitlines()[-10:]))
    for failure in failures:
        print(f"FAIL {failure}")
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
