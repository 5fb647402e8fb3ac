"""No `default:` over an enum of ours where words and statuses are chosen: a new case must not compile until it has its own."""
import collections
import re

from style_source import Finding, is_words

ROOMS = ("Sources/Reconciliation/Status/", "Sources/Comparison/", "Sources/Reporting/", "Sources/Telemetry/", "Sources/Wording/")
FILES = re.compile(r"/\w*(Standing|Status|Overview|StateCollection|StateFigures|NextStep)\w*\.swift$")
CASE = re.compile(r"\.(\w+)")
CHART_STATE = re.compile(r'<(?:state|final|parallel)\b[^>]*?\bid="([^"]+)"')
CHART_EVENT = re.compile(r'\bevent="([^"]+)"')


def is_judged(path):
    return path.startswith("Sources/") and (path.startswith(ROOMS) or is_words(path) or FILES.search(path) is not None)


def own_enums(tree, outlines):
    """The cases of each enum of the tree, and of each chart, whose enums are generated."""
    enums = collections.defaultdict(set)
    for outline in outlines:
        for declaration in outline.declarations:
            if declaration.kind == "case" and declaration.owner is not None:
                enums[(outline.swift.path, declaration.owner.start)].add(declaration.name)
    for path in tree.paths:
        if path.startswith("StateCharts/") and path.endswith(".scxml"):
            text = tree.read(path)
            enums[(path, "states")].update(CHART_STATE.findall(text))
            for event in CHART_EVENT.findall(text):
                for one in event.split():
                    head, *rest = re.split(r"[._]", one)
                    enums[(path, "events")].add(head + "".join(word[:1].upper() + word[1:] for word in rest))
    return list(enums.values())


def pattern(code, offset):
    """What stands between `case` and its colon."""
    depth = 0
    for at in range(offset + len("case"), len(code)):
        depth += (code[at] in "([{") - (code[at] in ")]}")
        if code[at] == ":" and depth == 0:
            return code[offset + len("case"):at]
    return ""


def alternatives(text):
    depth, start = 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 0:
            yield text[start:at].strip()
            start = at + 1
    yield text[start:].strip()


def defaults(outline, enums):
    swift = outline.swift
    if not is_judged(swift.path):
        return
    for block in outline.blocks:
        if block.kind != "switch":
            continue
        patterns = [one for offset in block.cases for one in alternatives(pattern(swift.code, offset))]
        fallback = block.fallback
        if fallback is None and "_" in patterns:
            fallback = block.cases[-1]
        names = {match[1] for one in patterns if (match := CASE.match(one.removeprefix("let ").removeprefix("var ").strip()))}
        if fallback is not None and names and any(names <= cases for cases in enums):
            shown = ", ".join(sorted(names)[:3])
            advice = f"default over our own enum ({shown} …): name each case, so that a new one is missed"
            yield Finding("default", swift.path, swift.line(fallback), advice)
