import Administration
import Bookkeeping
import Reconciliation
import Sandbox
import Testing
import Transport
import Wording

/// HERO may keep its schema to itself: then setup cannot compare it, says so, and goes on.
@Suite struct HiddenSchemaTests {
    private func run(_ company: Company, _ meddler: Meddler) async throws -> SetupResult {
        var request = SetupRequest()
        request.startDate = company.today
        request.cancellationProcessConfirmed = true
        request.connectorOffConfirmed = true
        let inner = SandboxTransport(world: company.world, time: company.time)
        let clients = try company.clients(over: MeddledTransport(inner: inner, meddler: meddler))
        return try await Setup(context: clients.context, credentialDigest: "test").run(request)
    }

    private func answering(_ text: String) -> Meddler {
        Meddler(answer: { request in
            String(decoding: request.body, as: UTF8.self).contains("query SchemaCheck") ? IncomingResponse(status: 200, text) : nil
        })
    }

    @Test func aRefusalIsAWarning() async throws {
        let company = try Company()
        _ = company.openShop()
        #expect(try await !run(company, Meddler()).isSchemaHidden)
        let refusal = #"{"errors":[{"message":"GraphQL introspection is not allowed, but the query contained __schema or __type"}]}"#
        let other = try Company()
        _ = other.openShop()
        #expect(try await run(other, answering(refusal)).isSchemaHidden)
        #expect(try Settings.load(other.store)?.startDate == other.today)
    }

    @Test func aFieldThatIsGoneIsNone() async throws {
        let company = try Company()
        _ = company.openShop()
        let meddler = Meddler(change: { request, response in
            guard String(decoding: request.body, as: UTF8.self).contains("query SchemaCheck") else { return }
            response.replace("\"name\":\"invoice_style\"", "\"name\":\"style_of_invoice\"")
        })
        do {
            _ = try await run(company, meddler)
            Issue.record("expected a refusal")
        } catch let failure as SetupFailure {
            guard case .refused(let refusal, _) = failure else { throw failure }
            #expect(refusal == .schemaDrift)
        }
        #expect(try Settings.load(company.store) == nil)
    }
}
