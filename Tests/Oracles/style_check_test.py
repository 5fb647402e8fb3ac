#!/usr/bin/env python3
"""The style check against small trees: for each rule one that must be found, and a counterpart that must not.

    python3 Tests/Oracles/style_check_test.py
"""
import pathlib
import tempfile
import unittest

import style_arrows
import style_switch
from style_blocks import Outline
from style_check import check
from style_source import Swift, Tree

UNUSED = "dead"


def judge(files):
    """[(rule, path, line)] for a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            place = pathlib.Path(folder) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        tree = Tree(folder)
        return [(one.rule, one.path, one.line) for one in check(tree, [Outline(swift) for swift in tree.swift])]


class StyleTest(unittest.TestCase):
    def found(self, rule, path, text, line, **others):
        """Exactly one finding of the rule in `path`; the other rules may have theirs."""
        files = {path: text, **{key.replace("__", "/") + ".swift": value for key, value in others.items()}}
        hits = [one for one in judge(files) if one[0] == rule]
        self.assertEqual(hits, [(rule, path, line)])

    def quiet(self, rule, path, text, **others):
        files = {path: text, **{key.replace("__", "/") + ".swift": value for key, value in others.items()}}
        self.assertEqual([one for one in judge(files) if one[0] == rule], [])


class Lexing(unittest.TestCase):
    def code(self, text):
        swift = Swift("Sources/A/a.swift", text)
        self.assertEqual(len(swift.code), len(text))
        return swift.code

    def test_words_and_comments_are_blank(self):
        self.assertEqual(self.code('a("x{") // b'), 'a("  ")     ')
        self.assertEqual(self.code("a /* b /* c */ d */ e").split(), ["a", "e"])

    def test_interpolations_stay(self):
        self.assertIn("(name + (b))", self.code(r'"x \(name + (b)) y"'))
        self.assertIn("name", self.code(r'"a \(f("b \(name)")) c"'))
        self.assertNotIn("name", self.code(r'#"a \(name)"#'))
        self.assertIn("name", self.code(r'#"a \#(name)"#'))

    def test_quotes_in_strings(self):
        self.assertEqual(self.code(r'"a\"b" + c').split()[-1], "c")
        self.assertEqual(self.code('"""\n "a" // b\n """ + c').split()[-1], "c")
        self.assertEqual(self.code(r'#"a"b\"# + c').split()[-1], "c")


class Sizes(StyleTest):
    def test_function(self):
        body = "    work()\n" * 59
        self.found("size", "Sources/A/a.swift", "func f() {\n" + body + "}\n", 1)
        self.quiet("size", "Sources/A/a.swift", "func f() {\n" + body[:-11] + "}\n")
        self.quiet("size", "Sources/Wording/a.swift", "func f() {\n" + body + "}\n")
        self.found("size", "Sources/A/a.swift", "struct A {\n    var x: Int {\n" + body + "    }\n}\n", 2)
        self.quiet("size", "Sources/A/a.swift", "struct A {\n    init() {\n    }\n" + "    let a = 1\n" * 70 + "}\n")

    def test_file(self):
        self.found("size", "Sources/A/a.swift", "import B\n" * 401, 401)
        self.quiet("size", "Sources/A/a.swift", "import B\n" * 400)
        self.quiet("size", "Sources/Wording/Words.swift", "import B\n" * 401)
        self.found("size", "Tests/Oracles/a.py", "import b\n" * 401, 401)
        self.found("size", ".ci/run", "#!/bin/sh\n" + "true\n" * 400, 401)

    def test_python_function(self):
        self.found("size", "Tests/a.py", "def f():\n" + "    f()\n" * 60, 1)
        self.quiet("size", "Tests/a.py", "def f():\n" + "    f()\n" * 59)


