import Bookkeeping
import Testing

@testable import Hero

/// Figures of the whole document: at the table's node, else at the root, in either spelling (hero-2026.md §1-§4, A).
struct DraftLevelTests {
    enum Place: CaseIterable { case table, root }

    private static let product = #"{"type":"product","quantity":1,"net_price_per_unit":10,"vat_percent":19}"#

    private func document(_ members: String, at place: Place) throws -> Document? {
        let table = "{\"type\":\"table\",\"totalTime\":480,\(place == .table ? members + "," : "")\"items\":[\(Self.product)]}"
        let data = "{\"date\":\"2026-03-02\",\(place == .root ? members + "," : "")\"items\":[{\"type\":\"text\"},\(table)]}"
        return DocumentTranslation.standard().translate(try heroDocument(["published_customer_document_draft.data": data])).document
    }

    @Test(
        arguments: [
            (#""discount":{"valueType":"percent","value":3.0,"label":"Nachlass"}"#, DocumentDiscount.percent(ExactDecimal(3))),
            (#""discount":{"valueType":"PERCENT","value":2.5}"#, .percent(ExactDecimal(coefficient: 25, scale: 1))),
            (#""discount":{"value_type":"Percent","value":3}"#, .percent(ExactDecimal(3))),
            // HERO's default.
            (#""discount":{"value":3,"label":null}"#, .percent(ExactDecimal(3))),
            (#""discount":{"valueType":"flat","value":50.004}"#, .amount(Cents(5000))),
            (#""discount":{"valueType":"FLAT","value":50}"#, .amount(Cents(5000))),
            // A reversal may turn it.
            (#""discount":{"valueType":"flat","value":-50}"#, .amount(Cents(-5000))),
            (#""discount":{"valueType":"flat","value":0}"#, nil), (#""discount":{}"#, nil), (#""discount":null"#, nil),
        ] as [(String, DocumentDiscount?)], Place.allCases)
    func aDiscount(_ case: (String, DocumentDiscount?), at place: Place) throws {
        let document = try #require(try document(`case`.0, at: place))
        #expect(document.discount == `case`.1)
        #expect(document.lines.count { !$0.isInformation } == 1)
        #expect(document.unreadLines == nil)
    }

    @Test(
        arguments: [
            (
                #""price_mode":"gross","service_period":{"from":"2026-08-01","to":"2026-09-10"}"#,
                #""deductions":[{"nr":"AR-1","vat_percent":19.0,"net_value":5000.0,"vat_value":950.0000000000001}]"#,
                #""totals":[{"vat_percent":19.0,"net_value":4012.34,"vat_value":762.35}]"#
            ),
            (
                #""priceMode":"GROSS","serviceDate":"2026-09-10""#,
                #""deductions":[{"nr":"AR-1","vatPercent":19.0,"netValue":5000.0,"vatValue":950.0}]"#,
                #""totals":[{"vatPercent":19.0,"netValue":4012.34,"vatValue":762.35}]"#
            ),
        ], Place.allCases)
    func everythingElse(_ members: (String, String, String), at place: Place) throws {
        let document = try #require(try document("\(members.0),\(members.1),\(members.2)", at: place))
        #expect(document.priceMode == .gross)
        #expect(document.serviceDate == BusinessDay("2026-09-10"))
        #expect(document.deductions == [Deduction(number: "AR-1", rate: ExactDecimal(19), net: Cents(500_000), tax: Cents(95_000))])
        #expect(document.printed == [PrintedTotal(rate: ExactDecimal(19), net: Cents(401_234), tax: Cents(76_235))])
        // Deductions or not, the style is the kind (hero-2026.md §2).
        #expect(document.kind == .invoice)
    }

    @Test func theTableGoesBeforeTheRoot() throws {
        let data = #"{"discount":{"value":9},"items":[{"type":"table","discount":{"value":3},"items":[]}]}"#
        let changes: [String: String?] = ["published_customer_document_draft.data": data]
        let translated = DocumentTranslation.standard().translate(try heroDocument(changes))
        #expect(translated.document?.discount == .percent(ExactDecimal(3)))
    }

    @Test func twoTablesThatBothStateItSayNothingOfTheWhole() throws {
        let table = #"{"type":"table","discount":{"value":3},"items":[]}"#
        let changes: [String: String?] = ["published_customer_document_draft.data": "{\"items\":[\(table),\(table)]}"]
        let translated = DocumentTranslation.standard().translate(try heroDocument(changes))
        #expect(translated.unreadLines == "published_customer_document_draft.data.discount")
    }
}
