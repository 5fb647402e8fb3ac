package import Bookkeeping
internal import HTTPTypes
package import Transport

/// lexoffice as far as lexoffice-api.md describes it, as a plain value: a request and a moment go in, an answer comes out, and
/// nothing else happens. As strict as that page says the real one is; what it leaves open is in ``LexofficeRules``.
package struct LexofficeStandIn: Sendable {
    package private(set) var organizationID: String
    package var rules: LexofficeRules
    /// Logins of partner clients; none is known unless somebody names a client.
    package var authorisation: LexofficeAuthorisation
    private var token: String
    private var bucket = LexofficeRateBucket()
    private var received: [LexofficeOperation: Int] = [:]
    private var executed: [LexofficeOperation: Int] = [:]
    private var traces: LexofficeIDs

    var ids: LexofficeIDs
    var contactShelf = LexofficeShelf<LexofficeContactRecord>()
    var contactIndex = LexofficeLaggingIndex<LexofficeContactRecord>()
    var voucherShelf = LexofficeShelf<LexofficeVoucherRecord>()
    var voucherIndex = LexofficeLaggingIndex<LexofficeVoucherRecord>()
    var fileShelf = LexofficeShelf<LexofficeFileRecord>()
    var subscriptionShelf = LexofficeShelf<LexofficeSubscription>()
    var webhooks: [LexofficeWebhook] = []
    var nextCustomerNumber = 10_001
    /// When a client created the last one.
    var lastContactAt: Instant?
    var nextVendorNumber = 70_001
    var paymentReads = 0

    /// - Parameters:
    ///   - token: what `Authorization: Bearer` must carry.
    ///   - organizationID: what `/v1/profile` names.
    package init(token: String, organizationID: String, rules: LexofficeRules = LexofficeRules()) {
        self.token = token
        self.organizationID = organizationID
        self.rules = rules
        ids = LexofficeIDs(seed: rules.seed)
        // Separate, so that failed requests do not move the ids of what is created.
        traces = LexofficeIDs(seed: ~rules.seed)
        authorisation = LexofficeAuthorisation(seed: rules.seed &+ 0x0A07)
    }

    /// These books as those of another customer, whose ids from now on are that one's too.
    func belonging(to other: LexofficeStandIn) -> LexofficeStandIn {
        var books = self
        (books.organizationID, books.token, books.authorisation) = (other.organizationID, other.token, other.authorisation)
        (books.rules.seed, books.ids, books.traces) = (other.rules.seed, other.ids, other.traces)
        return books
    }

    /// Answers every request, whatever is wrong with it.
    package mutating func respond(to request: OutgoingRequest, now: Instant) -> IncomingResponse {
        contactIndex.catchUp(to: now)
        voucherIndex.catchUp(to: now)
        let query = LexofficeQuery(target: request.head.path ?? "/")
        // Another host with limits of its own, hence before the gateway and its budget.
        if authorisation.handles(query.path) { return authorise(request, query, now: now) }
        let route = LexofficeRoute(method: request.head.method.rawValue, path: query.path)
        var operation = LexofficeOperation.unknown
        var id = ""
        if case .operation(let found, let named) = route { (operation, id) = (found, named) }
        received[operation, default: 0] += 1
        do throws(LexofficeRefusal) {
            try admit(request, route: route, now: now)
            let call = LexofficeCall(
                operation: operation, id: id, query: query, contentType: request.head.headerFields[.contentType] ?? "",
                body: request.body, now: now, connectionID: connectionID(request, now: now))
            try checkHeaders(request, operation)
            let reply = try perform(call)
            executed[operation, default: 0] += 1
            return reply.response
        } catch {
            return error.answer(path: query.path, traceID: traces.next(), now: now).response
        }
    }

    /// What the gateway decides before lexoffice sees anything: credential, rate, route (§1.1, §2.1, §4.2).
    private mutating func admit(_ request: OutgoingRequest, route: LexofficeRoute, now: Instant) throws(LexofficeRefusal) {
        let presented = LexofficeStandIn.bearer(request)
        guard presented == token || connectionID(request, now: now) != nil else { throw .gateway(401, "Unauthorized") }
        guard bucket.admits(at: now, perSecond: rules.requestsPerSecond, burst: rules.burst) else {
            throw .gateway(429, "Rate limit exceeded")
        }
        switch route {
        case .operation(let operation, _):
            guard !rules.denied.contains(operation) else { throw .gateway(403, "Forbidden") }
        case .methodNotAllowed: throw .regular(405, "Request method is not supported", [])
        case .gone: throw .legacy(404, [LexofficeIssue(nil, "not found")])
        case .none:
            // The real gateway repeats the credential here: whoever logs the message leaks it.
            throw .gateway(
                403,
                "'\(presented)' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer \(presented)'.")
        }
    }

    private func checkHeaders(_ request: OutgoingRequest, _ operation: LexofficeOperation) throws(LexofficeRefusal) {
        let contentType = (request.head.headerFields[.contentType] ?? "").lowercased()
        switch operation {
        case .uploadFile:
            guard contentType.hasPrefix("multipart/form-data") else { throw .regular(415, "Content type is not supported", []) }
        case .createContact, .updateContact, .createVoucher, .updateVoucher, .createSubscription:
            guard contentType.hasPrefix("application/json") else { throw .regular(415, "Content type is not supported", []) }
        default: break
        }
        guard let accept = request.head.headerFields[.accept]?.lowercased(), operation != .readFile else { return }
        guard ["application/json", "application/*", "*/*"].contains(where: accept.contains) else {
            throw .regular(406, "No acceptable representation", [])
        }
    }

    private mutating func perform(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        switch call.operation {
        case .readProfile: readProfile(call)
        case .listCategories: listCategories()
        case .listCountries: listCountries()
        case .createContact: try createContact(call)
        case .readContact: try readContact(call)
        case .searchContacts: try searchContacts(call)
        case .updateContact: try updateContact(call)
        case .createVoucher: try createVoucher(call)
        case .readVoucher: try readVoucher(call)
        case .searchVouchers: try searchVouchers(call)
        case .updateVoucher: try updateVoucher(call)
        case .uploadFile: try uploadFile(call)
        case .readFile: try readFile(call)
        case .listVouchers: try listVouchers(call)
        case .readPayments: try readPayments(call)
        case .createSubscription: try createSubscription(call)
        case .readSubscription: try readSubscription(call)
        case .listSubscriptions: listSubscriptions()
        case .deleteSubscription: try deleteSubscription(call)
        case .unknown: throw .regular(404, "Not found", [])
        }
    }

    func actionResult(
        _ resource: String, _ id: String, _ version: Int, created: Instant, updated: Instant, status: Int
    ) -> LexofficeReply {
        let location = "\(rules.resourceHost)/v1/\(resource)/\(id)"
        let json: SandboxJSON = [
            "id": .string(id), "resourceUri": .string(location), "createdDate": .string(created.berlinText),
            "updatedDate": .string(updated.berlinText), "version": .int(version),
        ]
        return LexofficeReply(status: status, json: json, location: location)
    }
}

/// What tests and the sandbox's own pages look at; no request is counted for it.
extension LexofficeStandIn {
    package var vouchers: [LexofficeVoucherRecord] { voucherShelf.all }
    package var contacts: [LexofficeContactRecord] { contactShelf.all }
    package var files: [LexofficeFileRecord] { fileShelf.all }
    package var subscriptions: [LexofficeSubscription] { subscriptionShelf.all }
    package func voucher(_ id: String) -> LexofficeVoucherRecord? { voucherShelf[id] }
    package func contact(_ id: String) -> LexofficeContactRecord? { contactShelf[id] }
    package func file(_ id: String) -> LexofficeFileRecord? { fileShelf[id] }

    /// Everything that arrived, refused or not.
    package func requests(_ operation: LexofficeOperation) -> Int { received[operation] ?? 0 }
    /// What was carried out, reads and writes.
    package func executions(_ operation: LexofficeOperation) -> Int { executed[operation] ?? 0 }
    /// Writes that were carried out.
    package var writeCount: Int { executed.filter { $0.key.isWrite }.values.reduce(0, +) }
}
