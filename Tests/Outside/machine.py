"""What the facts need of the machine they are told about: its systemd, its journal, and stand-ins of both systems."""
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

HTTP = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Untrue(Exception):
    """A fact that does not hold."""


def expect(condition, otherwise):
    if not condition:
        raise Untrue(otherwise)


def run(*argv, seconds=60, text=None):
    return subprocess.run(
        argv, input=text, stdin=subprocess.DEVNULL if text is None else None, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        timeout=seconds, check=False)


def done(*argv, seconds=60, text=None):
    """Standard output of what must succeed."""
    result = run(*argv, seconds=seconds, text=text)
    expect(result.returncode == 0, f"{' '.join(argv)}: exit {result.returncode}: {result.stdout[-2000:]}{result.stderr[-2000:]}")
    return result.stdout


def timed(*argv, seconds=60):
    began = time.monotonic()
    done(*argv, seconds=seconds)
    return time.monotonic() - began


def wait_for(what, condition, seconds):
    """The first answer of `condition` that says something."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        expect(time.monotonic() < end, f"not within {seconds} s: {what}")
        time.sleep(0.05)


def write(path, text, mode=0o644):
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)


class Unit:
    """One unit of systemd."""

    def __init__(self, name):
        self.name = name

    def __getitem__(self, property_name):
        return done("systemctl", "show", "--value", "--property", property_name, self.name).strip()

    @property
    def pid(self):
        return int(self["MainPID"])

    def start(self):
        return timed("systemctl", "start", self.name)

    def stop(self):
        return timed("systemctl", "stop", self.name)

    def refuse_to_start(self):
        """The exit status of the process of a start that must fail."""
        result = run("systemctl", "start", self.name)
        expect(result.returncode != 0, f"{self.name} started")
        return int(self["ExecMainStatus"])

    def drop_in(self, text):
        """Replaces the one drop-in of the tests; without a text there is none."""
        path = pathlib.Path(f"/run/systemd/system/{self.name}.d/test.conf")
        if text:
            write(path, text)
        else:
            path.unlink(missing_ok=True)
        done("systemctl", "daemon-reload")

    def journal(self, *arguments, since=0.0):
        """Entries as objects, oldest first."""
        done("journalctl", "--sync")
        text = done("journalctl", "--no-pager", "--all", "-o", "json", "-u", self.name, f"--since=@{since:.6f}", *arguments)
        return [json.loads(line) for line in text.splitlines()]

    def says(self, text, since=0.0):
        return any(text in (entry.get("MESSAGE") or "") for entry in self.journal(since=since))


class UnixConnection:
    """GET over a unix socket; just enough for a health page."""

    @staticmethod
    def get(path, page):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(5)
            connection.connect(path)
            connection.sendall(f"GET {page} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            while chunk := connection.recv(65536):
                answer += chunk
        return int(answer.split()[1])


def get(port, page):
    """Status and body of a page of a listener."""
    try:
        with HTTP.open(f"http://127.0.0.1:{port}{page}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def metric(port, series):
    body = get(port, "/metrics")[1]
    for line in body.splitlines():
        if line.startswith(series + " "):
            return float(line.rsplit(" ", 1)[1])
    raise Untrue(f"no series {series}")


class Sandbox:
    """`reconcile sandbox`: both remote systems."""

    def __init__(self, port, data, *more):
        self.port = port
        command = ["/usr/bin/reconcile", "sandbox", "--listen", f"127.0.0.1:{port}", "--data", data, "--rate", "0", "--pdf-delay", "0"]
        command += more
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self.variables, self.setup = {}, []
        for line in self.process.stdout:
            words = line.split()
            if words[0] == "export":
                self.variables.update(word.split("=", 1) for word in words[1:] if "=" in word)
            elif words[:2] == ["reconcile", "setup"]:
                self.setup = words[1:]
            elif words[:2] == ["reconcile", "--dry-run"]:
                break

    @property
    def configuration(self):
        """What belongs into the configuration file to reach this one."""
        return (
            f"hero:\n  endpoint: {self.variables['RECONCILE_HERO_ENDPOINT']}\nlexoffice:\n"
            f"  endpoint: {self.variables['RECONCILE_LEXOFFICE_ENDPOINT']}\n  requests-per-second: 100\nsettle-seconds: 2\n")

    def keys(self, prefix):
        """Puts both keys where the unit looks for them."""
        for name, variable in (("hero-api-key", "RECONCILE_HERO_API_KEY"), ("lexoffice-api-key", "RECONCILE_LEXOFFICE_API_KEY")):
            write(f"/etc/credstore/{prefix}.{name}", self.variables[variable] + "\n", 0o600)

    def faults(self, plan):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/_sandbox/faults", json.dumps(plan).encode())
        with HTTP.open(request, timeout=10) as answer:
            expect(answer.status == 200, "the stand-in takes no faults")

    def lexoffice(self):
        return json.loads(get(self.port, "/_sandbox/state")[1])["lexoffice"]

    def vouchers(self):
        return [voucher["number"] for voucher in self.lexoffice()["vouchers"]]


def resident_megabytes(pid):
    fields = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in fields.splitlines() if line.startswith("VmRSS:")).split()[1]) / 1024


def as_user(uid, *argv):
    """Runs as that user, with none of root's groups."""
    return run("setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", *argv)


def owner(pid):
    return os.stat(f"/proc/{pid}").st_uid
