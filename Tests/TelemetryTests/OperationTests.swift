import Hero
import Testing
import Transport

@testable import Telemetry

/// Requests get their names, and the words of other rooms are the labels' words.
@Suite struct OperationTests {
    @Test func everyDocumentSentToHEROHasALabel() {
        var labels: Set<String> = []
        for operation in HeroDocuments.all {
            let body = #"{"query":"\#(operation.text.replacing("\n", with: #"\n"#).replacing("\"", with: #"\""#))","variables":{}}"#
            let label = RemoteOperation.hero(method: "POST", body: Array(body.utf8))
            #expect(label.lowercased() == operation.name.lowercased())
            labels.insert(label)
        }
        #expect(labels.union(["file", "other"]) == Set(RemoteSystem.hero.operations))
    }

    @Test(arguments: [
        ("POST", "", "other"), ("POST", "{}", "other"), ("POST", #"{"query":"query Unheard {}"}"#, "other"),
        ("POST", #"{"query":"{ company { id } }"}"#, "other"), ("POST", #"{"query":"subscription Setup"}"#, "other"),
        ("POST", #"{"query":"mutation CreatePayment($d: Int!)"}"#, "createPayment"),
        ("POST", #"{ "query" : "query Setup {""#, "setup"), ("GET", "", "file"), ("PUT", "", "other"),
    ])
    func hero(method: String, body: String, operation: String) {
        #expect(RemoteOperation.hero(method: method, body: Array(body.utf8)) == operation)
    }

    @Test(arguments: [
        ("GET", "/v1/profile", "profile"), ("GET", "/v1/posting-categories", "postingCategories"),
        ("GET", "/v1/voucherlist?voucherType=any&page=0", "voucherlist"), ("GET", "/v1/vouchers/0c3b-1", "voucher"),
        ("GET", "/v1/contacts?page=1", "contacts"), ("GET", "/v1/contacts/0c3b-1", "contact"), ("GET", "/v1/payments/0c3b-1", "payments"),
        ("GET", "/v1/files/0c3b-1", "file"), ("POST", "/v1/contacts", "createContact"), ("POST", "/v1/vouchers", "createVoucher"),
        ("POST", "/v1/vouchers/0c3b-1/files", "attachFile"), ("GET", "/v1/event-subscriptions", "subscriptions"),
        ("POST", "/v1/event-subscriptions", "createSubscription"), ("DELETE", "/v1/event-subscriptions/0c3b-1", "deleteSubscription"),
        ("POST", "/oauth2/token", "token"), ("POST", "/oauth2/revoke", "revoke"), ("GET", "/prefix/deep/v1/profile", "profile"),
        ("GET", "", "other"), ("GET", "/", "other"), ("GET", "/v1", "other"), ("GET", "/v1/vouchers", "other"),
        ("PUT", "/v1/vouchers/0c3b-1", "other"), ("POST", "/v1/vouchers/0c3b-1/notes", "other"), ("GET", "/v2/profile", "other"),
        ("GET", "/v1/vouchers/v1", "other"),
    ])
    func lexoffice(method: String, path: String, operation: String) {
        #expect(RemoteOperation.lexoffice(method: method, path: path) == operation)
    }

    @Test func everyLexofficeOperationIsReached() {
        // The table above, once more by name: an operation nobody can produce would stay at zero for ever.
        #expect(
            RemoteSystem.lexoffice.operations == [
                "profile", "postingCategories", "voucherlist", "voucher", "contacts", "contact", "payments", "file", "createContact",
                "createVoucher", "attachFile", "subscriptions", "createSubscription", "deleteSubscription", "token", "revoke", "other",
            ])
    }

    @Test func everyCauseOfAFailureIsACode() {
        for cause in RequestFailure.Cause.allCases { #expect(ResponseCode(failure: cause.rawValue).rawValue == cause.rawValue) }
        #expect(ResponseCode.failures.count == RequestFailure.Cause.allCases.count)
        #expect(ResponseCode(failure: "sunspots") == .other)
    }

    @Test func statusesAreThemselvesOrOther() {
        #expect(ResponseCode(status: 200) == .ok && ResponseCode(status: 504) == .gatewayTimeout)
        for status in [-1, 0, 100, 302, 418, 599, 100_000] { #expect(ResponseCode(status: status) == .otherStatus) }
    }
}
