"""Memory, CPU and waiting times of the service, beside a small Python program that asks the same questions, in one run.

Figures are of this machine at this moment; on one that does other things as well, look at the smallest. Nothing here is a test.
`.ci/benchmark` brings what is needed and runs this. With `--strict` it fails where a bound is broken.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import big_books
import flood
from relay import Relay
from stage import ROOT, Account, Stage, Trouble, clean, get, query, say, wait_for

HERE = pathlib.Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")
MIB = 1 << 20
# The bounds of the issue: mebibytes resident, milliseconds of CPU, seconds, milliseconds.
BOUNDS = {"resident": 40, "cpu": 20, "status": 0.15, "scrape": 20}


class Table:
    def __init__(self):
        self.rows = []

    def add(self, what, bound, ours, theirs=None, form="{:.1f}"):
        self.rows.append((what, bound, ours, theirs, form))

    def show(self):
        print(f"\n{'':58}{'bound':>8}{'reconcile':>12}{'Python':>10}")
        for what, bound, ours, theirs, form in self.rows:
            cells = ["-" if value is None else form.format(value) for value in (bound, ours, theirs)]
            print(f"{what:58}{cells[0]:>8}{cells[1]:>12}{cells[2]:>10}{'   broken' if self.is_broken(bound, ours) else ''}")

    @staticmethod
    def is_broken(bound, ours):
        return bound is not None and ours is not None and ours > bound

    def broken(self):
        return [what for what, bound, ours, _, _ in self.rows if self.is_broken(bound, ours)]


def memory(pid):
    """Mebibytes: resident, the share that counts for this process alone, and what only it has."""
    fields = {}
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        fields[name] = int(value.split()[0]) / 1024
    return {"resident": fields["Rss"], "share": fields["Pss"], "private": fields["Private_Clean"] + fields["Private_Dirty"]}


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def per_pass(pid, passes, count, seconds):
    """Milliseconds of CPU for each of `count` passes and the pause after it."""
    def at(number):
        return wait_for(f"pass {number}", seconds, lambda: passes() if passes() >= number else None, pause=0.02)
    first = at(passes() + 1)
    began = cpu_seconds(pid)
    last = at(first + count)
    return (cpu_seconds(pid) - began) * 1000 / (last - first)


def ended_passes(account):
    """Those with a row, and those that found nothing new and set the time of a file: whoever asks often enough sees each of them."""
    beats, heart = account.__dict__.setdefault("beats", set()), account.state / "reconcile.heartbeat"
    if heart.exists():
        beats.add(heart.stat().st_mtime_ns)
    return account.query("SELECT COUNT(*) FROM pass WHERE finished_at IS NOT NULL")[0][0] + len(beats)


def wall(command, environment, times):
    """Seconds from starting a process to its end."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run(command, env=clean(environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=60, check=False)
        found.append(time.perf_counter() - began)
    return found


class Scale:
    """One state and the relay between it and the stand-ins."""

    def __init__(self, stage, account, documents):
        self.stage, self.account, self.documents, model = stage, account, documents, None
        self.name = f"{documents:,}"
        self.former = account.state
        if documents > 1000:
            state = stage.folder / f"state-{documents}"
            shutil.copytree(account.state, state)
            say(f"{self.name} documents: copying")
            model = big_books.grow(state / "reconcile.sqlite", documents)
            account.state = state
            account.environment["STATE_DIRECTORY"] = str(state)
        self.relay = Relay(account.base, model)
        for key in ("RECONCILE_HERO_ENDPOINT", "RECONCILE_LEXOFFICE_ENDPOINT"):
            account.environment[key] = account.environment[key].replace(account.base, self.relay.base)

    def close(self):
        self.account.state = self.former
        self.account.environment["STATE_DIRECTORY"] = str(self.former)
        for key in ("RECONCILE_HERO_ENDPOINT", "RECONCILE_LEXOFFICE_ENDPOINT"):
            self.account.environment[key] = self.account.environment[key].replace(self.relay.base, self.account.base)
        self.relay.close()

    def settle(self):
        """Passes by hand until one has no news; returns what the last one asked."""
        for _ in range(3):
            self.relay.kept = []
            self.account.run(accepted=(0, 3, 4))
        kept, self.relay.kept = self.relay.kept, None
        return [(method, self.relay.base + path, headers, body) for method, path, headers, body in kept]

    def serve(self, passes):
        """The service in quiet: memory and CPU; still running afterwards."""
        account = self.account
        account.serve(name=f"serve-{self.documents}")
        pid = account.service.pid
        # The journal's check at the start is no quiet pass.
        wait_for("the journal is verified", 300, lambda: account.page()["reconcile_journal_last_verified_timestamp_seconds"] or None)
        first = memory(pid)["resident"]
        cpu = per_pass(pid, lambda: ended_passes(account), passes, 300)
        return {**memory(pid), "cpu": cpu, "start": first}

    def scrapes(self, times):
        found = []
        for _ in range(times):
            began = time.perf_counter()
            get(self.account.metrics, "text/plain")
            found.append((time.perf_counter() - began) * 1000)
        return found


