#!/usr/bin/env python3
"""Holds every page of the repository against the program it describes, and every citation in a comment against the page it cites.

    python3 Tests/Oracles/pages_check.py .build/debug/reconcile
    python3 Tests/Oracles/pages_check.py .build/debug/reconcile --ran FILE

With --ran every command line shown must have been run: FILE has what the tests ran with COMMANDS_RUN=FILE, a JSON list a line.
Exit code 1 names each line that is not true. Needs Python, and makes no request. That each check can fail is proved by
Tests/Oracles/pages_check_test.py.
"""
import os
import sys

import pages_citations
import pages_commands
import pages_house
import pages_links
import pages_model
from program import Program


def check(tree, program, ran=None):
    """(path, line number, message) of everything that is not true, and a sentence about what was looked at."""
    book = pages_model.pages(tree)
    for page in book:
        pages_commands.check_commands(page, program)
        pages_links.check_paths(page)
        pages_links.check_links(page, book)
    pages_commands.check_every_command(book, program)
    pages_commands.check_exit_codes(book, program)
    pages_commands.check_configuration(book, program)
    for look in (pages_links.check_codes, pages_links.check_one_liners, pages_links.check_lengths, pages_links.check_package):
        look(book)
    pages_house.check_chart(book, program)
    for look in (
        pages_house.check_modules, pages_house.check_names, pages_house.check_folders, pages_house.check_golden, pages_house.check_drawings,
    ):
        look(book)
    failures, citations = pages_citations.check_citations(book)
    if ran is not None:
        done = pages_commands.runs(ran, program)
        for page in book:
            pages_commands.check_ran(page, program, done)
    failures += [(page.name, number, message) for page in book for number, message in page.failures]
    lines = sum(len(page.lines) for page in book)
    return sorted(set(failures)), f"{len(book)} pages, {lines} lines and {citations} citations in comments agree with the program"


def main():
    if len(sys.argv) not in (2, 4) or not os.access(sys.argv[1], os.X_OK) or sys.argv[2:3] not in ([], ["--ran"]):
        print("usage: pages_check.py PATH-OF-THE-BINARY [--ran FILE]", file=sys.stderr)
        return 64
    failures, told = check(pages_model.repository(), Program(sys.argv[1]), sys.argv[3] if len(sys.argv) == 4 else None)
    for path, number, message in failures:
        print(f"{path}:{number}: {message}")
    if not failures:
        print(told)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