class Dead(StyleTest):
    def test_every_kind(self):
        for text in (
            "func lost() {}\n", "let lost = 1\n", "struct Lost {}\n", "typealias Lost = Int\n", "package enum Lost {}\n",
            "protocol Lost {}\n", "private var lost: Int { 1 }\n",
        ):
            self.found(UNUSED, "Sources/A/a.swift", text, 1)
        self.found(UNUSED, "Sources/A/a.swift", "enum Used {\n    case lost\n}\nlet _ = Used.self\n", 2)

    def test_uses(self):
        for use in ("kept()", 'print("\\(kept())")', "let _ = kept", "map(\\.kept)", "if let kept { }"):
            self.quiet(UNUSED, "Sources/A/a.swift", f"func kept() {{}}\nfunc _() {{ {use} }}\n")

    def test_what_is_no_use(self):
        for text in ("// lost()", 'let _ = "lost"', "let _ = f(lost: 1)", "let _ = f(lost thing: Int)", "let _ = x.other"):
            self.found(UNUSED, "Sources/A/a.swift", f"func lost() {{}}\n{text}\n", 1)
        stored = "struct A {\n    var lost = 0\n    mutating func _() { lost += 1 }\n}\nlet _ = A.self\n"
        self.found(UNUSED, "Sources/A/a.swift", stored, 2)

    def test_reach(self):
        use = "let _ = kept\n"
        self.quiet(UNUSED, "Sources/A/a.swift", "let kept = 1\n", Sources__A__b=use)
        self.found(UNUSED, "Sources/A/a.swift", "let kept = 1\n", 1, Sources__B__b=use)
        self.quiet(UNUSED, "Sources/A/a.swift", "package let kept = 1\n", Sources__B__b=use)
        self.found(UNUSED, "Sources/A/a.swift", "private let kept = 1\n", 1, Sources__A__b=use)
        cases = "package enum E { case kept }\nlet _ = E.self\n"
        self.quiet(UNUSED, "Sources/A/a.swift", cases, Sources__B__b="let _ = E.kept\n")

    def test_called_by_others(self):
        for text in (
            "struct A: CustomStringConvertible {\n    var description: String { f() }\n}\n",
            "struct A: AsyncParsableCommand {\n    func run() {}\n}\n",
            "enum A: String {\n    case one\n}\n",
            "struct A: Encodable {\n    let one: Int\n}\n",
            "struct A {\n    override func lost() {}\n    static func == (a: A, b: A) -> Bool { f() }\n}\n",
        ):
            self.quiet(UNUSED, "Sources/A/a.swift", text + "let _ = A.self\n")
        plain = "struct A {\n    var description: String { f() }\n}\nlet _ = A.self\n"
        self.found(UNUSED, "Sources/A/a.swift", plain, 2)

    def test_protocol_of_ours(self):
        ask = "package protocol P {\n    func asked()\n}\nfunc _(p: any P) { p.asked() }\n"
        answer = "struct B: P {\n    func asked() {}\n}\nlet _ = B.self\n"
        self.quiet(UNUSED, "Sources/A/a.swift", ask, Sources__B__b=answer)

    def test_tests(self):
        self.quiet(UNUSED, "Tests/T/a.swift", '@Suite struct S {\n    @Test("x", arguments: [1].map { $0 }) func f(x: Int) {}\n}\n')
        self.quiet(UNUSED, "Tests/T/a.swift", "struct S {\n    @Test func f() {}\n}\n")
        self.found(UNUSED, "Tests/T/a.swift", "struct S {\n    @Test func f() {}\n    func lost() {}\n}\n", 3)

    def test_emitted(self):
        emitter = 'let _ = "Table(rows: 1)"\n'
        files = {"Sources__StateChartCompiler__Emitters__e": emitter}
        self.quiet(UNUSED, "StateCharts/a.swift", "struct Table {}\n", **files)

    def test_templates(self):
        """What a template's text names is used; what stands in another string, or beside a tag, is not."""
        view, fields = "struct View {\n    let name: String\n    let isOpen: Bool\n}\n", {2, 3}
        template = 'let one = "{{#page.isOpen}}<b>{{page.name}}</b>{{/page.isOpen}}"\n'

        def dead(place, text):
            hits = judge({"Sources/Console/View.swift": view, place: text})
            return fields & {line for rule, path, line in hits if rule == UNUSED and path == "Sources/Console/View.swift"}

        self.assertEqual(dead("Sources/Console/Templates/A.swift", template), set())
        self.assertEqual(dead("Sources/Console/A.swift", template), fields)
        self.assertEqual(dead("Sources/Console/Templates/A.swift", template.replace("{{page.name}}", "page.name")), {2})

    def test_words_of_pages(self):
        words = "enum AWord: String, WordList {\n    case heading\n    case spare\n    var wording: Int {\n        switch self {\n" \
            "        case .heading: 1\n        case .spare: 2\n        }\n    }\n}\n"
        template = 'let one = "{{t.heading}}"\n'
        hits = judge({"Sources/Wording/A.swift": words, "Sources/Console/Templates/A.swift": template})
        self.assertEqual([line for rule, path, line in hits if rule == UNUSED and path.endswith("Wording/A.swift") and line < 4], [1, 3])

    def test_only_tests(self):
        use = "let _ = kept\n"
        self.found("only-tests", "Sources/A/a.swift", "let kept = 1\n", 1, Tests__T__b=use)
        self.quiet("only-tests", "Sources/A/a.swift", "/// For tests.\nlet kept = 1\n", Tests__T__b=use)
        self.quiet("only-tests", "Sources/Sandbox/a.swift", "package let kept = 1\n", Tests__T__b=use)
        self.quiet("only-tests", "Sources/A/a.swift", "let kept = 1\n", Tests__T__b=use, Sources__A__c=use)


