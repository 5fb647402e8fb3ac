import Foundation
import Testing
import Transport

@testable import Hero

/// What an answer may cost in memory is bounded by its size: values, not bytes, are what is dear.
struct JSONWeightTests {
    private static let bytes = 2 << 20

    private func list(_ unit: String, _ last: String) -> [UInt8] {
        let count = Self.bytes / unit.utf8.count
        return Array(("[" + String(repeating: unit, count: count) + last + "]").utf8)
    }

    @Test(arguments: [
        ("{},", "{}"), ("[],", "[]"), ("0,", "0"), ("null,", "null"), ("\"\",", "\"\""), ("{\"a\":0},", "{}"), ("[[0]],", "[]"),
        ("\"a\\\\\",", "\"\""), ("[0, 0],", "0"),
    ])
    func tooManyValuesAreUnreadable(unit: String, last: String) {
        let body = list(unit, last)
        #expect(JSONWeight.isTooHeavy(body))
        #expect(JSONValue(bytes: body) == nil)
        // A small one of the same kind is read.
        let small = Array("[\(unit)\(last)]".utf8)
        #expect(!JSONWeight.isTooHeavy(small))
        #expect(JSONValue(bytes: small) != nil)
    }

    /// The rows both systems send, and texts that look like many values.
    @Test(arguments: [
        ("{\"id\":88012,\"nr\":\"RE-2026-0142\",\"status_code\":200,\"value\":1000.0},", "{}"),
        ("\"{},{},{},{},[],[],[],[],0,0,0,0\",", "\"\""), ("\"\\\"{},{},{},{},\\\",,,,,,,,,,\",", "\"\""), ("               0,", "0"),
    ])
    func ordinaryAnswersAreRead(unit: String, last: String) {
        let body = list(unit, last)
        #expect(!JSONWeight.isTooHeavy(body))
        #expect(JSONValue(bytes: body) != nil)
    }

    /// Reader and count agree to the last value, since one of them names the reason of what the other refuses.
    @Test(arguments: [-2, -1, 0, 1, 2]) func theLimitIsTheSameForBoth(distance: Int) {
        let padding = 1 << 20
        // The list weighs one for itself and one for each element.
        let bytes = { (count: Int) in Array("[".utf8) + Array(String(repeating: "0,", count: count - 1).utf8) + Array("0".utf8) }
        var count = 65_536
        while count + 1 < JSONWeight.maximum(bytes: 2 * count + padding) { count += 1 }
        count += distance
        let body = bytes(count) + Array(repeating: 0x20, count: 1 + padding - 2) + [UInt8(ascii: "]")]
        #expect(JSONWeight.isTooHeavy(body) == (JSONValue(bytes: body) == nil))
        #expect(JSONWeight.isTooHeavy(body) == (distance > 0))
    }

    @Test func anEmptyObjectTakesNoMemoryOfItsOwn() {
        guard case .list(let values) = JSONValue(bytes: Array("[{},{}]".utf8)) else {
            Issue.record("not a list")
            return
        }
        #expect(values == [.object([:]), .object([:])])
    }

    @Test func membersAreFoundByNameInAnyOrder() {
        let one: JSONMembers = ["a": .flag(true), "b": .null]
        let other: JSONMembers = ["b": .null, "a": .flag(true)]
        #expect(one == other && one.hashValue == other.hashValue)
        #expect(one["a"] == .flag(true) && one["c"] == nil)
        var changed = one
        changed["a"] = nil
        changed["c"] = .text("x")
        #expect(changed == ["b": .null, "c": .text("x")] && changed.count == 2)
    }

    @Test func theErrorSaysWhyAndNothingIsAskedForAgain() async throws {
        let body = #"{"data":{"customer_documents":["# + String(repeating: "{},", count: 1 << 19) + "{}]}}"
        let transport = ScriptedTransport(.json(body))
        let error = await heroError { () async throws(HeroError) in
            try await HeroReader(connectionOf(transport)).documentHeaders(modifiedSince: nil)
        }
        #expect(error?.code == .badAnswer)
        #expect(error?.cause.contains("too many values") == true)
        // Once, and the probe whether HERO as a whole answers like that.
        #expect(transport.requests.count == 2)
    }

    /// More rows than a page can have are an answer to something else.
    @Test func aPageHasNoMoreRowsThanAnybodyAskedFor() async throws {
        let row = #"{"id":1,"nr":"RE-0000000000000000000000000000000000000000000000000001"},"#
        let body = #"{"data":{"customer_documents":["# + String(repeating: row, count: 10_000) + "null]}}"
        let transport = ScriptedTransport(.json(body))
        let error = await heroError { () async throws(HeroError) in
            try await HeroReader(connectionOf(transport)).documentHeaders(modifiedSince: nil)
        }
        #expect(error?.code == .badAnswer)
        #expect(error?.cause.contains("more rows") == true)
    }

    private func connectionOf(_ transport: ScriptedTransport) throws(HeroError) -> HeroConnection {
        guard let connection = try? connection(transport) else {
            throw HeroError(code: .badAnswer, subject: "test", cause: "no connection")
        }
        return connection
    }
}
