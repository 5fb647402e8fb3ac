"""A login that goes from host to host: sealed in etcd, exchanged at each refresh, and never refreshed by who lost the account."""
import signal

from cluster_moves import Moves
from cluster_view import LEASE
from stage import wait_for

FILE = "lexoffice-oauth.json"


class Logins(Moves):
    def pass_the_login_on(self):
        """Brought by one owner, used and refreshed by the next; the first one, stopped meanwhile, wakes up with a token that has ended
        and would make a new one, which is all that the next one has."""
        self.quiet(180)
        first = self.serving(60)
        self.carried(first, None)
        self.mark()
        first.signal(signal.SIGSTOP)
        second = self.serving(LEASE + 45, but=first)
        self.quiet(180)
        login = self.login(second)
        self.check(login == self.login(first), f"{second.name} has the login of {first.name}")
        known = self.etcd.raw("/reconcile/main/tokens")
        # Not for so long that it loses its lease.
        second.signal(signal.SIGSTOP)
        self.account.sandbox("lexoffice/oauth", {"expire": True})
        ends = len(first.ends)
        self.etcd.freeze(2, lambda: first.signal(signal.SIGCONT))
        second.signal(signal.SIGCONT)
        wait_for(f"{first.name} notices", 40, lambda: True if len(first.ends) > ends else None)
        self.check(self.login(first) == login, f"{first.name} comes back and refreshes nothing")
        self.refreshed(second, login, known)
        self.quiet(180)
        login = self.login(second)
        self.mark()
        second.stop()
        third = self.serving(30, but=second)
        self.quiet(180)
        self.check(self.login(third) == login, f"stopped in order, {third.name} has the login of {second.name}")
        known = self.etcd.raw("/reconcile/main/tokens")
        self.account.sandbox("lexoffice/oauth", {"expire": True})
        self.refreshed(third, login, known)
        second.start()

    def login(self, host):
        return (host.state / FILE).read_bytes()

    def refreshed(self, host, before, known):
        """Its token has ended, and work is there: soon etcd has what came instead."""
        self.more_work(host, 1)
        wait_for(f"{host.name} refreshes", 60, lambda: True if self.login(host) != before else None)
        self.carried(host, known)

    def carried(self, host, before):
        def probe():
            found = self.etcd.raw("/reconcile/main/tokens")
            return found if found and (before is None or found["modified"] > before["modified"]) else None
        found = wait_for("the tokens in etcd", 20, probe)
        self.check(b"oken" not in found["bytes"], f"etcd keeps the login of {host.name} in {len(found['bytes'])} sealed bytes")
