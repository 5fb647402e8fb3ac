#!/usr/bin/env python3
"""Holds README.md against the program it describes: chart, commands, options, exit codes, configuration, paths, codes.

    python3 Tests/Oracles/readme_check.py .build/debug/reconcile
    python3 Tests/Oracles/readme_check.py .build/debug/reconcile --ran FILE

With --ran every command line shown must have been run: FILE has what the tests ran with COMMANDS_RUN=FILE, a JSON list a line.
Exit code 1 names each line that is not true. Needs nothing but Python, and makes no request.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
ROOMS = ("Sources", "Tests", "StateCharts", ".ci")
FENCE = re.compile(r"^```(\w*)$")


class Page:
    """The README by lines (numbered from 1), with its fenced blocks."""

    def __init__(self, path):
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.failures = []
        self.blocks = []  # (language, first line number, lines, the line before the fence)
        self.prose = {}
        opened = None
        for number, line in enumerate(self.lines, 1):
            fence = FENCE.match(line)
            if opened is None and fence:
                opened = (fence[1], number + 1, [], self.lines[number - 2] if number > 1 else "")
            elif opened is not None and line == "```":
                self.blocks.append(opened)
                opened = None
            elif opened is not None:
                opened[2].append(line)
            else:
                self.prose[number] = line
        if opened is not None:
            self.fail(opened[1] - 1, "this block is never closed")

    def fail(self, number, message):
        self.failures.append((number, message))

    def section(self, title):
        """The prose lines below a heading, up to the next heading."""
        heading = re.compile(r"^#+ " + re.escape(title) + "$")
        start = next((number for number, line in self.prose.items() if heading.match(line)), None)
        if start is None:
            self.fail(1, f"there is no section {title!r}")
            return {}
        section = {}
        for number, line in self.prose.items():
            if number > start:
                if line.startswith("#"):
                    break
                section[number] = line
        return section

    def rows(self, title):
        """The body of the first table of a section: (line number, cells)."""
        rows = [
            (number, [cell.strip() for cell in line.strip("|").split("|")])
            for number, line in self.section(title).items()
            if line.startswith("|")
        ][2:]
        if not rows:
            self.fail(1, f"the section {title!r} has no table")
        return rows

    def spans(self):
        """Every `code span` of the prose, and every line of the shell blocks."""
        for number, line in self.prose.items():
            for span in re.findall(r"`([^`]+)`", line):
                yield number, span
        for language, first, lines, _ in self.blocks:
            if language == "sh":
                for offset, line in enumerate(lines):
                    for command in re.split(r"&&|[;|]", line.split("#")[0]):
                        yield first + offset, command.strip(" '")


class Program:
    """What the binary says of itself."""

    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())
        self.helps = {}

    def run(self, arguments, environment=None):
        base = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "COLUMNS": "1000"}
        result = subprocess.run(
            [self.path, *arguments], env=base | (environment or {}), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=120, check=False,
        )
        return result.stdout

    def help(self, *path):
        if path not in self.helps:
            self.helps[path] = self.run([*path, "--help"])
        return self.helps[path]

    def subcommands(self, *path):
        part = self.help(*path).partition("SUBCOMMANDS:")[2]
        return re.findall(r"^  ([a-z]+)(?: \(default\))?  ", part, re.M)

    def options(self, *path):
        return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", self.help(*path)))

    def values(self, option, *path):
        """What an option may be set to; empty when it takes anything."""
        text = " ".join(self.help(*path).partition("OPTIONS:")[2].split())
        entry = re.search(re.escape(option) + r" <[^>]+>(.*?)(?= --[a-z-]+ |$)", text)
        values = re.search(r"\(values: ([^;)]+)", entry[1]) if entry else None
        return set(values[1].split(", ")) if values else set()


def check_chart(page, program):
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


def check_one_liners(page):
    for name in ("install", "tests"):
        blocks = [block for block in page.blocks if block[3] == f"<!-- command: {name} -->"]
        if len(blocks) != 1 or blocks[0][0] != "sh":
            page.fail(1, f"there must be one sh block after <!-- command: {name} -->")
        elif len(blocks[0][2]) != 1 or not blocks[0][2][0].strip() or blocks[0][2][0].endswith("\\"):
            page.fail(blocks[0][1], f"the {name} command must be one line")


def check_command(page, number, words, program):
    """One use of the program: its subcommand, its options, and the values of those that take a choice."""
    path, rest = (), list(words)
    while rest and program.subcommands(*path) and re.fullmatch(r"[a-z]+", rest[0]):
        if rest[0] not in program.subcommands(*path):
            return page.fail(number, f"reconcile {' '.join(path)} has no subcommand {rest[0]}".replace("  ", " "))
        path += (rest.pop(0),)
    known = program.options(*path) | (program.options("pass") if not path else set())
    for index, word in enumerate(rest):
        if not word.startswith("--"):
            continue
        option, _, value = word.partition("=")
        if option not in known:
            page.fail(number, f"reconcile {' '.join(path)} has no option {option}")
            continue
        choices = program.values(option, *(path or ("pass",)))
        value = value or (rest[index + 1] if index + 1 < len(rest) else "")
        if choices and value not in choices:
            page.fail(number, f"{option} takes {', '.join(sorted(choices))}, not {value!r}")
    return None


def parsed(words, program):
    """A command line as its subcommand and the options it bears."""
    path, rest = (), list(words)
    while rest and program.subcommands(*path) and rest[0] in program.subcommands(*path):
        path += (rest.pop(0),)
    return path or ("pass",), {word.partition("=")[0] for word in rest if word.startswith("--")}


def check_ran(page, program, ran):
    """Nothing is shown that no test ran: the same subcommand with these options, others beside them or not."""
    done = {}
    for line in pathlib.Path(ran).read_text(encoding="utf-8").splitlines():
        path, options = parsed(json.loads(line), program)
        done.setdefault(path, set()).add(frozenset(options))
    for number, span in page.spans():
        words = span.split()
        while words and re.match(r"^[A-Z_]+=", words[0]):
            words.pop(0)
        if words[:1] != ["reconcile"]:
            continue
        path, options = parsed([word for word in words[1:] if word != "…"], program)
        if not any(options <= run for run in done.get(path, ())):
            page.fail(number, f"no test ran `{span}`")


def check_commands(page, program):
    every_option = set().union(*(program.options(name) for name in program.subcommands()))
    for number, span in page.spans():
        words = span.split()
        while words and re.match(r"^[A-Z_]+=", words[0]):
            words.pop(0)
        if words[:1] == ["reconcile"]:
            check_command(page, number, [word for word in words[1:] if word != "…"], program)
        elif words and words[0].startswith("--") and words[0].partition("=")[0] not in every_option:
            page.fail(number, f"no command has the option {words[0]}")
    named = " ".join(" ".join(cells) for _, cells in page.rows("Commands"))
    for name in program.subcommands():
        if not re.search(rf"`reconcile {name}\b", named):
            page.fail(min(page.section("Commands"), default=1), f"the table of commands lacks reconcile {name}")


def check_exit_codes(page, program):
    text = " ".join(program.help().split())
    sentence = re.search(r"Exit codes: (.*?)\. (?=USAGE)", text)
    told = dict(re.findall(r"(\d+) ([^;]+)(?:;|$)", sentence[1])) if sentence else {}
    if not told:
        return page.fail(1, "the help names no exit codes")
    rows = page.rows("Exit codes")
    for number, cells in rows:
        if told.get(cells[0]) != cells[1]:
            page.fail(number, f"the help says of exit code {cells[0]}: {told.get(cells[0])!r}")
    for code in told.keys() - {cells[0] for _, cells in rows}:
        page.fail(rows[0][0] if rows else 1, f"exit code {code} is missing")
    return None


def check_configuration(page, program):
    rows = [(number, [cell.strip("`") for cell in cells]) for number, cells in page.rows("Configuration")]

    def told(environment):
        text = program.run(["doctor"], environment)
        return {m[1]: (m[2], m[3]) for m in re.finditer(r"configuration: (\S+) = (.*) \((.*)\)$", text, re.M)}

    with tempfile.TemporaryDirectory() as directory:
        # Without keys no client is built, so neither call reaches for a remote.
        plain = told({"STATE_DIRECTORY": directory})
        given = told({cells[0]: f"{directory}/{index}" for index, (_, cells) in enumerate(rows)})
        for index, (number, cells) in enumerate(rows):
            variable, key, default = cells[:3]
            if key not in plain:
                page.fail(number, f"there is no configuration key {key}")
            # What is no value of its setting is not repeated: it may be a key that was pasted there.
            elif given.get(key) not in [(f"{directory}/{index}", variable), ("…", variable)]:
                page.fail(number, f"{key} is not set by {variable}")
            elif variable != "STATE_DIRECTORY" and plain[key] != (default, "default"):
                page.fail(number, f"the default of {key} is {plain[key][0]}")
    for key in plain.keys() - {cells[1] for _, cells in rows}:
        page.fail(rows[0][0] if rows else 1, f"the configuration key {key} is missing")


def check_paths(page):
    for number, span in page.spans():
        if "/" in span and span.split("/")[0] in ROOMS and " " not in span and not (ROOT / span).exists():
            page.fail(number, f"{span} does not exist")
    for number, line in page.prose.items():
        for target in re.findall(r"\]\(([^)]+)\)", line):
            if target.startswith("#"):
                titles = [re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings(page)]
                if target[1:] not in titles:
                    page.fail(number, f"there is no section {target}")
            elif "://" not in target and not (ROOT / target).exists():
                page.fail(number, f"{target} does not exist")
    rows = page.rows("Repository")
    named = set()
    for number, cells in rows:
        path = cells[0].strip("`")
        named.add(path)
        if not (ROOT / path).exists():
            page.fail(number, f"{path} does not exist")
    for room in sorted(path for path in (ROOT / "Sources").iterdir() if path.is_dir()):
        if f"Sources/{room.name}" not in named:
            page.fail(rows[0][0] if rows else 1, f"the map lacks Sources/{room.name}")


def headings(page):
    return [line.lstrip("#").strip() for line in page.prose.values() if line.startswith("#")]


def check_codes(page):
    """Reason codes, variables and the like, as the program spells them."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "Sources").rglob("*.swift")))
    known = set(re.findall(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+", source))
    fields = (ROOT / "Sources/Systemd/Log/LogField.swift").read_text(encoding="utf-8")
    for names in re.findall(r"^    case (.*)$", fields, re.M):
        known |= {"RECONCILE_" + name.strip().upper() for name in names.split(",")}
    # What a test takes from its environment.
    for path in sorted((ROOT / "Tests").rglob("*.swift")):
        known |= set(re.findall(r'environment\["([A-Z_]+)"\]', path.read_text(encoding="utf-8")))
    for number, span in page.spans():
        for code in re.findall(r"(?<![\w$.-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])", span):
            if code not in known and number in page.prose:
                page.fail(number, f"{code} occurs nowhere in the program")


def main():
    if len(sys.argv) not in (2, 4) or not os.access(sys.argv[1], os.X_OK) or sys.argv[2:3] not in ([], ["--ran"]):
        print("usage: readme_check.py PATH-OF-THE-BINARY [--ran FILE]", file=sys.stderr)
        return 64
    page, program = Page(README), Program(sys.argv[1])
    check_chart(page, program)
    check_one_liners(page)
    check_commands(page, program)
    check_exit_codes(page, program)
    check_configuration(page, program)
    check_paths(page)
    check_codes(page)
    if len(sys.argv) == 4:
        check_ran(page, program, sys.argv[3])
    for number, message in sorted(set(page.failures)):
        print(f"README.md:{number}: {message}")
    if not page.failures:
        print(f"README.md: {len(page.lines)} lines agree with the program")
    return 1 if page.failures else 0


if __name__ == "__main__":
    sys.exit(main())
