"""The closing of a month in a real browser: read with progress, signed, printed; and red once a voucher moved.

The printed sheet is A4, its pages are numbered, it carries the hash of the sheet and a line to sign on, nothing is cut at the edges, and
each figure of `reconcile close --format json` stands on it.

Needs `playwright` with Debian's `chromium`, `pypdf`, and `pdftotext` of poppler-utils.
"""
import argparse
import datetime
import io
import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import urllib.request

import pypdf
from playwright.sync_api import sync_playwright
from stage import OPENER, ROOT, Account, Stage, Trouble, say, wait_for

A4 = (595.28, 841.89)
failures = []


def check(holds, text):
    if not holds:
        failures.append(text)
    say(f"{'ok  ' if holds else 'FAIL'} {text}")


def german(cents):
    """1234567 as a German writes it: 12.345,67"""
    sign, digits = ("-" if cents < 0 else ""), f"{abs(cents):03d}"
    whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", digits[:-2])
    return f"{sign}{whole},{digits[-2:]}"


def figures(sheet):
    """Every amount of the totals and of the VAT return by document date, from the command's own records."""
    amounts = []
    for record in sheet:
        if record["type"] == "month_total":
            for side in ("hero", "lexoffice"):
                amounts += [record[f"{side}_{part}_cents"] for part in ("net", "tax", "gross")]
        if record["type"] == "vat_line" and record["basis"] == "document_date":
            amounts += [record["base_cents"], record["tax_cents"]]
    return amounts


def read(page, address):
    """Asks for the sheet to be read anew, and waits for it."""
    page.goto(address)
    page.click("form[action*='/abschluss/'] button:not([type=button])")
    page.wait_for_selector("#blatt:not([data-working]) .seal", timeout=60_000)


def printed(page, sheet, month):
    """Prints the page that is open, and holds it against the records of `close --format json`."""
    pdf = page.pdf(prefer_css_page_size=True)
    leaves = pypdf.PdfReader(io.BytesIO(pdf)).pages
    sizes = [(float(leaf.mediabox.width), float(leaf.mediabox.height)) for leaf in leaves]
    check(all(abs(w - A4[0]) < 1 and abs(h - A4[1]) < 1 for w, h in sizes), f"{len(leaves)} pages of A4")
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    pages = text.split("\f")[: len(leaves)]
    flat = [re.sub(r"\s+", " ", one) for one in pages]
    numbered = all(f"{number}/{len(leaves)}" in one.replace(" ", "") for number, one in enumerate(flat, 1))
    check(numbered, "each page says which it is, and of how many")
    digest = next(record["sheet_hash"] for record in sheet if record["type"] == "close_sheet")
    check(all(f"{month} · {digest}" in one for one in flat), "each page carries month and hash of the sheet")
    check("Ort, Datum, Unterschrift" in flat[-1], "there is a line to sign on, on the last page")
    missing = sorted({german(cents) for cents in figures(sheet)} - set(re.findall(r"-?[\d.]+,\d\d", text)))
    check(figures(sheet) and not missing, f"{len(figures(sheet))} figures of the command stand on it; missing: {missing or 'none'}")
    check(not cut(pdf), "nothing stands beyond the edges")
    check("Abgleich HERO" not in text and "Neu lesen" not in text, "no menu and no button is printed")
    return pdf


