"""An account that several hosts take turns with: how it is set up, and what is seen of it from outside."""
import collections
import json
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time

from cluster_browser import log_in
from cluster_network import Networks
from cluster_parts import Etcd, Host
from cluster_wire import Wire
from stage import Account, Trouble, clean, query, say, wait_for

# How long a connection may be silent, how late lists are, and the lease, in seconds.
SILENCE, LAG, LEASE = 1.0, 2.0, 5


class Cluster:
    """Hosts, etcd, and the stand-ins; `check` notes what does not hold."""

    def __init__(self, stage, arguments):
        self.stage, self.arguments, self.failures = stage, arguments, []
        # Longer than all three together, as settle-seconds must be.
        self.settle = int(SILENCE + max(arguments.late, arguments.behind_late) + LAG + 3)
        self.account = Account(
            stage, "firm", arguments.reconcile,
            ["--rate", "0", "--pdf-delay", "0", "--seed", str(arguments.seed), *self.data()],
            RECONCILE_INTERVAL_SECONDS=1, RECONCILE_SETTLE_SECONDS=self.settle, RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND=arguments.rate)
        if arguments.logins:
            log_in(self.account)
        self.account.setup()
        self.faults()
        self.networks = Networks(stage, arguments.hosts) if arguments.cuts else None
        self.etcd = Etcd(stage.folder, arguments.members, self.networks)
        self.wire = Wire(self.account.base, SILENCE, f"{self.networks.base['b']}.1" if self.networks else "127.0.0.1")
        if self.networks:
            self.networks.lead(self.wire.port)
        environment = {
            **{key: value.replace(self.account.base, self.wire.base) for key, value in self.account.environment.items()},
            "RECONCILE_CLUSTER_ETCD": ",".join(self.etcd.clients), "RECONCILE_CLUSTER_LEASE_SECONDS": str(LEASE),
            "RECONCILE_CLUSTER_REPLICA": f"file://{stage.folder}/replicas", "RECONCILE_CLUSTER_LITESTREAM": arguments.litestream,
        }
        words = ["--break", arguments.broken] if arguments.broken else []
        self.hosts = []
        for number in range(1, arguments.hosts + 1):
            own = ["--stop-at", str(stage.folder / f"h{number}.stop"), "--stop-before", str(stage.folder / f"h{number}.before")]
            own = own if arguments.host else []
            inside = self.networks.inside(number - 1) if self.networks else []
            self.hosts.append(Host(stage, f"h{number}", arguments.host or arguments.reconcile, environment, words + own, inside))
        # The first one brings the state it was set up with.
        for file in self.account.state.iterdir():
            shutil.move(file, self.hosts[0].state / file.name)
        self.times, self.cancelled = collections.defaultdict(list), set()

    def data(self):
        if self.arguments.invoices == 0:
            return ["--data", "tour"]
        return ["--invoices", str(self.arguments.invoices), "--cancellations", "10", "--contacts", "20"]

    def faults(self, appointments=()):
        """Three writes of ten are carried out late, besides those of an appointment."""
        chance = {"system": "lexoffice", "write": True, "perMille": 300, "fault": "slow_request",
                  "milliseconds": int(self.arguments.late * 1000)}
        self.account.sandbox("faults", {"seed": self.arguments.seed, "appointments": list(appointments), "chances": [chance]})

    def check(self, holds, text):
        if not holds:
            self.failures.append(text)
        say(f"{'ok  ' if holds else 'FAIL'} {text}")

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
        """So many seconds, and more for a year that is not through yet."""
        seconds = max(seconds, self.arguments.invoices)

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

    def reach(self, database):
        """How far a state has come: its entries and its intents."""
        return query(database, "SELECT (SELECT COALESCE(MAX(seq), 0) FROM transition), (SELECT COALESCE(MAX(id), 0) FROM intent)")[0]

    def wait_for_replica(self, host):
        """Until what would be restored now is what stands at the host."""
        def probe():
            with tempfile.TemporaryDirectory(dir=self.stage.folder) as folder:
                copy = pathlib.Path(folder) / "copy.sqlite"
                subprocess.run(
                    [self.arguments.litestream, "restore", "-o", str(copy),
                     f"file://{self.stage.folder}/replicas/main/{self.etcd.owner()[1]}"],
                    env=clean({}), capture_output=True, timeout=30, check=False)
                return True if copy.exists() and self.reach(copy) == self.reach(host.state / "reconcile.sqlite") else None
        wait_for("the replica has everything", 60, probe, 0.3)
