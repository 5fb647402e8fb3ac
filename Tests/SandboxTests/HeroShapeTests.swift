import Bookkeeping
import Testing
import Transport

@testable import Sandbox

/// What documents look like from outside, as hero-2026.md describes it.
@Suite struct HeroShapeTests {
    private let query = """
        { customer_documents { id value vat project_match_id selected_document_id published_customer_document_draft_id metadata { invoice_style \
        positions { name net_value vat } } customer_document_booking { balance is_open show_vat status } published_customer_document_draft { data } } }
        """

    private func document(_ desk: inout HeroDesk, at index: Int = 0) throws -> SandboxJSON {
        try #require(try desk.data(query)["customer_documents"]?[index])
    }

    private func data(_ document: SandboxJSON) throws -> SandboxJSON {
        try #require(document["published_customer_document_draft"]?["data"])
    }

    @Test func linesLieInATableBetweenTexts() throws {
        var desk = HeroDesk()
        let hours = HeroLine("Montage", quantity: 12_500, unit: "Std", unitPrice: 5000, rate: 19)
        desk.hero.publish(desk.draft([hours, HeroLine("Ventil", quantity: 2000, unitPrice: 1250, rate: 7)]), now: desk.now)
        let data = try data(document(&desk))
        #expect(data["date"] == "2026-09-14")
        #expect(data["items"]?.arrayValue?.compactMap { $0["type"]?.stringValue } == ["text", "table", "text"])
        let table = data["items"]?[1]
        // 12.5 hours.
        #expect(table?["totalTime"] == 750 && table?["discount"] == nil)
        let nodes = table?["items"]
        #expect(nodes?[0]?["type"] == "title" && nodes?[0]?["items"] == nil)
        let (service, product) = (nodes?[1], nodes?[2])
        #expect(service?["type"] == "product" && service?["atType"] == "SupplyService")
        // Its parts are those of one hour.
        #expect(service?["positions"]?[0]?["quantity"] == 1 && service?["positions"]?[1]?["atType"] == "WageGroup")
        #expect(service?["quantity"] == "12.5" && product?["quantity"] == 2)
        #expect(product?["atType"] == "SupplyProduct" && product?["positions"] == nil)
        #expect(product?["net_price_per_unit"]?.decimalText == "12.5")
    }

