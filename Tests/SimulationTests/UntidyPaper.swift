import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Sandbox
import TestSupport
import Transport

/// One document of the month, and what is true about it.
struct UntidyPaper: Sendable {
    /// What is wrong with it, whatever its customer is.
    enum Trouble: Sendable, CaseIterable {
        case none
        /// Its number has blanks around it, which lexoffice may cut off.
        case blanks
        /// The answer to its voucher gets lost.
        case lost
        /// HERO's figures or fields cannot be booked.
        case figures
        /// 500 for ever, to this one number.
        case failing
        /// 406, with a code and a field.
        case refused
        /// A page in place of its PDF; a PDF beyond all limits; none at all; one that lexoffice does not take.
        case fileIsPage, fileIsBig, fileNeverComes, fileRefused
        /// lexoffice has an invoice of its own: same number, day and amount.
        case incomeTwice
        /// Typed in by somebody: with another amount; with this one, but left under *Zu prüfen*.
        case typedOtherwise, typedUnchecked
        /// What happens after it was booked.
        case voucherEdited, voucherVoided, voucherDeleted, documentChanged, paymentUnknown, paymentForeign

        /// Nothing keeps it from being booked in the next pass.
        var isBookable: Bool {
            switch self {
            case .none, .blanks, .voucherEdited, .voucherVoided, .voucherDeleted, .documentChanged, .paymentUnknown, .paymentForeign: true
            case .lost, .figures, .failing, .refused, .fileIsPage, .fileIsBig, .fileNeverComes, .fileRefused, .incomeTwice, .typedOtherwise,
                .typedUnchecked:
                false
            }
        }

        /// What may be said of it once everything has come to rest; nothing where it gets through by itself.
        var reasons: Set<ReasonCode> {
            switch self {
            case .none, .blanks, .lost: []
            case .figures:
                [.currencyNotEUR, .missingDate, .unsupportedRate, .zeroRateWithoutReason, .mixedSign, .missingFigures, .missingNumber]
            case .failing: [.notAccepted]
            case .refused: [.rejectedByLexoffice]
            case .fileIsPage: [.fileNotPDF, .fileUnavailable]
            case .fileIsBig: [.fileTooLarge]
            case .fileNeverComes: [.fileMissing]
            case .fileRefused: [.fileTooLarge, .fileUnsafe, .fileImageUnreadable, .fileKindRefused, .fileNotXRechnung, .fileRefused]
            case .incomeTwice: [.invoiceInLexoffice]
            case .typedOtherwise: [.duplicateNumber]
            // Of whom no contact is known there, whether it is his is asked first.
            case .typedUnchecked: [.voucherUnchecked, .duplicateNumber]
            case .voucherEdited: [.voucherEdited]
            case .voucherVoided: [.voucherVoided]
            case .voucherDeleted: [.voucherGone]
            case .documentChanged: [.documentChanged]
            case .paymentUnknown: [.paymentItemUnknown]
            case .paymentForeign: [.paymentForeign]
            }
        }

        var isLater: Bool {
            switch self {
            case .voucherEdited, .voucherVoided, .voucherDeleted, .documentChanged, .paymentUnknown, .paymentForeign: true
            default: false
            }
        }
    }

    let id: Int
    let party: Int
    var trouble: Trouble
    let number: String?
    /// Gross in cents, worked out here.
    let gross: Int64
    /// What people typed into lexoffice for it.
    var typed: String?
    /// What is wrong with it has happened, or does not need to.
    var hasHappened: Bool
    /// The office has dealt with it.
    var isDealtWith = false

    /// As people compare it.
    var spelt: String? { number?.trimmingCharacters(in: .whitespaces) }
}

/// What stands between the office and both systems for a month: single items that go wrong, in the way of each.
struct UntidyTrouble: Sendable {
    /// HERO's documents whose file is a page, or too big, by the id of the document and of the file.
    var pages: [Int: String] = [:]
    var big: Set<Int> = []
    /// Numbers whose file lexoffice does not take, and what it says.
    var refusedFiles: [String: String] = [:]
    /// Vouchers with a payment item of a word that nobody knows.
    var unknownItems: Set<String> = []
    /// Notes of contacts that are never created.
    var refusedContacts: Set<String> = []

    func answer(_ request: OutgoingRequest) -> IncomingResponse? {
        let path = String((request.head.path ?? "").prefix { $0 != "?" })
        if pages.values.contains(where: { path.contains("/files/\($0)") }) {
            return IncomingResponse(status: 200, "<!doctype html><html><body>Anmelden</body></html>")
        }
        guard request.head.method == .post else { return nil }
        if path.hasSuffix("/files"), let code = refusedFiles.first(where: { request.text.contains($0.key) })?.value {
            return IncomingResponse(status: 406, #"{"IssueList":[{"i18nKey":"\#(code)","source":"file","type":"validation_failure"}]}"#)
        }
        if path == "/v1/contacts", refusedContacts.contains(where: request.text.contains) { return IncomingResponse(status: 500, "{}") }
        return nil
    }

    func change(_ request: OutgoingRequest, _ response: inout IncomingResponse) {
        if let path = request.head.path, unknownItems.contains(where: { path.hasPrefix("/v1/payments/\($0)") }) {
            response.replace("partPaymentCashBox", "cryptoPayment")
        }
        for id in big where request.asksForDocument(id) {
            let text = String(decoding: response.body, as: UTF8.self)
            response.body = Array(text.replacing(/"size":[0-9]+/, with: "\"size\":5242881").utf8)
        }
    }
}
