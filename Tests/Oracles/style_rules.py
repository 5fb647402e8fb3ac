"""What one file alone is held to: sizes, the words of people, forbidden calls, the form of the text."""
import ast
import io
import pathlib
import re
import tokenize

from style_source import Finding, is_words

FILE_LINES, FUNCTION_LINES, LINE_LENGTH = 400, 60, 140
FUNCTIONS = {"func", "accessor", "var"}

# MARK: sizes


def sizes(outline):
    swift = outline.swift
    if is_words(swift.path):
        return
    for block in outline.blocks:
        if block.kind in FUNCTIONS and block.end is not None:
            first = swift.line(block.start)
            length = swift.line(block.end) - first + 1
            if length > FUNCTION_LINES:
                yield Finding(
                    "size", swift.path, first, f"{block.name} has {length} lines, more than {FUNCTION_LINES}: take a part of it out")


def script_sizes(path, text):
    lines = text.count("\n")
    if lines > FILE_LINES and not is_words(path):
        yield Finding("size", path, FILE_LINES + 1, f"{lines} lines, more than {FILE_LINES}: split the file")
    if path.endswith(".py"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = node.end_lineno - node.lineno + 1
                if length > FUNCTION_LINES:
                    yield Finding(
                        "size", path, node.lineno, f"{node.name} has {length} lines, more than {FUNCTION_LINES}: take a part of it out")


# MARK: the words of people

GERMAN = re.compile(
    r"(?i)\b(der|dem|den|des|und|nicht|ist|sind|wird|werden|mit|von|ein|eine|einen|einer|einem|kein|keine|keinen|für|auf|aus|bei|nach|noch|"
    r"nur|oder|auch|sich|schon|wurde|beleg|belege|rechnung|zahlung|kontakt|kunde|fehlt|steuer)\b")
UMLAUT_WORD = re.compile(r"[^\W\d_]*[äöüßÄÖÜ][^\W\d_]*")
# What HERO and lexoffice call their things, and what is written into them, is data of theirs; the sandbox plays both.
DATA_ROOMS = {"Sources/Hero", "Sources/Lexoffice", "Sources/Bookkeeping", "Sources/Sandbox"}
# What people see in the address bar is German: addresses and names of fields, which are small and ASCII. In a template only what stands
# between the tags is read.
PAGES, TEMPLATES = "Sources/Console/", "Sources/Console/Templates/"
ADDRESS = re.compile(r"(?:[a-z0-9/?=&#._-]+|\s)+")
MARKUP = re.compile(r"\{\{[^{}]*\}\}|<[^<>]*>")
WORDING = re.compile(r"\bWording\s*\(")


def is_address(text):
    """One word, or parts of an address around what is filled in."""
    parts = text.split()
    return ADDRESS.fullmatch(text) is not None and (len(parts) == 1 or all(re.search("[/?=&]", part) for part in parts))


def words(swift):
    if not swift.path.startswith("Sources/") or is_words(swift.path):
        return
    lines = {swift.line(match.start()) for match in WORDING.finditer(swift.code)}
    advice = "move the sentence to Wording and name it here"
    for line in sorted(lines):
        yield Finding("words", swift.path, line, f"a sentence for people is made outside Wording: {advice}")
    if swift.room in DATA_ROOMS:
        return
    for line, text in swift.literals:
        if swift.path.startswith(TEMPLATES):
            # A tag of the template may stand inside a tag of HTML.
            text = MARKUP.sub(" ", MARKUP.sub(" ", text))
        elif swift.path.startswith(PAGES) and is_address(text):
            continue
        near = any(one <= line <= one + 3 for one in lines)
        # A letter alone is no word.
        found = [word for word in UMLAUT_WORD.findall(text) if len(word) > 1] or GERMAN.findall(text)
        if found and not near:
            yield Finding("words", swift.path, line, f"German ({found[0]}) outside Wording: {advice}")


# MARK: what is never called

MONEY_ROOMS = {"Sources/Bookkeeping", "Sources/Persistence", "Sources/Reconciliation", "Sources/Ledger"}
# An executable prints in one place.
TERMINALS = {"Terminal.swift", "main.swift"}
FORBIDDEN = (
    (re.compile(r"\btry!"), "try! ends the program: handle the error"),
    (re.compile(r"\bas!"), "as! ends the program: use as? and handle nil"),
    (re.compile(r"\b(fatalError|preconditionFailure)\b"), "ends the program: throw, or make the state impossible"),
    (
        re.compile(r"(?<!\btry)(?<!\bas)(?<=[\w)\]}\"`?>])!(?![=\w])"),
        "force unwrap ends the program: unwrap with guard let, in tests with #require",
    ),
)
# The helpers that wait for a condition, and the fuzzer, a program that watches others and has one target that hangs on purpose.
WAITING_ROOMS = {"Tests/TestSupport", "Tests/Fuzz"}
# `time.sleep` of a clock that tests turn by hand is none.
SLEEP = re.compile(r"\b(Task\s*\.\s*sleep|Thread\s*\.\s*sleep|usleep|nanosleep|(?<![.\w])sleep)\s*\(")
PRINT = re.compile(r"(?<![\w.])(?:debugPrint|print|dump)\s*\(")
BINARY = re.compile(r"\b(Double|Float|Float16|Float32|Float64|CGFloat)\b")
UNCHECKED = re.compile(r"@unchecked\b|\bnonisolated\(unsafe\)|\bunowned\(unsafe\)")
LATER = re.compile(r"\b(TODO|FIXME|XXX)\b")


def forbidden(swift):
    in_sources, in_tests = swift.path.startswith("Sources/"), swift.path.startswith("Tests/")
    name = pathlib.PurePosixPath(swift.path).name
    rules = list(FORBIDDEN) if in_sources or in_tests else []
    if in_sources and name not in TERMINALS:
        rules.append((PRINT, "prints past the terminal: say it through Terminal"))
    if swift.room in MONEY_ROOMS:
        rules.append((BINARY, "a binary fraction where money is: use Cents, ExactDecimal or Int64"))
    if in_tests and swift.room not in WAITING_ROOMS:
        rules.append((SLEEP, "a test sleeps: wait for what it waits for, with the helpers of TestSupport"))
    for pattern, advice in rules:
        for match in pattern.finditer(swift.code):
            before = swift.code[max(0, match.start() - 5):match.start()]
            if not before.endswith("func "):
                yield Finding("forbidden", swift.path, swift.line(match.start()), f"{match[0].rstrip('( ')}: {advice}")
    for match in UNCHECKED.finditer(swift.code):
        line = swift.line(match.start())
        if len(said(swift, line).split()) < 5:
            yield Finding("forbidden", swift.path, line, f"{match[0]} without a proof: say in a comment beside it why it is safe")


def said(swift, line):
    """The comment on the line, and the comments directly above and below."""
    text = swift.comments.get(line, "")
    above = line - 1
    while above in swift.comments or (above > 0 and swift.lines[above - 1].lstrip().startswith("@")):
        text += " " + swift.comments.get(above, "")
        above -= 1
    below = line + 1
    while below in swift.comments and not swift.code.split("\n", below)[below - 1].strip():
        text += " " + swift.comments[below]
        below += 1
    return text


TRY = re.compile(r"\btry\?")


def silent_tries(swift):
    """`try?` makes nothing of an error; the comment on its line, or above it and its neighbours, says why nothing is right."""
    if not swift.path.startswith("Sources/"):
        return
    lines = [swift.line(match.start()) for match in TRY.finditer(swift.code)]
    for line in lines:
        above = line - 1
        while above in lines and above not in swift.comments:
            above -= 1
        if line not in swift.comments and above not in swift.comments:
            yield Finding("try?", swift.path, line, "try? without a reason: handle the error, or say why it does not matter")


# MARK: the form of the text

CODE = (".swift", ".py", ".sh", ".h")
# Bytes recorded from others, and inputs of the fuzzer.
RECORDED = ("Tests/Fixtures/", "Tests/Fuzz/Seeds/")


def is_code(path, text):
    return path.endswith(CODE) or text.startswith("#!")


def comments_of(path, text):
    """(line, comment) of a script."""
    if path.endswith(".py"):
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]
    found = (re.search(r"(?:^|\s)#.*", line) for line in text.split("\n"))
    return [(number, match[0]) for number, match in enumerate(found, 1) if match]


def form(path, text, swift=None):
    if path.startswith(RECORDED):
        return
    comments = swift.comments.items() if swift else comments_of(path, text) if is_code(path, text) else ()
    for line, comment in comments:
        if match := LATER.search(comment):
            yield Finding("form", path, line, f"{match[0]}: do it, or open an issue")
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip() and not path.endswith(".tsv"):
            yield Finding("form", path, number, "white space at the end of the line: take it away")
        if "\t" in line and is_code(path, text):
            yield Finding("form", path, number, "a tab: indent with spaces")
        if len(line) > LINE_LENGTH and is_code(path, text) and not is_words(path) and not (swift and number in swift.quoted):
            yield Finding("form", path, number, f"{len(line)} characters, more than {LINE_LENGTH}: break the line")
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield Finding("form", path, text.count("\n") + 1, "a text file ends with exactly one line break")
