#!/usr/bin/env python3
"""Holds the manual page against the program: each command is on it and no other, and each command's options are its own.

    python3 Tests/Oracles/man_check.py .build/debug/reconcile systemd/debian/reconcile.1

Exit code 1 names each line that is not true. Needs nothing but Python, and makes no request.
"""
import pathlib
import re
import sys

from program import Program

MARKS = re.compile(r"\\f[RBIP]|\\&")


def plain(line):
    """A line of roff as it reads."""
    return MARKS.sub("", line).replace("\\-", "-").replace('"', "")


def entries(page):
    """(line number, heading) of each entry of COMMANDS; a heading may go on after a backslash."""
    lines = page.read_text(encoding="utf-8").splitlines()
    start = lines.index(".SH COMMANDS")
    end = next(number for number, line in enumerate(lines) if number > start and line.startswith(".SH "))
    for number in range(start, end):
        if lines[number] == ".TP":
            heading = lines[number + 1]
            if heading.endswith("\\"):
                heading = heading[:-1] + lines[number + 2]
            yield number + 2, re.sub(r"^\.[BIR]+ ", "", plain(heading))


def commands(program):
    """Each command as it is typed: `status`, `journal verify`."""
    for name in program.subcommands():
        below = program.subcommands(name)
        yield from ([f"{name} {part}" for part in below] or [name])


def main(binary, manual):
    program, page = Program(binary), pathlib.Path(manual)
    known, met, failures = set(commands(program)), set(), []
    for number, heading in entries(page):
        # "pause , resume" are two commands with nothing else.
        for part in heading.split(","):
            words = part.replace("[", " ").replace("|", " ").split()
            name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
            if name not in known:
                failures.append((number, f"there is no command {name}"))
                continue
            met.add(name)
            for option in set(re.findall(r"--[a-z][a-z-]*", part)) - program.options(*name.split()):
                failures.append((number, f"{name} has no option {option}"))
    failures += [(1, f"the command {name} is not on the page") for name in sorted(known - met)]
    every = set().union(*(program.options(*name.split()) for name in known))
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        # Other programs' options stand in examples, which begin with a prompt, and in one-line calls of them.
        if not line.startswith(("# ", ".\\", ".BR \"journalctl", ".B \"journalctl")):
            for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", plain(line))) - every:
                failures.append((number, f"no command has the option {option}"))
    for number, message in sorted(failures):
        print(f"{page}:{number}: {message}", file=sys.stderr)
    print(f"{page.name}: {len(met)} commands, {len(failures)} untrue")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
