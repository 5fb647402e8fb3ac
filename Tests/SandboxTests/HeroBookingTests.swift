import Bookkeeping
import Testing

@testable import Sandbox

@Suite struct HeroPaymentTests {
    private let pay = """
        mutation Pay($d: Int!, $p: PaymentInput!) { create_payment(document_id: $d, payment: $p) { id nr customer_document_booking { is_open status_name \
        paid_date balance payments { id paid_date value invoice_discount_value } } } }
        """

    @Test func closesTheBooking() throws {
        var desk = HeroDesk()
        let id = desk.publish()
        let data = try desk.data(pay, ["d": .int(id), "p": ["paid_date": "2026-09-25", "value": .number("1190.0")]])
        #expect(
            data["create_payment"]?.text
                == #"{"id":\#(id),"nr":"RE-2026-0001","customer_document_booking":{"is_open":false,"status_name":"Bezahlt","#
                + #""paid_date":"2026-09-25","balance":0.0,"payments":[{"id":5501,"paid_date":"2026-09-25","value":1190.0,"#
                + #""invoice_discount_value":0.0}]}}"#)
    }

    @Test func equalPartPaymentsAreTwoAndInputItDoesNotUseIsDropped() throws {
        var desk = HeroDesk()
        let id = desk.publish()
        let part: SandboxJSON = ["paid_date": "2026-09-25", "value": 500, "id": 1, "created": "2026-01-01T00:00:00+00:00"]
        _ = try desk.data(pay, ["d": .int(id), "p": part])
        let second = try desk.data(pay, ["d": .int(id), "p": part])["create_payment"]?["customer_document_booking"]
        #expect(second?["payments"]?.arrayValue?.compactMap { $0["id"]?.intValue } == [5501, 5502])
        #expect(second?["is_open"] == true && second?["status_name"] == "Teilweise bezahlt" && second?["paid_date"] == .null)
        #expect(second?["balance"]?.decimalText == "190.0")
        let rest: SandboxJSON = ["paid_date": "2026-09-26", "value": .number("166.20"), "invoice_discount_value": .number("23.80")]
        let last = try desk.data(pay, ["d": .int(id), "p": rest])["create_payment"]?["customer_document_booking"]
        #expect(last?["balance"]?.decimalText == "0.0" && last?["is_open"] == false && last?["paid_date"] == "2026-09-26")
    }

    @Test func refusesWhatCannotBePaid() throws {
        var desk = HeroDesk()
        let offer = desk.publish(type: SampleTypes.offer)
        let id = desk.publish()
        #expect(try desk.failure(pay, ["d": 1, "p": ["value": 1]]) == "Document not found")
        #expect(try desk.failure(pay, ["d": .int(offer), "p": ["value": 1]]) == "Document is not booking relevant")
        #expect(try desk.failure(pay, ["d": .int(id), "p": ["paid_date": "2026-09-25"]]) == "Internal server error")
        #expect(try desk.failure(pay, ["d": .int(id), "p": ["paid_date": "25.09.2026", "value": 1]]) == "Internal server error")
        #expect(desk.hero.records.documents[id]?.booking?.payments.isEmpty == true)
    }

    @Test func aPaymentMovesTheBookingAndOnlyBySettingTheDocument() {
        for isTouched in [false, true] {
            var desk = HeroDesk()
            desk.hero.settings.isDocumentTouchedByPayment = isTouched
            let id = desk.publish()
            let published = desk.now
            desk.pass(seconds: 100)
            desk.hero.enterPayment(documentID: id, value: Cents(1), on: BusinessDay(berlinDayOf: desk.now), now: desk.now)
            #expect(desk.hero.records.documents[id]?.booking?.modified == desk.now)
            #expect(desk.hero.records.documents[id]?.modified == (isTouched ? desk.now : published))
        }
    }
}

