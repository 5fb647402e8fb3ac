#!/usr/bin/env python3
"""What the console costs a running pass: 100 open pages that follow what happens and 50 requests a second, against the same pass alone.

    python3 Tests/Outside/console_load.py [--program .build/release/reconcile] [--rounds 3] [--strict]

Sixteen pages hold a stream, as many as there are; the others ask again every ten seconds. Printed: the time of a first pass over the
sample year alone and under load, of each round, the processor time of each, how fast pages were answered, and what an idle console adds to
the memory of the service. With `--strict` it fails beyond 10 % and 4 MiB. On a machine that does other things as well, look at the
smallest.
"""
import argparse
import contextlib
import http.client
import json
import os
import socket
import sys
import tempfile
import threading
import time
import urllib.parse

from console_site import BARE
from stage import ROOT, Account, Stage, say, wait_for

PAGES, STREAMS, RATE = 100, 16, 50
POLL_SECONDS = 10
TICKS = os.sysconf("SC_CLK_TCK")
ADDRESSES = ("/", "/klaeren", "/belege", "/protokoll", "/zahlungen", "/hilfe")


class Trial:
    """One account of its own, with the console on or off."""

    def __init__(self, stage, name, arguments, has_console):
        settings = {"RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND": arguments.pace, "RECONCILE_INTERVAL_SECONDS": 3600}
        if has_console:
            settings["RECONCILE_CONSOLE_LISTEN"] = f"127.0.0.1:{arguments.port}"
        self.account = Account(stage, name, arguments.program, ["--rate", "0", "--pdf-delay", "0"], **settings)
        self.account.setup()
        self.port = arguments.port

    def start(self):
        self.began = time.monotonic()
        self.account.serve()

    @property
    def pid(self):
        return self.account.service.pid

    def seconds(self):
        """Until the first pass is complete, as the state says it."""
        query = "SELECT COUNT(*) FROM pass WHERE finished_at IS NOT NULL"
        wait_for("the first pass is done", 600, lambda: self.account.query(query)[0][0] or None, pause=0.02)
        return time.monotonic() - self.began

    def processor(self):
        fields = open(f"/proc/{self.pid}/stat", encoding="ascii").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident(self):
        """Mebibytes that are its own."""
        text = open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii").read()
        return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith(("Private_", "Shared_Dirty"))) / 1024

    def cookie(self):
        told = self.account.run("console", "--as", "Robot", "--role", "admin", "--format", "json").splitlines()
        link = next(line["link"] for line in map(json.loads, told) if "link" in line)
        key = urllib.parse.urlencode({"key": link.split("#")[1]})
        host = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        host.request("POST", "/anmelden", key, {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
        answer = host.getresponse()
        answer.read()
        return answer.headers["Set-Cookie"].split(";")[0]

    def stop(self):
        self.account.service.stop()
        self.account.standins.stop()


class Crowd:
    """Whoever has a page open, and whoever reads."""

    def __init__(self, port, cookie):
        self.port, self.cookie = port, cookie
        self.over, self.waits, self.refused, self.news, self.sockets = threading.Event(), [], 0, 0, []
        people = [self.stream] * STREAMS + [self.poll] * (PAGES - STREAMS) + [self.reader] * 10
        self.threads = [threading.Thread(target=person, args=(number,), daemon=True) for number, person in enumerate(people)]
        for thread in self.threads:
            thread.start()

    def ask(self, path):
        began = time.monotonic()
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            door.request("GET", path, headers={"Cookie": self.cookie})
            answer = door.getresponse()
            answer.read()
            if answer.status != 200:
                self.refused += 1
        except (OSError, http.client.HTTPException):
            self.refused += not self.over.is_set()
        finally:
            door.close()
        self.waits.append(time.monotonic() - began)

    def stream(self, _):
        """As a browser does it: one that ends is begun anew a second later."""
        while not self.over.is_set():
            door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                door.connect()
                self.sockets.append(door.sock)
                door.request("GET", "/live", headers={"Cookie": self.cookie})
                answer = door.getresponse()
                if answer.status != 200:
                    self.refused += 1
                while not self.over.is_set() and (line := answer.readline()):
                    if line.startswith(b"data:"):
                        self.news += 1
            except (OSError, http.client.HTTPException):
                self.refused += not self.over.is_set()
            finally:
                door.close()
            self.over.wait(1)

    def poll(self, number):
        pause = number * POLL_SECONDS / PAGES
        while not self.over.wait(pause):
            self.ask("/")
            pause = POLL_SECONDS

    def reader(self, number):
        """Ten of them, five requests a second each."""
        due = time.monotonic() + number / RATE
        while not self.over.wait(max(0, due - time.monotonic())):
            self.ask(ADDRESSES[len(self.waits) % len(ADDRESSES)])
            due += 10 / RATE

    def leave(self):
        self.over.set()
        # Whoever waits for news waits no more.
        for each in self.sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(timeout=15)


def reach(port):
    def probe():
        with BARE.open(f"http://127.0.0.1:{port}/anmelden", timeout=5) as answer:
            return answer.status
    return wait_for("the console answers", 30, probe, pause=0.02)


def one_round(stage, number, arguments):
    alone = Trial(stage, f"alone{number}", arguments, False)
    alone.start()
    quiet = (alone.seconds(), alone.processor())
    alone.stop()
    crowded = Trial(stage, f"crowd{number}", arguments, True)
    crowded.start()
    reach(arguments.port)
    crowd = Crowd(arguments.port, crowded.cookie())
    began = time.monotonic()
    loaded = (crowded.seconds(), crowded.processor())
    lasted = time.monotonic() - began
    crowd.leave()
    crowded.stop()
    waits = sorted(crowd.waits) or [0]
    say(f"round {number}: alone {quiet[0]:.1f} s ({quiet[1]:.1f} s of processor), with {PAGES} pages {loaded[0]:.1f} s "
        f"({loaded[1]:.1f} s), {100 * (loaded[0] / quiet[0] - 1):+.1f} %; "
        f"{len(waits) / max(lasted, 0.1):.0f} requests a second, half within "
        f"{1000 * waits[len(waits) // 2]:.0f} ms, 99 % within {1000 * waits[len(waits) * 99 // 100]:.0f} ms, {crowd.refused} refused, "
        f"{crowd.news} news")
    return quiet[0], loaded[0]


def memory(stage, arguments):
    """Of a service at rest, without a console and with an idle one: what a visitor of a page leaves behind is counted, too."""
    found = []
    for has_console in (False, True):
        trial = Trial(stage, f"memory{int(has_console)}", arguments, has_console)
        trial.start()
        trial.seconds()
        if has_console:
            reach(arguments.port)
        time.sleep(3)
        found.append(trial.resident())
        trial.stop()
    say(f"memory at rest: {found[0]:.1f} MiB without a console, {found[1]:.1f} MiB with an idle one: {found[1] - found[0]:+.1f} MiB")
    return found[1] - found[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/debug/reconcile"))
    parser.add_argument("--port", type=int, default=9871)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pace", default="20", help="requests a second to lexoffice; a real account takes 1.9")
    parser.add_argument("--strict", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Stage(folder) as stage:
        rounds = [one_round(stage, number, arguments) for number in range(1, arguments.rounds + 1)]
        added = memory(stage, arguments)
    cost = min(loaded for _, loaded in rounds) / min(quiet for quiet, _ in rounds) - 1
    say(f"the smallest of each: {100 * cost:+.1f} % (at most 10), {added:+.1f} MiB (at most 4)")
    return 1 if arguments.strict and (cost > 0.1 or added > 4) else 0


if __name__ == "__main__":
    sys.exit(main())
