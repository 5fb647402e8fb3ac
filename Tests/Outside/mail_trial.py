"""A real mail server, written by others, takes what the program sends: with STARTTLS and a certificate of its own, on loopback, without
any other network. Its mails are read by Python's parser; webhook and ping arrive at a listener of the standard library.

Tried: the test command by every way; what must not happen (no TLS, foreign certificate, wrong password); the daily digest; the process
killed in the middle of a mail, after which it is sent once more, the same and marked, and never again.

Needs `aiosmtpd`, `openssl`, and root for a network of its own; without root it runs in the network there is.
"""
import argparse
import ctypes
import email
import email.policy
import fcntl
import hashlib
import hmac
import http.server
import json
import logging
import os
import pathlib
import re
import signal
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import warnings

import mail_fleet
from stage import ROOT, Account, Stage, Trouble, say, wait_for

USER, PASSWORD = "reconcile@firma.example", "Kanarienvogel-4711-Zaunkoenig"
SECRET = "Wellensittich-0815-Rohrdommel"
OFFICE, ADMIN = "buero@firma.example", "it@firma.example"
failures = []


def check(holds, text):
    if not holds:
        failures.append(text)
    say(f"{'ok  ' if holds else 'FAIL'} {text}")


def without_network():
    """A network namespace with nothing but loopback. False where that is not allowed."""
    if ctypes.CDLL(None, use_errno=True).unshare(0x4000_0000) != 0:
        return False
    request = struct.pack("16sH14s", b"lo", 0x1 | 0x40, b"")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, 0x8914, request)
    return True


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def certificates(folder):
    """An authority and a server's certificate for localhost; and an authority nobody knows."""
    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
    for name in ("ca", "foreign"):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "2",
                "-subj", f"/CN={name}", "-addext", "keyUsage=critical,keyCertSign")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "san.cnf").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n", encoding="utf-8")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "san.cnf", "-out", "server.pem")


class Mailbox:
    """What aiosmtpd hands over; what `victim` names is killed after its mail was taken and before it hears so."""

    def __init__(self):
        self.mails, self.victim = [], None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, the library's name
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, message, envelope.content))
        if self.victim is not None:
            os.kill(self.victim(), signal.SIGKILL)
            self.victim = None
        return "250 taken"

    def to(self, address):
        return [message for _, recipients, message, _ in self.mails if recipients == [address]]


def mail_server(mailbox, folder, starttls=True):
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult

    def authenticate(_server, _session, _envelope, _mechanism, data):
        return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    options = {"tls_context": context, "require_starttls": True, "auth_required": True, "auth_require_tls": True} if starttls else {
        "auth_require_tls": False}
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), authenticator=authenticate, **options)
    controller.start()
    return controller


