import Administration
import Bookkeeping
import Persistence
import Testing
import Wording

@testable import Console

/// What is not as our pages write it is refused, by the name of the field.
@Suite struct DecisionFormTests {
    private static let voucher = "11111111-2222-4333-8444-555555555555"
    private static let good = [
        ("id", "0123456789abcdef0123456789abcdef"), ("act", "adopt:\(voucher)"), ("name", "81001"), ("kind", "invoice"), ("key", "81001"),
        ("rev", "3"), ("seen", "locked/sound/blocked/unbooked MISSING_NUMBER"), ("reason", "it is"), ("back", "/klaeren"),
    ]

    private func fields(_ changes: [(String, String?)] = []) -> Fields {
        var pairs = Self.good
        for (name, value) in changes {
            pairs.removeAll { $0.0 == name }
            if let value { pairs.append((name, value)) }
        }
        return Fields(pairs.map { "\(Fields.encoded($0.0))=\(Fields.encoded($0.1))" }.joined(separator: "&"))
    }

    private func decided(_ changes: [(String, String?)]) throws -> NewDecision {
        try DecisionForm(fields(changes)).decision(by: "web:erika (office)")
    }

    @Test func aWholeFormIsADecision() throws {
        let decision = try decided([])
        #expect(decision.id == "0123456789abcdef0123456789abcdef" && decision.kind == .resolve && decision.reason == "resolve: it is")
        #expect(decision.actor == "web:erika (office)")
        #expect(
            decision.subject
                == DecisionSubject(kind: "invoice", key: "81001", revision: 3, seen: "locked/sound/blocked/unbooked MISSING_NUMBER"))
    }

    @Test(
        arguments: [
            ("id", nil, .missing("id")), ("id", "short", .unknown("id")), ("id", "0123456789ABCDEF<script>", .unknown("id")),
            ("id", String(repeating: "a", count: 65), .tooLong("id", 64)), ("act", nil, .missing("act")),
            ("act", "format-c", .unknown("act")),
            ("act", "adopt:nothing", .unknown("voucher")), ("act", "adopt:", .unknown("voucher")), ("act", "adopt", .missing("voucher")),
            ("act", "contact:4711", .unknown("contact")), ("act", "cumulative:half", .unknown("meaning")), ("name", nil, .missing("name")),
            ("kind", "invoice2", .unknown("kind")), ("rev", "three", .unknown("rev")), ("rev", "-1", .unknown("rev")),
            ("rev", "99999999999999999999", .unknown("rev")), ("seen", nil, .missing("seen")), ("reason", nil, .missing("reason")),
            ("reason", "   ", .missing("reason")), ("reason", "a\u{0}b", .controlCharacters("reason")),
            ("reason", "a\nb", .controlCharacters("reason")), ("reason", "a\u{202E}b", .controlCharacters("reason")),
            ("reason", String(repeating: "ä", count: 201), .tooLong("reason", 200)),
        ] as [(String, String?, FormFault)])
    func aBadFieldIsNamed(name: String, value: String?, fault: FormFault) throws {
        #expect(throws: fault) { try decided([(name, value)]) }
        // No name of a field but in the words of whoever sees it; what nobody sees is told as a form that did not arrive.
        let names = [
            "reason": ("Grund", "Reason"), "voucher": ("Kennung des Belegs", "Id of the voucher"), "contact": ("Kontakts", "contact"),
        ]
        let (de, en) = names[fault.field] ?? (FormFault.brokenForm.de, FormFault.brokenForm.en)
        #expect(fault.wording.de.contains(de) && fault.wording.en.contains(en))
        #expect(!fault.wording.de.contains("„\(fault.field)“") && !fault.wording.en.contains("“\(fault.field)”"))
    }

    /// 200 characters are enough, whatever they are made of.
    @Test func aLongReasonIsKeptWhole() throws {
        let reason = String(repeating: "👍", count: 200)
        #expect(try decided([("reason", reason)]).reason == "resolve: \(reason)")
    }

    @Test func whatNeedsNoReasonTakesNone() throws {
        #expect(try decided([("act", "retry"), ("reason", nil)]).reason == "retry")
        #expect(try decided([("act", "retry")]).reason == "retry: it is")
        #expect(try decided([("act", "sync"), ("reason", nil)]).reason == "sync")
        #expect(try decided([("act", "pause")]).reason == "pause: it is")
        #expect(throws: FormFault.missing("reason")) { try decided([("act", "pause"), ("reason", nil)]) }
    }

    @Test func severalAreOneDecisionEach() throws {
        let text = fields([("act", "waive"), ("name", nil), ("kind", nil), ("key", nil), ("rev", nil), ("seen", nil)]).encoded
        let things = ["1", "2", "3"].map { "name=\($0)&kind=invoice&key=\($0)&rev=\($0)&seen=a" }.joined(separator: "&")
        let decisions = try DecisionForm.all(Fields("\(text)&\(things)")).map { try $0.decision(by: "x") }
        #expect(decisions.map(\.subject?.key) == ["1", "2", "3"] && decisions.map(\.subject?.revision) == [1, 2, 3])
        #expect(Set(decisions.map(\.id)).count == 3)
        let one = "\(text)&name=1&name=2&kind=invoice&key=1&key=2&rev=1&rev=2&seen=a&seen=b"
        #expect(throws: FormFault.unknown("kind")) { try DecisionForm.all(Fields(one)) }
        let many = (0...40).map { "name=\($0)" }.joined(separator: "&")
        #expect(throws: FormFault.tooLong("name", 40)) { try DecisionForm.all(Fields("\(text)&\(many)")) }
    }

    @Test(
        arguments: [
            ("/klaeren", 1, "/klaeren?entscheidung=a"), ("/beleg/RE-1?x=1", 1, "/beleg/RE-1?x=1&entscheidung=a"),
            ("/klaeren?entscheidung=b&seite=2&anzahl=3", 1, "/klaeren?seite=2&entscheidung=a"),
            ("/klaeren", 3, "/klaeren?entscheidung=a&anzahl=3"),
        ])
    func itLeadsBack(from: String, count: Int, to: String) {
        #expect(DecisionPosting.back(from, "a", count: count) == to)
    }
}

extension FormFault {
    fileprivate var field: String {
        switch self {
        case .missing(let field), .unknown(let field), .tooLong(let field, _), .controlCharacters(let field): field
        }
    }
}
