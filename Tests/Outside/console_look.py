"""How the pages look: every page in both languages, light and dark, narrow and wide, with script and without; what a screen reader, a
validator and a ruler find wrong with them."""
import pathlib
import re
import shutil
import subprocess
import time
import urllib.parse

from axe_playwright_python.sync_playwright import Axe

LANGUAGES = ("de", "en")
SCHEMES = ("light", "dark")
WIDTHS = (390, 1280)
MOST_PAGES, MOST_OF_A_SHAPE = 48, 2
# What is not a page.
FILES = re.compile(r"^/(datei/|beleg/[^/]+/pdf|live$|stil\.css|seite\.js|zeichen\.svg)")


def context(browser, scripts=True, language="de", **options):
    return browser.new_context(
        java_script_enabled=scripts, locale=f"{language}-{'DE' if language == 'de' else 'GB'}", viewport={"width": 1280, "height": 900},
        **options)


def watched(page, failures, what):
    """Whatever the browser complains of counts: errors of scripts, refused policies, answers nobody expected."""
    def complain(text):
        failures.append(f"{what} {page.url}: {text}")
    page.on("console", lambda message: complain(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complain(str(error)))
    page.on("response", lambda answer: complain(f"{answer.url} answered {answer.status}") if answer.status >= 400 else None)
    return page


def come_in(page, link):
    """With script the link is enough; without, its key is pasted."""
    page.goto(link, wait_until="load")
    field = page.locator("#schluessel")
    if field.count():
        field.fill(link.split("#")[1])
        page.locator("main form button").click()
    page.wait_for_selector(".menu")


def shape(address):
    """Addresses of one kind of page look alike: a number more or less is none."""
    parts = urllib.parse.urlsplit(address)
    path = re.sub(r"[^/]*\d[^/]*", "#", parts.path)
    return path, tuple(sorted(urllib.parse.parse_qs(parts.query)))


def links(page):
    found = page.evaluate("() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    return [address.split("#")[0] for address in found if address.startswith("/") and not FILES.match(address)]


def crawl(page, base, first):
    """The addresses to look at: the menu, what it leads to, and `first`; of each shape a few."""
    known, waiting, shapes = [], ["/", *first], {}
    while waiting and len(known) < MOST_PAGES:
        address = waiting.pop(0) or "/"
        kind = shape(address)
        # Those that were asked for are looked at however many there are.
        if address in known or (address not in first and shapes.get(kind, 0) >= MOST_OF_A_SHAPE):
            continue
        shapes[kind] = shapes.get(kind, 0) + 1
        known.append(address)
        page.goto(base + address, wait_until="load")
        waiting += links(page)
    return known


def name(address):
    return re.sub(r"[^A-Za-z0-9]+", "_", address).strip("_")[:80] or "start"


class Look:
    """Goes through the addresses and keeps what it saw."""

    def __init__(self, browser, base, folder, is_thorough):
        self.browser, self.base, self.folder, self.is_thorough = browser, base, pathlib.Path(folder), is_thorough
        self.failures, self.seen, self.html = [], 0, {}
        self.spent = {"axe": 0.0, "pictures": 0.0}
        shutil.rmtree(self.folder, ignore_errors=True)

    def walk(self, link, addresses, language, scripts):
        with context(self.browser, scripts, language) as visit:
            page = watched(visit.new_page(), self.failures, f"{language} {'script' if scripts else 'no script'}")
            come_in(page, link)
            for address in addresses:
                self.look(page, address, language, scripts)

    def look(self, page, address, language, scripts):
        answer = page.goto(self.base + address, wait_until="load")
        where = f"{language}{'' if scripts else '-noscript'} {address}"
        if answer.status != 200:
            self.failures.append(f"{where}: {answer.status}")
        if page.locator("html").get_attribute("lang") != language:
            self.failures.append(f"{where}: not in {language}")
        if page.locator("h1").count() != 1:
            self.failures.append(f"{where}: {page.locator('h1').count()} headings of the first order")
        # Without script the server sends the same.
        if scripts or language == "de":
            self.html[f"{language}{'' if scripts else '-noscript'}/{name(address)}"] = answer.text()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                self.one(page, f"{where} {scheme} {width}", address, (language, scheme, width, scripts))

    def one(self, page, where, address, look):
        language, scheme, width, scripts = look
        self.seen += 1
        needed, there = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
        if needed > there:
            self.failures.append(f"{where}: {needed} px wide")
        if not (self.is_thorough or self.is_chosen(*look)):
            return
        began = time.monotonic()
        # axe is a script; the page it sees is the same, as the server does not know whether there are any.
        violations = Axe().run(page).response["violations"] if scripts else []
        for violation in violations:
            nodes = "; ".join(node["html"][:140] for node in violation["nodes"][:3])
            self.failures.append(f"{where}: {violation['id']}: {violation['help']}: {nodes}")
        self.spent["axe"] += time.monotonic() - began
        if scripts or self.is_thorough or (language == "de" and scheme == "light"):
            began = time.monotonic()
            place = self.folder / f"{language}-{scheme}-{width}{'' if scripts else '-noscript'}" / f"{name(address)}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=place, full_page=True, animations="disabled")
            self.spent["pictures"] += time.monotonic() - began

    @staticmethod
    def is_chosen(language, scheme, width, scripts):
        """Half of the pairs of colours and widths in German, the other half in English; without script the narrow ones."""
        return ((scheme == "dark") == (width == 390)) == (language == "de") and (scripts or width == 390)

    def validate(self, checker, folder):
        """One run of the validator over all that was served."""
        folder = pathlib.Path(folder)
        for key, text in self.html.items():
            place = folder / f"{key}.html"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        result = subprocess.run(
            [checker, "--root", str(folder), "--format", "gnu"], capture_output=True, text=True, timeout=180, check=False)
        if result.returncode != 0:
            lines = [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]
            self.failures += [f"HTML: {line.replace(str(folder) + '/', '')}" for line in lines[:60]] or ["HTML: the validator failed"]