class Hook(http.server.BaseHTTPRequestHandler):
    """Takes webhooks and pings."""

    def do_GET(self):  # noqa: N802
        self.server.pings.append((time.monotonic(), self.path))
        self.answer()

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.hooks.append((self.headers, body))
        self.answer()

    def answer(self):
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def web_server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    server.pings, server.hooks = [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def settings(port, web, folder, ca="ca.pem", password=PASSWORD):
    base = f"http://127.0.0.1:{web.server_address[1]}"
    return {
        "RECONCILE_NOTIFY_SMTP": f"smtp://localhost:{port}", "RECONCILE_NOTIFY_SMTP_USER": USER,
        "RECONCILE_NOTIFY_SMTP_CA": str(folder / ca), "RECONCILE_NOTIFY_FROM": USER,
        "RECONCILE_NOTIFY_OFFICE": OFFICE, "RECONCILE_NOTIFY_ADMIN": f"{ADMIN} (en)",
        "RECONCILE_NOTIFY_HOUR": "0", "RECONCILE_NOTIFY_WEBHOOK": f"{base}/hook?token=not-shown",
        "RECONCILE_NOTIFY_PING": f"{base}/ping/uuid",
        "RECONCILE_NOTIFY_SMTP_PASSWORD": password, "RECONCILE_NOTIFY_WEBHOOK_SECRET": SECRET,
        "RECONCILE_CONSOLE_URL": "https://reconcile.firma.example",
    }


def is_signed(headers, body):
    expected = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(headers["X-Reconcile-Signature"], expected)


def try_test(account, mailbox, web):
    shown = account.run("notify", "--test", "--format", "json")
    records = [json.loads(line) for line in shown.splitlines()]
    sent = [(record["channel"], record["result"]) for record in records if record["type"] == "notification"]
    check(sent == [("mail", "sent"), ("mail", "sent"), ("webhook", "sent"), ("ping", "sent")], f"the test went by every way: {sent}")
    check(records[-1]["exit"] == 0 and records[-1]["sent"] == 4, "and says so")
    office, admin = mailbox.to(OFFICE), mailbox.to(ADMIN)
    check(len(office) == 1 and len(admin) == 1, "one mail each")
    check(office[0]["Subject"] == "reconcile: Probe" and admin[0]["Subject"] == "reconcile: test", "in the reader's language")
    check(is_signed(*web.hooks[0]) and json.loads(web.hooks[0][1])["event"] == "test", "the webhook is signed")
    check(web.pings[0][1] == "/ping/uuid", "the ping arrived")
    for secret in (PASSWORD, SECRET, "not-shown", "uuid"):
        check(secret not in shown + account.run("doctor", accepted=range(100)), f"{secret[:4]}… is shown nowhere")


def try_refusals(account, mailbox, folder, web):
    """None of these may deliver, and none may hand the password over."""
    plain_box = Mailbox()
    plain = mail_server(plain_box, folder, starttls=False)
    good = dict(account.environment)
    port = good["RECONCILE_NOTIFY_SMTP"].rsplit(":", 1)[1]
    cases = {
        "a server without STARTTLS": settings(plain.port, web, folder),
        "a certificate of an authority nobody knows": settings(port, web, folder, ca="foreign.pem"),
        "a wrong password": settings(port, web, folder, password="Nymphensittich-0000"),
        "nobody there": settings(free_port(), web, folder),
    }
    before = len(mailbox.mails)
    for name, changed in cases.items():
        account.environment = {**good, **changed}
        began = time.monotonic()
        shown = account.run("notify", "--test", accepted=(69,))
        check("mail office" in shown and "taken" not in shown.splitlines()[0], f"{name}: {shown.splitlines()[0]}")
        check(time.monotonic() - began < 60, "and in bounded time")
    account.environment = good
    check(len(mailbox.mails) == before and not plain_box.mails, "nothing was delivered")
    plain.stop()


def text_of(message):
    return message.get_body(("plain",)).get_content()


def try_digest(account, mailbox, web):
    """The service, killed when its first mail was taken; then again, and once more."""
    waiting = account.run("notify", "--role", "office", "--lang", "de")
    check("Zu klären (Büro)" in waiting, "something waits for the office")
    mailbox.victim = lambda: account.service.pid
    account.service = account.stage.start("killed", [account.program, "serve", "--listen", "127.0.0.1:0"], account.environment)
    wait_for("the kill in the middle of a mail", 60, lambda: account.service.child.poll())
    first = [entry for entry in mailbox.mails if entry[2]["Message-ID"].startswith("<digest.")]
    check(len(first) == 1, "one mail had left when the process was killed")
    web.pings.clear()
    account.serve(name="after")
    wait_for("all is told", 60, lambda: True if not account.query("SELECT 1 FROM notification WHERE outcome IS NULL") else None)
    time.sleep(12)
    digests = [message for _, _, message, _ in mailbox.mails if message["Message-ID"].startswith("<digest.")]
    by_id = {}
    for message in digests:
        by_id.setdefault(message["Message-ID"], []).append(message)
    victim = by_id[first[0][2]["Message-ID"]]
    check(len(victim) == 2, f"of it one more was sent: {len(victim)}")
    marks = ["schon einmal angekommen" in text_of(message) or "may have been sent" in text_of(message) for message in victim]
    check(marks == [False, True], "and that one says that it may have been sent before")
    check(all(len(copies) == 1 for name, copies in by_id.items() if name != first[0][2]["Message-ID"]), "no other twice")
    rows = account.query("SELECT outcome, content, doubts FROM notification ORDER BY doubts DESC")
    check([row[0] for row in rows].count("sent") >= 2 and all(row[1] is None for row in rows), f"the state says so: {rows}")
    check(rows[0][2] == 1, "and knows one doubt")
    for message in digests:
        text = text_of(message)
        check(not re.search(r"\d|EUR", message["Subject"]), "no number in the subject")
        check("https://reconcile.firma.example/" in text and "\r" not in text.replace("\r\n", ""), "with links, in clean lines")
        check(not message.defects and message["Auto-Submitted"] == "auto-generated", "a message as it should be")
    office = [message for message in digests if message["To"] and OFFICE in message["To"]]
    check("EUR" in text_of(office[-1]) and "RE-" in text_of(office[-1]), "the office reads numbers and sums")
    hooks = [(headers, json.loads(body)) for headers, body in web.hooks if json.loads(body)["event"] == "digest"]
    check(len(hooks) == 1 and {group["actor"] for group in hooks[0][1]["groups"]} <= {"office", "adviser", "administrator"}, "one webhook")
    check(all(is_signed(headers, body) for headers, body in web.hooks), "all webhooks are signed")
    page = account.page()
    check(page['reconcile_notifications_total{channel="mail",result="sent"}'] >= 1, "the metrics count them")
    wait_for("a ping after a complete pass", 30, lambda: web.pings or None)
    passes = page['reconcile_passes_total{outcome="complete"}']
    check(passes > 1 and len(web.pings) == 1, f"one ping in a minute, after {passes:.0f} complete passes")


def try_fleet(stage, program, port, mailbox, web, folder):
    """Two accounts of one process; the mail server of one of them hangs."""
    base = f"http://127.0.0.1:{web.server_address[1]}"
    well = "\n".join([
        "notify:", f"  smtp: smtp://localhost:{port}", f"  smtp-user: {USER}", f"  smtp-ca: {folder / 'ca.pem'}", f"  from: {USER}",
        f"  office: {mail_fleet.OFFICE}", f"  adviser: {mail_fleet.OFFICE}", f"  admin: {mail_fleet.OFFICE}",
        f"  ping: {base}/ping/fleet", ""])
    mail_fleet.try_fleet(stage, program, free_port(), well, PASSWORD, mailbox, web, check)


def run(program, folder):
    certificates(folder)
    mailbox, web = Mailbox(), web_server()
    controller = mail_server(mailbox, folder)
    with Stage(folder) as stage:
        account = Account(
            stage, "mail", program, ["--rate", "0", "--pdf-delay", "0", "--invoices", "40", "--cancellations", "10", "--contacts", "10"],
            RECONCILE_INTERVAL_SECONDS=2, RECONCILE_SETTLE_SECONDS=5, **settings(controller.port, web, folder))
        account.setup()
        account.run(accepted=(0, 3, 4))
        try_test(account, mailbox, web)
        try_refusals(account, mailbox, folder, web)
        try_digest(account, mailbox, web)
        try_fleet(stage, program, controller.port, mailbox, web, folder)
        for process in stage.processes:
            check(not any(word in process.text() for word in (PASSWORD, SECRET, OFFICE)), f"{process.name}: no secret in the log")
    controller.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reconcile", type=pathlib.Path, default=ROOT / ".build/debug/reconcile")
    arguments = parser.parse_args()
    # What the server thinks of those who turn away from it is no failure of the trial.
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    warnings.simplefilter("ignore")
    say("a network of its own" if without_network() else "in the network there is: no root")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="reconcile-mail-") as folder:
        try:
            run(arguments.reconcile.resolve(), pathlib.Path(folder))
        except Trouble as trouble:
            failures.append(str(trouble))
            say(f"FAIL {trouble}")
    say(f"{'failed: ' + '; '.join(failures) if failures else 'all as it should be'}, {time.monotonic() - began:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
