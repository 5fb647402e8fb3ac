import Bookkeeping
import StateCharts
import TestSupport
import Testing
import Wording

@testable import Comparison
@testable import Console
@testable import Hero
@testable import Persistence
@testable import Reconciliation

/// `/beleg/NUMBER` over a real state.
@Suite struct DocumentPageTests {
    private static let hostile = "\"><script>alert('%@')</script>&<img src=x onerror=1>"

    private static func hostile(_ name: String) -> String { hostile.replacing("%@", with: name) }

    private static let author = Author(actor: hostile("actor"), cause: hostile("cause"), software: "1")

    private static func header(_ id: Int, _ number: String?) -> DocumentHeader {
        DocumentHeader(
            id: id, number: number, type: "invoice", statusCode: 100, date: BusinessDay("2026-11-30"), valueNet: Cents(100_000),
            vat: Cents(19_000), currency: "EUR", projectMatchID: 7, fileUUID: "u",
            booking: DocumentBooking(
                isOpen: true, balance: Cents(119_000), payments: [BookedPayment(id: 5, paidDate: nil, value: Cents(100), discount: nil)]),
            unreadable: [])
    }

    private static func store(_ documents: [(id: Int, number: String?)]) throws -> Store {
        let store = try Store.inMemory()
        try store.record(documents: documents.map { header($0.id, $0.number) }, at: JournalEntry.minute(0))
        for (id, number) in documents {
            let customer = Customer(id: 1, number: "K1", isCompany: true, companyName: hostile("customer"))
            let document = Document(
                id: id, number: number, kind: .invoice, totalNet: Cents(100_000), totalTax: Cents(19_000), customer: customer)
            let file = DetailRecord.FileNote(uuid: "u", name: hostile("file"), size: 1, refusal: nil, eInvoice: nil)
            try store.record(
                detail: DetailRecord.document(document, file: file), fingerprint: header(id, number).fingerprint, modified: nil,
                ofDocument: id)
            try store.begin(InvoiceChart.self, String(id), by: author, at: JournalEntry.minute(1))
        }
        return store
    }

    private static func request(_ target: String = "/", _ query: String = "", role: ConsoleRole = .adviser) -> PageRequest {
        PageRequest(visitor: .named("a", role), language: .de, query: Fields(query), form: .none, target: target)
    }

    private static func html(_ page: Page, _ parts: ConsoleParts, _ request: PageRequest) throws -> String {
        let frame = try FrameMaking(parts: parts).frame(around: page, request)
        return try #require(try Renderer().render(page.template, ["frame": frame, "page": page.view, "t": page.words]))
    }

    /// Whatever others wrote is text on the page, wherever it stands; and it does stand there.
    @Test(arguments: ["de", "en"]) func hostileTextIsText(_ language: String) throws {
        let number = Self.hostile("number")
        let store = try Self.store([(88_001, number)])
        let held = TransitionChanges.because(.rejectedByLexoffice, detail: Self.hostile("detail"))
        let at = JournalEntry.minute(2)
        _ = try store.advance(InvoiceChart.self, "88001", .heroLocked, by: Self.author, at: at)
        _ = try store.advance(InvoiceChart.self, "88001", .sysScopeIncluded, by: Self.author, at: at)
        _ = try store.advance(InvoiceChart.self, "88001", .sysBlocked, held, by: Self.author, at: at)
        try store.note(
            "note.\(Self.hostile("event"))", InvoiceChart.self, "88001", detail: ["x": Self.hostile("fields")], by: Self.author, at: at)
        let parts = ConsoleParts.sample(store)
        let request = PageRequest(
            visitor: .named("visitor", .office), language: try #require(Language(rawValue: language)),
            query: Fields("verlauf=ganz"), form: .none, target: "/beleg/\(Fields.encoded(number))")
        let html = try Self.html(try DocumentPage(parts: parts).page(number, request), parts, request)
        for name in ["number", "customer", "file", "detail", "actor", "cause", "event", "fields"] {
            #expect(html.contains("alert(&#39;\(name)&#39;)"), "\(name) is not on the page")
            #expect(!html.contains("<script>alert('\(name)"), "\(name) is a script")
        }
        #expect(!html.contains("<img"))
        let journal = try JournalPages(parts: parts).page(request)
        let entries = try Self.html(journal, parts, request)
        #expect(entries.contains("alert(&#39;actor&#39;)") && !entries.contains("<script>alert") && !entries.contains("<img"))
        let unknown = try DocumentPage(parts: parts).page(Self.hostile("asked"), request)
        let choice = try Self.html(unknown, parts, request)
        #expect(choice.contains("alert(&#39;asked&#39;)") && !choice.contains("<script>alert"))
    }

