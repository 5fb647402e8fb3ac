#!/usr/bin/env python3
"""Draws what the program does, once in English and once in German: the states of a document and of a payment are those of the charts.

    python3 Tests/Oracles/draw_flow.py            writes systemd/doc/flow.svg and systemd/doc/flow.de.svg
    python3 Tests/Oracles/draw_flow.py --check    exit code 1 if a drawing there is another than this one

A new state needs nothing here: it falls into its box by the tags of its chart. Needs nothing but Python.
"""
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
DRAWINGS = {"en": "systemd/doc/flow.svg", "de": "systemd/doc/flow.de.svg"}
SCXML = "{http://www.w3.org/2005/07/scxml}"
NOTES = "{urn:charts:annotations:1}"

WORDS = {
    "en": {
        "title": "Documents go from HERO to lexoffice, payments come back",
        "description": "A document HERO issued is judged, sent once, and then booked with its PDF; whatever cannot be decided is held "
        "for a person. A payment lexoffice shows is looked for in HERO and entered there once.",
        "hero": ["HERO", "documents", "contacts"], "lexoffice": ["lexoffice", "books", "payments"],
        "documents": "documents", "payments": "payments",
        "unsent": ["not sent", "waits by itself, or is none of ours"],
        "underway": ["on its way", "sent once; no answer: looked up"],
        "booked": ["booked", "voucher exists, then its PDF"],
        "person": ["held", "needs a person: reason and next step are named"],
        "mirror": ["payment", "looked for in HERO, entered there once"],
        "journal": "what is about to be sent is written down first",
    },
    "de": {
        "title": "Belege gehen von HERO nach lexoffice, Zahlungen kommen zurück",
        "description": "Ein in HERO ausgestelltes Dokument wird geprüft, einmal gesendet und dann mit seinem PDF gebucht; was sich nicht "
        "entscheiden lässt, wird für einen Menschen angehalten. Eine Zahlung aus lexoffice wird in HERO gesucht und dort einmal "
        "eingetragen.",
        "hero": ["HERO", "Dokumente", "Kontakte"], "lexoffice": ["lexoffice", "Buchhaltung", "Zahlungen"],
        "documents": "Dokumente", "payments": "Zahlungen",
        "unsent": ["nicht gesendet", "wartet oder gehört nicht dazu"],
        "underway": ["unterwegs", "einmal gesendet, nachgesehen"],
        "booked": ["gebucht", "Beleg ist da, dann das PDF"],
        "person": ["angehalten", "braucht Sie: Grund und nächster Schritt werden genannt"],
        "mirror": ["Zahlung", "in HERO gesucht, dort einmal eingetragen"],
        "journal": "was gesendet wird, wird zuerst aufgeschrieben",
    },
}

STYLE = """
:root { --ink: #1f2328; --soft: #59636e; --line: #8c959f; --paper: #ffffff; --box: #f6f8fa; --good: #1a7f37; --ask: #bc4c00 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --soft: #9198a1; --line: #656c76; --paper: #0d1117; --box: #161b22; --good: #3fb950; --ask: #e0823d }
}
text { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink) }
.name { font-size: 15px; font-weight: 600 } .soft { font-size: 12px; fill: var(--soft) }
.state { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 11px; fill: var(--soft) }
rect { fill: var(--box); stroke: var(--line); rx: 8px } .paper { fill: var(--paper); stroke: none }
.good { stroke: var(--good) } .ask { stroke: var(--ask) }
path { stroke: var(--line); stroke-width: 1.6; fill: none; marker-end: url(#tip) }
marker path { fill: var(--line); stroke: none; marker-end: none }
"""


def leaves(element, tags=()):
    """Each state without states inside: its id, and the tags and ids of what it lies in."""
    here = tags + (element.get("id", ""), element.get(NOTES + "tag", ""))
    inside = [child for child in element if child.tag == SCXML + "state"]
    if not inside:
        yield element.get("id"), set(here) | ({"awaits"} if element.get(NOTES + "awaits") else set())
    for child in inside:
        yield from leaves(child, here)


