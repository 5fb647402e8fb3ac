#!/usr/bin/env python3
"""Makes the two pictures of the console in the README anew, from the sample year.

    venv/bin/python Tests/Outside/console_pictures.py [--program .build/debug/reconcile]

Needs what console_walk.py needs. Each picture has at most 150 KB.
"""
import argparse
import sys
import tempfile

from playwright.sync_api import sync_playwright

from console_look import come_in
from console_site import Site
from console_walk import settled
from stage import ROOT, Stage, say

MOST = 150_000
SIZE = {"width": 1180, "height": 760}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/debug/reconcile"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Stage(folder) as stage, sync_playwright() as playwright:
        site = Site(stage, arguments.program, "--data", "year", "--invoices", "60", "--cancellations", "12", "--contacts", "20")
        settled(site)
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        page = browser.new_context(locale="de-DE", viewport=SIZE).new_page()
        come_in(page, site.link("office", "Erika"))
        held = next(one for one in site.documents() if one.get("reason") == "ZERO_RATE_WITHOUT_REASON")
        for name, address in (("overview", "/"), ("document", f"/beleg/{held['number']}")):
            page.goto(site.base + address, wait_until="load")
            place = ROOT / f"systemd/doc/console-{name}.png"
            page.screenshot(path=place, animations="disabled")
            size = place.stat().st_size
            say(f"{place.relative_to(ROOT)}: {size} bytes")
            if size > MOST:
                return 1
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
