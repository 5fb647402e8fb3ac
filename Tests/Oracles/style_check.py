#!/usr/bin/env python3
"""Style is a test: what the formatter and the compiler do not hold, over the whole tree, in seconds and without a build.

    python3 Tests/Oracles/style_check.py             exit 1 with one line for each finding
    python3 Tests/Oracles/style_check.py --arrows [FOLDER]    who uses whom between the folders of a module

Files of at most 400 lines and functions of at most 60, outside tables of words. No declaration that nothing or only tests use. No words of
people outside Wording. No `default:` over our enums where words and statuses are chosen. No way to end the program but to throw, no proof
left out, no binary fraction where money is, no sleeping test. No `try?` without the reason why nothing may be made of the error.
No folder of a pass that uses one above it. Citations
are the business of the page check. No event in a chart that nothing sends.
"""
import argparse
import pathlib
import sys

import style_arrows
from style_blocks import Outline
from style_dead import dead
from style_events import unfed
from style_rules import forbidden, form, is_code, script_sizes, silent_tries, sizes, words
from style_source import Tree
from style_switch import defaults, own_enums

ROOT = pathlib.Path(__file__).resolve().parents[2]


def citations(tree):
    """Held by the page check, which knows the headings."""
    return []


def check(tree, outlines):
    findings, tested = dead(outlines)
    findings += tested
    enums = own_enums(tree, outlines)
    known = {outline.swift.path: outline.swift for outline in outlines}
    for outline in outlines:
        swift = outline.swift
        for rule in (sizes(outline), words(swift), forbidden(swift), silent_tries(swift), defaults(outline, enums)):
            findings += rule
    for path in tree.paths:
        text = known[path].text if path in known else tree.text(path)
        if text is None:
            continue
        findings += form(path, text, known.get(path))
        if is_code(path, text):
            findings += script_sizes(path, text)
    findings += citations(tree)
    findings += unfed(tree)
    findings += style_arrows.upward(outlines)
    return sorted(findings, key=lambda finding: (finding.rule, finding.path, finding.line))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=ROOT)
    parser.add_argument("--arrows", nargs="?", const="Sources/Reconciliation", metavar="FOLDER")
    options = parser.parse_args(arguments)
    tree = Tree(options.root)
    outlines = [Outline(swift) for swift in tree.swift]
    if options.arrows:
        print("\n".join(style_arrows.report(outlines, options.arrows)))
        return 0
    findings = check(tree, outlines)
    for finding in findings:
        print(finding)
    print(f"style: {len(findings)} findings in {len(tree.paths)} files")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
