#!/usr/bin/env python3
"""The service is killed while somebody decides on its console: what was decided is done once or not at all, and the page says which.

    python3 Tests/Outside/console_killed.py [--program .build/debug/reconcile] [--rounds 16] [--seed 1]

Each round sends a form and kills the process a random moment later: before the form is noted, while it is carried out, or after. Then the
service starts again; the form is sent once more, as somebody does who saw an error, and must still count once. In every third round
lexoffice is slow, so that the kill falls into a decision that waits for it. Exit code 1 names what is wrong.
"""
import argparse
import html
import http.client
import json
import random
import re
import socket
import tempfile
import threading
import time
import urllib.parse

from stage import ROOT, Account, Stage, Trouble, say, wait_for


class Visitor:
    """Somebody with a session; it outlives the service, as sessions are in the state."""

    def __init__(self, account, port):
        self.port = port
        link = json.loads(account.run("console", "--as", "Anna", "--role", "admin", "--format", "json").splitlines()[-1])["link"]
        status, headers, _ = self.ask("/anmelden", {"key": link.split("#")[1]})
        if status != 303:
            raise Trouble(f"the login ended with {status}")
        self.cookie = headers["Set-Cookie"].split(";")[0]

    cookie = ""

    def ask(self, path, form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": self.cookie}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("GET" if form is None else "POST", path, form and urllib.parse.urlencode(form), headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def hidden(self, path, name):
        return re.search(rf'name="{name}" value="([^"]*)"', self.ask(path)[2])[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def entries(account, event, key=None):
    """Moves of the journal, not mere tries."""
    lines = (json.loads(line) for line in account.run("journal", "export").splitlines())
    wanted = [one for one in lines if one.get("event") == event and key in (None, one.get("key"))]
    return [one for one in wanted if key or one.get("from") != one.get("to")]


class Trial:
    def __init__(self, account, port, chance):
        self.account, self.chance = account, chance
        self.visitor = Visitor(account, port)
        self.found = {"noted before the kill": 0, "not noted": 0, "carried out before the kill": 0}

    def outcome(self, number):
        rows = self.account.query(f"SELECT outcome FROM decision WHERE id = '{number}'")
        return rows[0][0] if rows else "not noted"

    def round(self, index):
        number = f"{self.chance.getrandbits(128):032x}"
        is_slow = index % 3 == 2
        path, form, count = self.categories(number) if is_slow else self.flow(number)
        before = count()
        if is_slow:
            slow = {"system": "lexoffice", "method": "GET", "path": "/v1/profile", "nth": 1, "fault": "slow_answer", "milliseconds": 3000}
            self.account.sandbox("faults", {"appointments": [slow]})
        sending = threading.Thread(target=self.send, args=(path, form), daemon=True)
        sending.start()
        time.sleep(self.chance.uniform(0, 1.5 if is_slow else 0.25))
        self.account.service.child.kill()
        self.account.service.child.wait()
        sending.join(20)
        state = self.outcome(number)
        self.found[state if state == "not noted" else "noted before the kill" if state is None else "carried out before the kill"] += 1
        self.account.sandbox("faults", {})
        self.account.serve(name=f"serve-{index}")
        if state == "not noted":
            told = self.visitor.ask(f"{path.split('?')[0]}?entscheidung={number}")[2]
            if 'id="meldung"' in told:
                return f"round {index}: nothing was noted, and the page says something"
            if count() != before:
                return f"round {index}: nothing was noted, and something was done"
        # As somebody does who saw an error; twice is once.
        for _ in range(2):
            status = self.visitor.ask(path, form)[0]
            if status != 303:
                return f"round {index}: the form was answered with {status}"
        wait_for("an outcome", 60, lambda: self.outcome(number))
        told = self.visitor.ask(f"{form['back']}?entscheidung={number}")[2]
        tone = re.search(r'class="notice (\w+)" role="status" id="meldung"', told)
        done = count() - before
        if self.outcome(number) != "done" or done != 1 or not tone or tone[1] != "good":
            return f"round {index}: {self.outcome(number)}, done {done} times, told as {tone and tone[1]}"
        return None

    def send(self, path, form):
        try:
            self.visitor.ask(path, form)
        except (OSError, http.client.HTTPException):
            pass

    def flow(self, number):
        """Pause, or resume where it is paused."""
        page = self.visitor.ask("/")[2]
        act = "resume" if 'name="act" value="resume"' in page else "pause"
        text = re.search(r'<form method="post" action="/entscheiden" id="flow-form">(.*?)</form>', page, re.S)[1]
        form = {name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text)}
        form.update(id=number, act=act, reason="Inventur", back="/")
        return "/entscheiden", form, lambda: len(entries(self.account, f"op.{act}"))

    def categories(self, number):
        """Another posting category, for which both systems are asked."""
        wanted = self.chance.choice(["5b13c000-0000-4000-8000-000000000013", "5b13c000-0000-4000-8000-000000000023"])
        held = [one["detail"] for one in entries(self.account, "changed", "category.DOWN_PAYMENT")]
        if held and f"new={wanted}" in held[-1]:
            wanted = ({"5b13c000-0000-4000-8000-000000000013", "5b13c000-0000-4000-8000-000000000023"} - {wanted}).pop()
        form = {"id": number, "act": "categories", "rev": self.visitor.hidden("/einrichtung", "rev"), "category.DOWN_PAYMENT": wanted,
                "back": "/einrichtung"}
        return "/einrichtung", form, lambda: len(entries(self.account, "changed", "category.DOWN_PAYMENT"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/debug/reconcile"))
    parser.add_argument("--rounds", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    failures = []
    with tempfile.TemporaryDirectory() as folder, Stage(folder) as stage:
        port = free_port()
        account = Account(
            stage, "killed", arguments.program, ["--data", "tour", "--rate", "0", "--pdf-delay", "0"],
            RECONCILE_CONSOLE_LISTEN=f"127.0.0.1:{port}", RECONCILE_INTERVAL_SECONDS=3600, RECONCILE_SETTLE_SECONDS=0)
        account.setup()
        account.serve()
        trial = Trial(account, port, random.Random(arguments.seed))
        for index in range(arguments.rounds):
            failure = trial.round(index)
            if failure:
                failures.append(failure)
        account.run("journal", "verify")
        say(f"{arguments.rounds} kills: {', '.join(f'{count} {what}' for what, count in trial.found.items())}; the journal verifies")
    for failure in failures:
        print(f"FAIL {failure}")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
