"""The files of the tree, and Swift read far enough to be judged: code without comments and words, blocks, declarations, uses."""
import bisect
import pathlib
import re
import subprocess

SKIPPED = {".git", ".build", "__pycache__"}
INTERESTING = re.compile(r'//|/\*|#*"""|#*"')
INTERESTING_INSIDE = re.compile(r'//|/\*|#*"""|#*"|[()]')
COMMENT_EDGE = re.compile(r"/\*|\*/")


class Finding:
    def __init__(self, rule, path, line, text):
        self.rule, self.path, self.line, self.text = rule, str(path), line, text

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text} [{self.rule}]"


def blank(text):
    """White space in the place of text: every offset and every line stays where it is."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


class Swift:
    """One file. `code` has the length of `text`; in it comments and the words of strings are blank, interpolations are kept."""

    def __init__(self, path, text):
        self.path, self.text = path, text
        self.starts = [0] + [match.end() for match in re.finditer("\n", text)]
        self.lines = text.split("\n")
        self.comments = {}  # line -> what its comments say
        self.literals = []  # (line, words of a string, each interpolation as one space)
        self.quoted = set()  # the lines inside strings of several lines, which are data
        self.code = Lexer(self).code()

    def line(self, offset):
        return bisect.bisect_right(self.starts, offset)

    def comment(self, start, end):
        first = self.line(start)
        for number, line in enumerate(self.text[start:end].split("\n"), first):
            self.comments[number] = (self.comments.get(number, "") + " " + line).strip()

    @property
    def room(self):
        """The module: Sources/Hero, Tests/WebTests, StateCharts."""
        parts = pathlib.PurePosixPath(self.path).parts
        return "/".join(parts[:2]) if parts[0] in ("Sources", "Tests") else parts[0]


class Lexer:
    def __init__(self, swift):
        self.swift, self.text = swift, swift.text
        self.out, self.at = [], 0

    def code(self):
        self.region(None)
        return "".join(self.out)

    def keep(self, end):
        self.out.append(self.text[self.at:end])
        self.at = end

    def drop(self, end):
        self.out.append(blank(self.text[self.at:end]))
        self.at = end

    def region(self, closing):
        """Code up to the end of the file, or inside an interpolation up to the parenthesis that closes it."""
        depth = 0
        pattern = INTERESTING_INSIDE if closing else INTERESTING
        while match := pattern.search(self.text, self.at):
            token = match[0]
            self.keep(match.start())
            if token == "//":
                self.line_comment()
            elif token == "/*":
                self.block_comment()
            elif token in "()":
                depth += 1 if token == "(" else -1
                self.keep(match.end())
                if depth == 0:
                    return
            else:
                self.string(token)
        self.keep(len(self.text))

    def line_comment(self):
        end = self.text.find("\n", self.at)
        end = len(self.text) if end < 0 else end
        self.swift.comment(self.at, end)
        self.drop(end)

    def block_comment(self):
        depth, end = 0, self.at
        while match := COMMENT_EDGE.search(self.text, end):
            depth += 1 if match[0] == "/*" else -1
            end = match.end()
            if depth == 0:
                break
        else:
            end = len(self.text)
        self.swift.comment(self.at, end)
        self.drop(end)

    def string(self, opening):
        hashes = opening.rstrip('"')
        quotes = opening[len(hashes):]
        closing, escape = quotes + hashes, "\\" + hashes
        line, words, start = self.swift.line(self.at), [], self.at + len(opening)
        self.keep(start)
        edge = re.compile(re.escape(closing) + "|" + re.escape(escape) + ("" if len(quotes) == 3 else "|\n"))
        end = start
        while match := edge.search(self.text, end):
            end = match.end()
            if match[0] != escape:
                words.append(self.text[start:match.start()])
                self.drop(match.start())
                self.keep(end)
                break
            if self.text[end:end + 1] != "(":
                end += 1
                continue
            words.append(self.text[start:match.start()])
            self.drop(end)
            self.region(")")
            start = end = self.at
        if len(quotes) == 3:
            self.swift.quoted.update(range(line + 1, self.swift.line(self.at) + 1))
        self.swift.literals.append((line, " ".join(words)))


class Tree:
    """Every file below the root that belongs to it: what git knows or would take, or all of them where there is no git."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.paths = sorted(path for path in self.listed() if (self.root / path).is_file())
        self.swift = [Swift(path, self.read(path)) for path in self.paths if self.is_swift(path)]

    def listed(self):
        if (self.root / ".git").exists():
            command = ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
            return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")) - {""}
        found = (path.relative_to(self.root) for path in self.root.rglob("*"))
        return {path.as_posix() for path in found if not SKIPPED & set(path.parts)}

    @staticmethod
    def is_swift(path):
        return path.endswith(".swift") and path.split("/")[0] in ("Sources", "Tests", "StateCharts")

    def read(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def text(self, path):
        """Nil for a file that is not made of text."""
        data = (self.root / path).read_bytes()
        if b"\0" in data:
            return None
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return None


def is_words(path):
    """Tables of words: the module Wording."""
    return path.startswith("Sources/Wording/")
