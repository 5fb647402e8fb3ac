"""The blocks of a Swift file, what is declared in them, and which names are used: by tokens, without types."""
import re

TOKEN = re.compile(r"`\w+`|[@#$]\w+|[^\W\d]\w*|\d\w*(?:\.\d\w*)?|->|[{}()\[\].,:;=?]")
WRITE = re.compile(r"\s*(?:[-+*/|&]|<<|>>)?=(?!=)")
TYPES = {"struct", "class", "enum", "protocol", "extension", "actor"}
ACCESS = {"private", "fileprivate", "internal", "package", "public", "open"}
WIDE = {"package", "public", "open"}
MODIFIERS = ACCESS | {
    "static", "final", "lazy", "mutating", "nonmutating", "override", "indirect", "required", "convenience", "weak", "unowned",
    "nonisolated", "consuming", "borrowing", "dynamic", "optional", "isolated", "distributed", "prefix", "postfix", "infix",
}
ACCESSORS = {"get", "set", "willSet", "didSet"}
DECLARING = TYPES | {"func", "var", "let", "case", "init", "deinit", "subscript", "typealias", "associatedtype"}
KEYWORDS = DECLARING | MODIFIERS | ACCESSORS | {
    "if", "else", "guard", "switch", "for", "in", "while", "repeat", "return", "throw", "throws", "try", "await", "async", "do", "catch",
    "where", "is", "as", "any", "some", "inout", "import", "self", "Self", "super", "nil", "true", "false", "default", "break",
    "continue", "defer", "fallthrough", "rethrows", "_",
}
NAMING = DECLARING - {"init", "deinit", "subscript", "case"}
# Words that are a name wherever no declaration follows.
RESERVED = KEYWORDS - MODIFIERS - ACCESSORS
CLOSING = {")": "(", "]": "[", "}": "{"}


class Block:
    def __init__(self, kind, name, start, parent):
        self.kind, self.name, self.start, self.parent = kind, name, start, parent
        self.end = None
        self.is_private = parent is not None and parent.is_private
        self.is_wide = False
        self.inherited = []  # the names after the colon of a type
        self.cases = []  # offsets of the `case` of a switch
        self.fallback = None  # offset of its `default`
        self.attributes = []

    @property
    def type_name(self):
        return self.name if self.kind in TYPES else None


class Declaration:
    def __init__(self, kind, name, offset, owner, head):
        self.kind, self.name, self.offset, self.owner = kind, name, offset, owner
        self.attributes, self.modifiers = head
        self.is_private = bool(self.modifiers & {"private", "fileprivate"}) or (owner is not None and owner.is_private)
        self.is_wide = bool(self.modifiers & WIDE)
        if owner is not None and (kind == "case" or owner.kind in ("protocol", "extension")):
            self.is_wide |= owner.is_wide
        self.is_computed = False  # set when a block follows a property


