import Bookkeeping
import Sandbox
import Testing

@Suite struct HeroSandboxJSONTests {
    @Test(arguments: [
        #"{"b":1,"a":[true,false,null,"x\"y\\z\n"],"c":{}}"#, "[]", "-12.50", "1e3", #""Grüße 🏠""#, "9223372036854775807",
        "92233720368547758070",
    ])
    func keepsTextAndOrder(_ text: String) throws {
        #expect(try SandboxJSON.parse(Array(text.utf8)).text == text)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "tru", "\"a", "\"\u{1}\"", #""\ud800""#, #""\x""#, "1 2", "{a:1}", "nul",
        String(repeating: "[", count: 100),
    ])
    func refuses(_ text: String) {
        #expect(throws: JSONFailure.self) { try SandboxJSON.parse(Array(text.utf8)) }
    }

    @Test func refusesWhatIsNotUTF8() {
        #expect(throws: JSONFailure.self) { try SandboxJSON.parse([0x22, 0xFF, 0x22]) }
    }

    @Test func readsEscapes() throws {
        #expect(try SandboxJSON.parse(Array(#""\u00fc\ud83c\udfe0\/""#.utf8)) == "ü🏠/")
    }

    @Test func aRepeatedKeyTakesTheLastValue() throws {
        #expect(try SandboxJSON.parse(Array(#"{"a":1,"b":2,"a":3}"#.utf8)).text == #"{"a":3,"b":2}"#)
    }

    @Test(
        arguments: zip(
            [100_000, 19_050, 7, 70, -5, 0, -123_456, 1], ["1000.0", "190.5", "0.07", "0.7", "-0.05", "0.0", "-1234.56", "0.01"]))
    func printsEuros(_ cents: Int, _ text: String) { #expect(SandboxJSON.euros(Int64(cents)).decimalText == text) }

    @Test(
        arguments: zip(
            [119_000, 119_001, -119_000, 1, 0],
            ["1190.0000000000002", "1190.0099999999998", "-1190.0000000000002", "0.0099999999999998", "0.0"]
        ))
    func printsNoise(_ cents: Int, _ text: String) {
        let printed = SandboxJSON.euros(Int64(cents), .noisy).decimalText
        #expect(printed == text)
        // Seventeen significant digits, and still the same cents.
        let value = printed.flatMap { Double($0) } ?? .nan
        #expect((value * 100).rounded() == Double(cents))
    }
}
