"""The pages of the repository, by lines, blocks, sections and anchors."""
import pathlib
import re

FENCE = re.compile(r"^```(\w*)$")
# What a page may call a path: the fixed top level.
ROOMS = ("Sources", "Tests", "StateCharts", "systemd", ".ci", ".github")
# Facts about others' systems and our reasoning, as they were found; what is shown there is no instruction to anybody.
REFERENCE = ".docc"
# What the package installs below one folder, so that links among these hold there too.
SHIPPED = "systemd"


def slug(title):
    """The anchor of a heading as GitHub makes it."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title)
    return re.sub(r"[^\w\- ]", "", plain.lower()).strip().replace(" ", "-")


class Page:
    """A page by lines (numbered from 1), with its fenced blocks."""

    def __init__(self, tree, path):
        self.tree = tree
        self.path = path
        self.name = path.relative_to(tree).as_posix()
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.failures = []
        self.blocks = []  # (language, first line number, lines, the line before the fence)
        self.prose = {}
        self._read()

    def _read(self):
        opened = None
        for number, line in enumerate(self.lines, 1):
            fence = FENCE.match(line)
            if opened is None and fence:
                opened = (fence[1], number + 1, [], self.lines[number - 2] if number > 1 else "")
            elif opened is not None and line == "```":
                self.blocks.append(opened)
                opened = None
            elif opened is not None:
                if fence:
                    self.fail(number, "a block begins in a block that is not closed")
                opened[2].append(line)
            else:
                self.prose[number] = line
        if opened is not None:
            self.fail(opened[1] - 1, "this block is never closed")

    @property
    def is_reference(self):
        return any(part.endswith(REFERENCE) for part in self.path.relative_to(self.tree).parts)

    @property
    def is_shipped(self):
        return self.name.startswith(SHIPPED + "/")

    def fail(self, number, message):
        self.failures.append((number, message))

    def headings(self):
        return [line.lstrip("#").strip() for line in self.prose.values() if re.match(r"#+ ", line)]

    def anchors(self):
        return {slug(title) for title in self.headings()}

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

    def code(self):
        """Every `code span` of the prose: (line number, span)."""
        for number, line in self.prose.items():
            for span in re.findall(r"`([^`]+)`", line):
                yield number, span

    def spans(self):
        """Every code span, and every command of the shell blocks."""
        yield from self.code()
        for language, first, lines, _ in self.blocks:
            if language == "sh":
                for offset, line in enumerate(lines):
                    for command in re.split(r"&&|[;|]", line.split("#")[0]):
                        yield first + offset, command.strip(" '")


def pages(tree):
    """Every page that is part of the repository, those for people first."""
    found = []
    for room in ROOMS:
        if (tree / room).is_dir():
            found += (tree / room).rglob("*.md")
    ordered = sorted(found, key=lambda path: (REFERENCE in str(path), str(path)))
    return [Page(tree, path) for path in [tree / "README.md", *ordered]]


def named(book, name):
    """The page of that path; a page that is missing is a fault of the tree, not of a page."""
    for page in book:
        if page.name == name:
            return page
    raise SystemExit(f"there is no page {name}")


def repository():
    return pathlib.Path(__file__).resolve().parents[2]
