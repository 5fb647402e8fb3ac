"""Stand-ins, a state and the service as processes of their own, on loopback and in a temporary folder.

Everything started here is ended here, by its own process id; nothing waits without a limit.
"""
import json
import os
import pathlib
import re
import shlex
import signal
import sqlite3
import subprocess
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
# No proxy for loopback, whatever the environment says.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Trouble(Exception):
    """What keeps the run from being one."""


def say(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def get(url, accept="*/*", timeout=10):
    with OPENER.open(urllib.request.Request(url, headers={"Accept": accept}), timeout=timeout) as answer:
        return answer.read().decode("utf-8")


def post(url, body, timeout=10):
    with OPENER.open(urllib.request.Request(url, data=json.dumps(body).encode(), method="POST"), timeout=timeout) as answer:
        return json.loads(answer.read())


def wait_for(what, seconds, probe, pause=0.2):
    """The first thing `probe` answers that is not None; whatever it throws while the other side is not up yet counts as None."""
    end, last = time.monotonic() + seconds, None
    while time.monotonic() < end:
        try:
            found = probe()
            if found is not None:
                return found
        except (OSError, ValueError, KeyError, IndexError) as error:
            last = error
        time.sleep(pause)
    raise Trouble(f"{what}: not within {seconds} s{f' ({last})' if last else ''}")


class Process:
    """A child in a session of its own, its output in a file."""

    def __init__(self, name, command, folder, environment):
        self.name = name
        self.log = pathlib.Path(folder) / f"{name}.log"
        with open(self.log, "wb") as output:
            self.child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )

    @property
    def pid(self):
        return self.child.pid

    def text(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def tail(self, lines=12):
        return "\n".join(self.text().splitlines()[-lines:])

    def check(self):
        if self.child.poll() is not None:
            raise Trouble(f"{self.name} ended with {self.child.returncode}:\n{self.tail()}")

    def find(self, pattern, seconds):
        """What `pattern` captures in its output, once it is there."""
        def probe():
            self.check()
            found = re.search(pattern, self.text())
            return found and found[1]
        return wait_for(f"{self.name} says {pattern}", seconds, probe)

    def stop(self):
        if self.child.poll() is not None:
            return
        self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait(timeout=10)


class Stage:
    """`with Stage(folder) as stage`: at the end every process is gone."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.processes = []

    def __enter__(self):
        # A stop from outside ends the children too.
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.stop()

    def start(self, name, command, environment=None):
        process = Process(name, command, self.folder, clean(environment or {}))
        self.processes.append(process)
        return process


def query(database, sql):
    """Rows of a state, read beside the running service."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def clean(changes):
    """Nothing of the caller's own configuration or keys reaches a child."""
    kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH", "HOME") if key in os.environ}
    return {**kept, "LANG": "C.UTF-8", "USER": "trial", "SWIFT_BACKTRACE": "enable=no", **changes}


class Account:
    """One account: both stand-ins with sample data, a state directory, and the commands and the service between them."""

    def __init__(self, stage, name, program, sandbox=(), **settings):
        self.stage, self.name, self.program = stage, name, str(program)
        self.standins = stage.start(f"{name}-sandbox", [self.program, "sandbox", "--listen", "127.0.0.1:0", *sandbox])
        self.standins.find(r"(?m)^(reconcile --dry-run)$", 60)
        self.environment, self.setup_command = {}, []
        for line in self.standins.text().splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["export"]:
                self.environment.update(word.split("=", 1) for word in words[1:])
            elif words[:2] == ["reconcile", "setup"]:
                self.setup_command = words[1:]
        self.base = self.environment["RECONCILE_LEXOFFICE_ENDPOINT"]
        self.state = stage.folder / f"{name}-state"
        self.environment.update(STATE_DIRECTORY=str(self.state), **{key: str(value) for key, value in settings.items()})
        self.service = None

    @property
    def database(self):
        return self.state / "reconcile.sqlite"

    def run(self, *arguments, accepted=(0,), seconds=300):
        result = subprocess.run(
            [self.program, *arguments], env=clean(self.environment), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=seconds, check=False
        )
        if result.returncode not in accepted:
            raise Trouble(f"reconcile {' '.join(arguments)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
        return result.stdout

    def setup(self):
        self.run(*self.setup_command)

    def sandbox(self, page, body=None):
        url = f"{self.base}/_sandbox/{page}"
        return json.loads(get(url)) if body is None else post(url, body)

    def serve(self, program=None, name=None):
        self.service = self.stage.start(
            name or f"{self.name}-serve", [program or self.program, "serve", "--listen", "127.0.0.1:0"], self.environment
        )
        self.address = self.service.find(r"the service is ready .*listener=(127\.0\.0\.1:\d+)", 120)
        return self.address

    @property
    def metrics(self):
        return f"http://{self.address}/metrics"

    def page(self):
        """The samples of the page: name with labels → value."""
        found = {}
        for line in get(self.metrics, "text/plain").splitlines():
            if line and not line.startswith("#"):
                series, value = line.rsplit(" ", 1)
                found[series] = float(value)
        return found

    def query(self, sql):
        return query(self.database, sql)

    def put_held_right(self):
        """What the sample year holds for people: the office cancels it in HERO, and both halves of each pair are waived."""
        self.run(accepted=(0, 3))
        for number in self.held():
            self.sandbox("hero/cancel", {"documentId": int(number)})
        self.run(accepted=(0, 3))
        for number in self.held():
            # The counterpart of what was waived is waived by itself: then there is nothing left to answer.
            self.run("resolve", number, "--waive", "--reason", "not booked by anybody", accepted=(0, 3, 64))
        # 4: what still waits for its file is left to later passes.
        self.run(accepted=(0, 4))
        if self.held():
            raise Trouble(f"still held: {self.held()}")

    def held(self):
        lines = [json.loads(line) for line in self.run("list", "--state", "blocked", "--format", "json").splitlines()]
        return [line["document"] for line in lines if line["type"] == "document"]
