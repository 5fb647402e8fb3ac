"""Commands, options, exit codes and configuration as pages tell them, held against what the program says."""
import json
import pathlib
import re
import tempfile

from pages_model import named

# The page that tables every command, exit code and setting.
ADMINISTRATOR = "systemd/README.md"


def words_of(span):
    """The words of a call of the program without the variables before it; empty for anything else."""
    words = span.split()
    while words and re.match(r"^[A-Z_]+=", words[0]):
        words.pop(0)
    if words[:1] not in (["reconcile"], ["reconcile-run"]):
        return []
    rest = [word for word in words[1:] if word not in ("…", "\\") and not re.match(r"^(>|@)", word)]
    # The name of a system or a folder in a sentence is no call: `reconcile@NAME`, or the name alone.
    return ["reconcile", *rest]


def parsed(words, program):
    """A command line as its subcommand and the options it bears."""
    path, rest = (), list(words)
    while rest and program.subcommands(*path) and rest[0] in program.subcommands(*path):
        path += (rest.pop(0),)
    return path or ("pass",), {word.partition("=")[0] for word in rest if word.startswith("--")}


def check_command(page, number, words, program):
    """One use of the program: its subcommand, its options, and the values of those that take a choice."""
    path, rest = (), list(words)
    while rest and program.subcommands(*path) and re.fullmatch(r"[a-z][a-z0-9-]*", rest[0]):
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


def check_commands(page, program):
    """On any page: no command and no option that the program does not have. Others' options stand in their own calls."""
    paths = [(name, *below) for name in program.subcommands() for below in [(), *((part,) for part in program.subcommands(name))]]
    every_option = set().union(*(program.options(*path) for path in paths))
    for number, span in page.spans():
        words = words_of(span)
        if words:
            check_command(page, number, words[1:], program)
        elif span.startswith("--") and not page.is_reference and span.split()[0].partition("=")[0] not in every_option:
            page.fail(number, f"no command has the option {span.split()[0]}")


def check_every_command(book, program):
    page = named(book, ADMINISTRATOR)
    told = " ".join(" ".join(cells) for _, cells in page.rows("Commands"))
    for name in program.subcommands():
        if not re.search(rf"`reconcile {name}\b", told):
            page.fail(min(page.section("Commands"), default=1), f"the table of commands lacks reconcile {name}")


def check_exit_codes(book, program):
    page = named(book, ADMINISTRATOR)
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


def check_configuration(book, program):
    page = named(book, ADMINISTRATOR)
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


def runs(log, program):
    """What was run: each subcommand with the sets of options it was given."""
    done = {}
    for line in pathlib.Path(log).read_text(encoding="utf-8").splitlines():
        path, options = parsed(json.loads(line), program)
        done.setdefault(path, set()).add(frozenset(options))
    return done


def check_ran(page, program, done):
    """Nothing is shown that no test ran: the same subcommand with these options, others beside them or not."""
    for number, span in page.spans():
        words = words_of(span)
        if not words:
            continue
        path, options = parsed(words[1:], program)
        if not any(options <= run for run in done.get(path, ())):
            page.fail(number, f"no test ran `{span}`")