    @Test func severalWithOneNumberAreAChoice() throws {
        let store = try Self.store([(88_001, "RE-1"), (88_002, "RE-1"), (88_003, "88001")])
        let pages = DocumentPage(parts: .sample(store))
        let several = try pages.page("RE-1", Self.request())
        let choice = try #require(several.view as? DocumentChoiceView)
        #expect(several.status == 200 && choice.isKnown)
        #expect(choice.choices.map(\.address) == ["/beleg/RE-1?id=88001", "/beleg/RE-1?id=88002"])
        let second = try pages.page("RE-1", Self.request("/", "id=88002"))
        #expect((second.view as? DocumentView)?.title == "RE-1")
        // One document's id may be another's number.
        #expect((try pages.page("88001", Self.request()).view as? DocumentChoiceView)?.choices.map(\.id) == ["88001", "88003"])
        #expect((try pages.page("88003", Self.request()).view as? DocumentView)?.title == "88001")
        // An id that has nothing to do with the number changes nothing.
        #expect((try pages.page("RE-1", Self.request("/", "id=88003")).view as? DocumentChoiceView)?.choices.count == 2)
    }

    @Test func anUnknownNumberLeadsToTheSearch() throws {
        let page = try DocumentPage(parts: .sample(try Self.store([]))).page("RE 9/1", Self.request())
        let choice = try #require(page.view as? DocumentChoiceView)
        #expect(page.status == 404 && !choice.isKnown && choice.name == "RE 9/1" && choice.choices.isEmpty)
    }

    // MARK: figures

    private static func voucher(
        _ items: [(rate: Int, gross: Int64, tax: Int64)], number: String = "RE-1", type: VoucherType = .salesInvoice
    )
        throws -> Voucher
    {
        Voucher(
            type: type, number: number, voucherDate: try #require(BusinessDay("2026-11-30")), remark: "",
            items: items.map { VoucherItem(rate: $0.rate, category: .revenue, amount: Cents($0.gross), taxAmount: Cents($0.tax)) })
    }

    private static func detail(_ printed: [(rate: Int, net: Int64, tax: Int64)], kind: DocumentKind = .invoice) -> DetailRecord {
        let totals = printed.map { PrintedTotal(rate: ExactDecimal($0.rate), net: Cents($0.net), tax: Cents($0.tax)) }
        return .document(Document(id: 1, number: "RE-1", kind: kind, printed: totals), file: nil)
    }

    /// Where both sides name their rates, the rate that differs is marked, and no other.
    @Test func theRateThatDiffersIsMarked() throws {
        var header = Self.header(1, "RE-1")
        (header.valueNet, header.vat) = (Cents(30_000), Cents(3_300))
        let detail = Self.detail([(19, 10_000, 1_900), (7, 20_000, 1_400)])
        let same = DocumentFigures(
            header: header, detail: detail, booked: try Self.voucher([(19, 11_900, 1_900), (7, 21_400, 1_400)]), sighting: nil)
        #expect(same.rates.map(\.differs) == [false, false] && !same.gross.differs && !same.number.differs && !same.date.differs)
        let other = DocumentFigures(
            header: header, detail: detail, booked: try Self.voucher([(19, 11_900, 1_900), (7, 21_401, 1_401)], number: "RE-2"),
            sighting: nil)
        #expect(other.rates.map { $0.rate?.description } == ["19", "7"] && other.rates.map(\.differs) == [false, true])
        #expect(other.gross.differs && other.gross.hero == Cents(33_300) && other.gross.booked == Cents(33_301))
        #expect(other.number.differs && !other.date.differs)
        let missing = DocumentFigures(header: header, detail: detail, booked: try Self.voucher([(19, 33_300, 3_300)]), sighting: nil)
        #expect(missing.rates.map(\.differs) == [true, true] && !missing.gross.differs)
    }

    /// HERO's sum alone says nothing about rates.
    @Test func aSumWithoutRatesMarksNoRate() throws {
        let figures = DocumentFigures(
            header: Self.header(1, "RE-1"), detail: nil, booked: try Self.voucher([(19, 119_000, 19_000)]), sighting: nil)
        #expect(figures.rates.map { $0.rate?.description } == [nil, "19"] && figures.rates.map(\.differs) == [false, false])
        #expect(!figures.gross.differs && figures.gross.hero == Cents(119_000))
    }

