import Bookkeeping
import Sandbox
import Testing

@Suite struct HeroPeopleActionsTests {
    private func act(_ desk: inout HeroDesk, _ name: String, _ json: SandboxJSON) throws -> SandboxJSON {
        let action = try #require(HeroPeopleActions.all[name])
        return try action(&desk.hero, json, desk.now)
    }

    @Test func playADocumentThrough() throws {
        var desk = HeroDesk()
        let published = try act(&desk, "publish", ["net": "100.50", "rate": 7, "date": "2026-09-01"])
        let id = try #require(published["documentId"])
        #expect(published.text == #"{"documentId":88001,"number":"RE-2026-0001","statusCode":100,"gross":107.54}"#)
        #expect(try act(&desk, "send", ["documentId": id])["statusCode"] == 200)
        #expect(try act(&desk, "edit", ["documentId": id, "net": 200])["gross"]?.decimalText == "214.0")
        #expect(try act(&desk, "pay", ["documentId": id, "value": "14.00", "discount": "0.28"])["paymentId"] == 5501)
        #expect(desk.hero.records.documents[88001]?.booking?.balance == 19_972)
        let credit = try act(&desk, "credit", ["documentId": id, "net": "-10.00"])
        #expect(credit["number"] == "GU-2026-0001" && credit["gross"]?.decimalText == "-11.9")
        #expect(try act(&desk, "cancel", ["documentId": id])["gross"]?.decimalText == "-214.0")
        #expect(desk.hero.records.documents[88001]?.statusCode == HeroStatus.cancelled)
        let gross = try act(&desk, "publish", ["gross": "1000", "customerId": .int(desk.customerID)])
        #expect(gross["gross"]?.decimalText == "1000.0")
        let second = try #require(gross["documentId"])
        #expect(try act(&desk, "stamp", ["documentId": second])["statusCode"] == 600)
        #expect(try act(&desk, "delete", ["documentId": second])["statusCode"] == 1000)
    }

    @Test(arguments: [
        ("publish", "net: expected an amount with at most two decimals"), ("cancel", "documentId: expected an integer"),
        ("pay", "documentId: expected an integer"), ("send", "documentId: expected an integer"),
    ])
    func sayWhatIsMissing(_ name: String, _ message: String) throws {
        var desk = HeroDesk()
        #expect(throws: HeroPeopleActions.Refusal(message)) { try act(&desk, name, [:]) }
    }

    @Test func refuseUnknownDocuments() {
        var desk = HeroDesk()
        for name in ["cancel", "send", "stamp", "delete"] {
            #expect(throws: HeroPeopleActions.Refusal.self) { try act(&desk, name, ["documentId": 1]) }
        }
        #expect(throws: HeroPeopleActions.Refusal.self) { try act(&desk, "publish", ["net": "1.001"]) }
        #expect(throws: HeroPeopleActions.Refusal.self) { try act(&desk, "pay", ["documentId": 1, "value": 1]) }
    }
}
