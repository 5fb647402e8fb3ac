#!/usr/bin/env python3
"""What many documents cost, in one run, beside SQLite's own join of the same rows.

    python3 Tests/Outside/many_documents.py [--program .build/release/reconcile] [--documents 100 10000 100000] [--strict] [--keep DIR]

A state of so many documents (big_books.py) with a relay that knows them in front of the stand-ins (relay.py). Printed of each: processor
time and memory of the commands, of a quiet pass of the service, of the console's pages, and what a dry run asked. `--strict` fails where
a bound of the issue is broken. The machine's other work shows in waiting times; processor times are worth more.
"""
import argparse
import http.client
import json
import os
import pathlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

import big_books
import console_documents
from benchmark import TICKS, cpu_seconds, ended_passes, memory, per_pass
from relay import Relay
from stage import ROOT, Account, Stage, clean, say, wait_for
from usage import usage

CONSOLE_PORT = 9873
# Milliseconds and mebibytes.
BOUNDS = {"list": 100, "quiet": 20, "first": 8, "status": 50, "status memory": 25, "dry run memory": 64, "page": 100}
DRY_RUN_FACTOR = 3
FORMER_FACTOR = 3


class Figures:
    def __init__(self):
        self.broken = []

    def tell(self, what, value, unit, bound=None):
        is_broken = bound is not None and value > bound
        if is_broken:
            self.broken.append(what)
        limit = "" if bound is None else f"  (at most {bound:g})"
        print(f"  {what:52}{value:10.1f} {unit}{limit}{'  broken' if is_broken else ''}", flush=True)


def measured(account, *arguments, times=1, started=lambda _: None):
    """The cheapest of some runs: processor milliseconds, waited milliseconds, largest mebibytes, output."""
    best = None
    for _ in range(times):
        with tempfile.TemporaryFile() as output:
            used = usage([account.program, *arguments], clean(account.environment), output, started)
            output.seek(0)
            text = output.read().decode()
        found = (used.processor * 1000, used.waited * 1000, used.memory / 1024, text)
        best = found if best is None or found[0] < best[0] else best
    return best


