"""What the built program says of itself: its commands, options, and what they may be set to."""
import os
import pathlib
import re
import subprocess


class Program:
    """The binary, asked for its help once each."""

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
        return re.findall(r"^  ([a-z][a-z0-9-]*)(?: \(default\))?  ", part, re.M)

    def options(self, *path):
        return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", self.help(*path)))

    def values(self, option, *path):
        """What an option may be set to; empty when it takes anything."""
        text = " ".join(self.help(*path).partition("OPTIONS:")[2].split())
        entry = re.search(re.escape(option) + r" <[^>]+>(.*?)(?= --[a-z-]+ |$)", text)
        values = re.search(r"\(values: ([^;)]+)", entry[1]) if entry else None
        return set(values[1].split(", ")) if values else set()
