#!/usr/bin/env python3
"""The recipes for Caddy and nginx as they are shipped, in front of the console: who is let in, as whom, and that nobody can say who he is.

    python3 Tests/Outside/console_proxies.py [--program .build/debug/reconcile]

Only addresses, certificate and passwords are replaced in them. Needs Debian's `caddy` and `nginx`, and root for a network of its own,
where port 443 is free; without root it says so and ends. Exit code 1 names what is wrong.
"""
import argparse
import base64
import http.client
import os
import pathlib
import socket
import ssl
import subprocess
import sys
import tempfile

from mail_trial import without_network
from stage import ROOT, Account, Stage, say, wait_for

HOST = "console.example.org"
PEOPLE = {"erika": "Zaunkoenig-17", "stefan": "Rohrdommel-23"}
RECIPES = ROOT / "systemd/console"
failures = []


def check(holds, text):
    if not holds:
        failures.append(text)
    say(f"{'ok  ' if holds else 'FAIL'} {text}")


class Door(http.client.HTTPSConnection):
    """A connection to this machine under the name of the console."""

    def __init__(self, certificate):
        super().__init__(HOST, 443, timeout=15, context=ssl.create_default_context(cafile=certificate))

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", 443), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=HOST)


class Visitor:
    def __init__(self, certificate, name=None, password=None):
        self.certificate = certificate
        self.headers = []
        if name:
            word = base64.b64encode(f"{name}:{password or PEOPLE[name]}".encode()).decode()
            self.headers = [("Authorization", f"Basic {word}")]

    def ask(self, path, *headers, body=None):
        """(status, text); headers may come several times."""
        door = Door(self.certificate)
        try:
            door.putrequest("GET" if body is None else "POST", path)
            for key, value in [*self.headers, *headers]:
                door.putheader(key, value)
            if body is not None:
                door.putheader("Content-Type", "application/x-www-form-urlencoded")
                door.putheader("Content-Length", str(len(body)))
            door.endheaders(body)
            answer = door.getresponse()
            if path == "/live":
                return answer.status, answer.readline().decode()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            door.close()


def try_out(proxy, certificate):
    nobody, erika, stefan = Visitor(certificate), Visitor(certificate, "erika"), Visitor(certificate, "stefan")
    status, text = nobody.ask("/")
    check(status == 401 and "reconcile" not in text, f"{proxy}: without a password nothing is shown ({status})")
    check(Visitor(certificate, "erika", "wrong").ask("/")[0] == 401, f"{proxy}: a wrong password lets nobody in")
    status, text = erika.ask("/")
    check(status == 200 and "erika" in text and "Büro" in text, f"{proxy}: Erika comes in as the office, without a link ({status})")
    check(erika.ask("/kontakte/import")[0] == 200 and erika.ask("/system")[0] == 403, f"{proxy}: she may what the office may")
    status, text = stefan.ask("/")
    check(status == 200 and "stefan" in text and "Steuerberatung" in text, f"{proxy}: who is not named reads, as adviser ({status})")
    check(stefan.ask("/kontakte/import")[0] == 403, f"{proxy}: he may import nothing")
    for forged in (
        [("X-Console-User", "chef"), ("X-Console-Role", "admin")], [("x-console-role", "admin"), ("X-CONSOLE-ROLE", "admin")],
        [("X-Console-User", "chef"), ("X-Console-User", "erika")],
    ):
        status, text = stefan.ask("/", *forged)
        shut = stefan.ask("/system", *forged)[0]
        holds = status in (200, 400) and "chef" not in text and shut in (400, 403)
        check(holds, f"{proxy}: forged {forged} change nothing ({status}, {shut})")
    site = ("Sec-Fetch-Site", "same-origin")
    check(erika.ask("/sprache", site, body=b"lang=en&back=/")[0] == 303, f"{proxy}: a form of ours is taken")
    check(erika.ask("/sprache", ("Sec-Fetch-Site", "cross-site"), body=b"lang=en&back=/")[0] == 403, f"{proxy}: one of others is not")
    status, line = erika.ask("/live")
    check(status == 200 and line.startswith("data: "), f"{proxy}: live news come at once ({line.strip()})")


def certify(folder):
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    return key, certificate


def replaced(text, *pairs):
    for old, new in pairs:
        if old not in text:
            raise SystemExit(f"the recipe has no {old!r}")
        text = text.replace(old, new)
    return text


def caddy(stage, folder, key, certificate, console):
    hashes = {
        name: subprocess.run(
            ["caddy", "hash-password", "--plaintext", password], check=True, capture_output=True, text=True).stdout.strip()
        for name, password in PEOPLE.items()
    }
    recipe = replaced(
        (RECIPES / "Caddyfile.example").read_text(),
        (f"{HOST} {{\n", f"{HOST} {{\n\tbind 127.0.0.1\n\ttls {certificate} {key}\n"),
        ("$2a$14$REPLACE.THIS.BY.THE.HASH.OF.HER.PASSWORD.REPLACE.THIS.BY.I", f"{hashes['erika']}\n\t\tstefan {hashes['stefan']}"),
        ("127.0.0.1:9850", console))
    place = folder / "Caddyfile"
    place.write_text("{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + recipe)
    environment = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    return stage.start("caddy", ["caddy", "run", "--config", str(place), "--adapter", "caddyfile"], environment)


def nginx(stage, folder, key, certificate, console):
    words = [
        f"{name}:" + subprocess.run(["openssl", "passwd", "-apr1", password], check=True, capture_output=True, text=True).stdout.strip()
        for name, password in PEOPLE.items()
    ]
    (folder / "people").write_text("\n".join(words) + "\n")
    recipe = replaced(
        (RECIPES / "nginx.conf.example").read_text(), ("/etc/ssl/console.example.org.pem", str(certificate)),
        ("/etc/ssl/private/console.example.org.key", str(key)), ("/etc/nginx/console.htpasswd", str(folder / "people")),
        ("127.0.0.1:9850", console))
    (folder / "console.conf").write_text(recipe)
    temporary = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"user root;\npid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n    access_log off;\n{temporary}"
        f"    include {folder}/console.conf;\n}}\n")
    return stage.start("nginx", ["nginx", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/debug/reconcile"))
    arguments = parser.parse_args()
    if os.geteuid() != 0 or not without_network():
        say("left out: the recipes for Caddy and nginx need root for a network of their own")
        return 0
    # nginx is not where users look.
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    with tempfile.TemporaryDirectory() as place, Stage(place) as stage:
        folder = pathlib.Path(place)
        key, certificate = certify(folder)
        account = Account(
            stage, "trial", arguments.program, ["--data", "tour", "--rate", "0", "--pdf-delay", "0"],
            RECONCILE_CONSOLE_LISTEN="127.0.0.1:9850", RECONCILE_CONSOLE_URL=f"https://{HOST}", RECONCILE_CONSOLE_PROXY_FROM="127.0.0.1",
            RECONCILE_CONSOLE_PROXY_USER_HEADER="X-Console-User", RECONCILE_CONSOLE_PROXY_ROLE_HEADER="X-Console-Role")
        account.setup()
        account.serve()
        for name, start in (("caddy", caddy), ("nginx", nginx)):
            proxy = start(stage, folder, key, certificate, "127.0.0.1:9850")

            def answers():
                proxy.check()
                return Visitor(certificate).ask("/")[0]
            wait_for(f"{name} answers", 30, answers)
            try_out(name, certificate)
            proxy.stop()
    for failure in failures:
        print(f"FAIL {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
