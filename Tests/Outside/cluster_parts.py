"""What a cluster trial stands on: members of etcd, hosts which systemd would start again, and a wire that can be watched and cut."""
import asyncio
import base64
import json
import os
import pathlib
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import urllib.request

from stage import OPENER, clean, wait_for


def free_port():
    with socket.socket() as file:
        file.bind(("127.0.0.1", 0))
        return file.getsockname()[1]


class Etcd:
    """Members on loopback; each may be killed and started again."""

    def __init__(self, folder, count=3):
        self.folder = pathlib.Path(folder)
        self.clients = [f"http://127.0.0.1:{free_port()}" for _ in range(count)]
        self.peers = [f"http://127.0.0.1:{free_port()}" for _ in range(count)]
        self.children = [None] * count
        for number in range(count):
            self.start(number)
        wait_for("etcd has a leader", 30, lambda: self.leader())

    def start(self, number):
        cluster = ",".join(f"e{place}={peer}" for place, peer in enumerate(self.peers))
        with open(self.folder / f"etcd-{number}.log", "ab") as log:
            self.children[number] = subprocess.Popen(
                ["etcd", "--name", f"e{number}", "--data-dir", str(self.folder / f"etcd-{number}"), "--listen-client-urls",
                 self.clients[number], "--advertise-client-urls", self.clients[number], "--listen-peer-urls", self.peers[number],
                 "--initial-advertise-peer-urls", self.peers[number], "--initial-cluster", cluster, "--log-level", "error"],
                stdout=log, stderr=subprocess.STDOUT, env=clean({}), start_new_session=True)

    def kill(self, number):
        self.children[number].kill()
        self.children[number].wait()

    def ask(self, path, body, only=None):
        for address in self.clients if only is None else [self.clients[only]]:
            try:
                request = urllib.request.Request(address + path, data=json.dumps(body).encode(), method="POST")
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

    def key(self, name):
        told = self.ask("/v3/kv/range", {"key": base64.b64encode(name.encode()).decode()})
        found = (told or {}).get("kvs")
        if not found:
            return None
        entry = found[0]
        return {"value": base64.b64decode(entry.get("value", "")).decode(), "created": int(entry["create_revision"]),
                "modified": int(entry["mod_revision"]), "version": int(entry["version"])}

    def owner(self):
        found = self.key("/reconcile/main/owner")
        return (found["value"], found["created"]) if found else None

    def stop(self):
        for child in self.children:
            if child and child.poll() is None:
                child.kill()
                child.wait()


class Wire:
    """Between the hosts and the stand-ins: closes a connection on which nobody says anything for `silence` seconds, as lexoffice's
    gateway is assumed to do, counts what passes, and tells somebody of each new connection before anything is read from it."""

    def __init__(self, target, silence):
        host, port = target.split("//")[1].split(":")
        self.target, self.silence = (host, int(port)), silence
        self.posts, self.opened, self.pauses = 0, None, []
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()

        async def main():
            self.server = await asyncio.start_server(self.carry, "127.0.0.1", 0)
            self.port = self.server.sockets[0].getsockname()[1]
            ready.set()
            await asyncio.Event().wait()

        threading.Thread(target=lambda: self.loop.run_until_complete(main()), daemon=True).start()
        ready.wait(10)

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    async def carry(self, reader, writer):
        told = self.opened
        if told:
            told()
        other, began = None, time.monotonic()
        try:
            first = await asyncio.wait_for(reader.read(65536), self.silence)
            if first:
                if first.startswith((b"POST /v1", b"PUT /v1")):
                    self.posts += 1
                    # Between a connection and its first byte lies the announcement.
                    self.pauses.append(time.monotonic() - began)
                back, other = await asyncio.open_connection(*self.target)
                other.write(first)
                await asyncio.gather(self.pump(reader, other, True), self.pump(back, writer, False))
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
            pass
        for end in (writer, other):
            if end:
                end.close()

    async def pump(self, source, sink, counts):
        try:
            while data := await source.read(65536):
                if counts and data.startswith((b"POST /v1", b"PUT /v1")):
                    self.posts += 1
                sink.write(data)
                await sink.drain()
        finally:
            sink.close()


class Host:
    """One machine: a state directory, a name of its boot, and the service, started again whenever it ends (`Restart=on-failure`)."""

    def __init__(self, stage, name, program, environment, arguments=()):
        self.stage, self.name, self.program, self.arguments = stage, name, str(program), list(arguments)
        self.state = stage.folder / f"{name}-state"
        self.state.mkdir(mode=0o700, exist_ok=True)
        self.environment = {**environment, "STATE_DIRECTORY": str(self.state), "RECONCILE_CLUSTER_HOST": name}
        self.log = stage.folder / f"{name}.log"
        self.child, self.wanted, self.starts, self.ends = None, False, 0, []
        self.boot = None
        # Hosts of one kernel would share its boot, and with it a clock that real ones do not share.
        if os.geteuid() == 0:
            self.boot = stage.folder / f"{name}.boot"
            self.boot.write_text(f"00000000-0000-4000-8000-{abs(hash(name)) % 10**12:012d}\n")

    def start(self):
        self.wanted = True
        threading.Thread(target=self.keep, daemon=True).start()

    def keep(self):
        while self.wanted:
            command = [self.program, "serve", *self.arguments, "--listen", "127.0.0.1:0"]
            if self.boot:
                command = ["unshare", "-m", "sh", "-c", f"mount --bind {self.boot} /proc/sys/kernel/random/boot_id && exec \"$@\"", "sh",
                           *command]
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
                # Behind the name, which may hold anything: state, parent, group, session.
                if int(process.read_text().rsplit(")", 1)[1].split()[3]) == self.child.pid:
                    os.kill(int(process.parent.name), number)
            except (OSError, ValueError, IndexError):
                continue

    def stop(self):
        self.wanted = False
        if self.child and self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
            try:
                self.child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.signal(signal.SIGKILL)
        self.signal(signal.SIGKILL)

    def text(self):
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def query(self, sql):
        connection = sqlite3.connect(f"file:{self.state / 'reconcile.sqlite'}?mode=ro", uri=True, timeout=5)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()
