import Bookkeeping
import Foundation
import HTTPTypes
import Testing
import Transport

@testable import Sandbox

/// The PDFs of the stand-in and the XML inside. `SANDBOX_PDFS=FOLDER` writes them down with their figures, so that readers made by
/// others can judge them (Tests/Oracles/sandbox_einvoice.py).
@Suite struct HeroEInvoiceTests {
    private let start = BusinessDay("2026-01-01") ?? BusinessDay(daysSince1970: 0)

    private func pdf(_ desk: HeroDesk, _ id: Int) throws -> [UInt8] {
        var desk = desk
        desk.now = HeroDesk.moment("2027-06-01T00:00:00Z")
        let query = "{ customer_documents(ids: [\(id)]) { file_upload { size temporary_url } } }"
        let upload = try #require(try desk.data(query)["customer_documents"]?[0]?["file_upload"])
        let body = desk.send(.get, try #require(upload["temporary_url"]?.stringValue), authorization: nil, contentType: nil).body
        #expect(upload["size"]?.intValue == body.count)
        return body
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.map { $0 < 128 ? $0 : 63 }, as: UTF8.self) }

    /// Amounts of the XML, by the name of their element, in order.
    private func amounts(_ text: String, _ name: String) -> [String] {
        text.components(separatedBy: "<ram:\(name)").dropFirst().compactMap { part in
            part.components(separatedBy: ">").dropFirst().first.map { String($0.prefix { $0 != "<" }) }
        }
    }

    private func played(_ chain: SampleChain) -> (desk: HeroDesk, ids: [Int]) {
        var desk = HeroDesk()
        var run = chain.run
        run.publishAll(in: &desk.hero)
        return (desk, desk.hero.records.documents.rows.map(\.id))
    }

