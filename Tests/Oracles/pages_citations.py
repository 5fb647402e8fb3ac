"""Citations in comments: `domain.md C8`, `lexoffice-api.md §3.2, §3.5`, `design §1.4`, a bare `(S17)` or `(§2.5)` lead to what is there."""
import re

# Comments of these files are read.
SUFFIXES = {".swift", ".scxml", ".py", ".sh", ".yml", ".yaml", ".service", ".c", ".h", ""}
COMMENT = re.compile(r"^\s*(?://[/!]?|#|\*|<!--)\s?(.*)$|\s//\s(.*)$|<!--(.*?)-->")
# `S39-S41`, `C8`, `G14a`; what stands for it in a page begins a row, a list item or a bold word.
RULE = r"[A-Z]\d{1,2}[a-d]?"
RANGE = rf"{RULE}(?:\s?[-–]\s?{RULE})?"
SECTION = r"§\d+(?:\.\d+)*"
ITEM = rf"(?:{SECTION}|{RANGE})\b"
LIST = rf"{ITEM}(?:(?:,| and|, and)? {ITEM})*"
PAGE = r"(?:[a-z][a-z0-9-]*\.md|design|lexoffice-2026|hero-2026)"
CITED = re.compile(rf"\b({PAGE}),? ({LIST})(?![\w])")
MENTIONED = re.compile(r"(?<![\w/.-])([A-Za-z][\w-]*\.md)\b")
BARE = re.compile(rf"\(({LIST})[^()]*\)|^({RANGE}(?:, {RANGE})*): ")
# Which page a citation without one means, by the folder of the comment; elsewhere the domain's.
NEAR = [
    ("Sources/StateChartCompiler", "statecharts.md"), ("StateCharts", "statecharts.md"), ("Tests/StateChart", "statecharts.md"),
    ("Sources/Sandbox/Lexoffice", "lexoffice-api.md"), ("Sources/Sandbox/World", "lexoffice-api.md"),
    ("Sources/Sandbox/Hero", "hero-api.md"), ("Sources/Lexoffice", "lexoffice-api.md"), ("Sources/Hero", "hero-api.md"),
    ("Tests/SandboxTests", "lexoffice-api.md"), ("Tests/Lexoffice", "lexoffice-api.md"), ("Tests/Hero", "hero-api.md"),
]
RULES_OF_ALL = "domain.md"
SHORT = {"design": "architecture.md"}


def defined(page):
    """What of a page can be cited: numbers of headings as `§3.2`, and rules by their letter."""
    found = set()
    for line in page.prose.values():
        heading = re.match(r"#+ (\d+(?:\.\d+)*)\.?\s", line)
        if heading:
            # A heading that settles a section of an older page is found by that number, too: `lexoffice-2026 §8`.
            found |= {"§" + heading[1], *re.findall(SECTION, line)}
        found |= set(re.findall(rf"(?:^\| |^- |\*\*)({RULE})\b", line))
        found |= set(re.findall(rf"(?:^|[·;:○] |\*\* )({RULE}) ", line))
    return found | numbered(page)


def numbered(page):
    """Items and rows that bear a number: `design §1.4` is the fourth of the eight rules, `lexoffice-2026 B10` the tenth row."""
    found, section = set(), None
    for line in page.prose.values():
        heading = re.match(r"##+ (\d+)\.?\s", line)
        section = heading[1] if heading else None if line.startswith("#") else section
        item = re.match(r"(\d+)\. ", line)
        if section and item:
            found.add(f"§{section}.{item[1]}")
        row = re.match(r"\| (\d+) \|", line)
        if section and row:
            found |= {f"§{section}.{row[1]}", f"B{row[1]}"}
    for _, _, lines, _ in page.blocks:
        found |= set(re.findall(rf'"id":"({RULE})"', "\n".join(lines)))
    return found


def each(cited):
    """`S39-S41, G6` as S39, S40, S41, G6; a range counts with its ends and what lies between."""
    for item in re.findall(ITEM, cited):
        ends = re.findall(RULE, item)
        if len(ends) == 2 and ends[0][0] == ends[1][0]:
            first, last = (int(re.sub(r"\D", "", end)) for end in ends)
            yield from (f"{item[0]}{number}" for number in range(first, last + 1))
        else:
            yield item.rstrip(".")


def comments(text):
    """(line number, what is said) of each line of comment; a `///` that goes on in the next line stays a line of its own."""
    for number, line in enumerate(text.splitlines(), 1):
        match = COMMENT.search(line)
        if match:
            yield number, next(part for part in match.groups() if part is not None)


def sources(tree):
    for room in ("Sources", "Tests", "StateCharts", ".ci", "systemd"):
        for path in sorted((tree / room).rglob("*")):
            if path.is_file() and path.suffix in SUFFIXES and path.stat().st_size < 400_000 and "__pycache__" not in path.parts:
                yield path


def near(name):
    return next((page for folder, page in NEAR if name.startswith(folder)), RULES_OF_ALL)


def faults_of(name, said, known):
    """What is wrong with the citations of one line of comment."""
    rest = said
    for match in CITED.finditer(said):
        page = SHORT.get(match[1], match[1] if match[1].endswith(".md") else match[1] + ".md")
        rest = rest.replace(match[0], "")
        if page not in known:
            yield f"there is no page {page}"
            continue
        for item in each(match[2]):
            # `hero-api.md §1.6, S16`: a rule by its letter is the domain's where the page named has none.
            if item not in known[page] and (item[0] == "§" or item not in known[RULES_OF_ALL]):
                yield f"{page} has no {item}"
    for page in MENTIONED.findall(rest):
        if page not in known:
            yield f"there is no page {page}"
    # Laws and other people's papers have paragraphs, too.
    rest = re.sub(r"(?:RFC|SE-)\s?\d+,? §[\d.]+|§ ?13b|§ ?\d+[a-z]? (?:UStG|EStG|AO|HGB|Abs)", "", rest)
    for match in BARE.finditer(rest):
        for item in each(match[1] or match[2]):
            pages = [near(name), RULES_OF_ALL] if item[0] != "§" else [near(name)]
            if not any(item in known[page] for page in pages):
                yield f"{' and '.join(dict.fromkeys(pages))} have no {item}"


def check_citations(book):
    """(path, line number, message) of each citation that leads nowhere."""
    tree = book[0].tree
    known = {}
    for page in book:
        known.setdefault(page.path.name, set()).update(defined(page))
    count = 0
    failures = []
    for path in sources(tree):
        name = path.relative_to(tree).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, said in comments(text):
            count += bool(CITED.search(said) or BARE.search(said))
            failures += [(name, number, message) for message in faults_of(name, said, known)]
    for page in book:
        for number, line in page.prose.items():
            said = " ".join(match[0] for match in CITED.finditer(line.replace("`", "")))
            failures += [(page.name, number, message) for message in faults_of(page.name, said, known)]
    return failures, count