class Outline:
    """One walk over the tokens of a file."""

    def __init__(self, swift):
        self.swift = swift
        self.blocks, self.declarations = [], []
        self.uses = []  # (name, whether it is only assigned there)
        self.tokens = [(match[0], match.start()) for match in TOKEN.finditer(swift.code)]
        self.stack, self.block = [], None
        self.pending = None  # (kind, name, depth, declaration or modifiers): whose block the next brace opens
        self.attributes, self.modifiers = [], set()
        self.in_case = False
        for index in range(len(self.tokens)):
            self.take(index)

    def peek(self, index):
        return self.tokens[index][0] if 0 <= index < len(self.tokens) else ""

    def take(self, index):
        token, offset = self.tokens[index]
        if token in "{([":
            self.open(token, offset, index)
        elif token in CLOSING:
            self.close(token, offset)
        elif token == "=" and self.pending and self.pending[0] in ("var", "let") and len(self.stack) == self.pending[2]:
            self.pending = None
        elif token[0] == "@":
            self.attributes.append(token[1:])
        elif token[0].isalpha() or token[0] in "_`$":
            self.word(index, token, offset)
        self.end_case(token)

    def end_case(self, token):
        """The names of an enum's cases end where anything but a name, its values or a comma stands."""
        if self.in_case and token in (DECLARING - {"case"}) | MODIFIERS | {"}"}:
            self.in_case = False

    def open(self, token, offset, index):
        if token != "{":
            self.stack.append((token, None))
            return
        kind, name, source = "other", None, None
        if self.pending and len(self.stack) == self.pending[2]:
            kind, name, source = self.pending[0], self.pending[1], self.pending[3]
            self.pending = None
        elif self.peek(index - 1) in ACCESSORS:
            kind, name = "accessor", self.peek(index - 1)
        block = Block(kind, name, offset, self.block)
        if kind in TYPES:
            block.attributes, modifiers = source[0], source[1]
            block.inherited = source[2]
            block.is_wide = bool(modifiers & WIDE)
            block.is_private |= bool(modifiers & {"private", "fileprivate"})
        elif isinstance(source, Declaration):
            source.is_computed = True
        self.blocks.append(block)
        self.forget()
        self.stack.append((token, block))
        self.block = block
        self.in_case = False

    def close(self, token, offset):
        while self.stack:
            opened, block = self.stack.pop()
            if block is not None:
                block.end = offset
                self.block = block.parent
            if opened == CLOSING[token]:
                break
        if token == "}":
            self.pending = None
            self.forget()

    def forget(self):
        if not self.stack or self.stack[-1][0] == "{":
            self.attributes, self.modifiers = [], set()

    def head(self):
        head = (self.attributes, self.modifiers)
        self.attributes, self.modifiers = [], set()
        return head

    @property
    def is_direct(self):
        """No parenthesis is open inside the block."""
        return not self.stack or self.stack[-1][0] == "{"

    @property
    def holds_members(self):
        return self.is_direct and (self.block is None or self.block.kind in TYPES)

    def word(self, index, token, offset):
        before = self.peek(index - 1)
        if before == ".":
            return self.use(index, token, offset)
        if token in DECLARING and self.declare(index, token, offset):
            return
        if token in MODIFIERS and self.is_modifier(index, token):
            self.modifiers = self.modifiers | {token}
        elif token == "switch":
            self.pending = ("switch", None, len(self.stack), None)
        elif token == "default" and self.peek(index + 1) == ":" and self.block and self.block.kind == "switch":
            self.block.fallback = offset
        elif self.in_case and before in ("case", ",") and self.is_direct:
            self.add("case", token, offset)
        elif token not in RESERVED and (before not in NAMING or self.is_shorthand(index)):
            self.use(index, token, offset)

    def is_modifier(self, index, token):
        following = self.peek(index + 1)
        if following == "(":
            # `private(set)` says nothing about who reads.
            return False
        return following in DECLARING | MODIFIERS or following[:1] == "@"

    def is_shorthand(self, index):
        """`if let name {` reads what it is named after."""
        return self.peek(index - 1) in ("let", "var") and self.peek(index + 1) in (",", "{", "else") and not self.holds_members

    def use(self, index, token, offset):
        """A label names a parameter, not a declaration."""
        following = self.peek(index + 1)
        label = following == ":" and self.swift.code[offset + len(token)] == ":"
        label = label or (following[:1].isalpha() and following not in KEYWORDS and self.peek(index + 2) == ":")
        if label and self.stack and self.stack[-1][0] == "(" and self.peek(index - 1) != ".":
            return
        name = token.strip("`$")
        self.uses.append((name, bool(WRITE.match(self.swift.code, offset + len(token)))))

    def declare(self, index, token, offset):
        """False when the word is none of its own: `class func`, an identifier called `actor`, a pattern's `case`."""
        name = self.peek(index + 1)
        if token == "case":
            if self.block is None or not self.is_direct:
                return True
            if self.block.kind == "switch":
                self.block.cases.append(offset)
            self.in_case = self.block.kind == "enum"
            if self.in_case:
                self.case_head = self.head()
            return True
        if token in TYPES:
            if not name[:1].isupper() and name[:1] != "`":
                return False
            return self.declare_type(index, token, name)
        if token in ("init", "deinit", "subscript"):
            if not (self.holds_members):
                return False
            self.pending = ("func", token, len(self.stack), None)
            self.head()
            return True
        if not (name[:1].isalpha() or name[:1] in "_`"):
            if token == "func":
                self.pending = ("func", "operator", len(self.stack), None)
                self.head()
            return True
        if token == "func" or self.holds_members:
            declaration = self.add(token, name, self.tokens[index + 1][1])
            if token in ("func", "var", "let"):
                self.pending = (token, name, len(self.stack), declaration)
        return True

    def declare_type(self, index, token, name):
        inherited, at = [], index + 2
        attributes, modifiers = self.attributes, self.modifiers
        while self.peek(at) not in ("{", ""):
            if self.peek(at)[:1].isalpha():
                inherited.append(self.peek(at))
            at += 1
        while token == "extension" and self.peek(index + 2) == ".":
            index, name = index + 2, self.peek(index + 3)
        if token != "extension":
            self.add(token, name, self.tokens[index + 1][1])
        self.head()
        self.pending = (token, name.strip("`"), len(self.stack), (attributes, modifiers, inherited))
        return True

    def add(self, kind, name, offset):
        head = self.case_head if kind == "case" else self.head()
        declaration = Declaration(kind, name.strip("`"), offset, self.block, head)
        self.declarations.append(declaration)
        return declaration
