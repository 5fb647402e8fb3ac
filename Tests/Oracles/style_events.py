"""No event that nobody sends: each event of a chart is fed by the program, or leaves the chart with what it alone leads to.

Fed is what stands, by its name and not only to be compared, in a file of the program that names the chart. Such a file may name two charts
with an event of one name, and then counts for both; the tables the charts are compiled into are not in the tree and count for nothing.
"""
import pathlib
import re

from style_source import Finding

EVENT = re.compile(r'<x:event name="([\w.]+)"')
NOT_THE_PROGRAM = ("Sources/StateChartCompiler/", "Sources/Sandbox/")


def case(event):
    """`op.waive` as Swift spells it: `opWaive`."""
    head, *rest = event.split(".")
    return head + "".join(word[:1].upper() + word[1:] for word in rest)


def unfed(tree):
    program = [swift.code for swift in tree.swift if swift.path.startswith("Sources/") and not swift.path.startswith(NOT_THE_PROGRAM)]
    for path in tree.paths:
        if not (path.startswith("StateCharts/") and path.endswith(".scxml")):
            continue
        text = tree.read(path)
        chart = pathlib.PurePosixPath(path).stem
        names = re.compile(rf"\b{chart[:1].upper() + chart[1:]}(Chart|Event)\b")
        mine = [code for code in program if names.search(code)]
        for event in EVENT.finditer(text):
            use = re.compile(rf"(?<!case )(?<![!=]= )\.{case(event[1])}\b(?!\.rawValue)")
            if not any(use.search(code) for code in mine):
                yield Finding("unfed", path, text.count("\n", 0, event.start()) + 1, f"nothing sends {event[1]}")