def first_line(account, *arguments, times=3):
    """The shortest wait for something to read, in milliseconds; nobody reads on."""
    best = None
    for _ in range(times):
        before = time.perf_counter()
        child = subprocess.Popen(
            [account.program, *arguments], env=clean(account.environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        child.stdout.read(1)
        waited = (time.perf_counter() - before) * 1000
        child.stdout.close()
        child.wait()
        best = waited if best is None else min(best, waited)
    return best


def dry_run(account, relay):
    """Processor milliseconds by what they were spent on, the largest mebibytes, waited seconds, and what it said it asked. The relay looks
    at the process whenever it is asked something: what came before the first question went into the copy that is planned on, what came
    after the last page of lexoffice's list into the comparison. Last the floor: the bytes of the answers, and what it takes Python's own
    parser, which is in C, to read them and do nothing else."""
    seen, answers = [], []
    relay.asked = lambda path: seen.append((path, cpu_seconds(seen_of["pid"]) * 1000))
    relay.answered = lambda _, data: answers.append(data)
    seen_of = {}
    cpu, waited, resident, text = measured(account, "--dry-run", "--format", "json", started=lambda pid: seen_of.update(pid=pid))
    relay.asked = relay.answered = None
    copied = seen[0][1]
    answered = [spent for path, spent in seen if path.startswith("/v1/voucherlist")][-1]
    parts = {"all": cpu, "the copy of the state": copied, "the remotes' answers": answered - copied, "the comparison": cpu - answered}
    began = time.process_time()
    for answer in answers:
        json.loads(answer)
    floor = ((time.process_time() - began) * 1000, sum(map(len, answers)) / (1 << 20))
    return parts, resident, waited / 1000, json.loads(text.splitlines()[-1]), floor


def join_milliseconds(database):
    """The peer: SQLite joins both sides of every document over seven columns, and counts those that differ."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    best = None
    for _ in range(3):
        began = time.process_time()
        connection.execute(
            "SELECT COUNT(*), SUM(own.number IS NOT theirs.number), SUM(own.date IS NOT theirs.updated),"
            " SUM(own.kind IS NOT theirs.checked), SUM(own.booked IS NOT theirs.seen_at),"
            " SUM(own.transfer IS NOT theirs.fresh), SUM(own.stated IS NOT theirs.number_key)"
            " FROM document_row own JOIN lex_voucher theirs ON theirs.id = own.voucher_id").fetchone()
        took = (time.process_time() - began) * 1000
        best = took if best is None else min(best, took)
    connection.close()
    return best


def year(stage, program, name="year"):
    """The sample year, transferred, nothing held, forty of its documents paid and both sides at rest."""
    account = Account(stage, name, program, ["--rate", "0", "--pdf-delay", "0"], RECONCILE_INTERVAL_SECONDS=1)
    account.setup()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    account.run(accepted=(0, 3, 4))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = account.query("SELECT COUNT(*) FROM link WHERE kind = 'invoice'")[0][0]
    first = ((after.ru_utime + after.ru_stime) - (used.ru_utime + used.ru_stime)) * 1000 / max(made, 1)
    account.put_held_right()
    open_ones = account.query(
        "SELECT voucher.id, json_extract(row, '$.open') FROM lex_voucher voucher"
        " JOIN link ON remote_id = voucher.id AND link.kind = 'invoice' JOIN invoice ON invoice.key = link.key"
        " WHERE invoice.life = 'uploaded' AND json_extract(row, '$.type') = 'salesinvoice'"
        " ORDER BY link.key LIMIT 40")
    for voucher, cents in open_ones:
        account.sandbox("lexoffice/pay", {"voucherId": voucher, "amount": f"{cents // 100}.{cents % 100:02}"})

    def paid():
        account.run(accepted=(0, 3, 4))
        found = account.query("SELECT COUNT(*) FROM invoice WHERE life = 'paid' AND settlement = 'exact'")[0][0]
        fresh = account.query("SELECT COUNT(*) FROM hero_document WHERE fresh = 1")[0][0]
        return True if found >= len(open_ones) and fresh == 0 else None

    wait_for("the payments are in HERO", 120, paid, pause=1)
    return account, first


class Books:
    """The account with so many documents, and the relay that answers for them."""

    def __init__(self, stage, account, documents):
        self.account, self.former, self.base = account, account.state, account.base
        account.state = stage.folder / f"{account.name}-state-{documents}"
        shutil.copytree(self.former, account.state)
        account.environment["STATE_DIRECTORY"] = str(account.state)
        known = account.query("SELECT COUNT(*) FROM invoice")[0][0]
        copies = big_books.grow(account.database, documents) if documents > known else None
        self.relay = Relay(account.base, copies)
        self.point(self.base, self.relay.base)

    def point(self, before, after):
        for key in ("RECONCILE_HERO_ENDPOINT", "RECONCILE_LEXOFFICE_ENDPOINT"):
            self.account.environment[key] = self.account.environment[key].replace(before, after)

    def close(self):
        self.point(self.relay.base, self.base)
        self.relay.close()
        self.account.state = self.former
        self.account.environment["STATE_DIRECTORY"] = str(self.former)


def commands(account, relay, figures, documents):
    number = account.query("SELECT number FROM document_row WHERE transfer = 'fileComplete' ORDER BY position DESC LIMIT 1")[0][0]
    cpu, waited, resident, _ = measured(account, "status", times=5)
    figures.tell("status: waited", waited, "ms", BOUNDS["status"])
    figures.tell("status: processor", cpu, "ms")
    figures.tell("status: memory", resident, "MiB", BOUNDS["status memory"])
    figures.tell("list: waited for the first lines", first_line(account, "list"), "ms", BOUNDS["list"])
    for name, arguments, bound in (
            (f"list, to the last of {documents:,}", ["list"], None),
            ("list --state blocked", ["list", "--state", "blocked"], BOUNDS["list"]), ("explain", ["explain", number], None),
            ("open-items", ["open-items"], None)):
        cpu, waited, resident, _ = measured(account, *arguments, times=3)
        figures.tell(f"{name}: processor", cpu, "ms", bound)
        figures.tell(f"{name}: memory", resident, "MiB")
    join = join_milliseconds(account.database)
    figures.tell("SQLite joins both sides", join, "ms")
    parts, resident, waited, asked, (parsing, mebibytes) = dry_run(account, relay)
    for name, spent in parts.items():
        figures.tell(f"dry run: processor for {name}", spent, "ms", DRY_RUN_FACTOR * join if name == "all" else None)
    figures.tell("the remotes' answers", mebibytes, "MiB")
    figures.tell("the same answers read by Python's json", parsing, "ms")
    figures.tell("dry run: memory", resident, "MiB", BOUNDS["dry run memory"])
    say(f"{documents:,} documents: a dry run asked HERO {asked['hero_requests']}, lexoffice {asked['lexoffice_requests']} times and found "
        f"{asked['needs_person']} for a person; waited {waited:.1f} s")


def beside_former(stage, account, former, figures, documents=2_000):
    """What people ask most, of this program and of one built from an earlier commit, in turns: each on a state it made itself, which the
    same small year and the same copies make as large."""
    commands = {"status": ["status"], "list": ["list"], "explain": ["explain"]}
    books = {"now": Books(stage, account, documents), "formerly": Books(stage, year(stage, former, "former")[0], documents)}
    spent = {}
    for name, arguments in commands.items():
        for when, book in books.items():
            number = book.account.query("SELECT MAX(CAST(key AS INTEGER)) FROM invoice WHERE transfer = 'fileComplete'")[0]
            spent[when] = measured(book.account, *arguments, *(map(str, number) if name == "explain" else ()), times=15)[0]
        figures.tell(f"{name} of {documents:,}: processor, now", spent["now"], "ms", spent["formerly"] / FORMER_FACTOR)
        figures.tell(f"{name} of {documents:,}: processor, {pathlib.Path(former).name} before", spent["formerly"], "ms")
    for book in books.values():
        book.close()


def service(account, figures, passes):
    account.environment["RECONCILE_CONSOLE_LISTEN"] = f"127.0.0.1:{CONSOLE_PORT}"
    account.serve()
    pid = account.service.pid
    began = ended_passes(account)
    wait_for("two passes", 900, lambda: ended_passes(account) >= began + 2 or None)
    wait_for("the journal is verified", 900, lambda: account.page()["reconcile_journal_last_verified_timestamp_seconds"] or None)
    figures.tell("a quiet pass: processor", per_pass(pid, lambda: ended_passes(account), passes, 600), "ms", BOUNDS["quiet"])
    figures.tell("the service: memory", memory(pid)["resident"], "MiB")
    address = f"http://127.0.0.1:{CONSOLE_PORT}"
    for page, median, _, _ in console_documents.measured(address, entry(account)):
        figures.tell(page, median, "ms", BOUNDS["page"])
    account.service.stop()
    del account.environment["RECONCILE_CONSOLE_LISTEN"]


def entry(account):
    """A cookie of the console, by a link."""
    told = account.run("console", "--as", "Robot", "--role", "admin", "--format", "json").splitlines()
    link = next(line["link"] for line in map(json.loads, told) if "link" in line)
    door = http.client.HTTPConnection("127.0.0.1", CONSOLE_PORT, timeout=30)
    door.request("POST", "/anmelden", urllib.parse.urlencode({"key": link.split("#")[1]}),
                 {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
    answer = door.getresponse()
    answer.read()
    return answer.headers["Set-Cookie"].split(";")[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/debug/reconcile"))
    parser.add_argument("--documents", type=int, nargs="*", default=[100, 10_000, 100_000])
    parser.add_argument("--passes", type=int, default=20)
    parser.add_argument("--former", help="a program built from an earlier commit, to stand beside this one")
    parser.add_argument("--keep", help="a directory to work in that stays")
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    figures = Figures()
    print(f"program: {options.program}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {TICKS} ticks a second")
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with Stage(folder) as stage:
            account, first = year(stage, options.program)
            figures.tell("first pass: processor for each document", first, "ms", BOUNDS["first"])
            if options.former:
                beside_former(stage, account, options.former, figures)
            for documents in options.documents:
                say(f"{documents:,} documents")
                books = Books(stage, account, documents)
                commands(account, books.relay, figures, documents)
                service(account, figures, options.passes)
                books.close()
    print("broken: " + (", ".join(figures.broken) or "nothing"))
    return 1 if options.strict and figures.broken else 0


if __name__ == "__main__":
    sys.exit(main())
