import Bookkeeping
import HTTPTypes
import Testing
import Transport

@testable import Lexoffice

/// Every request says what it asks, by the name that metrics show it under.
@Suite struct OperationTests {
    @Test func everyRequestSaysItsOperation() async throws {
        let rig = try Rig { _, _ in .answer(400, "") }
        let (reader, writer) = (rig.reader, rig.writer)
        _ = try? await reader.profile()
        _ = try? await reader.postingCategories()
        _ = try? await reader.voucherRows(page: 0, sort: .newestUpdatedFirst)
        _ = try? await reader.voucher("v1")
        _ = try? await reader.contacts(page: 0)
        _ = try? await reader.contact("c1")
        _ = try? await reader.payments("v1")
        _ = try? await reader.downloadFile("f1")
        _ = await writer.createContact(try Sample.person())
        _ = await writer.createVoucher(try Sample.invoice(), contact: .contact(id: "c1"), categories: Sample.categories)
        _ = await writer.attachFile(voucherID: "v1", fileName: "x.pdf", bytes: [1])
        _ = try? await reader.eventSubscriptions()
        _ = try? await writer.subscribe(to: .contactChanged, callbackURL: "https://hooks.example/")
        _ = try? await writer.unsubscribe("s1")
        let client = OAuthClient(id: "client", secret: "secret", port: 8765)
        let server = AuthorisationServer(
            endpoint: try Rig.endpoint("https://app.lexware.de"), client: client, transport: rig.transport, time: rig.time)
        _ = try? await server.refresh("refresh-token")
        _ = try? await server.revoke("refresh-token")
        let asked = rig.sent.map { sent in
            "\(sent.request.operation.name) \(sent.request.head.method.rawValue) \(sent.path.prefix { $0 != "?" })"
        }
        #expect(
            asked == [
                "profile GET /v1/profile", "postingCategories GET /v1/posting-categories", "voucherlist GET /v1/voucherlist",
                "voucher GET /v1/vouchers/v1", "contacts GET /v1/contacts", "contact GET /v1/contacts/c1",
                "payments GET /v1/payments/v1", "file GET /v1/files/f1", "createContact POST /v1/contacts",
                "createVoucher POST /v1/vouchers", "attachFile POST /v1/vouchers/v1/files",
                "subscriptions GET /v1/event-subscriptions", "createSubscription POST /v1/event-subscriptions",
                "deleteSubscription DELETE /v1/event-subscriptions/s1", "token POST /oauth2/token", "revoke POST /oauth2/revoke",
            ])
        #expect(rig.sent.allSatisfy { $0.request.operation.system == .lexoffice })
        #expect(rig.sent.map(\.request.operation.name) == LexofficeCall.allCases.map(\.rawValue))
    }
}
