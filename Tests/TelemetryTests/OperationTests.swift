import Testing
import Transport

@testable import Telemetry

/// The sets of labels of requests, spelt out: a name that changes ends a series.
@Suite struct OperationTests {
    @Test func operationsOfBothSystems() {
        #expect(
            RemoteSystem.hero.operations == [
                "setup", "documentTypes", "schemaCheck", "documentPage", "documentsByID", "document", "contactPage", "countries",
                "createPayment", "addLogbookEntry", "createContact", "file", "other",
            ])
        #expect(
            RemoteSystem.lexoffice.operations == [
                "profile", "postingCategories", "voucherlist", "voucher", "contacts", "contact", "payments", "file", "createContact",
                "createVoucher", "attachFile", "subscriptions", "createSubscription", "deleteSubscription", "token", "revoke", "other",
            ])
    }

    @Test func everyCauseOfAFailureIsACode() {
        for cause in RequestFailure.Cause.allCases {
            let code = ResponseCode(RequestFailure(reach: .mayHaveBeenSent, cause: cause, detail: ""))
            #expect(code.label == cause.rawValue && ResponseCode.labels.contains(code.label))
        }
        #expect(ResponseCode(RequestFailure(reach: .answered(status: 502), cause: .closed, detail: "")).label == "502")
    }

    @Test func statusesAreThemselvesOrOther() {
        for status in [200, 429, 504] { #expect(ResponseCode.status(status).label == String(status)) }
        for status in [-1, 0, 100, 302, 418, 599, 100_000] { #expect(ResponseCode.status(status).label == "other_status") }
        #expect(Set(ResponseCode.labels).count == ResponseCode.labels.count)
    }
}