class People(StyleTest):
    def test_words(self):
        self.found("words", "Sources/A/a.swift", 'let _ = "Größe"\n', 1)
        self.found("words", "Sources/A/a.swift", 'let _ = "das ist nicht da"\n', 1)
        self.found("words", "Sources/A/a.swift", 'let _ = Wording("A", "B")\n', 1)
        self.quiet("words", "Sources/A/a.swift", '// Größe\nlet _ = "size" // nicht\n')
        self.quiet("words", "Sources/A/a.swift", 'let _ = "ä"\n')
        self.quiet("words", "Sources/A/a.swift", 'func f(_ w: Wording) { f(w) }\nlet _ = "to die in the mist"\n')

    def test_addresses(self):
        page, template = "Sources/Console/Pages/A.swift", "Sources/Console/Templates/A.swift"
        self.quiet("words", page, 'let a = "belege"\nlet b = "/beleg/\\(b)?von=\\(a)&nach=1"\n')
        self.found("words", page, 'let a = "der beleg fehlt"\n', 1)
        self.found("words", page, 'let a = "Beleg"\n', 1)
        self.found("words", "Sources/Web/Other.swift", 'let a = "/beleg/1"\n', 1)
        self.quiet("words", template, 'let a = "<p{{#von}} id=\\"bei\\"{{/von}}><a href=\\"/beleg/{{nach}}\\">{{t.von}}</a>"\n')
        self.found("words", template, 'let a = "<p>Der Beleg {{page.number}}</p>"\n', 1)

    def test_places(self):
        self.quiet("words", "Sources/Wording/a.swift", 'let _ = Wording("Größe", "size")\n')
        self.found("words", "Sources/M/Report/PaymentWords.swift", 'let _ = Wording("Größe", "size")\n', 1)
        self.quiet("words", "Sources/Hero/a.swift", 'let _ = "Stornorechnung für"\n')
        self.found("words", "Sources/Hero/a.swift", 'let _ = Wording("Größe", "size")\n', 1)
        self.quiet("words", "Tests/T/a.swift", 'let _ = "Größe"\n')


class Defaults(StyleTest):
    def switch(self, arms):
        return "package enum E { case a, b, c }\nfunc f(e: E) -> Int {\n    switch e {\n" + arms + "    }\n}\n"

    def test_found(self):
        text = self.switch("    case .a: 1\n    default: 2\n")
        for path in ("Sources/A/DocumentStatus.swift", "Sources/Wording/a.swift", *(room + "a.swift" for room in style_switch.ROOMS)):
            self.found("default", path, text, 5)
        self.found("default", "Sources/Telemetry/a.swift", self.switch("    case .a: 1\n    case _: 2\n"), 5)

    def test_quiet(self):
        self.quiet("default", "Sources/A/a.swift", self.switch("    case .a: 1\n    default: 2\n"))
        for arms in (
            "    case .a, .b: 1\n    case .c: 2\n", "    case .foreign: 1\n    default: 2\n", "    case 1...3: 1\n    default: 2\n",
            '    case "a": 1\n    default: 2\n', "    case (.a, 1): 1\n    default: 2\n",
        ):
            self.quiet("default", "Sources/Telemetry/a.swift", self.switch(arms))

    def test_rooms(self):
        root = pathlib.Path(__file__).resolve().parents[2]
        self.assertEqual([room for room in style_switch.ROOMS if not (root / room).is_dir()], [])

    def test_charts(self):
        files = {
            "StateCharts/a.scxml": '<state id="ready"/><state id="done"/>\n',
            "Sources/Telemetry/a.swift": "func f() {\n    switch x {\n    case .ready: 1\n    default: 2\n    }\n}\n",
        }
        self.assertIn(("default", "Sources/Telemetry/a.swift", 4), judge(files))