    /// The value is positive on a reversal too.
    @Test func theDiscountOfADocumentStandsAtTheTable() throws {
        let line = HeroLine("Montage", unitPrice: 100_000, rate: 19)
        for (discount, text) in [
            (HeroDiscount.percent(basisPoints: 250), #"{"valueType":"percent","value":2.5,"label":"Nachlass"}"#),
            (.amount(5000), #"{"valueType":"flat","value":50.0,"label":"Nachlass"}"#),
        ] {
            var desk = HeroDesk()
            var draft = desk.draft([line])
            draft.discount = discount
            let id = desk.hero.publish(draft, now: desk.now)
            let reversal = desk.hero.cancel(documentID: id, now: desk.now)
            #expect(reversal == id + 1)
            for index in 0...1 {
                let data = try data(document(&desk, at: index))
                #expect(data["items"]?[1]?["discount"]?.text == text && data["discount"] == nil)
            }
        }
    }

    @Test func positionsStateVATAsAnAmount() throws {
        var desk = HeroDesk()
        var draft = desk.draft([HeroLine("Ware", quantity: 3000, unitPrice: 1190, rate: 19), HeroLine("Buch", unitPrice: 1070, rate: 7)])
        desk.hero.publish(draft, now: desk.now)
        draft.isGross = true
        desk.hero.publish(draft, now: desk.now)
        let positions = try (0...1).map { try document(&desk, at: $0)["metadata"]?["positions"]?.text }
        // 3 × 11.90 = 35.70, of which 19 % are 6.783; 7 % of 10.70 are 0.749.
        #expect(positions[0] == #"[{"name":"Ware","net_value":35.7,"vat":6.78},{"name":"Buch","net_value":10.7,"vat":0.75}]"#)
        // 35.70 × 19 / 119 = 5.70; 10.70 × 7 / 107 = 0.70.
        #expect(positions[1] == #"[{"name":"Ware","net_value":30.0,"vat":5.7},{"name":"Buch","net_value":10.0,"vat":0.7}]"#)
    }

    @Test func anUploadHasFiguresAndNothingElse() throws {
        var desk = HeroDesk()
        var draft = desk.draft([HeroLine("Ware", unitPrice: 10_000, rate: 19)])
        draft.isUploaded = true
        desk.hero.publish(draft, now: desk.now)
        let document = try document(&desk)
        #expect(document["value"]?.decimalText == "100.0" && document["vat"]?.decimalText == "19.0")
        #expect(document["published_customer_document_draft"] == .null && document["published_customer_document_draft_id"] == .null)
        #expect(document["metadata"]?.text == #"{"invoice_style":null,"positions":[]}"#)
    }

    @Test func anAccountInUseHasZerosTextsAndCancelledOriginalsWithoutBooking() throws {
        var desk = HeroDesk()
        desk.hero.settings.behaveAsSeen()
        var draft = desk.draft([HeroLine("Ware", unitPrice: 10_000, rate: 19)])
        draft.projectID = nil
        let id = desk.hero.publish(draft, now: desk.now)
        let first = try document(&desk)
        #expect(first["project_match_id"] == 0 && first["selected_document_id"] == 0)
        #expect(first["customer_document_booking"]?.text == #"{"balance":119.0,"is_open":true,"show_vat":true,"status":"open"}"#)
        _ = desk.hero.cancel(documentID: id, now: desk.now)
        #expect(try document(&desk)["customer_document_booking"] == .null)
        let forms = try (0...1).map { try data(document(&desk, at: $0)).stringValue == nil }
        #expect(Set(forms) == [true, false])
    }

    /// `value + vat − Σ(payment + discount)`, through payments, edits and the cancellation of a paid document.
    @Test func theBalanceAlwaysAddsUp() throws {
        var desk = HeroDesk()
        desk.hero.settings.behaveAsSeen()
        let id = desk.publish()
        let day = try #require(BusinessDay("2026-09-25"))
        var balances: [String?] = []
        func read() throws { balances.append(try document(&desk)["customer_document_booking"]?["balance"]?.decimalText) }
        desk.hero.enterPayment(documentID: id, value: Cents(50_000), on: day, now: desk.now)
        try read()
        desk.hero.enterPayment(documentID: id, value: Cents(66_620), discount: Cents(2380), on: day, now: desk.now)
        try read()
        desk.hero.edit(documentID: id, now: desk.now) { $0.lines[0].unitPrice = 110_000 }
        try read()
        _ = desk.hero.cancel(documentID: id, now: desk.now)
        try read()
        #expect(balances == ["690.0", "0.0", "119.0", "119.0"])
        #expect(try document(&desk)["customer_document_booking"]?["is_open"] == false)
    }
}

/// Ways in which HERO fails to answer.
@Suite struct HeroTroubleTests {
    @Test(arguments: [502, 504]) func aLongPageIsTooMuchForTheGateway(_ status: Int) throws {
        var desk = HeroDesk()
        desk.publish()
        desk.hero.settings.pageLimit = HeroSettings.PageLimit(rows: 100, status: status)
        func page(_ rows: Int) -> Int {
            let query: SandboxJSON = ["query": .string("{ customer_documents(first: \(rows)) { id } }")]
            return desk.send(body: query.serialized()).status
        }
        #expect(page(101) == status)
        #expect(page(100) == 200)
    }

    @Test(arguments: ["{ __schema { queryType { name } } }", "{ x: __type(name: \"Customer\") { name } }"])
    func introspectionCanBeRefused(_ query: String) throws {
        var desk = HeroDesk()
        desk.hero.settings.allowsIntrospection = false
        #expect(try desk.failure(query) == "GraphQL introspection is not allowed")
        #expect(try desk.data("{ __typename user { id } }")["user"]?["id"] == 9001)
    }

    @Test func aDraftCanBeCutOff() throws {
        var desk = HeroDesk()
        let ids = [desk.publish(), desk.publish()]
        desk.hero.settings.unreadableDrafts = [ids[0]]
        let documents = try desk.data("{ customer_documents { published_customer_document_draft { data } } }")["customer_documents"]
        let texts = (0...1).map { documents?[$0]?["published_customer_document_draft"]?["data"] }
        #expect(texts[0] == "{\"items\":[" && texts[1]?["items"] != nil)
    }
}
