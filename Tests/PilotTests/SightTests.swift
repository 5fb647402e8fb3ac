import Bookkeeping
import Testing
import Wording

@testable import Hero
@testable import Lexoffice
@testable import Pilot

/// What was seen, as values, and what it says.
@Suite struct SightTests {
    private static let types = [
        DocumentType(id: 11, name: "Rechnung Xaver", baseType: "invoice", isBookingRelevant: true, bookingCategory: "none"),
        DocumentType(id: 12, name: "Miete Quirin", baseType: "rental_invoice", isBookingRelevant: true),
        DocumentType(id: 14, name: "Marge", baseType: "invoice", isBookingRelevant: true, bookingCategory: "margin"),
        DocumentType(id: 17, name: "Angebot", baseType: "offer", isBookingRelevant: false),
    ]

    private func account(_ types: [DocumentType], events: [String] = []) -> HeroAccount {
        HeroAccount(
            companyID: 1, features: [], userID: 2, documentTypes: types,
            webhookEventTypes: events.map { HeroAccount.WebhookEventType(type: $0, label: "Xaver") })
    }

    private func header(_ id: Int, type: Int = 11, status: Int? = 100, style: String? = nil) -> DocumentHeader {
        DocumentHeader(id: id, documentTypeID: type, statusCode: status, invoiceStyle: style, unreadable: [])
    }

    private func finding(_ assumption: Assumption, _ change: (inout HeroSeen) -> Void) throws -> PilotFinding {
        var seen = HeroSeen()
        change(&seen)
        return try #require(seen.findings().first { $0.assumption == assumption })
    }

