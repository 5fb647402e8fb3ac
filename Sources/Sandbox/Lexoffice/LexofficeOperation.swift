internal import Bookkeeping

/// What a request asks for, by method and path. Also the label requests are counted under.
package enum LexofficeOperation: String, Sendable, CaseIterable {
    case readProfile = "read_profile"
    case listCategories = "list_categories"
    case listCountries = "list_countries"
    case createContact = "create_contact"
    case readContact = "read_contact"
    case searchContacts = "search_contacts"
    case updateContact = "update_contact"
    case createVoucher = "create_voucher"
    case readVoucher = "read_voucher"
    case searchVouchers = "search_vouchers"
    case updateVoucher = "update_voucher"
    case uploadFile = "upload_file"
    case readFile = "read_file"
    case listVouchers = "list_vouchers"
    case readPayments = "read_payments"
    case createSubscription = "create_subscription"
    case readSubscription = "read_subscription"
    case listSubscriptions = "list_subscriptions"
    case deleteSubscription = "delete_subscription"
    /// No route: the gateway refuses it.
    case unknown

    package var isWrite: Bool {
        switch self {
        case .createContact, .updateContact, .createVoucher, .updateVoucher, .uploadFile, .createSubscription, .deleteSubscription: true
        default: false
        }
    }

    /// Contacts, vouchers and files answer errors as `IssueList`, everything else in the regular shape (lexoffice-api.md §4.1).
    var isLegacy: Bool {
        switch self {
        case .createContact, .readContact, .searchContacts, .updateContact, .createVoucher, .readVoucher, .searchVouchers,
            .updateVoucher, .uploadFile, .readFile:
            true
        default: false
        }
    }
}

/// Where a request leads.
enum LexofficeRoute: Sendable {
    case operation(LexofficeOperation, id: String)
    /// The resource exists, this method does not.
    case methodNotAllowed
    /// What DELETE on a voucher or contact gets (lexoffice-api.md §3.2, live).
    case gone
    case none

    init(method: String, path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        guard parts.first == "v1", parts.count >= 2, !parts.contains("") else {
            self = .none
            return
        }
        let shape = ([parts[1]] + parts.dropFirst(2).enumerated().map { $0.offset == 0 ? "{id}" : $0.element }).joined(separator: "/")
        guard let methods = LexofficeRoute.table[shape] else {
            self = .none
            return
        }
        if let operation = methods[method] {
            self = .operation(operation, id: parts.count > 2 ? parts[2] : "")
        } else if !["GET", "POST", "PUT", "DELETE"].contains(method) {
            self = .none
        } else if method == "DELETE", shape == "vouchers/{id}" || shape == "contacts/{id}" {
            self = .gone
        } else {
            self = .methodNotAllowed
        }
    }

    private static let table: [String: [String: LexofficeOperation]] = [
        "profile": ["GET": .readProfile],
        "posting-categories": ["GET": .listCategories],
        "countries": ["GET": .listCountries],
        "contacts": ["POST": .createContact, "GET": .searchContacts],
        "contacts/{id}": ["GET": .readContact, "PUT": .updateContact],
        "vouchers": ["POST": .createVoucher, "GET": .searchVouchers],
        "vouchers/{id}": ["GET": .readVoucher, "PUT": .updateVoucher],
        "vouchers/{id}/files": ["POST": .uploadFile],
        "files/{id}": ["GET": .readFile],
        "voucherlist": ["GET": .listVouchers],
        "payments/{id}": ["GET": .readPayments],
        "event-subscriptions": ["POST": .createSubscription, "GET": .listSubscriptions],
        "event-subscriptions/{id}": ["GET": .readSubscription, "DELETE": .deleteSubscription],
    ]
}

/// One admitted request.
struct LexofficeCall: Sendable {
    var operation: LexofficeOperation
    var id: String
    var query: LexofficeQuery
    var contentType: String
    var body: [UInt8]
    var now: Instant
    /// Nil for an API key.
    var connectionID: String?

    /// The body as a JSON object, or the 400 both kinds of endpoint give.
    func json() throws(LexofficeRefusal) -> SandboxJSON {
        // lexoffice answers a body that is no JSON with these words, whatever is wrong in it.
        guard let value = try? SandboxJSON.parse(body), value.objectValue != nil else {
            throw operation.isLegacy
                ? .legacy(400, [LexofficeIssue("bad_request_error", "body")]) : .regular(400, "Malformed JSON request", [])
        }
        return value
    }
}
