import Bookkeeping
import FoundationEssentials
import TestSupport
import Testing

@testable import Lexoffice

/// What is read without a decoder is what the decoder reads, or is left to it.
@Suite struct PlainPageTests {
    private static let seeds = 4_000

    @Test func whatLexofficeWritesDayByDayNeedsNoDecoder() throws {
        let body = Array(Fixture.text("voucherlist-page").utf8)
        let page = try #require(PlainVoucherPage(body))
        #expect(try page.rows == decoded(body)?.rows)
        #expect(page.last == true && page.totalElements == 1 && page.rows.first?.open == Cents(40_400))
        #expect(PlainVoucherPage(Array(#"{"content":[],"last":null,"totalElements":0}"#.utf8))?.rows == [])
    }

    @Test func nothingIsReadOtherwiseThanByTheDecoder() throws {
        var (plain, readable) = (0, 0)
        for seed in 1...Self.seeds {
            var generator = SeededGenerator(seed: UInt64(seed))
            let body = Self.page(&generator)
            let expected = try? decoded(body)
            readable += expected == nil ? 0 : 1
            guard let page = PlainVoucherPage(body) else { continue }
            plain += 1
            guard let expected else {
                Issue.record("seed \(seed): the decoder refuses \(String(decoding: body, as: UTF8.self))")
                continue
            }
            #expect(page.rows == expected.rows && expected.unreadable.isEmpty, "seed \(seed)")
            #expect(page.last == expected.last && page.totalElements == expected.totalElements, "seed \(seed)")
        }
        // Or the comparison would be one of nothing.
        #expect(plain > Self.seeds / 10 && readable > plain)
    }

    private func decoded(_ body: [UInt8]) throws -> WirePage<VoucherRow>? { try JSONDecoder().decode(WirePage.self, from: Data(body)) }

    // MARK: pages

    private static let dates = [
        #""2026-03-31T00:00:00.000+02:00""#, #""2026-03-31""#, #""2026-10-25T02:30:00.000Z""#, #""2026-02-30""#, #""""#, "null", "7",
        #""2026-03-31T24:00:00.000Z""#, #""2026-03-31T10:16:02+02:00""#, #""2026-03-31T10:16:02.123456789-01:30""#, #""0026-03-31""#,
    ]
    private static let amounts = [
        "1190.00", "0", "-0.5", "12.345", "12.335", "1e3", "007", "-", "1.", ".5", #""19.90""#, "null", "true", "99999999999999", "1.10",
        "0.0000000000001", "123456789012345678", "-4.005", "[]", "9007199254740993", "922337203685477.99",
    ]
    private static let texts = [
        #""RE-1""#, #""""#, "null", #""M\u00fcller""#, #""Müller & Söhne \"Dach\"""#, "\"tab\tin it\"", "5", #""u\ud800""#, "\"\u{0308}x\"",
        "{}",
    ]
    private static let others = [
        "1", "null", #""text""#, #"{"a":[1,{"b":null}],"c":"\n"}"#, "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "[1,]", "tru", "1.5e-7",
    ]

    private static func page(_ generator: inout SeededGenerator) -> [UInt8] {
        var rows: [String] = []
        for _ in 0..<generator.below(3) { rows.append(row(&generator)) }
        let total = pick(["3", "-1", "1.5", "null"], 20, &generator)
        var members = [#""content":[\#(rows.joined(separator: ","))]"#, #""totalElements":\#(total)"#]
        if generator.below(3) > 0 { members.append(#""last":\#(pick(["true", "false", "null", "0"], 8, &generator))"#) }
        if generator.below(8) == 0 { members.append(#""sort":\#(others[generator.below(others.count)])"#) }
        if generator.below(40) == 0 { members.append(members[generator.below(members.count)]) }
        members.shuffle(using: &generator)
        var body = Array("{\(members.joined(separator: ","))}".utf8)
        if generator.below(20) == 0 { body[generator.below(body.count)] = UInt8(truncatingIfNeeded: generator.next()) }
        if generator.below(40) == 0 { body.removeLast(generator.below(body.count)) }
        if generator.below(40) == 0 { body += Array(["  \n", "x", "{}"][generator.below(3)].utf8) }
        return body
    }

    private static func row(_ generator: inout SeededGenerator) -> String {
        var members: [String] = []
        func add(_ name: String, _ usual: String, _ unusual: [String]) {
            let chance = generator.below(30)
            if chance == 0 { return }
            members.append("\"\(name)\":" + (chance > 2 ? usual : unusual[generator.below(unusual.count)]))
        }
        add("id", #""3b0f7c0e-6f0e-4a2e-9d54-0f4f0f5d2a10""#, texts)
        add("voucherType", #""salesinvoice""#, texts)
        add("voucherStatus", #""paid""#, texts)
        add("voucherNumber", #""RE-ä-\#(generator.below(100))""#, texts)
        add("voucherDate", dates[generator.below(2)], dates)
        add("createdDate", dates[0], dates)
        add("updatedDate", dates[0], dates)
        add("contactId", #""k-1""#, texts)
        add("contactName", #""Bäcker""#, texts + others)
        add("totalAmount", amounts[generator.below(5)], amounts)
        add("openAmount", "0.0", amounts)
        add("currency", #""EUR""#, texts)
        add("archived", "false", ["true", "null", "1", #""yes""#])
        if generator.below(30) == 0 { members.append(members.randomElement(using: &generator) ?? "") }
        members.shuffle(using: &generator)
        return "{\(members.joined(separator: generator.below(4) == 0 ? " ,\n" : ","))}"
    }

    private static func pick(_ choices: [String], _ usualIn: Int, _ generator: inout SeededGenerator) -> String {
        generator.below(usualIn) > 0 ? choices[0] : choices[generator.below(choices.count)]
    }
}
