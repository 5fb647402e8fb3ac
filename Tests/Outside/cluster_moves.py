"""More that happens to the hosts of a cluster trial: moved by hand, cut off, rolled back; and what an announcement costs."""
import json
import shutil
import signal
import subprocess
import time

from cluster_steps import Steps
from cluster_view import LEASE
from stage import clean, wait_for


class Moves(Steps):
    def fleet(self, *words):
        """A command about hosts, as a person gives it on any of them."""
        told = subprocess.run(
            [str(self.arguments.reconcile), "fleet", *words, "--format", "json"], env=clean(self.hosts[0].environment),
            capture_output=True, text=True, timeout=60, check=False)
        self.check(told.returncode == 0, f"fleet {' '.join(words)}: {told.returncode} {told.stderr.strip()}")
        return json.loads(told.stdout.splitlines()[-1])

    def move_by_hand(self):
        """`fleet move`, then `fleet drain` of where it went, and back: seconds each, and nothing is linked again."""
        self.quiet(180)
        host = self.serving(60)
        other = next(one for one in self.hosts if one is not host)
        took = [self.moved(host, other, "move", "main", other.name)]
        took.append(self.moved(other, None, "drain", other.name))
        took.append(self.moved(self.owner(), other, "drain", other.name, "--back"))
        self.check(self.etcd.raw("/reconcile/main/wanted") is not None, "it is wanted there")
        # From here on nobody wants it anywhere.
        self.fleet("move", "main", "--back")
        self.check(self.etcd.raw("/reconcile/main/wanted") is None and self.owner() is other, "and nowhere in particular; it stays")
        self.check(max(took) < 15, f"moved, drained and back by hand: {', '.join(f'{each:.1f} s' for each in took)}")

    def moved(self, host, to, *words):
        self.mark()
        began = time.monotonic()
        self.fleet(*words)
        after = self.serving(40, but=host)
        took = time.monotonic() - began
        self.check(not self.relinks(after) and to in (None, after), f"fleet {' '.join(words)}: from {host.name} to {after.name}")
        return took

    def count_announcements(self):
        """One for each write, and none without."""
        self.quiet(180)
        host = self.serving(60)
        # A history that was linked again is announced once more when it is at its end.
        steady = self.steady()
        writes = self.wire.writes
        self.more_work(host)
        wait_for("writes under way", 60, lambda: True if self.wire.writes > writes else None)
        self.quiet(180)
        announced, made = self.steady() - steady, self.wire.writes - writes
        self.check(announced == made > 0, f"{announced} announcements for {made} writes")

    def steady(self):
        """How often a head was put, once three passes in a row have put none."""
        before = [-1, time.monotonic()]

        def probe():
            now = self.etcd.raw("/reconcile/main/head")["version"]
            if now != before[0]:
                before[:] = [now, time.monotonic()]
            return now if time.monotonic() - before[1] > 4 else None
        return wait_for("passes without news announce nothing", 60, probe)

    def look_at_all(self):
        """Each host by its own listener: one owner, whose replica has everything, and the others wait."""
        self.quiet(180)
        owner = self.serving(60)

        def probe():
            pages = {host: self.metrics(host) for host in self.hosts}
            own = pages[owner]
            done = own["owner"] == own["etcd_answers"] == own["litestream_running"] == 1 and own["replica_lag_seconds"] == 0
            return pages if done and own["relinking"] == 0 else None
        pages = wait_for("the replica has everything, as the owner sees it", 40, probe)
        waits = [host.ask("/readyz") for host in self.hosts if host is not owner]
        self.check(all(status == 503 and "waiting" in body for status, body in waits), "who waits answers, and says that it waits")
        self.check(sum(page["owner"] for page in pages.values()) == 1, "one of the listeners says that it owns the account")
        own = pages[owner]
        self.check(own["epoch"] == self.etcd.owner()[1] and 0 < own["lease_seconds"] <= LEASE,
                   f"its epoch is {own['epoch']:.0f}, its lease lasts {own['lease_seconds']:.1f} s more")

    def metrics(self, host):
        """What its page says of the cluster."""
        lines = host.ask("/metrics")[1].splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if line.startswith("reconcile_cluster_"))
        return {name.split("{")[0].removeprefix("reconcile_cluster_"): float(value) for name, value in pairs}

    def roll_back(self):
        """The directory of the owner with its watermark, to an earlier moment: only etcd knows better."""
        self.quiet(180)
        host = self.serving(60)
        for other in self.hosts:
            if other is not host:
                other.stop()
        copy = self.stage.folder / "snapshot"
        host.signal(signal.SIGSTOP)
        shutil.copytree(host.state, copy)
        host.signal(signal.SIGCONT)
        head = self.head()
        self.more_work(host, 2)
        wait_for("writes", 60, lambda: True if self.head() > head else None)
        self.quiet(180)
        host.stop(kill=True)
        shutil.rmtree(host.state)
        copy.rename(host.state)
        self.mark()
        host.start()
        after = self.serving(LEASE + 45)
        self.check(after is host and self.relinks(host), f"{host.name} put back together with its watermark: noticed")
        for other in self.hosts:
            if other is not host:
                other.start()
        self.quiet(180)
        self.check(self.duplicates() == 0, "and nothing is made again")

    def cut_off(self, seconds):
        """The owner, from etcd and everybody else, while it still reaches the books."""
        host = self.busy()
        number, ends = self.hosts.index(host), len(host.ends)
        sender = self.networks.address(number, "b")
        if seconds > LEASE:
            self.mark()
        self.cut(number)
        began = time.monotonic()
        # What had been announced before may still leave.
        time.sleep(1)
        posts = self.wire.senders[sender]
        if seconds > LEASE:
            after = self.serving(LEASE + 45, but=host)
            took = time.monotonic() - began
            self.times["cut off"].append(took)
            time.sleep(max(0, began + seconds - time.monotonic()))
            self.check(self.wire.senders[sender] == posts, f"{host.name} cut off for {seconds} s writes nothing, {after.name} serves "
                       f"after {took:.1f} s")
            # Its lease may end before two questions to three members had no answer; then it says so while it waits.
            told = host.text()[host.mark:]
            self.check(seconds < 20 or "etcd does not answer, nothing is written" in told or "Waiting: etcd does not answer" in told,
                       "and says so")
            self.mend(number)
            wait_for(f"{host.name} notices", 60, lambda: True if len(host.ends) > ends else None)
            self.check(host.ends[-1] == 75, f"back again it ends with {host.ends[-1]} and waits")
        else:
            time.sleep(max(0, began + seconds - time.monotonic()))
            self.mend(number)
            head = self.head()
            self.more_work(host, 2)
            wait_for("an announcement", 60, lambda: True if self.head() > head else None)
            self.check(self.owner() is host, f"{host.name} cut off for {seconds} s, less than its lease: it stays the owner")

    def cut_a_member(self, seconds):
        """etcd's leader, or another member, that is not of the owner's host: nobody notices."""
        self.quiet(180)
        host, before = self.serving(60), self.etcd.owner()
        own = self.hosts.index(host)
        leader = self.etcd.leader()
        number = leader if leader not in (None, own) else next(one for one in range(len(self.hosts)) if one != own)
        head = self.head()
        self.cut(number)
        began = time.monotonic()
        self.more_work(host)
        wait_for("an announcement", 30, lambda: True if self.head() > head else None, 0.05)
        took = time.monotonic() - began
        time.sleep(max(0, began + seconds - time.monotonic()))
        what = "etcd's leader" if number == leader else "a member"
        self.check(self.etcd.owner() == before,
                   f"{what} cut off for {seconds} s: no change of owner, the next announcement after {took:.1f} s")
        self.mend(number)
        wait_for("the member is back", 60, lambda: self.etcd.ask("/v3/maintenance/status", {}, only=number))

    def cut(self, number):
        self.networks.cut(number)
        self.etcd.away.add(number)

    def mend(self, number):
        self.networks.mend(number)
        self.etcd.away.discard(number)