class Forbidden(StyleTest):
    def test_ends(self):
        for text in ("try! f()", "x as! Int", "fatalError()", "preconditionFailure()", "x!.y", "f()!", "let x: Int!", 'URL("a")!'):
            self.found("forbidden", "Sources/A/a.swift", f"func f() {{ {text} }}\n", 1)
            self.found("forbidden", "Tests/T/a.swift", f"func f() {{ {text} }}\n", 1)
        for text in ("a != b", "!a", "try f()", "x as? Int", '"try! x!"', "f(!a, !b)", "a && !b"):
            self.quiet("forbidden", "Sources/A/a.swift", f"func f() {{ {text} }}\n")

    def test_prints(self):
        self.found("forbidden", "Sources/A/a.swift", "func f() { print(1) }\n", 1)
        self.quiet("forbidden", "Sources/A/a.swift", "func f() { Terminal.print(1) }\n")
        self.quiet("forbidden", "Sources/A/Terminal.swift", "func f() { print(1) }\n")
        self.quiet("forbidden", "Tests/T/a.swift", "func f() { print(1) }\n")

    def test_fractions(self):
        self.found("forbidden", "Sources/Bookkeeping/a.swift", "let a: Double = 1\n", 1)
        self.quiet("forbidden", "Sources/Bookkeeping/a.swift", "// Double\nlet a: Int = 1\n")
        self.quiet("forbidden", "Sources/Telemetry/a.swift", "let a: Double = 1\n")

    def test_sleeps(self):
        for text in ("Task.sleep(for: x)", "usleep(3)", "sleep(1)", "Thread.sleep(forTimeInterval: 1)"):
            self.found("forbidden", "Tests/T/a.swift", f"func f() {{ {text} }}\n", 1)
            self.quiet("forbidden", "Tests/TestSupport/a.swift", f"func f() {{ {text} }}\n")
        self.quiet("forbidden", "Tests/T/a.swift", "func f() { time.sleep(milliseconds: 1) }\nfunc sleep() {}\n")

    def test_proof(self):
        bare = "final class A: @unchecked Sendable {}\n"
        self.found("forbidden", "Sources/A/a.swift", bare, 1)
        self.found("forbidden", "Sources/A/a.swift", "/// A box.\n" + bare, 2)
        self.quiet("forbidden", "Sources/A/a.swift", "/// One thread alone ever touches it.\n" + bare)
        self.quiet("forbidden", "Sources/A/a.swift", bare[:-2] + "\n    // One thread alone ever touches it.\n}\n")

    def test_silent_try(self):
        self.found("try?", "Sources/A/a.swift", "func f() {\n    try? g()\n}\n", 2)
        self.quiet("try?", "Sources/A/a.swift", "func f() {\n    // It is gone anyway.\n    try? g()\n}\n")
        self.quiet("try?", "Sources/A/a.swift", "func f() {\n    try? g()  // It is gone anyway.\n}\n")
        self.quiet("try?", "Sources/A/a.swift", "func f() {\n    // Both are gone anyway.\n    try? g()\n    try? h()\n}\n")
        self.found("try?", "Sources/A/a.swift", "func f() {\n    // It is gone anyway.\n    try? g()\n    h()\n    try? i()\n}\n", 5)
        self.quiet("try?", "Tests/T/a.swift", "func f() {\n    try? g()\n}\n")