@Suite struct HeroCancellationTests {
    @Test func negatesEveryFigureUnderItsOwnNumber() throws {
        var desk = HeroDesk()
        var draft = desk.draft([HeroLine("Gesamt", unitPrice: 1_234_567, rate: 19)])
        draft.deductions = [HeroDeduction(number: "AR-1", rate: 19, net: 833_333, tax: 158_333)]
        let original = desk.hero.publish(draft, now: desk.now)
        desk.pass(seconds: 86_400)
        let cancelled = desk.hero.cancel(documentID: original, now: desk.now)
        let id = try #require(cancelled)
        let data = try desk.data(
            """
            { customer_documents { id nr type date value vat status_code status_name selected_document_id customer_document_booking { status balance \
            is_open } published_customer_document_draft { data } } }
            """)
        let (first, second) = (data["customer_documents"]?[0], data["customer_documents"]?[1])
        #expect(first?["status_code"] == 600 && first?["status_name"] == "Storniert")
        #expect(first?["customer_document_booking"]?.text == #"{"status":"cancelled","balance":4774.69,"is_open":false}"#)
        #expect(second?["id"] == .int(id) && second?["nr"] == "ST-2026-0001" && second?["type"] == "reversal_invoice")
        #expect(second?["date"] == "2026-09-15" && second?["selected_document_id"] == .int(original))
        #expect(second?["value"]?.decimalText == "-4012.34" && second?["vat"]?.decimalText == "-762.35")
        let content = second?["published_customer_document_draft"]?["data"]
        #expect(content?["items"]?[1]?["items"]?[1]?["quantity"] == -1)
        #expect(content?["deductions"]?.text == #"[{"nr":"AR-1","vat_percent":19.0,"net_value":-8333.33,"vat_value":-1583.33}]"#)
        #expect(content?["totals"]?.text == #"[{"vat_percent":19.0,"net_value":-4012.34,"vat_value":-762.35}]"#)
    }

    @Test func happensOnceAndOnlyToPublishedDocuments() {
        var desk = HeroDesk()
        let id = desk.publish()
        let draft = desk.hero.saveDraft(desk.draft([]), now: desk.now)
        let reversals = [id, id, draft, 1].map { desk.hero.cancel(documentID: $0, now: desk.now) }
        #expect(reversals == [draft + 1, nil, nil, nil])
    }

    @Test func carriesTheReasonOfZeroRates() throws {
        var desk = HeroDesk()
        let id = desk.publish(rate: 0, type: SampleTypes.construction)
        let cancelled = desk.hero.cancel(documentID: id, now: desk.now)
        let reversal = try #require(cancelled)
        #expect(desk.hero.records.documents[reversal]?.totals.groups.map(\.zeroReason) == ["construction_13b"])
    }

    @Test func aCreditNoteLeavesTheOriginalValid() throws {
        var desk = HeroDesk()
        let id = desk.publish()
        let line = HeroLine("Nachlass", quantity: -1000, unitPrice: 15_000, rate: 19)
        let credited = desk.hero.creditNote(for: id, typeID: SampleTypes.creditNote, lines: [line], now: desk.now)
        let credit = try #require(credited)
        let record = try #require(desk.hero.records.documents[credit])
        #expect(record.number == "GU-2026-0001" && record.selectedDocumentID == id && record.totals.gross == -17_850)
        #expect(desk.hero.records.documents[id]?.statusCode == HeroStatus.published)
        // Reversing the credit note turns its sign again.
        let cancelled = desk.hero.cancel(documentID: credit, now: desk.now)
        let reversal = try #require(cancelled)
        #expect(desk.hero.records.documents[reversal]?.totals.gross == 17_850)
    }
}

@Suite struct HeroSettingsTests {
    @Test func printsNoiseAndLocalTimeAndTextOnRequest() throws {
        var desk = HeroDesk()
        desk.publish()
        desk.hero.settings.floatStyle = .noisy
        desk.hero.settings.timestampStyle = .berlinLabelledUTC
        desk.hero.settings.draftDataForm = .text
        desk.hero.settings.linkPath = "/accounts/7"
        desk.pass(seconds: 10)
        let document = try desk.data(
            "{ customer_documents { value vat created published_customer_document_draft { data } file_upload { temporary_url } } }")[
                "customer_documents"]?[0]
        #expect(document?["value"]?.decimalText == "1000.0000000000002")
        #expect(document?["vat"]?.decimalText == "190.00000000000002")
        #expect(document?["created"] == "2026-09-14T11:02:11+00:00")
        let text = try #require(document?["published_customer_document_draft"]?["data"]?.stringValue)
        #expect(try SandboxJSON.parse(Array(text.utf8))["date"] == "2026-09-14")
        #expect(document?["file_upload"]?["temporary_url"]?.stringValue?.hasPrefix("http://hero.test/accounts/7/files/") == true)
    }

    @Test func numbersRunPerPrefixAndYear() {
        var desk = HeroDesk()
        let ids = [
            desk.publish(), desk.publish(type: SampleTypes.construction), desk.publish(type: SampleTypes.progress),
            desk.publish(type: SampleTypes.photovoltaic),
        ]
        desk.pass(seconds: 120 * 86_400)
        let numbers = (ids + [desk.publish()]).map { desk.hero.records.documents[$0]?.number }
        #expect(numbers == ["RE-2026-0001", "RE-2026-0002", "AR-2026-0001", "PV-2026-0001", "RE-2027-0001"])
    }
}
