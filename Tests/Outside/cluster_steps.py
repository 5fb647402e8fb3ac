"""What happens to the hosts of a cluster trial: each step ends with somebody serving the account."""
import os
import random
import signal
import subprocess
import time

from cluster_view import LEASE, Cluster
from stage import Trouble, clean, say, wait_for


class Steps(Cluster):
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

    def kill_behind(self):
        """In the middle of a pass: the replica knows what it began with and not the write that is on its way, and that is carried out
        only when somebody else has taken over and looked."""
        self.quiet(180)
        host = self.serving(60)
        self.wait_for_replica(host)
        for carrier in host.carriers():
            os.kill(carrier, signal.SIGSTOP)
        self.faults([{"system": "lexoffice", "method": "POST", "path": "/v1/vouchers", "nth": 1, "fault": "slow_request",
                      "milliseconds": int(self.arguments.behind_late * 1000)}])
        before = self.wire.vouchers
        self.more_work(host, 1)
        wait_for("a voucher on its way", 60, lambda: True if self.wire.vouchers > before else None, 0.01)
        # Until its last byte has passed the wire.
        time.sleep(0.3)
        self.mark()
        # It does not come back first, with what nobody else knows.
        host.stop(kill=True)
        after = self.serving(LEASE + 45, but=host)
        relinks = self.relinks(after)
        host.start()
        if not self.arguments.broken:
            self.check(relinks, f"{host.name} killed with its replica behind: {after.name} links again")
            self.quiet(180)
            self.check(self.duplicates() == 0, "and makes nothing that is on its way")

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
        if self.arguments.broken:
            # Nobody tells it what it lost before its write is out: the rule alone could hold that back.
            self.etcd.freeze(2, lambda: host.signal(signal.SIGCONT))
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
        self.check(self.head() == head, "passes without news announce nothing")
        self.mark()
        began = time.monotonic()
        host.signal(signal.SIGKILL)
        after = self.serving(LEASE + 45)
        took = time.monotonic() - began
        self.check(took < LEASE + 15 and not self.relinks(after),
                   f"{host.name} killed at rest: {after.name} serves after {took:.1f} s as after a crash")

    def stop_in_order(self):
        """`systemctl stop`: the account is handed back, and nobody waits for a lease."""
        host = self.serving(60)
        self.mark()
        began = time.monotonic()
        host.stop()
        after = self.serving(30, but=host)
        took = time.monotonic() - began
        self.check(not self.relinks(after), f"{host.name} stopped in order: {after.name} serves after {took:.1f} s as after a crash")
        host.start()

    def kill_the_leader(self):
        self.quiet(180)
        host = self.serving(60)
        before, number = self.etcd.owner(), self.etcd.leader()
        announced = self.head()
        began = time.monotonic()
        self.etcd.kill(number)
        self.more_work(host)
        wait_for("an announcement", 20, lambda: True if self.head() > announced else None, 0.05)
        took = time.monotonic() - began
        self.times["leader"].append(took)
        self.etcd.start(number)
        wait_for("the member is back", 30, lambda: self.etcd.ask("/v3/maintenance/status", {}, only=number))
        # For so long an announcement waits for the next leader.
        self.check(self.etcd.owner() == before and took < 5,
                   f"etcd's leader killed: no change of owner, the next announcement after {took:.1f} s")

    def wake(self, host):
        subprocess.run(
            [str(self.arguments.reconcile), "sync", "--wait", "1"], env=clean(host.environment), capture_output=True, timeout=60,
            check=False)

    def head(self):
        found = self.etcd.raw("/reconcile/main/head")
        return found["modified"] if found else 0

    def lose_the_quorum(self):
        host, before = self.busy(), self.etcd.owner()
        victims = [number for number in range(len(self.etcd.clients)) if number != self.etcd.leader()][:1] + [self.etcd.leader()]
        for number in victims:
            self.etcd.kill(number)
        # What had been announced before may still leave.
        time.sleep(1.5)
        posts = self.wire.posts
        time.sleep(LEASE + 2)
        self.check(self.wire.posts == posts, f"without a quorum no write begins ({self.wire.posts - posts})")
        wait_for("the log says so", 30, lambda: True if "etcd does not answer, nothing is written" in host.text() else None)
        for number in victims:
            self.etcd.start(number)
        wait_for("etcd has a leader", 30, lambda: self.etcd.leader() is not None or None)
        say(f"     owner before {before}, after {self.etcd.owner()}")
        # Passes that failed come ever more rarely; somebody asks for one.
        self.wake(self.serving(60))
