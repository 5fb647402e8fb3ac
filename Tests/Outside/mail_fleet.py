"""The digests of many accounts: each by its own settings from its own state, and a mail server that hangs in the way of nobody else."""
import re
import shlex
import socket
import subprocess

from stage import Trouble, clean, get, wait_for

HUNG, WELL = "haengt", "laeuft"
OFFICE = "alle@firma.example"
KEYS = {"hero-api-key": ("RECONCILE_HERO_API_KEY", 4), "lexoffice-api-key": ("RECONCILE_LEXOFFICE_API_KEY", 12)}


def silent_server():
    """Takes connections and says nothing."""
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen(16)
    return server


class TwoAccounts:
    def __init__(self, stage, program, port, mail):
        self.stage, self.program, self.folder = stage, str(program), stage.folder / "two-accounts"
        for name in ("accounts", "keys", "states"):
            (self.folder / name).mkdir(mode=0o700, parents=True)
        self.write("accounts/" + HUNG + ".yaml", mail[HUNG])
        self.write("accounts/" + WELL + ".yaml", mail[WELL])
        self.open(port)

    def open(self, port):
        """The stand-ins, and a fleet on them."""
        stand_ins = self.stage.start("two-stand-ins", [
            self.program, "sandbox", "--listen", f"127.0.0.1:{port}", "--accounts", "2", "--invoices", "40",
            "--cancellations", "10", "--contacts", "10", "--rate", "0", "--pdf-delay", "0"])
        stand_ins.find(r"(?m)^(reconcile --dry-run)$", 60)
        lines = [shlex.split(line, comments=True) for line in stand_ins.text().splitlines()]
        environment = dict(word.split("=", 1) for words in lines if words[:1] == ["export"] for word in words[1:])
        self.setup = next(words[1:] for words in lines if words[:2] == ["reconcile", "setup"])
        self.write("fleet.yaml", "\n".join([
            "listen: 127.0.0.1:0", "interval-seconds: 1", "settle-seconds: 5", "credentials-directory: keys", "state-directory: states",
            f"hero: {{endpoint: {environment['RECONCILE_HERO_ENDPOINT']}}}",
            f"lexoffice: {{endpoint: {environment['RECONCILE_LEXOFFICE_ENDPOINT']}, requests-per-second: 500}}",
            "console: {listen: '127.0.0.1:0', url: 'https://konsole.firma.example'}", "notify: {hour: 0}", ""]))
        for number, name in enumerate((HUNG, WELL), 1):
            for kind, (variable, digits) in KEYS.items():
                self.write(f"keys/{name}.{kind}", f"{environment[variable][:-digits]}{number:0{digits}}\n")

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)

    def run(self, *arguments, accepted=(0,)):
        result = subprocess.run(
            [self.program, *arguments, "--fleet", str(self.folder / "fleet.yaml")], env=clean({}), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120, check=False)
        if result.returncode not in accepted:
            raise Trouble(f"reconcile {' '.join(arguments)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")

    def serve(self):
        service = self.stage.start("two-accounts", [self.program, "fleet", "serve", "--fleet", str(self.folder / "fleet.yaml")])
        self.address = service.find(r"the service is ready .*listener=(127\.0\.0\.1:\d+)", 60)

    def passes(self, name):
        page = get(f"http://{self.address}/metrics")
        return float(re.search(rf'(?m)^reconcile_account_passes_total{{account="{name}"}} (\S+)$', page)[1])


def try_fleet(stage, program, port, well, password, mailbox, web, check):
    """`well`: the lines below `notify:` by which the server that works is reached, and its password."""
    silent = silent_server()
    hung = f"notify: {{smtp: 'smtp://127.0.0.1:{silent.getsockname()[1]}', from: a@firma.example, office: haengt@firma.example}}\n"
    fleet = TwoAccounts(stage, program, port, {HUNG: hung, WELL: well})
    fleet.write(f"keys/{WELL}.notify-smtp-password", password + "\n")
    for name in (HUNG, WELL):
        fleet.run(*fleet.setup, "--account", name)
        # So that something waits for somebody when the day is opened.
        fleet.run("--account", name, accepted=(0, 3, 4))
    web.pings.clear()
    fleet.serve()
    asked = silent.accept()[0]
    message = wait_for("the mail of the account whose server answers", 60, lambda: (mailbox.to(OFFICE) or [None])[0])
    text = message.get_body(("plain",)).get_content()
    check(f"https://{WELL}.konsole.firma.example/" in text, "the mail links to the account's own console")
    check(HUNG not in text and not mailbox.to("haengt@firma.example"), "and says nothing of the other account")
    before = fleet.passes(HUNG)
    wait_for("passes of the account whose mail server hangs", 30, lambda: fleet.passes(HUNG) > before + 1 or None)
    wait_for("a ping after a complete pass", 30, lambda: web.pings or None)
    check(len(web.pings) == 1, "one ping in a minute")
    asked.close()
    silent.close()