    /// Credits are negative on both sides, whatever sign HERO gives them.
    @Test func creditsAreNegative() throws {
        let booked = try Self.voucher([(19, 119_000, 19_000)], type: .salesCreditNote)
        let figures = DocumentFigures(
            header: Self.header(1, "RE-1"), detail: Self.detail([(19, 100_000, 19_000)], kind: .cancellation), booked: booked, sighting: nil
        )
        #expect(figures.gross.hero == Cents(-119_000) && figures.gross.booked == Cents(-119_000) && !figures.rates[0].differs)
    }

    // MARK: the file

    private static func file(_ answer: HeroFileAnswer, _ query: String = "", booked: String? = nil) async throws -> Answer {
        let store = try Self.store([(88_001, "RE/1\nx")])
        if let booked {
            let at = JournalEntry.minute(3)
            for event in [InvoiceEvent.heroLocked, .sysScopeIncluded] {
                _ = try store.advance(InvoiceChart.self, "88001", event, by: Self.author, at: at)
            }
            let voucher = try Self.voucher([(19, 119_000, 19_000)])
            try store.annotate(
                InvoiceChart.self, "88001",
                TransitionChanges().with(booking: Booking(voucher: voucher, contactID: nil, fileSHA256: booked)))
        }
        var parts = ConsoleParts.sample(store)
        parts.heroFile = { _ in answer }
        return try await DocumentFilePage(parts: parts).answer("88001", Self.request("/", query))
    }

    @Test func theFileIsShownShutIn() async throws {
        guard case .foreign(let type, let name, let bytes) = try await Self.file(.bytes(Array("%PDF-1".utf8))) else {
            Issue.record("not shown")
            return
        }
        #expect(type == "application/pdf" && name == "RE_1_x.pdf" && bytes == Array("%PDF-1".utf8))
    }

    /// Only a PDF is shown as one.
    @Test func anythingElseIsKeptAndNotShown() async throws {
        guard case .file(let type, let name, _) = try await Self.file(.bytes(Array("<?xml ?><script>".utf8))) else {
            Issue.record("not kept")
            return
        }
        #expect(type == "application/octet-stream" && name == "RE_1_x.xml")
    }

    @Test func anotherFileThanBookedIsSaid() async throws {
        let pdf = Array("%PDF-1".utf8)
        let digest = Digest.sha256(pdf)
        guard case .foreign = try await Self.file(.bytes(pdf), booked: digest) else {
            Issue.record("the booked file is not shown")
            return
        }
        guard case .page(let page) = try await Self.file(.bytes(pdf), booked: "other"), let view = page.view as? DocumentFilePage.View
        else {
            Issue.record("another file is shown without a word")
            return
        }
        #expect(view.booked == "other" && view.found == digest)
        let query = String(try #require(view.anyway).drop { $0 != "?" }.dropFirst())
        guard case .foreign = try await Self.file(.bytes(pdf), query, booked: "other") else {
            Issue.record("it cannot be viewed all the same")
            return
        }
        // The permission is for that file and no other.
        guard case .page = try await Self.file(.bytes(Array("%PDF-2".utf8)), query, booked: "other") else {
            Issue.record("a third file is shown without a word")
            return
        }
    }

    @Test(arguments: HeroFileAnswer.Failure.allCases) func failuresAreSentences(_ failure: HeroFileAnswer.Failure) async throws {
        guard case .page(let page) = try await Self.file(.failed(failure)), let view = page.view as? DocumentFilePage.View else {
            Issue.record("no page")
            return
        }
        #expect(page.status == (failure == .missing ? 404 : 502) && view.help.hasSuffix(".") && view.anyway == nil)
    }

    // MARK: templates

    /// A misspelt word shows nothing: each one a template names is there.
    @Test func wordsAreThere() {
        let templates: [PageTemplate] = [.document, .documentChoice, .documentFile, .road, .doubt]
        for template in templates {
            for word in Self.words(template) {
                #expect(DocumentWord(rawValue: word) != nil || FrameWord(rawValue: word) != nil, "\(template.name): \(word)")
            }
        }
        for word in Self.words(.journal) { #expect(JournalPageWord(rawValue: word) != nil || FrameWord(rawValue: word) != nil, "\(word)") }
    }

    private static func words(_ template: PageTemplate) -> [String] {
        template.text.matches(of: /\{\{t\.(\w+)\}\}/).map { String($0.1) }
    }
}
