import Bookkeeping
import Foundation
import Testing

@testable import Hero

/// Our reader takes what Foundation's takes, and means the same by it.
struct JSONReadingTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "12.50", "-1.5e3", "1E-2", "12345678901234567890",
        "1.5000000000000000000", "0.30000000000000004", "\"\"", "\"Grüße\"", #""a\"\\\/\b\f\n\r\tz""#, #""\u00e9\u20AC\uD83D\uDE00""#, "[]",
        "{}", " [ 1 , 2 ] ",
        #"{"a":[{"b":null},{"b":-2}],"c":{"":true}}"#, "\t\r\n{\"nr\" : \"RE-1\"}\n",
    ])
    func readsWhatFoundationReads(text: String) throws {
        let reference = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        let value = try #require(JSONValue(bytes: Array(text.utf8)))
        #expect(agrees(value, reference), "\(value) \(reference)")
    }

    @Test(arguments: [
        "", " ", "nul", "truth", "nullnull", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "01", "-", "1.", ".5", "1e",
        "+1",
        "\"", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\\u12\"", "\"\\uD83D\"", "\"\\uDE00\"", "\"\\uD83D\\u0041\"", "\"a\u{01}\"", "[1] x", "{",
        "[",
        "NaN", "Infinity", "'a'",
    ])
    func refusesWhatIsNoJSON(text: String) {
        #expect(JSONValue(bytes: Array(text.utf8)) == nil)
    }

    @Test func refusesWhatIsNoUTF8() {
        #expect(JSONValue(bytes: [0x22, 0xC3, 0x22]) == nil)
        #expect(JSONValue(bytes: [0x22, 0xFF, 0xFE, 0x22]) == nil)
    }

    /// Half of an answer is none, wherever it breaks off.
    @Test func noBeginningOfAnAnswerIsAnAnswer() {
        let whole = Array(#"{"data":{"customer_documents":[{"nr":"RÉ-\u00e9","value":-12.5e1,"open":true,"none":null}]}}"#.utf8)
        #expect(JSONValue(bytes: whole) != nil)
        for count in 0..<whole.count { #expect(JSONValue(bytes: Array(whole.prefix(count))) == nil, "\(count)") }
    }

    @Test func ofTwoMembersOfOneNameTheFirstCounts() {
        #expect(JSONValue(bytes: Array(#"{"a":1,"a":2}"#.utf8)) == .object(["a": .number(ExactDecimal(1))]))
    }

    /// Twelve places are kept.
    private func isNear(_ reference: NSNumber?, _ number: ExactDecimal) -> Bool {
        guard let reference, let ours = Double(number.description) else { return false }
        return abs(reference.doubleValue - ours) <= 1e-12 * max(1, abs(ours))
    }

    private func agrees(_ value: JSONValue, _ reference: Any) -> Bool {
        switch value {
        case .null: reference is NSNull
        case .flag(let flag): (reference as? Bool) == flag
        case .text(let text): (reference as? String) == text
        case .number(let number): isNear(reference as? NSNumber, number)
        // Beyond the digits a figure on a document may have.
        case .outOfRange: reference is NSNumber
        case .list(let values):
            (reference as? [Any]).map { $0.count == values.count && zip(values, $0).allSatisfy(agrees) } ?? false
        case .object(let members):
            (reference as? [String: Any]).map { other in
                other.count == members.count && members.allSatisfy { name, value in other[name].map { agrees(value, $0) } ?? false }
            } ?? false
        }
    }
}