    @Test func onlyATickedDocumentCarriesXML() throws {
        var desk = HeroDesk()
        var draft = desk.draft([HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        let plain = desk.hero.publish(draft, now: desk.now)
        draft.eInvoice = HeroEInvoice()
        let ticked = desk.hero.publish(draft, now: desk.now)
        draft.isGross = true
        let gross = desk.hero.publish(draft, now: desk.now)
        let files = try [plain, ticked, gross].map { text(try pdf(desk, $0)) }
        #expect(files.map { $0.contains("factur-x.xml") } == [false, true, false])
        #expect(files[0].hasPrefix("%PDF-1.4") && files[1].hasPrefix("%PDF-1.7"))
        #expect(files[1].contains("/AF [6 0 R]") && files[1].contains("/Names [(factur-x.xml) 6 0 R]"))
        #expect(files[1].contains("/AFRelationship /Alternative"))
    }

    @Test func theTableOfObjectsIsRight() throws {
        let (desk, ids) = played(SampleChain(from: start))
        let bytes = try pdf(desk, ids[2])
        let text = text(bytes)
        let start = try #require(text.components(separatedBy: "startxref\n").last.flatMap { Int($0.prefix { $0.isNumber }) })
        #expect(bytes.dropFirst(start).starts(with: "xref\n0 9\n".utf8))
        let rows = String(decoding: bytes.dropFirst(start), as: UTF8.self).split(separator: "\n").dropFirst(3).prefix(8)
        for (number, row) in rows.enumerated() {
            let offset = try #require(Int(row.prefix(10)))
            #expect(bytes.dropFirst(offset).starts(with: "\(number + 1) 0 obj\n".utf8))
        }
    }

    /// einvoice.md §2, (a) to (d): what the final invoice of the chain states. The whole work is 23 456.78 + 4 456.79 and
    /// 2 987.65 + 209.14, before it 10 590.00 and 13 072.82 were asked for, of which 3 552.82 are VAT.
    @Test(arguments: [
        (HeroEInvoice.Deductions.advances, ["23456.78", "2987.65"], "31110.36", "23662.82", ["10590.00", "13072.82"]),
        (.prepaid, ["23456.78", "2987.65"], "31110.36", "23662.82", []),
        (.rest, ["5580.78", "753.65"], "7447.54", "0.00", []),
        // 31 110.36 less 8 000.00 + 1 000.00 + 9 876.00 + 1 234.00.
        (.exemptGroup, ["23456.78", "2987.65", "-20110.00"], "11000.36", "3552.82", []),
    ])
    func finalInvoicesStateDeductionsInFourWays(
        form: HeroEInvoice.Deductions, bases: [String], gross: String, prepaid: String, advances: [String]
    ) throws {
        let (desk, ids) = played(SampleChain(from: start, eInvoice: HeroEInvoice(deductions: form)))
        let xml = text(try pdf(desk, ids[2]))
        #expect(amounts(xml, "BasisAmount") == bases)
        #expect(amounts(xml, "GrandTotalAmount") == [gross] && amounts(xml, "TotalPrepaidAmount") == [prepaid])
        #expect(amounts(xml, "PaidAmount") == advances)
        // 6 641.13 + 806.41, in every form.
        #expect(amounts(xml, "DuePayableAmount") == ["7447.54"])
        #expect(xml.contains("<ram:TypeCode>877</ram:TypeCode>"))
        #expect(xml.contains("factur-x.eu:1p0:extended") == (form == .advances))
        #expect(amounts(xml, "IncludedNote").count == (form == .advances ? 0 : 1))
    }

    /// (e) Deposits.
    @Test(arguments: [(nil, "875"), (386, "386")] as [(Int?, String)]) func partInvoicesHaveTheirTypes(code: Int?, printed: String) throws {
        let (desk, ids) = played(SampleChain(from: start, eInvoice: HeroEInvoice(typeCode: 380), partTypeCode: code))
        let xml = try ids.prefix(3).map { text(try pdf(desk, $0)) }
        #expect(xml.map { $0.contains("<ram:TypeCode>\(printed)</ram:TypeCode>") } == [true, true, false])
        #expect(xml[2].contains("<ram:TypeCode>380</ram:TypeCode>"))
    }

    /// A cancellation keeps HERO's negative figures as 384, a credit note is 381 with positive ones.
    @Test func reversalsReferToTheirOriginal() throws {
        var desk = HeroDesk()
        var draft = desk.draft([HeroLine("Montage", quantity: 2000, unitPrice: 10_000, rate: 19)])
        draft.eInvoice = HeroEInvoice()
        let original = desk.hero.publish(draft, now: desk.now)
        let lines = [HeroLine("Nachlass", quantity: -1000, unitPrice: 1000, rate: 19)]
        let credited = desk.hero.creditNote(for: original, typeID: SampleTypes.creditNote, lines: lines, now: desk.now)
        let cancelled = desk.hero.cancel(documentID: original, now: desk.now)
        let reversals = [try #require(credited), try #require(cancelled)]
        let xml = try reversals.map { text(try pdf(desk, $0)) }
        #expect(xml[1].contains("<ram:TypeCode>384</ram:TypeCode>") && amounts(xml[1], "GrandTotalAmount") == ["-238.00"])
        for text in xml { #expect(amounts(text, "IssuerAssignedID") == ["RE-2026-0001"]) }
    }

    /// einvoice.md §2: why 0 % is 0 %, by category.
    private static let categories: [(reason: String?, code: String)] = [
        ("construction_13b", "AE"), ("eu_service_13b", "AE"), ("photovoltaic_0", "Z"), ("small_business", "E"), ("intra_eu_goods", "K"),
        ("export_goods", "G"), ("export_service", "O"), ("non_taxable", "O"), (nil, "E"),
    ]

    private func publishEveryReason() -> (desk: HeroDesk, ids: [Int]) {
        var desk = HeroDesk()
        let ids = Self.categories.map { reason, _ in
            var draft = desk.draft([HeroLine("Leistung", unitPrice: 10_000, rate: 0, zeroReason: reason)])
            draft.eInvoice = HeroEInvoice()
            return desk.hero.publish(draft, now: desk.now)
        }
        return (desk, ids)
    }

    /// Each stands at the line and at the sum; only what lies outside VAT has no rate.
    @Test func zeroRatesStateTheirCategory() throws {
        let (desk, ids) = publishEveryReason()
        for (id, (reason, code)) in zip(ids, Self.categories) {
            let xml = text(try pdf(desk, id))
            #expect(amounts(xml, "CategoryCode") == [code, code], "\(reason ?? "none")")
            #expect(amounts(xml, "RateApplicablePercent") == (code == "O" ? [] : ["0.00", "0.00"]), "\(reason ?? "none")")
        }
    }

    /// Only what a business buys carries XML, and gross prices never do.
    @Test func theYearHasBoth() throws {
        var hero = HeroStandIn(apiKey: HeroDesk.key)
        var year = SampleYear(from: start)
        year.run.publishAll(in: &hero)
        let invoices = hero.records.documents.rows.filter { $0.publishedAt != nil && $0.booking != nil }
        for document in invoices {
            let isBusiness = hero.records.customers[document.draft.customerID]?.type == "commercial"
            #expect((document.draft.eInvoice != nil) == isBusiness, "document \(document.id)")
        }
        #expect((60...140).contains(invoices.filter { $0.draft.eInvoice != nil }.count))
        #expect(invoices.filter(\.draft.isUploaded).count == 1)
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["SANDBOX_PDFS"] != nil)) func writesThemDown() throws {
        let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["SANDBOX_PDFS"]))
        var figures: [SandboxJSON] = []
        func write(_ desk: HeroDesk, _ prefix: String) throws {
            for document in desk.hero.records.documents.rows where document.renderingSince != nil {
                let name = "\(prefix)-\(document.id).pdf"
                try Data(try pdf(desk, document.id)).write(to: folder.appending(path: name))
                figures.append(description(of: document, name: name))
            }
        }
        for form in HeroEInvoice.Deductions.allCases {
            try write(played(SampleChain(from: start, eInvoice: HeroEInvoice(deductions: form))).desk, "chain-\(form)")
        }
        try write(played(SampleChain(from: start, eInvoice: HeroEInvoice(typeCode: 380), partTypeCode: 386)).desk, "chain-deposits")
        try write(publishEveryReason().desk, "reason")
        var desk = HeroDesk()
        var year = SampleYear(from: start)
        year.run.publishAll(in: &desk.hero)
        try write(desk, "year")
        try Data(SandboxJSON.array(figures).serialized()).write(to: folder.appending(path: "figures.json"))
    }

    private func description(of document: HeroDocumentRecord, name: String) -> SandboxJSON {
        let draft = document.draft
        return [
            "file": .string(name), "number": SandboxJSON(document.number), "date": SandboxJSON(draft.date?.description),
            "value_cents": .int(Int(document.totals.net)), "vat_cents": .int(Int(document.totals.tax)),
            "groups": .array(
                document.totals.groups.map { ["rate": .int($0.rate), "net": .int(Int($0.net)), "tax": .int(Int($0.tax))] }),
            "deducted_cents": .int(Int(draft.deductions.reduce(0) { $0 + $1.gross })),
            "has_xml": .bool(draft.eInvoice != nil && !draft.isGross && document.number != nil),
            "form": SandboxJSON(draft.eInvoice?.deductions.rawValue),
        ]
    }
}
