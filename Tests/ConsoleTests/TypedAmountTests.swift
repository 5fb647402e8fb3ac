import Bookkeeping
import Persistence
import Testing

@testable import Console

@Suite struct TypedAmountTests {
    @Test(
        arguments: [
            ("1.190,00", 119_000), ("1190", 119_000), ("1,190.00", 119_000), ("1190,0", 119_000), ("1190.00", 119_000), ("1.190", 119_000),
            ("1,190", 119_000), ("1.190.000", 119_000_000), ("1.190.000,5", 119_000_050), ("-12,5", -1_250), ("\u{2212}12.50", -1_250),
            ("0,07", 7), ("1190 €", 119_000), ("1190,00EUR", 119_000), ("  7 ", 700), ("10000000000", 1_000_000_000_000),
            ("", nil), ("-", nil), ("€", nil), ("abc", nil), ("12a", nil), ("1,2,3", nil), ("1.19", 119), ("1.1900", nil),
            ("12.3456,00", nil),
            ("1234.567", nil), (",50", nil), ("1,", nil), ("1.190,000", nil), ("10000000000,01", nil), ("99999999999999999999", nil),
            ("1.190.00", nil), ("١٢", nil),
        ] as [(String, Int64?)])
    func amounts(text: String, cents: Int64?) {
        #expect(TypedAmount.cents(text) == cents.map { Cents($0) })
    }

    @Test func blanksInAnAmountPartNoWords() {
        #expect(DocumentsFilter(Fields("suche=1+190,00")).search.terms == [.init(text: "1 190,00", amount: Cents(119_000))])
        #expect(DocumentsFilter(Fields("suche=1190,00+%E2%82%AC")).search.terms == [.init(text: "1190,00", amount: Cents(119_000))])
        #expect(DocumentsFilter(Fields("suche=M%C3%BCller+12")).search.terms.map(\.text) == ["Müller", "12"])
    }

    @Test(arguments: ["stand=green", "monat=2026-13", "art=letter"]) func whatIsUnknownIsTold(query: String) {
        #expect(DocumentsFilter(Fields(query)).hasUnknown)
        #expect(DocumentsFilter(Fields(query)).search == .init())
    }

    /// An address that is made leads back to the question it was made of.
    @Test func addressesHoldTheQuestion() {
        let filter = DocumentsFilter(
            Fields("suche=M%C3%BCller+%26+S%C3%B6hne&stand=waiting&monat=2026-11&art=invoice&nach=2026-11-30~88005"))
        let address = filter.address(after: filter.after)
        #expect(DocumentsFilter(Fields(address.drop { $0 != "?" }.dropFirst())) == filter)
        #expect(filter.after?.date == BusinessDay("2026-11-30") && filter.after?.key == "88005")
    }
}
