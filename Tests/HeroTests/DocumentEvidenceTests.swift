import Bookkeeping
import Testing

@testable import Hero

/// Where a document's figures stand and which reading its positions bear.
struct DocumentEvidenceTests {
    private static let draft = "published_customer_document_draft"

    private func evidence(_ changes: [String: String?]) throws -> DocumentEvidence { try heroDocument(changes).evidence }

    private func positions(_ rows: [(net: String, vat: String)]) -> String {
        "[" + rows.map { #"{"type":"product","nr":"1","name":"x","net_value":\#($0.net),"vat":\#($0.vat)}"# }.joined(separator: ",") + "]"
    }

    @Test func theDraftComesFirst() throws {
        let data = #"{"items":[{"type":"product","quantity":1}]}"#
        let both = try evidence(["\(Self.draft).data": data, "metadata.positions": positions([("10", "1.9")])])
        #expect(both.source == .draft && both.shape?.drafts == 1)
        let asText = try evidence(["\(Self.draft).data": OrderedJSON.text(data).written()])
        #expect(asText.shape == both.shape)
    }

    @Test func withoutADraft() throws {
        #expect(try evidence([Self.draft: nil, "metadata.positions": positions([("10", "1.9")])]).source == .positions)
        #expect(try evidence([Self.draft: nil, "metadata.positions": "[]"]).source == .neither)
        #expect(try evidence([Self.draft: nil, "metadata": nil]).source == .neither)
        #expect(try evidence(["\(Self.draft).data": "17"]).source == .unreadable)
        #expect(try evidence(["metadata.positions": "7"]).source == .unreadable)
    }

    /// Net 300.00 and VAT 45.00: 200.00 at 19 % is 38.00, 100.00 at 7 % is 7.00.
    @Test(arguments: [
        ([("200", "38"), ("100", "7")], DocumentEvidence.PositionVAT.amount), ([("200", "19"), ("100", "7")], .rate),
        ([("200", "38.01"), ("100", "7.01")], .amount), ([("200", "20"), ("100", "7")], .neither),
        ([("200", "38")], .notComparable), ([("200", "19"), ("150", "7"), ("-50", "0")], .neither),
    ])
    func theReadingThatMeetsTheDocument(rows: [(net: String, vat: String)], reading: DocumentEvidence.PositionVAT) throws {
        #expect(try evidence(["value": "300", "vat": "45", "metadata.positions": positions(rows)]).positionVAT == reading)
    }

    /// 100.00 with 19: 19 % and 19.00 are the same.
    @Test func bothMayFit() throws {
        #expect(try evidence(["value": "100", "vat": "19", "metadata.positions": positions([("100", "19")])]).positionVAT == .both)
        #expect(try evidence(["value": "100", "vat": nil, "metadata.positions": positions([("100", "19")])]).positionVAT == nil)
        #expect(try evidence(["value": "100", "vat": "19", "metadata.positions": "[]"]).positionVAT == nil)
    }

    @Test func whoMayBeTheRecipient() throws {
        let (one, two) = (#"{"id":1}"#, #"{"id":2}"#)
        #expect(try evidence(["customer": one, "contact": one, "project_match": nil]).recipients == .one)
        #expect(try evidence(["customer": one, "contact": two, "project_match": nil]).recipients == .several)
        #expect(try evidence(["customer": one, "contact": nil, "project_match": #"{"customer":{"id":2}}"#]).recipients == .several)
        #expect(try evidence(["customer": nil, "contact": nil, "project_match": nil]).recipients == .none)
        #expect(try evidence(["customer": "7", "contact": nil, "project_match": nil]).recipients == .none)
    }

    /// Who stands beside the document is no key of its data.
    @Test func namesAroundTheDocumentAreHidden() throws {
        let shape = try evidence([
            "\(Self.draft).data": #"{"Rohrdommel":1,"price_mode":"net"}"#, "customer": #"{"id":1,"last_name":"Frau von Rohrdommel"}"#,
        ]).shape
        #expect(shape?.entries.map(\.path) == ["price_mode", "{key}"])
    }
}
