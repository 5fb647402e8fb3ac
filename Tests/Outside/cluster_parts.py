"""What a cluster trial stands on: members of etcd, and hosts which systemd would start again."""
import base64
import json
import os
import pathlib
import random
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

from stage import OPENER, clean, query, wait_for

# Not of the seed of a trial: others run beside it.
PORTS = random.SystemRandom()

def free_port():
    """One that whoever listens there finds free again when it is started again: not of those the system gives to connections."""
    while True:
        port = PORTS.randrange(12_000, 32_000)
        with socket.socket() as file:
            try:
                file.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


class Etcd:
    """Members on loopback, or each in the network of a host; each may be killed and started again."""

    def __init__(self, folder, count=3, networks=None):
        self.folder, self.networks = pathlib.Path(folder), networks
        places = [networks.address(number) if networks else "127.0.0.1" for number in range(count)]
        self.clients = [f"http://{place}:{2379 if networks else free_port()}" for place in places]
        self.peers = [f"http://{place}:{2380 if networks else free_port()}" for place in places]
        # Members nobody can ask just now.
        self.children, self.away = [None] * count, set()
        for number in range(count):
            self.start(number)
        wait_for("etcd has a leader", 30, lambda: self.leader())

    def start(self, number):
        inside = self.networks.inside(number) if self.networks else []
        cluster = ",".join(f"e{place}={peer}" for place, peer in enumerate(self.peers))
        with open(self.folder / f"etcd-{number}.log", "ab") as log:
            self.children[number] = subprocess.Popen(
                [*inside, "etcd", "--name", f"e{number}", "--data-dir", str(self.folder / f"etcd-{number}"), "--listen-client-urls",
                 self.clients[number], "--advertise-client-urls", self.clients[number], "--listen-peer-urls", self.peers[number],
                 "--initial-advertise-peer-urls", self.peers[number], "--initial-cluster", cluster, "--log-level", "error"],
                stdout=log, stderr=subprocess.STDOUT, env=clean({}), start_new_session=True)

    def kill(self, number):
        self.children[number].kill()
        self.children[number].wait()

    def freeze(self, seconds, work):
        """Nobody of it answers while this is done and for so long."""
        for child in self.children:
            child.send_signal(signal.SIGSTOP)
        work()
        time.sleep(seconds)
        for child in self.children:
            child.send_signal(signal.SIGCONT)

    def ask(self, path, body, only=None):
        for number in range(len(self.clients)) if only is None else [only]:
            if number in self.away:
                continue
            try:
                request = urllib.request.Request(self.clients[number] + path, data=json.dumps(body).encode(), method="POST")
                with OPENER.open(request, timeout=2) as answer:
                    return json.loads(answer.read())
            except OSError:
                continue
        return None

    def leader(self):
        for number, _ in enumerate(self.clients):
            told = self.ask("/v3/maintenance/status", {}, only=number)
            if told and told.get("leader") == told["header"]["member_id"]:
                return number
        return None

    def raw(self, name):
        told = self.ask("/v3/kv/range", {"key": base64.b64encode(name.encode()).decode()})
        found = (told or {}).get("kvs")
        if not found:
            return None
        entry = found[0]
        return {"bytes": base64.b64decode(entry.get("value", "")), "created": int(entry["create_revision"]),
                "modified": int(entry["mod_revision"]), "version": int(entry["version"])}

    def owner(self):
        found = self.raw("/reconcile/main/owner")
        return (found["bytes"].decode(), found["created"]) if found else None

    def stop(self):
        for child in self.children:
            if child and child.poll() is None:
                child.kill()
                child.wait()


class Host:
    """One machine: a state directory, a name of its boot, and the service, started again whenever it ends (`Restart=on-failure`)."""

    def __init__(self, stage, name, program, environment, arguments=(), inside=()):
        self.stage, self.name, self.program, self.arguments, self.inside = stage, name, str(program), list(arguments), list(inside)
        self.state = stage.folder / f"{name}-state"
        self.state.mkdir(mode=0o700, exist_ok=True)
        self.environment = {**environment, "STATE_DIRECTORY": str(self.state), "RECONCILE_CLUSTER_HOST": name}
        self.log = stage.folder / f"{name}.log"
        self.child, self.wanted, self.starts, self.ends, self.serving = None, False, 0, [], ["serve"]
        self.boot, self.port = None, free_port()
        # Hosts of one kernel would share its boot, and with it a clock that real ones do not share.
        if os.geteuid() == 0:
            self.boot = stage.folder / f"{name}.boot"
            self.boot.write_text(f"00000000-0000-4000-8000-{abs(hash(name)) % 10**12:012d}\n")

    def start(self):
        self.wanted = True
        threading.Thread(target=self.keep, daemon=True).start()

    def keep(self):
        while self.wanted:
            command = [self.program, *self.serving, *self.arguments, "--listen", f"127.0.0.1:{self.port}"]
            if self.boot:
                command = ["unshare", "-m", "sh", "-c", f"mount --bind {self.boot} /proc/sys/kernel/random/boot_id && exec \"$@\"", "sh",
                           *command]
            command = [*self.inside, *command]
            with open(self.log, "ab") as log:
                self.child = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=clean(self.environment),
                    start_new_session=True)
            self.starts += 1
            self.ends.append(self.child.wait())
            # Its Litestream is of the same unit, and ends with it.
            self.signal(signal.SIGKILL)
            if self.wanted:
                time.sleep(0.5)

    def signal(self, number):
        """The whole machine, Litestream included: everything of the session that was begun for it."""
        for process in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                if self.session(process) == self.child.pid:
                    os.kill(int(process.parent.name), number)
            except (OSError, ValueError, IndexError):
                continue

    @staticmethod
    def session(process):
        """Behind the name, which may hold anything: state, parent, group, session."""
        return int(process.read_text().rsplit(")", 1)[1].split()[3])

    def carriers(self):
        """Its Litestream: what carries the state away."""
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                is_carrier = b"replicate" in process.read_bytes().split(b"\0")
                if is_carrier and self.session(process.parent / "stat") == self.child.pid:
                    found.append(int(process.parent.name))
            except (OSError, ValueError, IndexError):
                continue
        return found

    def stop(self, kill=False):
        self.wanted = False
        if not kill and self.child and self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
            try:
                self.child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.signal(signal.SIGKILL)
        self.signal(signal.SIGKILL)

    def ask(self, path):
        """What its listener answers: status and body."""
        try:
            with OPENER.open(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()

    def text(self):
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def query(self, sql):
        return query(self.state / "reconcile.sqlite", sql)