def python_poll(stage, python, questions, interval, passes):
    """The peer, running for as many passes."""
    file = stage.folder / "questions.json"
    kept = ("authorization", "content-type", "accept")
    file.write_text(json.dumps([
        (method, address, {name: value for name, value in headers.items() if name.lower() in kept}, body)
        for method, address, headers, body in questions
    ]))
    database = stage.folder / "peer.sqlite"
    peer = stage.start("peer", [python, str(HERE / "peer.py"), "poll", str(file), str(database), str(interval)])

    def ended():
        peer.check()
        if not database.exists():
            return 0
        return query(database, "SELECT COUNT(*) FROM pass")[0][0]

    wait_for("the peer's first passes", 60, lambda: ended() >= 2 or None, pause=0.5)
    figures = {"cpu": per_pass(peer.pid, ended, passes, 300), **memory(peer.pid)}
    peer.stop()
    return figures, database


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--reconcile", required=True)
    arguments.add_argument("--python", required=True, help="one that has requests")
    # Two minutes: in the first one the service gives back what only its start needed, which is no quiet pass.
    arguments.add_argument("--passes", type=int, default=120)
    arguments.add_argument("--documents", type=int, nargs="*", default=[5_000, 100_000], help="sizes besides the sample year")
    arguments.add_argument("--strict", action="store_true")
    options = arguments.parse_args()
    table = Table()
    print(f"program: {options.reconcile} ({'release' if 'release' in options.reconcile else 'debug: its figures say little'} build)")
    print(f"machine: {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {subprocess.getoutput(options.python + ' --version')}")
    with tempfile.TemporaryDirectory(prefix="reconcile-benchmark-") as folder, Stage(folder) as stage:
        try:
            measure(stage, options, table)
        except (Trouble, OSError, subprocess.SubprocessError) as trouble:
            print(f"broken off: {trouble}")
            return 1
    table.show()
    broken = table.broken()
    return 1 if options.strict and broken else 0


def measure_flood(account, table):
    quiet, _ = flood.pass_milliseconds(account, lambda: time.sleep(20))
    busy, (refused, seconds) = flood.pass_milliseconds(account, lambda: flood.flood(account.address))
    say(f"{refused} of 10,000 forged webhooks refused in {seconds:.1f} s")
    table.add("a pass in quiet (ms, mean)", None, quiet)
    table.add("  while 10,000 forged webhooks come in", None, busy)


def measure(stage, options, table):
    account = Account(
        stage, "year", options.reconcile, ["--rate", "0", "--pdf-delay", "0"], RECONCILE_INTERVAL_SECONDS=1,
        RECONCILE_WEBHOOKS_PUBLIC_KEY=flood.KEY)
    account.setup()
    account.put_held_right()
    # A paid document, to be copied.
    for voucher in [each for each in account.sandbox("state")["lexoffice"]["vouchers"] if each["type"] == "salesinvoice"][:5]:
        account.sandbox("lexoffice/pay", {"voucherId": voucher["id"], "amount": str(voucher["open"])})
    count = account.query("SELECT COUNT(*) FROM invoice")[0][0]
    for documents in [count, *options.documents]:
        # Of a hundred thousand documents the issue bounds the scrape only.
        bounds = BOUNDS if documents < 100_000 else {"scrape": BOUNDS["scrape"]}
        scale = Scale(stage, account, documents)
        questions = scale.settle()
        say(f"{scale.name} documents: a quiet pass asks {len(questions)} times; {options.passes} passes")
        ours = scale.serve(options.passes)
        theirs = {}
        if documents == count:
            theirs, database = python_poll(stage, options.python, questions, 1, options.passes)
        table.add(f"resident, {scale.name} documents (MiB)", bounds.get("resident"), ours["resident"], theirs.get("resident"))
        table.add("  of it private", None, ours["private"], theirs.get("private"))
        table.add(f"CPU of a quiet pass, {scale.name} documents (ms)", bounds.get("cpu"), ours["cpu"], theirs.get("cpu"))
        found = scale.scrapes(50)
        table.add(f"scrape, {scale.name} documents (ms, median of 50)", bounds["scrape"], statistics.median(found))
        table.add("  the fastest", None, min(found))
        table.add("  the slowest", None, max(found))
        if documents == count:
            measure_flood(account, table)
        account.service.stop()
        status = wall([options.reconcile, "status"], account.environment, 20)
        peers = wall([options.python, str(HERE / "peer.py"), "status", str(database)], {}, 20) if documents == count else [None]
        table.add(f"status, {scale.name} documents (s, median of 20)", bounds.get("status"), statistics.median(status),
                  statistics.median(peers), "{:.3f}")
        table.add("  the fastest", None, min(status), min(peers), "{:.3f}")
        scale.close()


if __name__ == "__main__":
    sys.exit(main())
