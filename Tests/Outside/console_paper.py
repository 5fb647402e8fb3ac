"""The closing on paper: what the browser prints is A4, has page numbers, cuts nothing, and says the figures of `close --format json`."""
import collections
import pathlib
import re
import subprocess
import time

from console_look import come_in, context, watched


def figures(sheet):
    """Every amount of the totals, as the page writes it."""
    found = set()

    def gather(value, key=""):
        if isinstance(value, dict):
            for inner, one in value.items():
                gather(one, inner)
        elif isinstance(value, list):
            for one in value:
                gather(one, key)
        elif isinstance(value, int) and key.endswith("cents") and value:
            found.add(value)
    gather(sheet)
    return found


def german(cents):
    euros, rest = divmod(abs(cents), 100)
    return f"{euros:,}".replace(",", ".") + f",{rest:02}"


def tool(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def closing_on_paper(browser, site, stories, folder):
    # The month with the most in it that has begun.
    months = collections.Counter(one["date"][:7] for one in site.documents() if one.get("date") and "fileComplete" in one["state"])
    month = max((one for one in months if one <= time.strftime("%Y-%m")), key=months.get)
    paper = pathlib.Path(folder) / "closing.pdf"
    with context(browser) as visit:
        page = watched(visit.new_page(), stories.failures, "paper:")
        come_in(page, site.link("adviser", "Stefan"))
        page.goto(f"{site.base}/abschluss/{month}", wait_until="load")
        page.locator("#blatt form button:not([data-print])").first.click()
        totals = page.locator("#blatt table.totals tbody tr")
        stories.until(page, f"/abschluss/{month}", "the sheet is read", totals.count)
        shown = page.locator("#blatt").inner_text()
        page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
    facts = tool("pdfinfo", str(paper))
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", facts)
    pages = int(re.search(r"Pages:\s+(\d+)", facts)[1])
    stories.check(abs(float(size[1]) - 595) < 2 and abs(float(size[2]) - 842) < 2, f"the closing of {month} prints on A4, {pages} pages")
    text = tool("pdftotext", "-layout", str(paper), "-")
    numbered = [number for number in range(1, pages + 1) if re.search(rf"(?m)\b{number}\s*(/|von|of)\s*{pages}\b", text)]
    stories.check(len(numbered) == pages, f"each of its {pages} pages says which it is")
    sheet = site.lines("close", month, keys=True, accepted=(0, 2, 3))
    totals = [line for line in sheet if line.get("type") not in ("version", "outcome")]
    wanted = figures([line for line in totals if "total" in line["type"] or line["type"] == "rate"]) or figures(totals)
    missing = [german(cents) for cents in wanted if german(cents) not in text]
    stories.check(len(wanted) > 3 and not missing, f"its {len(wanted)} figures are those of `close --format json` {missing[:5]}")
    printed = re.sub(r"\s", "", text)
    amounts = set(re.findall(r"\d[\d.]*,\d\d", shown))
    lost = [amount for amount in amounts if amount not in printed]
    lost += [one for one in re.findall(r"\b[0-9a-f]{64}\b", re.sub(r"\s", " ", shown)) if one not in printed]
    stories.check(not lost, f"nothing is cut: {len(amounts)} amounts and the hashes of the screen are on paper {lost[:5]}")