def region(tree, chart, name):
    root = ElementTree.parse(tree / "StateCharts" / f"{chart}.scxml").getroot()
    return list(leaves(next(state for state in root.iter(SCXML + "state") if state.get("id") == name)))


def boxes(tree):
    """The states of a document's transfer by what they mean to a person, and those of a payment, in the order of the charts."""
    groups = {"unsent": [], "underway": [], "booked": [], "person": []}
    for state, marks in region(tree, "invoice", "transfer"):
        if "attention" in marks:
            groups["person"].append(state)
        elif "onBooks" in marks:
            groups["booked"].append(state)
        elif "awaits" in marks or "inFlight" in marks:
            groups["underway"].append(state)
        else:
            groups["unsent"].append(state)
    groups["mirror"] = [state for state, marks in region(tree, "payment", "followed") if "attention" not in marks]
    return groups


def wrapped(states, width):
    lines = [""]
    for state in states:
        if lines[-1] and len(lines[-1]) + len(state) + 3 > width:
            lines.append("")
        lines[-1] += (" · " if lines[-1] else "") + state
    return lines


def text(x, y, style, words, anchor="start"):
    return f'<text x="{x}" y="{y}" class="{style}" text-anchor="{anchor}">{words}</text>'


def box(x, y, width, height, words, states, style=""):
    parts = [f'<rect x="{x}" y="{y}" width="{width}" height="{height}" class="{style}"/>', text(x + 12, y + 22, "name", words[0])]
    parts.append(text(x + 12, y + 40, "soft", words[1]))
    parts += [text(x + 12, y + 60 + 15 * row, "state", line) for row, line in enumerate(wrapped(states, (width - 20) // 6.7))]
    return parts


def arrow(points):
    return f'<path d="M{points}"/>'


def drawing(tree, language):
    words, states = WORDS[language], boxes(tree)
    body = ['<rect class="paper" width="980" height="452"/>']
    for x, key in ((10, "hero"), (860, "lexoffice")):
        body.append(f'<rect x="{x}" y="60" width="110" height="330"/>')
        body.append(text(x + 55, 205, "name", words[key][0], "middle"))
        body += [text(x + 55, 228 + 18 * row, "soft", line, "middle") for row, line in enumerate(words[key][1:])]
    body += box(140, 60, 230, 110, words["unsent"], states["unsent"])
    body += box(392, 60, 218, 110, words["underway"], states["underway"])
    body += box(632, 60, 208, 110, words["booked"], states["booked"], "good")
    body += box(140, 200, 700, 80, words["person"], states["person"], "ask")
    body += box(140, 310, 700, 80, words["mirror"], states["mirror"], "good")
    body += [arrow(points) for points in (
        "120 105 H138", "370 105 H390", "610 105 H630", "840 105 H858", "858 350 H842", "138 350 H122",
        "255 170 V198", "500 170 V198", "735 170 V198",
    )]
    body += [text(140, 48, "soft", words["documents"] + " →"), text(840, 302, "soft", "← " + words["payments"], "end")]
    body.append(text(490, 428, "soft", words["journal"], "middle"))
    return "\n".join([
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 980 452" width="980" height="452" role="img" '
        f'aria-labelledby="t d" lang="{language}">',
        f'<title id="t">{words["title"]}</title>', f'<desc id="d">{words["description"]}</desc>', f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 Z"/></marker></defs>',
        *body[:1], text(490, 26, "name", words["title"], "middle"), *body[1:], "</svg>", "",
    ])


def faults(tree=ROOT):
    """(path, what is wrong with it) for each drawing that is not the one drawn now."""
    for language, path in DRAWINGS.items():
        there = tree / path
        if not there.is_file() or there.read_text(encoding="utf-8") != drawing(tree, language):
            yield path, "is not what the charts give: run python3 Tests/Oracles/draw_flow.py"


def main(arguments):
    if arguments == ["--check"]:
        found = list(faults())
        for path, message in found:
            print(f"{path}: {message}", file=sys.stderr)
        return 1 if found else 0
    if arguments:
        print(__doc__, file=sys.stderr)
        return 64
    for language, path in DRAWINGS.items():
        (ROOT / path).write_text(drawing(ROOT, language), encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
