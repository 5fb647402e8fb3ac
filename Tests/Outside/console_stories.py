"""What people come for, in a browser: a document arrives, contacts are imported, a payment comes back, a held document is answered with the
keyboard alone, the integration is deleted. And what must not be seen before anybody is in."""
import pathlib
import re

from playwright.sync_api import Error

from console_look import come_in, context, watched
from stage import Trouble, wait_for

# A pass begins every five seconds.
PATIENCE = 60


class Stories:
    def __init__(self, browser, site, pictures):
        self.browser, self.site, self.pictures = browser, site, pathlib.Path(pictures)
        self.failures, self.number = [], None
        self.pictures.mkdir(parents=True, exist_ok=True)

    def check(self, holds, text):
        if not holds:
            self.failures.append(text)
        print(f"{'ok  ' if holds else 'FAIL'} {text}", flush=True)

    def visit(self, role, story, name, refused=None):
        """One story by one person; what the browser complains of is a failure of it, but for the refusal the story is about."""
        complaints = []
        with context(self.browser) as visit:
            page = watched(visit.new_page(), complaints, f"{role}:")
            page.set_default_timeout(PATIENCE * 1000)
            try:
                come_in(page, self.site.link(role, name))
                story(page)
            except (Error, Trouble) as error:
                shown = " ".join(page.locator("main").inner_text(timeout=1000).split())[:300]
                self.check(False, f"{story.__qualname__.split('.')[1]}: {str(error).splitlines()[0]}; {page.url} shows: {shown}")
                page.screenshot(path=self.pictures / f"failed-{story.__qualname__.split('.')[1]}.png", full_page=True)

        self.failures += [one for one in complaints if not (refused and f" {refused}" in one)]

    def until(self, page, address, what, probe):
        """Looks again and again, as people do, until it is there."""
        def look():
            page.goto(self.site.base + address, wait_until="load")
            return probe() or None
        return wait_for(what, PATIENCE, look, pause=0.5)

    # MARK: before anybody is in

    def closed_doors(self, addresses):
        state = self.site.sandbox("state")
        vouchers = state["lexoffice"]["vouchers"]
        secrets = {voucher["number"] for voucher in vouchers if voucher.get("number")}
        secrets |= {voucher["remark"].split(" - ")[1] for voucher in vouchers if voucher.get("remark", "").count(" - ") > 1}
        secrets |= {german(voucher["gross"]) for voucher in vouchers if voucher["gross"] >= 10}
        opened, told = [], []
        for address in addresses:
            for headers in ({}, {"Cookie": "reconcile_00000000=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}):
                status, _, text = self.site.ask(address, headers)
                # An address of a document is repeated in the form that leads back to it; whoever asks has it already.
                text = re.sub(r'name="back" value="[^"]*"', "", text)
                opened += [f"{address}: {status}"] if status not in (401, 404) else []
                told += [f"{address}: {one}" for one in secrets if one in text]
        self.check(not opened, f"{len(addresses)} addresses are closed to whoever is not in {opened[:5]}")
        self.check(not told and len(secrets) > 20, f"none of {len(secrets)} names, numbers and amounts is told before {told[:5]}")

    # MARK: stories

    def arrives(self):
        made = self.site.sandbox("hero/publish", {"net": "1000.00", "name": "Dachrinne"})
        number = made["number"]

        def story(page):
            found = page.locator(f'a[href^="/beleg/{number}"]')
            self.until(page, f"/belege?suche={number}", f"{number} is found", found.count)
            self.until(page, f"/beleg/{number}", f"{number} is transferred", lambda: page.locator("h1 .tag.good").count())
            text = page.locator("main").inner_text()
            self.check("1.190,00" in text, f"{number} arrives by itself, with its 1.190,00")
        self.number = number
        self.visit("office", story, "Erika")

    def pays(self):
        number = self.number
        self.site.sandbox("lexoffice/pay", {"number": number, "amount": "1190.00"})

        def story(page):
            rows = page.locator("#zahlungen-titel ~ table tbody tr")
            self.until(page, f"/beleg/{number}", "the payment is on its page", lambda: rows.filter(has_text="1.190,00").count())
            self.check(True, f"a payment recorded in lexoffice is on the page of {number}")
            self.until(page, f"/beleg/{number}", "the payment is in HERO", lambda: rows.filter(has=page.locator(".code")).count())
        self.visit("office", story, "Erika")

    def answers_by_keyboard(self):
        def story(page):
            page.goto(self.site.base + "/", wait_until="load")
            self.tab_to(page, "(e) => e.matches('.menu a[href=\"/klaeren\"]')")
            page.keyboard.press("Enter")
            page.wait_for_url("**/klaeren")
            page.wait_for_load_state("load")
            # An answer that asks for nothing but the reason.
            alone = "button[name=act]:not([disabled])"
            has_one = f"[...e.form.querySelectorAll('{alone}')].some((b) => !b.closest('li').querySelector('input'))"
            probe = f"(e) => e.matches('input[name=reason]') && {has_one} && e.form.querySelector('input[name=name]').value"
            name = self.tab_to(page, probe)
            page.keyboard.type("Mit der Tastatur geklärt")
            act = self.tab_to(page, f"(e) => e.matches('{alone}') && !e.closest('li').querySelector('input') && e.value")
            page.keyboard.press("Enter")
            page.wait_for_url("**entscheidung=*")
            # The page follows by itself: nobody loads it again.
            page.wait_for_selector("#meldung.good, #meldung.warn, #meldung.bad")
            self.check(page.locator("#meldung.good").count() == 1, f"a held document is answered by keyboard alone ({act} {name})")
            told = self.site.run("explain", name, "--format", "json")
            self.check("web:Tasso (office)" in told and "Mit der Tastatur geklärt" in told, "the journal names who answered and why")
        self.visit("office", story, "Tasso")

    def tab_to(self, page, probe):
        """What `probe` says of the element the tabulator leads to."""
        for _ in range(400):
            page.keyboard.press("Tab")
            found = page.evaluate(f"() => ({probe})(document.activeElement)")
            if found:
                return found
        raise Trouble(f"no way by keyboard to {probe} on {page.url}")

    def imports(self):
        for first, last in (("Zoe", "Zaunkönig"), ("Yann", "Yssel"), ("Xaver", "Xanten")):
            self.site.new_contact(first, last)

        def story(page):
            button = page.locator("form:has(input[name=act][value=import]) button.main")
            figure = page.locator("#zaehlung .figure").first

            def ready():
                """lexoffice's list lags behind what was just made: counted anew until it is seen."""
                if button.count() and int(figure.inner_text()) >= 3:
                    return True
                if not page.locator("[data-busy]").count():
                    page.locator("button[name=act][value=count]").click()
                    page.wait_for_load_state("load")
                return False
            self.until(page, "/kontakte/import", "the contacts are counted", ready)
            wanted = int(figure.inner_text())
            button.click()
            result = page.locator("#ergebnis .figure")
            self.until(page, "/kontakte/import", "the contacts are imported", result.count)
            self.check(int(result.first.inner_text()) == wanted > 0, f"{wanted} contacts are imported, as counted before")
        self.visit("office", story, "Erika")

    def first_set_up(self):
        """From nothing, in the browser alone: a form that comes back with what was typed, a trial run, and then a document arrives."""
        def story(page):
            later = [address for address in ("/", "/belege", "/klaeren", "/plan", "/zahlungen", "/abschluss", "/protokoll")
                     if self.says_set_up_first(page, address)]
            self.check(len(later) == 7, f"before the first set-up every other page leads to it {later}")
            page.goto(self.site.base + "/einrichtung", wait_until="load")
            page.locator("button[name=act][value=check]").click()
            good, busy = page.locator("#schritte section .tag.good"), page.locator("#schritte[data-working]")
            self.until(page, "/einrichtung", "both systems are checked", lambda: good.count() >= 2 and busy.count() == 0)
            page.locator("#einrichten #schnittstelle").check()
            page.locator("#einrichten button[value=list]").click()
            self.until_shown(page, "#einrichten select[name^=category]")
            self.check(page.locator("#schnittstelle").is_checked(), "what was ticked stays while the list is read")
            page.select_option("select[name='category.CONSTRUCTION_13B']", index=1)
            chosen = page.locator("select[name='category.CONSTRUCTION_13B']").input_value()
            # As a browser without such checks sends it.
            page.evaluate("() => { document.querySelector('#einrichten form').noValidate = true }")
            page.locator("#einrichten button[value=first]").click()
            page.wait_for_selector("#meldung.bad")
            kept = page.locator("#schnittstelle").is_checked() and not page.locator("#storno").is_checked()
            kept = kept and page.locator("select[name='category.CONSTRUCTION_13B']").input_value() == chosen
            self.check(kept, f"a form that lacks something comes back whole: {page.locator('#meldung').inner_text()}")
            page.locator("#storno").check()
            page.locator("#einrichten button[value=trial]").click()
            self.until_shown(page, "#probelauf .notice.good, #probelauf h3, #probelauf h2:nth-of-type(2)")
            self.check(not self.site.sandbox("state")["lexoffice"]["vouchers"], "a trial run shows the plan and writes nothing")
            page.locator("#einrichten button[value=first]").click()
            page.wait_for_url("**entscheidung=*")
            self.until(page, "/einrichtung", "the integration is set up", lambda: page.locator("#einrichten").count() == 0)
            told = self.site.run("journal", "export")
            self.check("web:Anna (admin)" in told, "the journal names who set up")
        self.visit("admin", story, "Anna", refused=400)
        self.arrives()

    def says_set_up_first(self, page, address):
        page.goto(self.site.base + address, wait_until="load")
        return page.locator("main a.button[href='/einrichtung']").count() == 1

    def until_shown(self, page, selector):
        """The page follows by itself while something is read."""
        page.wait_for_selector(selector)

    def sets_up(self):
        def story(page):
            page.goto(self.site.base + "/einrichtung", wait_until="load")
            page.locator("button[name=act][value=check]").click()
            steps = page.locator("#schritte section .tag")
            good = page.locator("#schritte section .tag.good")
            busy, bad = page.locator("#schritte[data-busy]"), page.locator("#schritte section .tag.bad")
            self.until(page, "/einrichtung", "the steps are checked", lambda: good.count() >= 2 and busy.count() == 0)
            self.check(bad.count() == 0, f"{good.count()} of {steps.count()} steps of the set-up are good")
        self.visit("admin", story, "Anna")

    def deletes(self):
        def story(page):
            page.goto(self.site.base + "/einrichtung", wait_until="load")
            page.locator("#loeschen summary").click()
            page.locator("#loeschen input[name=name]").fill("somebody else")
            page.locator("#loeschen button.danger").click()
            page.wait_for_selector("#loeschen .notice.bad")
            name = page.locator("#loeschen label strong").inner_text()
            page.locator("#loeschen input[name=name]").fill(name)
            page.locator("#loeschen button.danger").click()
            page.wait_for_load_state("load")
            self.until(page, "/einrichtung", "the integration is deleted", lambda: page.locator("#loeschen").count() == 0)

            def gone():
                return '"integration":"deleted"' in self.site.run("status", "--format", "json") or None
            self.check(wait_for("everything is let go", PATIENCE, gone, pause=1), "the integration is deleted by its name, and by no other")
        self.visit("admin", story, "Anna", refused=400)


def german(number):
    whole, cents = f"{number:.2f}".split(".")
    return f"{int(whole):,}".replace(",", ".") + "," + cents
