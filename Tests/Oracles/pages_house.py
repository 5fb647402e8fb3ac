"""What the developer's pages draw from other files: the modules and arrows of Package.swift, the chart, the drawings, the folders."""
import json
import re

import draw_flow
from pages_model import named

MAP = "Sources/README.md"
CHARTS = "StateCharts/README.md"
TESTS = "Tests/README.md"
CI = ".ci/README.md"
DOMAIN = "Sources/Bookkeeping/Bookkeeping.docc/domain.md"
GOLDEN = "Tests/Fixtures/golden.json"
KINDS = r"\.(target|executableTarget|systemLibrary|plugin|testTarget)\("
# Where a target's folder is not named like it.
TOP = "Sources"


def calls(text):
    """(kind, the text between the brackets) of each target in the list of targets."""
    for match in re.finditer(KINDS, text):
        depth, end = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        yield match[1], text[match.end():end - 1]


def targets(tree):
    """Each target of Package.swift by name: its folder, and the targets of this package it may import."""
    text = (tree / "Package.swift").read_text(encoding="utf-8")
    text = re.sub(r"^\s*//.*$", "", text[text.index("targets: [\n"):], flags=re.M)
    found = {}
    for kind, body in calls(text):
        name = re.search(r'name: "(\w+)"', body)[1]
        path = re.search(r'path: "([^"]+)"', body)
        listed = re.search(r"dependencies: \[(.*?)\]", body, re.S)
        imports = set(re.findall(r'(?<!package: )"(\w+)"', re.sub(r"\.product\([^)]*\)", "", listed[1]))) if listed else set()
        found[name] = (kind, path[1] if path else f"{'Tests' if kind == 'testTarget' else TOP}/{name}", imports)
    return {name: (kind, path, imports & found.keys()) for name, (kind, path, imports) in found.items()}


def check_modules(book):
    """The table of modules is Package.swift's: a row for each target that is no test, with its folder and its arrows."""
    page = named(book, MAP)
    expected = {
        path: imports for kind, path, imports in targets(page.tree).values() if kind != "testTarget" and not path.startswith("Tests/")
    }
    rows = page.rows("Modules and arrows")
    told = {}
    for number, cells in rows:
        path = cells[0].strip("`")
        told[path] = number
        arrows = set(re.findall(r"`(\w+)`", cells[2])) if len(cells) > 2 else set()
        if path not in expected:
            page.fail(number, f"Package.swift has no target in {path}")
        elif arrows != expected[path]:
            more, less = sorted(arrows - expected[path]), sorted(expected[path] - arrows)
            page.fail(number, f"{path} does not import {', '.join(more)}" if more else f"{path} also imports {', '.join(less)}")
    for path in sorted(expected.keys() - told.keys()):
        page.fail(rows[0][0] if rows else 1, f"the table lacks {path}")


def check_names(book):
    """What the map calls by its name in the code is there by that name."""
    page = named(book, MAP)
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((page.tree / TOP).rglob("*.swift")))
    for title in ("Where do I change X",):
        for number, line in page.section(title).items():
            for span in re.findall(r"`([A-Z][A-Za-z0-9]+(?:\.[a-z]\w+)?)`", line):
                for word in span.split("."):
                    if not re.search(rf"\b{word}\b", source):
                        page.fail(number, f"there is no {word} in the code")


def check_folders(book):
    """Each folder of tests and each script of CI has its line."""
    tree = book[0].tree
    for name, folder, kind in ((TESTS, "Tests", "is_dir"), (CI, ".ci", "is_file")):
        page = named(book, name)
        told = {span.rstrip("/") for _, span in page.code()}
        for path in sorted((tree / folder).iterdir()):
            if getattr(path, kind)() and path.suffix != ".md" and path.name != "__pycache__" and f"{folder}/{path.name}" not in told:
                page.fail(1, f"{folder}/{path.name} is not explained")


def check_chart(book, program):
    page = named(book, CHARTS)
    chart = program.run(["charts", "--format", "mermaid", "invoice"]).rstrip("\n").split("\n")
    blocks = [block for block in page.blocks if block[0] == "mermaid"]
    if len(blocks) != 1:
        return page.fail(1, f"{len(blocks)} mermaid blocks instead of one")
    _, first, lines, _ = blocks[0]
    for offset in range(max(len(chart), len(lines))):
        expected = chart[offset] if offset < len(chart) else "(the end)"
        found = lines[offset] if offset < len(lines) else "(the end)"
        if expected != found:
            return page.fail(first + offset, f"the chart says {expected.strip()!r}, not {found.strip()!r}")
    return None


def check_golden(book):
    """The worked examples of the domain's page are those the tests compute."""
    page = named(book, DOMAIN)
    told = [(first, json.loads("\n".join(lines))) for language, first, lines, _ in page.blocks if language == "json"]
    tested = json.loads((page.tree / GOLDEN).read_text(encoding="utf-8"))
    if not any(examples == tested for _, examples in told):
        page.fail(told[0][0] if told else 1, f"the golden examples are not those of {GOLDEN}")


def check_drawings(book):
    page = named(book, MAP)
    for path, message in draw_flow.faults(page.tree):
        page.fail(1, f"{path} {message}")