    @Test func `kinds, categories, styles and codes that nobody knows`() throws {
        let pages = [
            HeaderPage(headers: [
                header(1, style: "full"), header(2, style: "quarterly"), header(3, status: 42), header(4, status: nil), header(5, type: 99),
                header(6, type: 17, style: "Xaver"),
            ])
        ]
        func look(_ assumption: Assumption) throws -> PilotFinding {
            try finding(assumption) {
                $0.account = account(Self.types)
                $0.pages = pages
            }
        }
        let kinds = try look(.documentTypes)
        #expect(kinds.verdict == .doesNotHold)
        #expect(kinds.count("unknown rental_invoice") == 1 && kinds.count("invoice") == 2 && kinds.count("offer") == 1)
        #expect(kinds.count("documents_of_no_listed_type") == 1)
        let categories = try look(.bookingCategories)
        #expect(categories.verdict == .doesNotHold && categories.count("unknown margin") == 1 && categories.count("none") == 1)
        let styles = try look(.invoiceStyles)
        // What never reaches the books may be of any style.
        #expect(styles.verdict == .doesNotHold && styles.count("unknown quarterly") == 1 && styles.count("full") == 1)
        #expect(styles.counts.map(\.count).reduce(0, +) == 4)
        let codes = try look(.statusCodes)
        #expect(
            codes.verdict == .doesNotHold && codes.count("unknown 42") == 1 && codes.count("unknown none") == 1 && codes.count("100") == 4)
    }

    @Test func `schema, rights and events`() throws {
        #expect(try finding(.heroSchema) { $0.drift = nil }.verdict == .notSeen)
        #expect(try finding(.heroSchema) { $0.drift = [] }.verdict == .holds)
        let drift = try finding(.heroSchema) { $0.drift = [SchemaDrift(type: "Payment", field: "value")] }
        #expect(drift.verdict == .doesNotHold && drift.count("missing Payment.value") == 1)
        let rights = try finding(.heroRights) {
            $0.answers.answer("account")
            $0.rights = ["customer_documents", "Quirin 7"]
        }
        #expect(rights.verdict == .holds && rights.count("right customer_documents") == 1 && rights.count("right (other)") == 1)
        let events = try finding(.webhookEvents) { $0.account = account([], events: ["project.created", "Quirin 7"]) }
        #expect(events.verdict == .holds && events.counts.map(\.name) == ["(other)", "project.created"])
    }

    @Test(arguments: [
        ([PDFInspection.read(profile: "EN 16931"), .none], AssumptionVerdict.holds, "profile EN 16931"),
        ([.none, .none], .notSeen, "without_xml"),
        ([.read(profile: "BASIC"), .ambiguous], .doesNotHold, "ambiguous"), ([.unreadable], .doesNotHold, "unreadable"),
        ([.read(profile: "Quirin & Söhne")], .holds, "profile (other)"),
    ])
    func `what is in PDFs`(inspections: [PDFInspection], verdict: AssumptionVerdict, name: String) throws {
        let found = try finding(.pdfEInvoice) { seen in
            seen.documents = inspections.enumerated().map {
                HeroSeen.DocumentSeen(header: header($0), evidence: DocumentEvidence(source: .draft), pdf: $1)
            }
        }
        #expect(found.verdict == verdict)
        #expect(found.count(name) > 0)
    }

    @Test func `where figures stand`() throws {
        func look(_ assumption: Assumption, _ evidence: [DocumentEvidence]) throws -> PilotFinding {
            try finding(assumption) { seen in
                seen.account = account(Self.types)
                seen.documents = evidence.enumerated().map { HeroSeen.DocumentSeen(header: header($0 + 1), evidence: $1) }
                // An offer may be without anything.
                seen.documents.append(HeroSeen.DocumentSeen(header: header(90, type: 17), evidence: DocumentEvidence(source: .neither)))
            }
        }
        let (draft, positions) = (DocumentEvidence(source: .draft), DocumentEvidence(source: .positions, positionVAT: .amount))
        #expect(try look(.figuresSource, [draft, positions]).verdict == .holds)
        #expect(try look(.figuresSource, [draft, DocumentEvidence(source: .neither)]).verdict == .doesNotHold)
        #expect(try look(.positionVAT, [draft]).verdict == .notSeen)
        #expect(try look(.positionVAT, [positions]).counts == [PilotFinding.Count(name: "amount", count: 1)])
        #expect(try look(.positionVAT, [positions, DocumentEvidence(source: .positions, positionVAT: .neither)]).verdict == .doesNotHold)
        #expect(try look(.positionVAT, [DocumentEvidence(source: .positions, positionVAT: .notComparable)]).verdict == .notSeen)
        #expect(try look(.recipientAlone, [draft]).verdict == .holds)
        #expect(try look(.recipientAlone, [draft, DocumentEvidence(source: .draft, recipients: .several)]).verdict == .notSeen)
        #expect(try look(.recipientAlone, [draft, DocumentEvidence(source: .draft, recipients: .none)]).verdict == .doesNotHold)
    }

    @Test func `posting categories`() {
        let id = "8f8664a1-fd86-11e1-a21f-0800200c9a66"
        func look(_ listed: [RemoteCategory]?) -> [PilotFinding] {
            CategoryEvidence.findings(listed, published: [.revenue: [id.uppercased(), "older"]])
        }
        func revenue(_ kind: RemoteCategory.Kind = .income, needsContact: Bool = false, mayMix: Bool = true) -> RemoteCategory {
            RemoteCategory(id: id, name: "Einnahmen", kind: kind, contactRequired: needsContact, splitAllowed: mayMix)
        }
        #expect(look(nil).isEmpty)
        #expect(look([revenue()]).map(\.verdict) == [.holds, .holds])
        #expect(look([revenue(mayMix: false)]).map(\.verdict) == [.holds, .doesNotHold])
        #expect(look([revenue(needsContact: true)]).map(\.verdict) == [.holds, .doesNotHold])
        // One of that id for expenses is none of ours.
        #expect(look([revenue(.outgo)]).map(\.verdict) == [.doesNotHold, .notSeen])
    }

    @Test func `the voucher list`() throws {
        func row(_ id: Int, _ updated: Int, _ status: VoucherStatus = .open, open: Cents? = Cents(1)) -> VoucherRow {
            VoucherRow(
                id: "\(id)", type: "salesinvoice", status: status, number: "RE-\(id)", voucherDate: nil,
                createdAt: Instant(milliseconds: 0),
                updatedAt: Instant(milliseconds: Int64(updated)), updatedText: "", total: Cents(2), open: open)
        }
        func look(_ assumption: Assumption, _ pages: [VoucherlistPage]) throws -> AssumptionVerdict {
            try #require(VoucherListEvidence.findings(pages).first { $0.assumption == assumption }).verdict
        }
        func page(_ rows: [VoucherRow], isLast: Bool = true, total: Int) -> VoucherlistPage {
            VoucherlistPage(rows: rows, isLast: isLast, totalElements: total)
        }
        #expect(try look(.voucherCount, [page([row(1, 2), row(2, 1)], total: 2)]) == .holds)
        #expect(try look(.voucherCount, [page([row(1, 2), row(1, 2)], total: 2)]) == .doesNotHold)
        #expect(try look(.voucherCount, [page([row(1, 2)], isLast: false, total: 2)]) == .notSeen)
        #expect(try look(.voucherCount, [page([row(1, 2)], total: 10_000)]) == .notSeen)
        #expect(try look(.voucherOrder, [page([row(1, 2)], isLast: false, total: 2), page([row(2, 3)], total: 2)]) == .doesNotHold)
        #expect(try look(.voucherOrder, [page([row(1, 3), row(2, 2)], total: 2)]) == .holds)
        #expect(try look(.voucherWords, [page([row(1, 3, .unknown("frozen"))], total: 1)]) == .doesNotHold)
        #expect(try look(.openAmounts, [page([row(1, 3, .overdue, open: nil)], total: 1)]) == .doesNotHold)
        #expect(try look(.openAmounts, [page([row(1, 3, .paid, open: nil)], total: 1)]) == .notSeen)
        let full = (0..<250).map { row($0, 500 - $0) }
        #expect(try look(.voucherPageSize, [page(full, isLast: false, total: 251), page([row(251, 0)], total: 251)]) == .holds)
        #expect(try look(.voucherPageSize, [page([row(1, 1)], isLast: false, total: 251)]) == .doesNotHold)
    }
}
