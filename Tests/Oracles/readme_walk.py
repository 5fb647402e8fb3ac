#!/usr/bin/env python3
"""Walks through README.md as a person would who tries it by hand: the blocks of that section, in a shell, as they stand.

    COMMANDS_RUN=FILE python3 Tests/Oracles/readme_walk.py

Exit code 1 names the line that failed. Needs bash, curl and a debug build; what it starts it ends. With COMMANDS_RUN the commands of
the program are added to FILE, a JSON list a line.
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECTION = "## Try it by hand"


def blocks():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split(SECTION + "\n", 1)[1]
    section = re.split(r"^#{2,} ", section, maxsplit=1, flags=re.M)[0]
    return [block.splitlines() for block in re.findall(r"^```sh\n(.*?)^```$", section, re.M | re.S)]


def greeting(stream):
    """The lines to paste, up to the last one, which shows what can be done next."""
    lines = []
    for line in stream:
        lines.append(line.rstrip("\n"))
        if lines[-1].startswith("reconcile --dry-run"):
            return [line for line in lines if line.startswith(("export ", "reconcile setup"))]
    raise SystemExit("the sandbox ended: " + "\n".join(lines))


def shell(lines, environment):
    """Each line as typed. What a pass says with its exit code is no failure: 2 differences, 3 people, 4 deferred."""
    script = ["set -u"]
    for line in lines:
        script += [line, f'code=$?; case $code in 0|2|3|4) ;; *) printf "%s: exit %s\\n" {json.dumps(line)} "$code" >&2; exit 1;; esac']
    result = subprocess.run(
        ["bash", "-c", "\n".join(script)], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=300, check=False,
    )
    if result.returncode:
        print(result.stdout, result.stderr, sep="\n", file=sys.stderr)
        raise SystemExit(1)


def main():
    first, second, pages = blocks()
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    with tempfile.TemporaryDirectory() as directory:
        environment["TMPDIR"] = directory
        sandbox = subprocess.Popen(
            ["bash", "-c", "\n".join(first[:-1] + ["exec " + first[-1]])], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True,
        )
        try:
            pasted = greeting(sandbox.stdout)
            # HERO renders the files for six seconds, during which the first pass would wait.
            walk = [line for line in second if not line.startswith("#")]
            shell(walk[:1] + pasted + walk[1:2] + ["sleep 7"] + walk[2:], environment)
            shell(pages, environment)
        finally:
            sandbox.send_signal(signal.SIGTERM)
            sandbox.wait(timeout=20)
    log = environment.get("COMMANDS_RUN")
    if log:
        with open(log, "a", encoding="utf-8") as file:
            for line in first + pasted + walk:
                words = line.split("#")[0].split()
                if words[:1] == ["reconcile"]:
                    file.write(json.dumps(words[1:]) + "\n")
    print(f"README.md: {SECTION.strip('# ')}: {len(first) + len(walk) + len(pages)} lines work as they stand")


if __name__ == "__main__":
    main()
