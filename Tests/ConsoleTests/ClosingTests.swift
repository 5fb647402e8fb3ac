import Bookkeeping
import Reconciliation
import TestSupport
import Testing
import Web
import Wording

@testable import Administration
@testable import Comparison
@testable import Console
@testable import Persistence

@Suite struct ClosingTests {
    private static func parts(_ sheet: CloseSheet, _ store: Store) async -> ConsoleParts {
        ConsoleParts(
            view: { () throws(StoreError) in store }, noting: { () throws(StoreError) in store },
            instance: { ConsoleParts.Instance(version: "1", lexofficeApp: "", heroEndpoint: "", interval: 60_000) },
            policy: { Policy(settle: 900_000) }, service: { ServiceStanding() },
            time: VirtualTime(wall: SampleMonth.now.milliseconds), wake: {}, work: await SampleMonth.work(sheet))
    }

    // MARK: the sheet

    @Test func totalsStandForEachRateAndSide() throws {
        let view = SheetView(try SampleMonth.sheet(differs: true), .documentDate, PageText(language: .de))
        #expect(
            view.totals.map { [$0.rate, $0.side, $0.count, $0.net, $0.tax, $0.gross] } == [
                ["19 %", "HERO", "2", "1.500,00", "285,00", "1.785,00"], ["19 %", "lexoffice", "1", "1.000,00", "190,00", "1.190,00"],
                ["19 %", "Differenz", "-1", "-500,00", "-95,00", "-595,00"], ["7 %", "HERO", "1", "200,00", "14,00", "214,00"],
                ["7 %", "lexoffice", "1", "200,00", "14,00", "214,00"], ["7 %", "Differenz", "0", "0,00", "0,00", "0,00"],
                ["alle", "HERO", "2", "1.700,00", "299,00", "1.999,00"], ["alle", "lexoffice", "1", "1.200,00", "204,00", "1.404,00"],
                ["alle", "Differenz", "-1", "-500,00", "-95,00", "-595,00"],
            ])
        #expect(view.totals.filter(\.differs).map(\.rate) == ["19 %", "alle"])
        #expect(view.named.map { [$0.number, $0.hero, $0.lexoffice, $0.difference] } == [["RE-3", "595,00", "0,00", "-595,00"]])
        #expect(view.named.first?.address == "/beleg/RE-3")
        #expect(view.tone == "bad")
    }

    @Test(
        arguments: [
            (VATBasis.documentDate, [["81", "1", "1,000", "1,000.00", "190.00"], ["86", "1", "200", "200.00", "14.00"]]),
            (.paymentDate, [["81", "1", "500", "500.00", "95.00"]]),
        ])
    func linesOfTheReturnFollowTheDate(basis: VATBasis, lines: [[String]]) throws {
        let view = VATView(try SampleMonth.sheet(differs: false), basis, PageText(language: .en))
        #expect(view.lines.map { [$0.line, $0.documents, $0.euros, $0.base, $0.tax] } == lines)
        #expect(view.otherAddress.hasPrefix("/abschluss/2026-04"))
    }

    @Test(arguments: Language.allCases)
    func hostileNamesAreText(language: Language) async throws {
        let store = try Store.inMemory()
        let parts = await Self.parts(try SampleMonth.sheet(differs: true, number: "\"><script>x</script>"), store)
        guard case .page(let page) = try ClosingPage(parts: parts).page("2026-04", try SampleMonth.request("", language)) else {
            Issue.record("no page")
            return
        }
        let html = try #require(try Renderer().render(page.template, ["page": page.view, "t": page.words, "frame": [String: String]()]))
        #expect(!html.contains("<script>x") && !html.contains("<GmbH>"))
        #expect(html.contains("&quot;&gt;&lt;script&gt;x&lt;/script&gt;"))
    }

    // MARK: signing

    private static let id = String(repeating: "0f", count: 16)

    private static func form(_ sheet: CloseSheet, signer: String = "Dr. Weiss", remark: String = "", hash: String? = nil) -> String {
        let fields = [
            "id=\(id)", "act=sign", "month=\(sheet.month)", "hash=\(hash ?? sheet.hash)", "signer=\(Fields.encoded(signer))",
            "reason=\(Fields.encoded(remark))", "back=/abschluss/2026-04",
        ]
        return fields.joined(separator: "&")
    }

    @Test func aSignedSheetIsNotedOnceHoweverOftenItIsSent() async throws {
        let (store, sheet) = (try Store.inMemory(), try SampleMonth.sheet(differs: true))
        let signing = ConsoleSigning(parts: await Self.parts(sheet, store))
        let request = try SampleMonth.request(Self.form(sheet, remark: "  folgt\nim Mai "))
        for _ in 0..<2 {
            guard case .seeOther(let address) = try signing.answer(request) else {
                Issue.record("not noted")
                return
            }
            #expect(address == "/abschluss/2026-04?entscheidung=\(Self.id)")
        }
        let record = try #require(try store.decision(Self.id))
        #expect((record.kind, record.actor, record.reason) == (.sign, "web:erika (adviser)", "sign: folgt im Mai"))
        guard case .success(let (_, order)) = try signing.order(request) else {
            Issue.record("no order")
            return
        }
        #expect((order.hash, order.name, order.remark) == (sheet.hash, "Dr. Weiss", "folgt im Mai"))
    }

    @Test(
        arguments: [
            ("hash", .word(.otherSheet)), ("remark", .word(.noRemark)), ("long", .word(.tooLong)), ("name", .word(.badSigner)),
            ("none", .word(.badSigner)), ("month", .word(.sheetGone)),
        ] as [(String, ConsoleSigning.Refusal)])
    func whatIsWrongWithAFormIsSaidAndNothingIsNoted(fault: String, refusal: ConsoleSigning.Refusal) async throws {
        let (store, sheet) = (try Store.inMemory(), try SampleMonth.sheet(differs: true))
        let form =
            switch fault {
            case "hash": Self.form(sheet, remark: "so", hash: String(repeating: "0", count: 64))
            case "remark": Self.form(sheet, remark: "   ")
            case "long": Self.form(sheet, remark: String(repeating: "a", count: 501))
            case "name": Self.form(sheet, signer: String(repeating: "n", count: 101), remark: "so")
            case "none": Self.form(sheet, signer: " ", remark: "so")
            default: Self.form(sheet, remark: "so").replacing("month=2026-04", with: "month=2026-03")
            }
        let signing = ConsoleSigning(parts: await Self.parts(sheet, store))
        let request = try SampleMonth.request(form)
        guard case .failure(let found) = try signing.order(request), case .refused = try signing.answer(request) else {
            Issue.record("not refused")
            return
        }
        #expect(found == refusal)
        #expect(try store.decision(Self.id) == nil)
    }

    @Test func anOfficeMayNotSign() async throws {
        let (store, sheet) = (try Store.inMemory(), try SampleMonth.sheet(differs: false))
        let signing = ConsoleSigning(parts: await Self.parts(sheet, store))
        guard case .forbidden = try signing.answer(try SampleMonth.request(Self.form(sheet), role: .office)) else {
            Issue.record("signed by the office")
            return
        }
        #expect(try store.decision(Self.id) == nil)
        #expect(SigningView(sheet, .documentDate, try SampleMonth.request("", role: .office)).mayNot)
        #expect(SigningView(sheet, .documentDate, try SampleMonth.request("")).isOpen)
    }

    @Test func whatMovedAfterTheSignatureIsRed() async throws {
        let store = try Store.inMemory()
        let signed = try SampleMonth.sheet(differs: false)
        let author = Author(actor: "web:erika (adviser)", cause: "sign", software: "1", mapping: "")
        let order = SignOrder(signed.record, name: "Dr. Weiss", remark: "", entries: 0)
        _ = try Signing(store: store, author: author).sign(order, at: SampleMonth.now)
        var green = try signed.signedAsNow(store)
        #expect(SignatureView(try #require(green.signature), PageText(language: .de)).tone == "good")
        // 100,00 more in lexoffice since.
        green.comparison.rows[0].booked[0] = VATShare(.rate19, rate: ExactDecimal(19), net: Cents(110_000), tax: Cents(20_900))
        let view = SignatureView(try #require(try green.signedAsNow(store).signature), PageText(language: .de))
        #expect(view.tone == "bad")
        #expect(view.moved.map(\.number) == ["RE-1"])
        #expect(view.effects.map { [$0.line, $0.net, $0.tax] } == [["81", "100,00", "19,00"]])
    }
}
