import Bookkeeping
import Testing
import Transport

@testable import Hero

struct WriterTests {
    private func pay(
        _ answer: ScriptedTransport.Answer, value: Cents = Cents(119_000), discount: Cents? = nil
    ) async throws -> (outcome: WriteOutcome<[Int], HeroError>, requests: [SentRequest]) {
        let transport = ScriptedTransport(answer)
        let writer = HeroWriter(try connection(transport))
        let day = try #require(BusinessDay("2026-09-25"))
        let outcome = await writer.createPayment(documentID: 88012, paidDate: day, value: value, discount: discount)
        return (outcome, transport.requests)
    }

    @Test func aPaymentIsSentOnceAsExactDecimalText() async throws {
        let (outcome, requests) = try await pay(.json(try fixture("hero/create-payment.json")))
        #expect(outcome == .accepted([5501]))
        let request = try #require(requests.first)
        #expect(requests.count == 1)
        #expect(request.outgoing.isWrite)
        #expect(request.query == HeroDocuments.createPayment.text)
        #expect(request.bodyText.hasSuffix(#""variables":{"d":88012,"p":{"paid_date":"2026-09-25","value":1190.00}}}"#))
    }

    @Test func skontoTravelsBesideTheValue() async throws {
        let (_, requests) = try await pay(.json(try fixture("hero/create-payment.json")), value: Cents(7), discount: Cents(2380))
        #expect(requests.first?.bodyText.contains(#""value":0.07,"invoice_discount_value":23.80}"#) == true)
    }

    @Test(
        arguments: [(Cents(-1), nil), (.zero, nil), (.zero, .zero), (Cents(100), Cents(-5)), (Cents(-100), Cents(500))] as [(Cents, Cents?)]
    )
    func noPaymentIsInventedFromNothing(value: Cents, discount: Cents?) async throws {
        let (outcome, requests) = try await pay(.json("{}"), value: value, discount: discount)
        guard case .rejected = outcome else {
            Issue.record("expected a rejection")
            return
        }
        #expect(requests.isEmpty)
    }

    @Test func aRefusalIsARejection() async throws {
        for message in ["Dokument ist gesperrt", "Cannot query field \"x\" on type \"Payment\"."] {
            for data in ["null", "{\"create_payment\":null}"] {
                let json = "{\"errors\":[{\"message\":\(OrderedJSON.text(message).written())}],\"data\":\(data)}"
                guard case .rejected(let error) = try await pay(.json(json)).outcome else {
                    Issue.record("expected a rejection")
                    return
                }
                #expect(error.cause == message)
            }
        }
    }

    @Test(arguments: [
        ScriptedTransport.Answer.body([], status: 401), .body([], status: 403), .body([], status: 429), .body([], status: 404),
        .broken(.notSent, .refused), .json(#"{"errors":[{"message":"Unauthenticated."}]}"#),
    ])
    func whatWasTurnedAwayWasNotProcessed(answer: ScriptedTransport.Answer) async throws {
        let (outcome, requests) = try await pay(answer)
        guard case .notProcessed = outcome else {
            Issue.record("expected not processed, got \(outcome)")
            return
        }
        #expect(requests.count == 1)
    }

    @Test(arguments: [
        ScriptedTransport.Answer.broken(.mayHaveBeenSent, .timeout), .broken(.answered(status: 200), .closed), .body([], status: 500),
        .body([], status: 502), .body(Array("<html>".utf8)), .json(#"{"data":{"create_payment":null}}"#), .json(#"{"data":null}"#),
        .json(#"{"data":{"create_payment":{"id":88012,"custo"#), .json(#"{"data":{"create_payment":{"id":88012}}}"#),
        .json(#"{"errors":[{"message":"Internal server error"}],"data":{"create_payment":null}}"#),
        .json(#"{"errors":[{"message":"no booking"}],"data":{"create_payment":{"id":88012,"customer_document_booking":null}}}"#),
        .json(#"{"data":{"create_payment":{"customer_document_booking":{"payments":[{"id":1,"value":"12"}]}}}}"#),
    ])
    func whatMayHaveHappenedIsUnknownAndNotRepeated(answer: ScriptedTransport.Answer) async throws {
        let (outcome, requests) = try await pay(answer)
        guard case .unknown = outcome else {
            Issue.record("expected unknown, got \(outcome)")
            return
        }
        #expect(requests.count == 1)
    }

    @Test func anErrorBesideTheReadBackPaymentsDoesNotHideThem() async throws {
        let json = #"""
            {"errors":[{"message":"Internal server error"}],
             "data":{"create_payment":{"id":1,"customer_document_booking":{"is_open":false,"payments":[{"id":7,"value":1.0}]}}}}
            """#
        #expect(try await pay(.json(json)).outcome == .accepted([7]))
    }

    @Test func aLogbookEntryIsEscaped() async throws {
        let transport = ScriptedTransport(.json(try fixture("hero/add-logbook-entry.json")))
        let text = "RE-2026-0142 \"ok\"\\\n\u{1}ü€😀"
        let outcome = await HeroWriter(try connection(transport)).addLogbookEntry(projectMatchID: 4410, text: text)
        #expect(outcome == .accepted(991200))
        let request = try #require(transport.requests.first)
        #expect(request.query == HeroDocuments.addLogbookEntry.text)
        let entry = try #require(try request.variables.object("e"))
        #expect(try entry.text("target") == "project_match")
        #expect(try entry.integer("target_id") == 4410)
        #expect(try entry.text("custom_text") == text)
    }
}
