"""The console on sample data as one process, the people who come in to it, and what its command line says of the same."""
import json
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

from stage import Trouble, clean, get, post

ROLES = ("office", "adviser", "admin")
# The stand-ins' own keys; `reconcile sandbox` prints them.
KEYS = {
    "RECONCILE_HERO_API_KEY": "ac_SandboxSandboxSandboxSandbox0001",
    "RECONCILE_LEXOFFICE_API_KEY": "00000000-5a4d-4b0c-8000-000000000001",
}


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


BARE = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirects())


class Site:
    def __init__(self, stage, program, *sandbox, name="console"):
        command = [program, "sandbox", "--console", "--listen", "127.0.0.1:0", "--rate", "0", "--pdf-delay", "0", *sandbox]
        self.program = program
        self.process = stage.start(name, command, {"TMPDIR": str(stage.folder)})
        self.process.find(r"(Ctrl-C)", 60)
        text = self.process.text()
        self.first_links = dict(re.findall(r"^  (office|adviser|admin): (\S+)$", text, re.M))
        if sorted(self.first_links) != sorted(ROLES):
            raise Trouble(f"a link for each role was expected:\n{text}")
        self.base = self.first_links["admin"].split("/anmelden")[0]
        self.sandbox_base = re.search(r"(http://\S+)/_sandbox/lexoffice/pay", text)[1]
        self.configuration = re.search(r"--config (\S+)", text)[1]

    def run(self, *arguments, accepted=(0, 3), keys=False):
        result = subprocess.run(
            [self.program, *arguments, "--config", self.configuration], env=clean(KEYS if keys else {}), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120, check=False
        )
        if result.returncode not in accepted:
            raise Trouble(f"reconcile {' '.join(arguments)} ended with {result.returncode}:\n{result.stdout}{result.stderr}")
        return result.stdout

    def lines(self, *arguments, **options):
        return [json.loads(line) for line in self.run(*arguments, "--format", "json", **options).splitlines()]

    def link(self, role, name="Erika"):
        return self.lines("console", "--as", name, "--role", role)[-1]["link"]

    def documents(self):
        return [line for line in self.lines("list") if line["type"] == "document"]

    def sandbox(self, page, body=None):
        url = f"{self.sandbox_base}/_sandbox/{page}"
        return json.loads(get(url)) if body is None else post(url, body)

    def new_contact(self, first, last):
        """As the bookkeeper makes one in lexoffice."""
        body = {"version": 0, "roles": {"customer": {}}, "person": {"firstName": first, "lastName": last}}
        request = urllib.request.Request(
            f"{self.sandbox_base}/v1/contacts", data=json.dumps(body).encode(), method="POST",
            headers={"Authorization": f"Bearer {KEYS['RECONCILE_LEXOFFICE_API_KEY']}", "Content-Type": "application/json"})
        with BARE.open(request, timeout=20) as answer:
            return json.loads(answer.read())

    def ask(self, path, headers=None, form=None):
        """(status, headers, text) of one request without a browser."""
        data = None if form is None else urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(self.base + path, data=data, headers=headers or {})
        try:
            with BARE.open(request, timeout=20) as answer:
                return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read().decode("utf-8", "replace")

    def session(self, role, name="Robot"):
        """The cookie of somebody who came in without a browser."""
        key = self.link(role, name).split("#")[1]
        status, headers, text = self.ask("/anmelden", {"Sec-Fetch-Site": "same-origin"}, {"key": key})
        if status != 303:
            raise Trouble(f"the login ended with {status}:\n{text}")
        return headers["Set-Cookie"].split(";")[0]
