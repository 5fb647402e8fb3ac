import Bookkeeping
import Testing

@testable import Sandbox

/// Part and final invoices over two rates, whatever HERO's data and the XML say of what was deducted.
@Suite struct SampleChainTests {
    private let start = BusinessDay("2026-09-14") ?? BusinessDay(daysSince1970: 0)

    /// Worked out by hand: 8 000.00 and 1 000.00; 9 876.00 and 1 234.00; the rest of 23 456.78 and 2 987.65; the rest of 24 567.89 and
    /// 3 209.85, each at 19 % and 7 %. VAT of the whole work is 4 456.79 and 209.14, with the supplement 4 667.90 and 224.69.
    private let expected: [SampleExpectation] = [
        (gross: (952_000, 107_000), tax: (152_000, 7000)), (gross: (1_175_244, 132_038), tax: (187_644, 8638)),
        (gross: (664_113, 80_641), tax: (106_035, 5276)), (gross: (132_222, 23_775), tax: (21_111, 1555)),
    ].map { figures in
        .voucher(
            type: "salesinvoice", grossCents: figures.gross.0 + figures.gross.1, taxCents: figures.tax.0 + figures.tax.1,
            items: [
                SampleItem(rate: 19, categoryKey: "REVENUE", amountCents: figures.gross.0, taxCents: figures.tax.0),
                SampleItem(rate: 7, categoryKey: "REVENUE", amountCents: figures.gross.1, taxCents: figures.tax.1),
            ])
    }

    private func played(_ chain: SampleChain) -> (desk: HeroDesk, documents: [HeroDocumentRecord], expectations: [SampleExpectation]) {
        var desk = HeroDesk()
        var run = chain.run
        run.publishAll(in: &desk.hero)
        let documents = desk.hero.records.documents.rows
        return (desk, documents, documents.compactMap { run.expectations[$0.id] })
    }

    @Test(arguments: HeroDeductionForm.allCases, [nil, HeroEInvoice()])
    func fourVouchersAreTheWholeWork(form: HeroDeductionForm, eInvoice: HeroEInvoice?) {
        let (_, documents, expectations) = played(SampleChain(from: start, form: form, eInvoice: eInvoice))
        #expect(expectations == expected)
        #expect(documents.map(\.totals.gross) == [1_059_000, 1_307_282, 744_754, 155_997])
        #expect(documents.reduce(0) { $0 + $1.totals.gross } == SampleChain.grossCents)
        #expect(documents.map { $0.draft.eInvoice != nil } == [eInvoice != nil, eInvoice != nil, eInvoice != nil, false])
    }

    /// `value` and `vat` are the rest in every form; what draft and positions list differs.
    @Test(arguments: [
        (HeroDeductionForm.named, "23456.78 2987.65", "23456.78 2987.65"),
        (.negativeLines, "23456.78 2987.65 -8000.0 -1000.0 -9876.0 -1234.0", "23456.78 2987.65 -8000.0 -1000.0 -9876.0 -1234.0"),
        (.restOnly, "5580.78 753.65", "5580.78 753.65"),
        (.positions, "23456.78 2987.65", "23456.78 2987.65 -8000.0 -1000.0 -9876.0 -1234.0"),
        (.unnamed, "23456.78 2987.65", "23456.78 2987.65"),
    ]) func deductionsTakeManyForms(form: HeroDeductionForm, inDraft: String, inPositions: String) throws {
        var desk = played(SampleChain(from: start, form: form)).desk
        let query = """
            { customer_documents { value vat metadata { invoice_style positions { net_value } } published_customer_document_draft { data } } }
            """
        let document = try #require(try desk.data(query)["customer_documents"]?[2])
        // 5 580.78 + 753.65; 1 060.35 + 52.76.
        #expect(document["value"]?.decimalText == "6334.43" && document["vat"]?.decimalText == "1113.11")
        #expect(document["metadata"]?["invoice_style"] == "full")
        let data = try #require(document["published_customer_document_draft"]?["data"])
        let lines = data["items"]?[1]?["items"]?.arrayValue?.dropFirst().compactMap { line -> String? in
            guard let price = line["net_price_per_unit"]?.decimalText, let quantity = line["quantity"]?.intValue else { return nil }
            return quantity < 0 ? "-\(price)" : price
        }
        #expect(lines?.joined(separator: " ") == inDraft)
        let positions = document["metadata"]?["positions"]?.arrayValue?.compactMap { $0["net_value"]?.decimalText }
        #expect(positions?.joined(separator: " ") == inPositions)
        #expect(data["deductions"]?.arrayValue?.count == (form == .named ? 4 : nil))
        #expect(data["referenceDocuments"] == (form == .unnamed ? nil : "AR-2026-0001, AR-2026-0002"))
    }
}
