import Hero
import Lexoffice
import TestSupport

/// A large answer, half of what the program takes, made to fill the memory.
struct HeavyAnswer: Sendable {
    static let bytes = 4 << 20

    let name: String
    let beginning: String
    /// Again and again until the size is reached.
    let unit: String
    let ending: String
    let read: @Sendable ([UInt8]) async throws -> Void

    var body: [UInt8] {
        var body = Array(beginning.utf8)
        body.reserveCapacity(Self.bytes)
        let (unit, ending) = (Array(unit.utf8), Array(ending.utf8))
        while body.count + unit.count + ending.count <= Self.bytes { body += unit }
        return body + ending
    }

    /// What is repeated, with what closes the last one.
    private static let units = [
        ("empty-objects", "{},", "{}"), ("empty-lists", "[],", "[]"), ("zeros", "0,", "0"), ("nulls", "null,", "null"),
        ("exponents", "1e1,", "1"), ("short-texts", "\"a\",", "\"\""), ("long-texts", "\"aaaaaaaaaaaaaaaa\",", "\"\""),
        ("escapes", "\"\\u00e9\\u00e9\\u00e9\",", "\"\""), ("objects-of-one", "{\"a\":0},", "{}"),
        ("objects-at-the-limit", "{\"aaaaaaaaa\":{\"aaaaaaaaaaaaaaaa\":0}},", "{}"),
        ("lists-at-the-limit", "[[         0         ]],", "[]"),
        ("whole-rows", "{\"id\":1,\"roles\":{}},", "{\"id\":\"1\",\"roles\":{}}"),
        ("whole-payments", "{\"paymentItemType\":\"\",\"postingDate\":\"2026-04-07\",\"amount\":1},", "0"),
    ]

    /// Those that are no list of like things.
    private static let shapes = [
        ("members", "{", "\"a\":0,", "\"a\":0}"), ("long-members", "{", "\"aaaaaaaaaaaaaaaa\":0,", "\"a\":0}"),
        ("deep", "", "[", "]"), ("deep-objects", "", "{\"a\":", "0}"), ("one-text", "\"", "aaaa", "\""), ("blanks", "", "        ", "0"),
        ("backslashes", "\"", "\\\\\\\\", "\""),
    ]

    /// Every kind at one door of each system; at the others those in which the doors differ: whole rows.
    static var all: [HeavyAnswer] {
        doors.flatMap { door in
            let all = cases(door.name, door.beginning, door.ending, door.read)
            return ["hero-documents", "lexoffice-payments"].contains(door.name) ? all : all.filter { $0.name.contains("/whole-") }
        }
    }

    static func named(_ name: String) -> HeavyAnswer? { all.first { $0.name == name } }

    private static func cases(
        _ door: String, _ beginning: String, _ ending: String, _ read: @escaping @Sendable ([UInt8]) async throws -> Void
    ) -> [HeavyAnswer] {
        units.map { name, unit, last in
            HeavyAnswer(name: "\(door)/\(name)", beginning: beginning + "[", unit: unit, ending: last + "]" + ending, read: read)
        }
            + shapes.map { name, first, unit, last in
                HeavyAnswer(name: "\(door)/\(name)", beginning: beginning + first, unit: unit, ending: last + ending, read: read)
            }
    }

    private typealias Door = (name: String, beginning: String, ending: String, read: @Sendable ([UInt8]) async throws -> Void)

    /// Every question whose answer holds a list, and those whose answer is passed on as a tree.
    private static let doors: [Door] = [
        ("hero-documents", #"{"data":{"customer_documents":"#, "}}", { _ = try await hero($0).documentHeaders(modifiedSince: nil) }),
        ("hero-contacts", #"{"data":{"contacts":"#, "}}", { _ = try await hero($0).allContacts() }),
        ("hero-errors", #"{"data":null,"errors":"#, "}", { _ = try await hero($0).setup() }),
        (
            "lexoffice-rows", #"{"content":"#, #","last":true,"totalElements":1}"#,
            {
                var sweep = try lexoffice($0).voucherSweep()
                while try await sweep.next() != nil {}
            }
        ),
        ("lexoffice-contacts", #"{"content":"#, #","last":true,"totalElements":1}"#, { _ = try await lexoffice($0).contactCards() }),
        (
            "lexoffice-payments",
            #"{"openAmount":1,"currency":"EUR","paymentStatus":"openRevenue","voucherStatus":"open","paymentItems":"#, "}",
            { _ = try await lexoffice($0).payments("a") }
        ),
        ("lexoffice-categories", "", "", { _ = try await lexoffice($0).postingCategories() }),
    ]

    private static func hero(_ body: [UInt8]) throws -> HeroReader {
        let transport = AnsweringTransport()
        transport.answer(body, later: HeroAnswers.noMore)
        return HeroReader(try HeroAnswers.connection(transport, VirtualTime(autoAdvancing: true)))
    }

    private static func lexoffice(_ body: [UInt8]) throws -> LexofficeReader {
        let transport = AnsweringTransport()
        transport.answer(body, later: [])
        return LexofficeReader(try LexofficeAnswers.connection(transport, VirtualTime(autoAdvancing: true)))
    }
}
