#!/usr/bin/env python3
"""Fills a state from the sandbox, exports it and lets z3_judge.py read the folder; asks the sandbox's lexoffice for the files themselves.

    z3_walk.py PROGRAM

1. A folder of a small business year is right, and right again with hostile numbers in it.
2. The SHA-256 of each PDF is that of the bytes lexoffice holds, the totals are those it shows.
3. Each judgement can fail: a folder spoilt in one place is refused.
4. The procedure documentation names the charts and the mapping, refers to nothing outside, and its markup closes.

Needs: pip install lxml
"""
import hashlib
import html.parser
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

import z3_judge

HOSTILE = [
    "=cmd|'/c calc'!A1", "+1", "-1+2", "@SUM(A1:A9)", "'=1", "a;b", 'say "so"', '"', "two\nlines", "tab\there", "C:\\new\\u{41}", "＝1",
    "\u202e4321-ER", "</Name><Command>", "&amp;", "x" * 300,
]
VOID = {"meta", "br", "rect", "path"}


def start(program, directory):
    sandbox = subprocess.Popen(
        [program, "sandbox", "--data", "year", "--invoices", "40", "--cancellations", "8", "--rate", "0", "--pdf-delay", "0",
         "--listen", "127.0.0.1:0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    for line in sandbox.stdout:
        for name, value in re.findall(r"(RECONCILE_\w+)=(\S+)", line if line.startswith("export ") else ""):
            environment[name] = value
        if line.startswith("reconcile setup"):
            environment["STATE_DIRECTORY"] = str(directory / "state")
            return sandbox, environment, line.split()[1:]
    raise SystemExit("the sandbox ended")


def run(program, arguments, environment, codes=(0,)):
    result = subprocess.run([program, *arguments], env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)
    if result.returncode not in codes:
        raise SystemExit(f"{arguments}: exit {result.returncode}\n{result.stdout.decode()}{result.stderr.decode()}")
    return result.stdout


class Lexoffice:
    def __init__(self, environment):
        self.base = environment["RECONCILE_LEXOFFICE_ENDPOINT"]
        self.key = environment["RECONCILE_LEXOFFICE_API_KEY"]

    def get(self, path):
        request = urllib.request.Request(self.base + path, headers={"Authorization": f"Bearer {self.key}", "Accept": "*/*"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()

    def pay(self, number, amount):
        data = json.dumps({"number": number, "amount": amount}).encode()
        urllib.request.urlopen(urllib.request.Request(self.base + "/_sandbox/lexoffice/pay", data), timeout=20).read()


def check_lexoffice(tables, lexoffice):
    files = 0
    for row in tables["Zuordnung"].rows:
        voucher = json.loads(lexoffice.get(f"/v1/vouchers/{row['Beleg_ID']}"))
        items = [item for item in tables["Gebuchte_Betraege"].rows if item["Dokument_ID"] == row["Dokument_ID"]]
        gross = abs(sum(z3_judge.cents(item["Brutto"]) for item in items))
        z3_judge.expect(gross == round(voucher["totalGrossAmount"] * 100), f"{row['Beleg_ID']}: lexoffice shows another total")
        for file in voucher["files"]:
            digest = hashlib.sha256(lexoffice.get(f"/v1/files/{file}")).hexdigest()
            z3_judge.expect(digest == row["PDF_SHA256"], f"{row['Beleg_ID']}: lexoffice holds another file")
            files += 1
    z3_judge.expect(files > 0, "no file to compare")
    return files


def replaced(name, pattern, text, count=1):
    def spoil(folder):
        path = folder / name
        before = path.read_bytes().decode()
        after = re.sub(pattern, text, before, count=count)
        z3_judge.expect(after != before, f"{pattern} is not in {name}")
        path.write_bytes(after.encode())
    return spoil


SPOILT = {
    "an amount": replaced("items.csv", r"(\d),(\d\d)\r\n", r"\g<1>1,\2\r\n"),
    "an amount of a voucher": replaced("vouchers.csv", r";(\d+),(\d\d);", r";9\1,\2;"),
    "a decimal point": replaced("items.csv", r"(\d),(\d\d)\r\n", r"\1.\2\r\n"),
    "a cause in the journal": replaced("journal.csv", r'(\r\n\d+;"[^"]*";[^;]*;"[^"]*";")', r"\1x"),
    "a missing entry": replaced("journal.csv", r"(\r\n\d+;[^\r]*)\r\n\d+;[^\r]*", r"\1"),
    "a missing document": replaced("documents.csv", r'(?s)\r\n"\d+";[^\r]*(\r\n)(?=.)', r"\1"),
    "a document twice": replaced("documents.csv", r'(\r\n"\d+";[^\r]*)', r"\1\1"),
    "a missing voucher": replaced("vouchers.csv", r'\r\n"[0-9a-f-]+";[^\r]*', ""),
    "a missing row of the trail": replaced("trail.csv", r"\r\n\d+;[^\r]*", ""),
    "another digest": replaced("links.csv", r'"[0-9a-f]{64}"', '"' + "0" * 64 + '"'),
    "a day in another form": replaced("documents.csv", r";(\d\d)\.(\d\d)\.(\d{4});", r";\3-\2-\1;"),
    "a heading": replaced("documents.csv", "Dokumentart", "Art"),
    "a formula": replaced("documents.csv", r'"EUR"', '"=1+1"'),
    "the order of the description": replaced("index.xml", r"(?s)(<URL>.*?</URL>)\s*(<Name>.*?</Name>)", r"\2\1"),
    "an element nobody knows": replaced("index.xml", "<UTF8/>", "<UTF9/>"),
    "a length": replaced("index.xml", r"<MaxLength>\d+</MaxLength>", "<MaxLength>1</MaxLength>"),
    "a missing file": lambda folder: (folder / "payments.csv").unlink(),
    "a file more": lambda folder: (folder / "more.csv").write_text("x"),
}


def check_spoilt(folder, state, directory):
    for what, spoil in SPOILT.items():
        copy = directory / "spoilt"
        shutil.copytree(folder, copy)
        spoil(copy)
        try:
            z3_judge.judge(copy, state)
        except (z3_judge.Wrong, OSError, ValueError):
            pass
        else:
            raise z3_judge.Wrong(f"a folder with {what} spoilt was taken for right")
        shutil.rmtree(copy)


class Markup(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.text = [], [], [], []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in VOID or (tag in ("path",) and not self.get_starttag_text().endswith("/>")):
            self.open.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [value for name, value in attrs if name in ("href", "src")]

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        z3_judge.expect(self.open and self.open.pop() == tag, f"</{tag}> closes something else")

    def handle_data(self, data):
        self.text.append(data)


def check_procedure(program, environment, directory):
    path = directory / "procedure.html"
    run(program, ["export", "procedure", str(path)], environment)
    source = path.read_text(encoding="utf-8")
    page = Markup()
    page.feed(source)
    page.close()
    z3_judge.expect(not page.open, f"left open: {page.open}")
    z3_judge.expect(len(set(page.ids)) == len(page.ids), "an id is there twice")
    z3_judge.expect(all(link.startswith("#") and link[1:] in page.ids for link in page.links), "a link leads elsewhere or nowhere")
    text = " ".join(page.text)
    database = sqlite3.connect(f"file:{environment['STATE_DIRECTORY']}/reconcile.sqlite?mode=ro", uri=True)
    for name, digest in database.execute("SELECT name, hash FROM chart"):
        z3_judge.expect(digest in text and f"Zustandsbild {name}" in text, f"the chart {name} is missing")
    for name, value in database.execute("SELECT name, value FROM setting WHERE value <> 'none'"):
        z3_judge.expect(value in text, f"the setting {name} is missing")


def hostile(state):
    """In the mirror alone, which no seal holds: as if HERO's people had typed such numbers."""
    database = sqlite3.connect(state)
    # The program's own, by which its search finds a document; what it finds is not looked at here.
    database.create_function("reconcile_fold", 1, str, deterministic=True)
    ids = [row[0] for row in database.execute("SELECT id FROM hero_document ORDER BY id")]
    for key, text in zip(ids, HOSTILE * (len(ids) // len(HOSTILE) + 1)):
        database.execute("UPDATE hero_document SET header = json_set(header, '$.number', ?) WHERE id = ?", [text, key])
    database.commit()
    database.close()


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        sandbox, environment, setup = start(program, directory)
        try:
            state = pathlib.Path(environment["STATE_DIRECTORY"]) / "reconcile.sqlite"
            run(program, setup, environment)
            run(program, [], environment, codes=(0, 3, 4))
            lexoffice = Lexoffice(environment)
            database = sqlite3.connect(f"file:{state}?mode=ro", uri=True)
            invoices = "FROM booking WHERE json_extract(voucher, '$.type') = 'salesinvoice'"
            # The sample year begins today: which calendar year has most of it, the day of the trial decides.
            year = database.execute(
                f"SELECT substr(json_extract(voucher, '$.voucherDate'), 1, 4) AS year {invoices} GROUP BY year ORDER BY COUNT(*) DESC"
            ).fetchone()[0]
            booked = [row[0] for row in database.execute(
                f"SELECT json_extract(voucher, '$.number') {invoices} AND json_extract(voucher, '$.voucherDate') LIKE '{year}%' LIMIT 4")]
            database.close()
            for number in booked:
                lexoffice.pay(number, "12.34")
            # lexoffice's list lags behind, as the real one does.
            time.sleep(4)
            run(program, [], environment, codes=(0, 3, 4))
            folder = directory / "z3"
            run(program, ["export", "z3", year, str(folder)], environment)
            tables = z3_judge.judge(folder, state)
            empty = [table for table in tables if not tables[table].rows]
            z3_judge.expect(not empty, f"without rows nothing is tried: {empty}")
            files = check_lexoffice(tables, lexoffice)
            for table in tables.values():
                printed = run(program, ["export", "table", table.path.stem, "--year", year, "--lang", "de"], environment)
                z3_judge.expect(printed == table.path.read_bytes(), f"{table.path.name} is another than `export table` prints")
            check_spoilt(folder, state, directory)
            check_procedure(program, environment, directory)
            hostile(state)
            run(program, ["export", "z3", year, str(directory / "hostile")], environment)
            z3_judge.judge(directory / "hostile", state)
        except z3_judge.Wrong as wrong:
            raise SystemExit(f"z3: {wrong}") from wrong
        finally:
            sandbox.send_signal(signal.SIGTERM)
            sandbox.wait(timeout=20)
    rows = ", ".join(f"{name} {len(table.rows)}" for name, table in tables.items())
    print(f"z3: {rows}; {files} files as lexoffice holds them; {len(SPOILT)} spoilt folders refused; hostile numbers kept")


if __name__ == "__main__":
    main()
