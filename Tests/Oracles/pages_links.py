"""Paths, links, anchors and codes of pages: what is named exists."""
import pathlib
import re
import shutil
import subprocess
import tempfile

from pages_model import ROOMS, SHIPPED, named

README = "README.md"
README_LINES = 150
ONE_LINERS = ("install", "tests")
# Asked for by the tests of a package, and run there as they stand.
ADMINISTRATOR_BLOCKS = ("backup", "restore")
# The one reference page whose metrics are ours.
CONTRACT = "contract.md"
ADMINISTRATOR = "systemd/README.md"


def expanded(span):
    """`a.{b,c}` as `a.b` and `a.c`."""
    braces = re.search(r"\{([^{}]*)\}", span)
    if not braces:
        return [span]
    return [part for choice in braces[1].split(",") for part in expanded(span.replace(braces[0], choice, 1))]


def exists(tree, path):
    if "*" in path:
        return any(True for _ in tree.glob(path.rstrip("/")))
    return (tree / path).exists()


def check_paths(page):
    """A code span that begins with a folder of the top level is a path from there."""
    for number, span in page.code():
        if span.split("/")[0] not in ROOMS or "/" not in span or re.search(r"[ <>…]", span):
            continue
        for path in expanded(span):
            if not exists(page.tree, path):
                page.fail(number, f"{path} does not exist")


def check_links(page, book):
    """Links are relative to the page that has them; anchors are headings of the page they lead to."""
    by_path = {other.path.resolve(): other for other in book}
    for number, line in page.prose.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", line)):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            there = (page.path.parent / path).resolve() if path else page.path.resolve()
            if not there.exists():
                page.fail(number, f"{target} does not exist")
            elif anchor and (there not in by_path or anchor not in by_path[there].anchors()):
                page.fail(number, f"there is no section {target}")
            elif page.is_shipped and not there.is_relative_to((page.tree / SHIPPED).resolve()):
                page.fail(number, f"{target} leads out of what the package installs")


def check_codes(book):
    """Reason codes, variables, metrics and the like, as the program spells them; on pages for people, not on reference pages."""
    tree = book[0].tree
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((tree / "Sources").rglob("*.swift")))
    known = set(re.findall(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+", source))
    fields = next((tree / "Sources").rglob("LogField.swift")).read_text(encoding="utf-8")
    for names in re.findall(r"^    case (.*)$", fields, re.M):
        known |= {"RECONCILE_" + name.strip().upper() for name in names.split(",")}
    # What tests and the scripts of CI take from their environment.
    for path in sorted((tree / "Tests").rglob("*.swift")):
        known |= set(re.findall(r'(?:environment\[|number\()"([A-Z_]+)"', path.read_text(encoding="utf-8")))
    for path in sorted((tree / ".ci").iterdir()):
        if path.is_file() and path.suffix != ".md":
            known |= set(re.findall(r"\$\{?([A-Z][A-Z_]+)", path.read_text(encoding="utf-8")))
    metrics = set(re.findall(r"reconcile_[a-z_]+", source))
    for page in book:
        for number, span in page.code():
            for code in re.findall(r"(?<![\w$.-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])", span):
                if code not in known and not page.is_reference:
                    page.fail(number, f"{code} occurs nowhere in the program")
            for metric in re.findall(r"(?<![\w/.-])reconcile_[a-z_]+(?![\w.-])", span):
                if metric not in metrics and (not page.is_reference or page.path.name == CONTRACT):
                    page.fail(number, f"there is no metric {metric}")


def check_one_liners(book):
    """What CI and the tests of the package read out of a page: one block, and for CI one line."""
    for name, page in [(name, named(book, README)) for name in ONE_LINERS] + [
        (name, named(book, ADMINISTRATOR)) for name in ADMINISTRATOR_BLOCKS
    ]:
        blocks = [block for block in page.blocks if block[3] == f"<!-- command: {name} -->"]
        if len(blocks) != 1 or blocks[0][0] != "sh":
            page.fail(1, f"there must be one sh block after <!-- command: {name} -->")
        elif name in ONE_LINERS and (len(blocks[0][2]) != 1 or not blocks[0][2][0].strip() or blocks[0][2][0].endswith("\\")):
            page.fail(blocks[0][1], f"the {name} command must be one line")


def check_lengths(book):
    page = named(book, README)
    if len(page.lines) > README_LINES:
        page.fail(README_LINES + 1, f"{len(page.lines)} lines; {README_LINES} are enough for whoever looks in")


def check_package(book):
    """Every page for users is in the package and lies there as it lies here; the package is laid out to see it."""
    tree = book[0].tree
    page = named(book, ADMINISTRATOR)
    with tempfile.TemporaryDirectory() as root:
        # Any program will do: what it says is not looked at.
        subprocess.run([tree / "systemd/debian/stage", shutil.which("true"), root], check=True, capture_output=True, timeout=60)
        for path in [tree / ADMINISTRATOR, *sorted((tree / SHIPPED / "doc").iterdir())]:
            name = path.relative_to(tree / SHIPPED).as_posix()
            shipped = pathlib.Path(root, "usr/share/doc/reconcile", name)
            if not shipped.is_file() or shipped.read_bytes() != path.read_bytes():
                page.fail(1, f"the package does not ship {name}")