def cut(pdf):
    """Words whose box leaves the printable part of a page."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        boxes = subprocess.run(["pdftotext", "-bbox", file.name, "-"], capture_output=True, check=True).stdout.decode()
    words = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)', boxes)
    return [word for left, top, right, bottom, word in words
            if float(left) < 40 or float(right) > A4[0] - 40 or float(top) < 20 or float(bottom) > A4[1] - 10]


def closed(account, month):
    """What the command says of the month."""
    return [json.loads(line) for line in account.run("close", month, "--format", "json", accepted=(0, 2)).splitlines()]


def lexoffice(account, path, body=None):
    """One request to the stand-in, as somebody who works in lexoffice makes it."""
    headers = {"Authorization": f"Bearer {account.environment['RECONCILE_LEXOFFICE_API_KEY']}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{account.base}/v1/{path}", data=data, headers=headers, method="GET" if data is None else "PUT")
    with OPENER.open(request, timeout=10) as answer:
        return json.load(answer)


def raised(account, month):
    """Somebody adds 119 EUR to a voucher of the month in lexoffice. Returns its number."""
    found = lexoffice(account, "voucherlist?voucherType=salesinvoice&voucherStatus=any&size=250")["content"]
    row = next(row for row in found if row["voucherDate"].startswith(month))
    body = lexoffice(account, f"vouchers/{row['id']}")
    # Whether it is paid is no part of what one writes.
    del body["voucherStatus"]
    body.update({name: body[name][:10] for name in ("voucherDate", "dueDate")})
    item = body["voucherItems"][0]
    gross = body["taxType"] == "gross"
    item["amount"] = round(item["amount"] + (119 if gross else 100), 2)
    item["taxAmount"] = round(item["taxAmount"] + 19, 2)
    body["totalGrossAmount"] = round(body["totalGrossAmount"] + 119, 2)
    body["totalTaxAmount"] = round(body["totalTaxAmount"] + 19, 2)
    lexoffice(account, f"vouchers/{row['id']}", body)
    return row["voucherNumber"]


def signed(page):
    """Signs the sheet that is open, and waits for what the service made of it."""
    page.fill("#unterzeichner", "Dr. Ottilie Weiß")
    page.click("form[action='/entscheiden'] button")
    page.wait_for_url("**entscheidung=**")
    wait_for("the signature", 30, lambda: page.reload() and (page.locator("section.notice.good").count() or None))
    text = page.locator("section.notice.good").inner_text()
    check("Dr. Ottilie Weiß" in text, f"green after signing: {text.splitlines()[0]}")


def trial(account, base, month, output):
    link = json.loads(account.run("console", "--as", "Erika", "--role", "adviser", "--format", "json").splitlines()[-1])["link"]
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            page = browser.new_context(locale="de-DE").new_page()
            page.goto(link)
            page.wait_for_url(f"{base}/")
            address = f"{base}/abschluss/{month}"
            read(page, address)
            (output / "closing.pdf").write_bytes(printed(page, closed(account, month), month))
            signed(page)
            number = raised(account, month)
            read(page, address)
            red = page.locator("section.notice.bad")
            check(red.count() == 1 and number in red.inner_text(), f"red, with {number}, once it moved after the signature")
            effect = " ".join(red.locator("tbody tr").first.inner_text().split())
            check("100,00" in effect and "19,00" in effect, f"with its effect on the VAT return: {effect}")
            (output / "changed.pdf").write_bytes(printed(page, closed(account, month), month))
        finally:
            browser.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=ROOT / ".build/debug/reconcile")
    parser.add_argument("--output", type=pathlib.Path, help="where the printed sheets are kept")
    arguments = parser.parse_args()
    port, today = free_port(), datetime.date.today()
    month = (today.replace(day=1) - datetime.timedelta(days=1)).strftime("%Y-%m")
    with tempfile.TemporaryDirectory() as folder, Stage(folder) as stage:
        account = Account(
            stage, "print", arguments.program, ["--rate", "0", "--pdf-delay", "0"], RECONCILE_CONSOLE_LISTEN=f"127.0.0.1:{port}",
            RECONCILE_INTERVAL_SECONDS=1)
        account.setup()
        account.serve()
        wait_for("a first complete pass", 120, lambda: account.page().get('reconcile_passes_total{outcome="complete"}') or None)
        output = arguments.output or pathlib.Path(folder)
        output.mkdir(parents=True, exist_ok=True)
        trial(account, f"http://127.0.0.1:{port}", month, output)
    return 1 if failures else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        sys.exit(f"{trouble}")
