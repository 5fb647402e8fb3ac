"""Which functions a command runs that people start by the minute, for the linker: it lays them side by side (Package.swift).

A release build holds two hundred thousand functions, of which `status` runs three thousand. Wherever one is touched, the system brings
sixteen pages into memory: scattered they took eighteen mebibytes, and ten with those side by side that the linker can move alone. Names it
does not find do no harm, so that the list needs to be made anew only when the memory of `status` grows (`.ci/benchmark --many`):

    python3 Tests/Outside/start_order.py RELEASE-PROGRAM

The program must have its symbols. Needs valgrind.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

from stage import ROOT, Account, Stage, clean

TARGET = ROOT / "Sources" / "Entry" / "start.order"


def executed(program, environment, words, folder):
    """The names of all functions one command runs, as the linker knows them."""
    trace = folder / "trace"
    subprocess.run(
        ["valgrind", "--quiet", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={trace}", "--", program, *words],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    named = re.findall(r"^c?fn=\(\d+\) (\S+)$", trace.read_text(errors="replace"), re.MULTILINE)
    # A number after it counts how deep it calls itself.
    return {re.sub(r"'\d+$", "", name) for name in named}


def addresses(program):
    """Where each function of the program lies."""
    table = subprocess.run(["readelf", "--symbols", "--wide", program], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in table.splitlines())
    return {row[7]: int(row[1], 16) for row in rows if len(row) == 8 and row[3] == "FUNC" and row[6] != "UND"}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        with Stage(folder) as stage:
            account = Account(stage, "year", program, ["--rate", "0", "--pdf-delay", "0"])
            account.setup()
            account.run(accepted=(0, 3))
            environment = clean(account.environment)
            number = account.query("SELECT key FROM invoice WHERE transfer = 'fileComplete' LIMIT 1")[0][0]
            commands = (["--version"], ["status"], ["list"], ["explain", number])
            names = set().union(*(executed(program, environment, words, folder) for words in commands))
    places = addresses(program)
    found = sorted((places[name], name) for name in names if name in places)
    TARGET.write_text("".join(f"{name}\n" for _, name in found))
    print(f"{len(found)} functions of {len(places)} in {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
