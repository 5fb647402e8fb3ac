import Bookkeeping
import Testing

@testable import Hero

/// Key paths and kinds of a draft's data, never a value.
struct DraftShapeTests {
    private func shape(_ json: String, hiding names: Set<String> = []) throws -> DraftShape {
        guard case .object(let members)? = JSONValue(bytes: Array(json.utf8)) else { throw UnreadableField(path: "", detail: "no object") }
        return DraftShape(of: WireObject(path: "", members: members), hiding: names)
    }

    private func lines(_ shape: DraftShape) -> [String] { shape.entries.map { "\($0.path) \($0.kind) \($0.count)" } }

    @Test func kindsAndClassesStandForValues() throws {
        let json = """
            {"date":"2026-03-02","items":[{"type":"table","totalTime":480,"discount":{"valueType":"percent","value":3.25},"items":[
              {"type":"product","atType":"SupplyService","quantity":"2","vat_percent":19,"net_price_per_unit":-1234.56,"description":""},
              {"type":"product","atType":"SupplyService","quantity":3,"vat_percent":7,"net_price_per_unit":50,"alt":null,"on":true}]}]}
            """
        #expect(
            lines(try shape(json)) == [
                "date text[1-10] 1", "items list 1", "items[table] object 1", "items[table].discount object 1",
                "items[table].discount.value number[3] 1", "items[table].discount.valueType text[1-10] 1", "items[table].items list 1",
                "items[table].items[product/SupplyService] object 2", "items[table].items[product/SupplyService].alt null 1",
                "items[table].items[product/SupplyService].atType text[11-100] 2",
                "items[table].items[product/SupplyService].description text[0] 1",
                "items[table].items[product/SupplyService].net_price_per_unit number[2] 1",
                "items[table].items[product/SupplyService].net_price_per_unit number[6] 1",
                "items[table].items[product/SupplyService].on flag 1", "items[table].items[product/SupplyService].quantity number[1] 1",
                "items[table].items[product/SupplyService].quantity text[1-10] 1",
                "items[table].items[product/SupplyService].type text[1-10] 2",
                "items[table].items[product/SupplyService].vat_percent number[1] 1",
                "items[table].items[product/SupplyService].vat_percent number[2] 1", "items[table].totalTime number[3] 1",
                "items[table].type text[1-10] 1",
            ])
    }

    @Test(arguments: [
        // Numbers and ids as keys, what is no identifier, and what is longer than any.
        #"{"4711":1}"#, #"{"a1b2c3d4":1}"#, #"{"RE-2026-1":1}"#, #"{"Frau Xaver":1}"#, #"{"müller":1}"#, #"{"x1y":1}"#, #"{"":1}"#,
        #"{"line_1234":1}"#, #"{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":1}"#,
        // The name of somebody around the document.
        #"{"Rohrdommel":1}"#,
    ])
    func aKeyThatMayBeAValueIsHidden(json: String) throws {
        #expect(lines(try shape(json, hiding: ["rohrdommel"])) == ["{key} number[1] 1"])
    }

    @Test func aDictionaryHidesItsKeysAndShowsWhatIsInThem() throws {
        let json = #"{"rates":{"anna":{"net":1},"bert":{"net":22},"carl":{"net":3}},"pair":{"net":{"value":1},"gross":{"value":1}}}"#
        #expect(
            lines(try shape(json)) == [
                "pair object 1", "pair.gross object 1", "pair.gross.value number[1] 1", "pair.net object 1", "pair.net.value number[1] 1",
                "rates object 1", "rates.{key} object 3", "rates.{key}.net number[1] 2", "rates.{key}.net number[2] 1",
            ])
    }

    /// A kind of node is told only if it is HERO's own.
    @Test func aForeignTypeOfANodeIsNotTold() throws {
        #expect(
            lines(try shape(#"{"items":[{"type":"Rohrdommel"}]}"#)) == ["items list 1", "items[] object 1", "items[].type text[1-10] 1"])
    }

    @Test func draftsAreMerged() throws {
        var all = DraftShape()
        for json in [#"{"a":1}"#, #"{"a":22,"line_1":null}"#, #"{"a":3}"#] { all.merge(try shape(json)) }
        #expect(all.drafts == 3)
        #expect(lines(all) == ["a number[1] 2", "a number[2] 1", "line_1 null 1"])
    }

    @Test func depthAndPathsAreBounded() throws {
        let deep = String(repeating: #"{"a":"#, count: 60) + "1" + String(repeating: "}", count: 60)
        let shape = try shape(deep)
        #expect(shape.isCut && shape.entries.count == 16)
        let letters = "abcdefghijklmnopqrstuvwxyz"
        let keys = letters.flatMap { first in letters.map { "\"\(first)\($0)\":1" } }
        let wide = try self.shape("{\(keys.joined(separator: ","))}")
        #expect(wide.isCut && wide.entries.count == 400)
        var merged = DraftShape()
        merged.merge(wide)
        merged.merge(try self.shape(#"{"another_key":1}"#))
        #expect(merged.isCut && merged.entries.count == 400 && merged.drafts == 2)
    }

    /// A canary in every value, and in a key.
    @Test func noValueGetsOut() throws {
        let json = """
            {"Zaunkönig":"Zaunkönig","uid7f3a9c51":{"text":"Zaunkönig Bau GmbH","nr":"RE-2026-0815","value":4711.42,"type":"Zaunkönig"},
             "items":[{"type":"title","name":"Zaunkönig","items":[{"type":"Zaunkönig","4711.42":4711.42}]}],"flags":[true,"RE-2026-0815"]}
            """
        let text = lines(try shape(json)).joined(separator: "\n")
        for canary in ["Zaunk", "4711", "0815", "GmbH", "7f3a9c51"] { #expect(!text.contains(canary), "\(text)") }
        #expect(text.contains("items[title].items[].{key} number[6]"))
    }
}
