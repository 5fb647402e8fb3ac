"""No dead declaration: what is declared is named somewhere else, within reach of its access level.

Judged by names, so what shares its name with something in use counts as used; what is reported is named nowhere.
"""
import collections
import re

from style_blocks import TYPES
from style_source import Finding

CHANNEL = {
    "InboundIn", "InboundOut", "OutboundIn", "OutboundOut", "channelRead", "channelReadComplete", "channelActive", "channelInactive",
    "errorCaught", "userInboundEventTriggered", "write", "flush", "close", "handlerAdded", "handlerRemoved",
}
# What a protocol of others asks for is called by others. Only protocols whose requirements appear here excuse a name.
WITNESSES = {
    "CustomStringConvertible": {"description"},
    "CustomReflectable": {"customMirror"},
    "CustomDebugStringConvertible": {"debugDescription"},
    "CustomTestStringConvertible": {"testDescription"},
    "LocalizedError": {"errorDescription", "failureReason", "recoverySuggestion"},
    "Hashable": {"hash", "hashValue"},
    "CodingKey": {"stringValue", "intValue"},
    "Codable": {"CodingKeys", "encode"},
    "Decodable": {"CodingKeys"},
    "Encodable": {"CodingKeys", "encode"},
    "RawRepresentable": {"rawValue", "RawValue"},
    "CaseIterable": {"allCases", "AllCases"},
    "Identifiable": {"id", "ID"},
    "Sequence": {"makeIterator", "Iterator", "Element", "underestimatedCount"},
    "IteratorProtocol": {"next", "Element"},
    "AsyncSequence": {"makeAsyncIterator", "AsyncIterator", "Element", "Failure"},
    "AsyncIteratorProtocol": {"next", "Element", "Failure"},
    "Collection": {"startIndex", "endIndex", "index", "Index", "Element"},
    "RandomNumberGenerator": {"next"},
    "ParsableArguments": {"validate"},
    "ParsableCommand": {"configuration", "validate", "run"},
    "AsyncParsableCommand": {"configuration", "validate", "run"},
    "ExpressibleByArgument": {"defaultValueDescription", "allValueStrings", "defaultCompletionKind"},
    "EnumerableFlag": {"name", "help"},
    "Service": {"run"},
    "LogHandler": {"log", "metadata", "metadataProvider", "logLevel"},
    "TaskExecutor": {"enqueue"},
    "TestTrait": {"prepare", "isRecursive", "comments"},
    "SuiteTrait": {"prepare", "isRecursive", "comments"},
    "TestScoping": {"provideScope", "scopeProvider"},
    "ChannelDuplexHandler": CHANNEL,
    "ChannelInboundHandler": CHANNEL,
    "ChannelOutboundHandler": CHANNEL,
    "RemovableChannelHandler": CHANNEL,
    "RequestContext": {"coreContext", "maxUploadSize"},
    "HTTPResponder": {"respond", "Context"},
    "TransactionObserver": {"observes", "databaseDidChange", "databaseWillCommit", "databaseDidCommit", "databaseDidRollback"},
    "BuildToolPlugin": {"createBuildCommands"},
    "MustacheParent": {"child"},
}
RAW = {"String", "Int", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Character", "CodingKey"}
# A case of these is made from a text or from the list of all of them, without its name.
MADE_BY_VALUE = RAW | {"CaseIterable", "Codable", "Decodable", "EnumerableFlag"}
# Who is compared, written or shown as a whole uses each of its stored properties.
TAKEN_WHOLE = {"Hashable", "Equatable", "Comparable", "Encodable", "Codable", "Error"}
# The language calls these without their name.
UNSPOKEN = {
    "main", "_", "operator", "callAsFunction", "wrappedValue", "projectedValue", "appendInterpolation", "appendLiteral", "buildBlock",
    "buildExpression", "buildOptional", "buildEither", "buildArray",
}
SEAM = re.compile(r"\b(tests?|rehearsals?)\b")
ENTRANCES = {"Test", "Suite", "main", "_cdecl", "objc"}
# The sandbox is there for tests and rehearsals.
PROGRAM, SANDBOX = ("Sources/", "StateCharts"), "Sources/Sandbox"
EMITTERS = "Sources/StateChartCompiler/Emitters/"
# The text of a template names what it shows: {{page.name}}, {{#isOpen}}, {{t.word}}.
TEMPLATES = "Sources/Console/Templates/"
TAG = re.compile(r"\{\{[#^/]?\s*([\w.]+)\s*(?:\([\w.]*\))?\s*\}\}")
WORD = re.compile(r"[^\W\d]\w*")


class Uses:
    """How often each name is used, by file, by module, and in the tests."""

    def __init__(self, outlines):
        self.files, self.rooms = {}, collections.defaultdict(collections.Counter)
        for outline in outlines:
            names = collections.Counter(name + "=" if is_write else name for name, is_write in outline.uses)
            if outline.swift.path.startswith(EMITTERS):
                # The emitters write Swift: their strings use what the charts' module declares.
                for _, words in outline.swift.literals:
                    self.rooms["StateCharts"].update(WORD.findall(words))
            if outline.swift.path.startswith(TEMPLATES):
                for _, words in outline.swift.literals:
                    names.update(part for tag in TAG.findall(words) for part in tag.split("."))
            self.files[outline.swift.path] = names
            self.rooms[outline.swift.room].update(names)
        self.sources, self.tests = collections.Counter(), collections.Counter()
        for room, names in self.rooms.items():
            (self.tests if room.startswith("Tests/") else self.sources).update(names)

    def of(self, swift, declaration, is_asked_for):
        """(in the program, in tests), as far as the access level reaches; what a protocol of ours asks for is called through it."""
        is_test = swift.path.startswith("Tests/")
        sources, tests = self.sources, self.tests
        if not is_asked_for and declaration.is_private:
            sources = tests = self.files[swift.path]
        elif not is_asked_for and not declaration.is_wide:
            sources, tests = self.rooms[swift.room], self.rooms[swift.room] if is_test else self.tests
        program = 0 if is_test and not is_asked_for else self.count(sources, declaration)
        return program, 0 if declaration.is_private and not is_test else self.count(tests, declaration)

    def beyond(self, swift, declaration):
        """In the program, outside its own file: there each word of a page is named once, where its two languages stand."""
        return self.sources[declaration.name] - self.files[swift.path][declaration.name]

    @staticmethod
    def count(names, declaration):
        """A stored property that is only ever assigned is of no use."""
        is_stored = declaration.kind in ("let", "var") and not declaration.is_computed
        return names[declaration.name] + (0 if is_stored else names[declaration.name + "="])


class Family:
    """What each type conforms to, by its name, through the types and protocols of the tree."""

    def __init__(self, outlines):
        self.direct, self.asked = collections.defaultdict(set), collections.defaultdict(set)
        for outline in outlines:
            for block in outline.blocks:
                if block.kind in TYPES:
                    self.direct[block.name].update(block.inherited)
            for declaration in outline.declarations:
                if declaration.owner is not None and declaration.owner.kind == "protocol":
                    self.asked[declaration.owner.name].add(declaration.name)

    def asks_for(self, declaration):
        owner = declaration.owner
        return owner is not None and owner.kind in TYPES and any(declaration.name in self.asked[one] for one in self.of(owner.name))

    def is_words(self, owner):
        """The words of one page; a list looked up by what the journal says is another protocol."""
        return "WordList" in self.direct[owner.name]

    def of(self, name):
        seen, waiting = set(), [name]
        while waiting:
            for parent in self.direct.get(waiting.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return seen


def suites(outline):
    """The types that hold tests: nobody names them."""
    found = set()
    for declaration in outline.declarations:
        owner = declaration.owner
        while "Test" in declaration.attributes and owner is not None:
            found.add(owner.name)
            owner = owner.parent
    return found


def is_excused(declaration, family, tests):
    if ENTRANCES & set(declaration.attributes) or "override" in declaration.modifiers or declaration.name in UNSPOKEN:
        return True
    if declaration.kind in TYPES and declaration.name in tests:
        return True
    owner = declaration.owner
    if owner is None or owner.kind not in TYPES:
        return False
    parents = family.of(owner.name)
    if declaration.kind == "case":
        # A page's word is named by a template, as {{t.word}}, or by the page.
        return bool(parents & MADE_BY_VALUE) and not family.is_words(owner)
    if declaration.kind in ("let", "var") and not declaration.is_computed and parents & TAKEN_WHOLE:
        return True
    return any(declaration.name in WITNESSES.get(parent, ()) for parent in parents)


def is_seam(swift, declaration):
    """Its comment, or that of the type around it, says that it is there for tests."""
    offsets = [declaration.offset] + ([declaration.owner.start] if declaration.owner else [])
    for line in map(swift.line, offsets):
        said = swift.comments.get(line, "")
        while line > 1 and (line - 1 in swift.comments or swift.lines[line - 2].lstrip().startswith("@")):
            line -= 1
            said += " " + swift.comments.get(line, "")
        if SEAM.search(said):
            return True
    return False


def dead(outlines):
    """(findings, what only tests use)"""
    uses, family = Uses(outlines), Family(outlines)
    findings, tested = [], []
    for outline in outlines:
        swift, tests = outline.swift, suites(outline)
        for declaration in outline.declarations:
            if is_excused(declaration, family, tests):
                continue
            program, test = uses.of(swift, declaration, family.asks_for(declaration))
            if declaration.kind == "case" and family.is_words(declaration.owner):
                program, test = uses.beyond(swift, declaration), 0
            line, what = swift.line(declaration.offset), f"{declaration.kind} {declaration.name}"
            if program + test == 0:
                findings.append(Finding("dead", swift.path, line, f"{what} is used nowhere: delete it"))
            elif program == 0 and swift.room.startswith(PROGRAM) and swift.room != SANDBOX and not is_seam(swift, declaration):
                advice = f"{what} is used by tests alone: delete it, or move it to them"
                tested.append(Finding("only-tests", swift.path, line, advice))
    return findings, tested
