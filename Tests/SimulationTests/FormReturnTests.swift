import Bookkeeping
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Wording

@testable import Console

/// A form that was not taken comes back on its page: why, in the words of whoever sent it, and nothing lost that was typed.
@Suite struct FormReturnTests {
    private static func held(_ company: Company) async throws -> Int {
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.numbering = .missing
        let id = company.publish(draft)
        try await company.pass()
        return id
    }

    private func page(_ answer: Answer) throws -> Page {
        guard case .page(let page) = answer else { throw Company.Misuse("no page comes back: \(answer)") }
        return page
    }

    @Test(arguments: [Language.de, .en])
    func `what was typed into an answer stays`(language: Language) async throws {
        let company = try Company()
        let id = try await Self.held(company)
        var visit = ConsoleVisit(company, "Erika")
        visit.language = language
        let form = try #require(try visit.forms(id).first)
        for (act, more) in [
            ("adopt", [("reason", "weil <b>so</b>"), ("voucher", "  ")]),
            ("adopt", [("reason", "weil <b>so</b>"), ("voucher", "kein Beleg")]),
            ("waive", [("reason", String(repeating: "x", count: 201)), ("voucher", "v")]),
        ] as [(String, [(String, String)])] {
            let page = try page(try await visit.press(act, form, more))
            let view = try #require(page.view as? DocumentView)
            let subject = try #require(view.answers.subjects.first { $0.kind == form.kind })
            #expect(page.status == 400 && subject.reasonTyped == more[0].1)
            #expect(subject.comesBack != nil && subject.comesBack?.contains("voucher“") == false)
            #expect(subject.inputs.filter { $0.field == "voucher" }.allSatisfy { $0.typed == more[1].1.trimmed })
            #expect(try company.store.dueDecisions().isEmpty)
        }
    }

    /// The page of one who may not see it, or of somebody else, is none to come back to.
    @Test func `a form leads back to pages of ours alone`() async throws {
        let company = try Company()
        let id = try await Self.held(company)
        let visit = ConsoleVisit(company, "Erika")
        for back in ["//evil.example/", "https://evil.example/", "/system", "/entscheiden", "/datei/belege.csv"] {
            let form = try #require(try visit.forms(id).first)
            let answer = try await visit.post([
                ("id", form.id), ("act", "waive"), ("name", form.name), ("kind", form.kind), ("key", form.key), ("rev", form.rev),
                ("seen", form.seen), ("back", back),
            ])
            guard case .refused = answer else { throw Company.Misuse("\(back): \(answer)") }
        }
    }
}

extension String {
    fileprivate var trimmed: String { allSatisfy(\.isWhitespace) ? "" : self }
}
