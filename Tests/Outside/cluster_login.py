"""A login that goes from host to host: sealed in etcd, exchanged at each refresh, and worth nothing to whoever lost the account."""
import signal

from cluster_moves import Moves
from cluster_view import LEASE
from stage import wait_for

FILE = "lexoffice-oauth.json"


class Logins(Moves):
    def pass_the_login_on(self):
        """Refreshed by one owner, used and refreshed by the next; and the first one, stopped meanwhile, ends nobody's tokens."""
        self.quiet(180)
        first = self.refresh(self.serving(60))
        self.mark()
        first.signal(signal.SIGSTOP)
        second = self.serving(LEASE + 45, but=first)
        self.quiet(180)
        self.check((second.state / FILE).read_bytes() == (first.state / FILE).read_bytes(), f"{second.name} has the login of {first.name}")
        self.refresh(second)
        mine = (second.state / FILE).read_bytes()
        # The first one's token is at its end, too: it would make a new one, and with it end the second one's.
        ends = len(first.ends)
        first.signal(signal.SIGCONT)
        wait_for(f"{first.name} notices", 40, lambda: True if len(first.ends) > ends else None)
        self.refresh(second)
        self.check((second.state / FILE).read_bytes() != mine, f"{first.name} comes back late, and {second.name} goes on refreshing")
        self.mark()
        second.stop()
        third = self.serving(30, but=second)
        self.quiet(180)
        self.check((third.state / FILE).read_bytes() == (second.state / FILE).read_bytes(), f"stopped in order, {third.name} has its login")
        second.start()

    def refresh(self, host):
        """Its access token ends, and work is there: soon etcd has what came instead, and nothing of it can be read there."""
        before = self.etcd.raw("/reconcile/main/tokens")
        file = host.state / FILE
        old = file.read_bytes()
        self.account.sandbox("lexoffice/oauth", {"expire": True})
        self.more_work(host, 1)
        wait_for("a refresh", 60, lambda: True if file.read_bytes() != old else None)

        def carried():
            found = self.etcd.raw("/reconcile/main/tokens")
            return found if found and (before is None or found["modified"] > before["modified"]) else None
        found = wait_for("the tokens in etcd", 20, carried)
        self.check(b"token" not in found["bytes"], f"{host.name} refreshed, and etcd keeps {len(found['bytes'])} sealed bytes")
        self.quiet(180)
        return host