class Form(StyleTest):
    def test_later(self):
        mark = "TO" + "DO"
        self.found("form", "Sources/A/a.swift", f"// {mark}: x\n", 1)
        self.quiet("form", "Sources/A/a.swift", f'let _ = "{mark}"\n')
        self.found("form", "Tests/a.py", f"a = 1  # {mark}\n", 1)
        self.quiet("form", "Tests/a.py", f"a = '# {mark}'\n")

    def test_lines(self):
        self.found("form", "Sources/A/a.swift", "// " + "x" * 138 + "\n", 1)
        self.quiet("form", "Sources/A/a.swift", "// " + "ü" * 137 + "\n")
        self.quiet("form", "README.md", "x" * 200 + "\n")
        self.quiet("form", "Sources/A/a.swift", 'let _ = """\n    ' + "x" * 150 + '\n    """\n')

    def test_white_space(self):
        for path in ("Sources/A/a.swift", "README.md", "a.yml"):
            self.found("form", path, "import A \n", 1)
            self.quiet("form", path, "import A\n")
        self.found("form", ".ci/run", "#!/bin/sh\n\ttrue\n", 2)
        self.quiet("form", "a.tsv", "a\t\n")
        self.quiet("form", "Tests/Fuzz/Seeds/a", "a \n\n")

    def test_end(self):
        self.found("form", "a.md", "a", 1)
        self.found("form", "a.md", "a\n\n", 3)
        self.quiet("form", "a.md", "a\n")


class Events(StyleTest):
    CHART = """<scxml name="lamp">
  <x:events>
    <x:event name="op.on" says=""/>
    <x:event name="reply.lookupNone" says=""/>
  </x:events>
</scxml>
"""

    def judged(self, text):
        found = judge({"StateCharts/lamp.scxml": self.CHART, "Sources/A/a.swift": text})
        return [line for rule, path, line in found if rule == "unfed" and path == "StateCharts/lamp.scxml"]

    def test_fed(self):
        self.assertEqual(self.judged("feed(LampChart.self, .opOn, .replyLookupNone)\n"), [])
        self.assertEqual(self.judged("let first = [LampEvent.opOn]\nfeed(first, LampEvent.replyLookupNone)\n"), [])

    def test_unfed(self):
        self.assertEqual(self.judged("feed(LampChart.self, .opOn)\n"), [4])
        self.assertEqual(self.judged("feed(OtherChart.self, .opOn, .replyLookupNone)\n"), [3, 4])
        self.assertEqual(self.judged("// .opOn\nlet _ = LampEvent.replyLookupNoneSettled\n"), [3, 4])

    def test_asking_is_not_feeding(self):
        self.assertEqual(self.judged("if last == LampEvent.opOn.rawValue { feed(.replyLookupNone) }\n"), [3])
        self.assertEqual(self.judged("switch event as LampEvent {\ncase .opOn: feed(.replyLookupNone)\n}\n"), [3])
        self.assertEqual(self.judged("if event == .opOn { feed(LampChart.self, .replyLookupNone) }\n"), [3])


class Arrows(unittest.TestCase):
    def test_upward(self):
        low, high = "Sources/Reconciliation/Rows/a.swift", "Sources/Reconciliation/Judge/b.swift"
        uses, is_used = "struct A { var one: B }\n", "struct B { var two: Int }\n"
        self.assertIn(("upward", "Sources/Reconciliation", 1), judge({low: uses, high: is_used}))
        self.assertNotIn(("upward", "Sources/Reconciliation", 1), judge({high: uses, low: is_used}))
        self.assertIn(("upward", "Sources/Reconciliation", 1), judge({high: uses, "Sources/Reconciliation/New/c.swift": is_used}))

    def test_circles(self):
        texts = {
            "One/a": "struct A {}\nlet _ = B.self\n", "Two/b": "struct B {}\nlet _ = A.self\n", "Three/c": "struct C {}\nlet _ = A.self\n",
        }
        outlines = [Outline(Swift(f"Sources/M/{name}.swift", text)) for name, text in texts.items()]
        found = style_arrows.arrows(outlines, "Sources/M")
        self.assertEqual(sorted(found), [("One", "Two"), ("Three", "One"), ("Two", "One")])
        self.assertEqual(style_arrows.circles(found), [["One", "Two"]])


if __name__ == "__main__":
    unittest.main()
