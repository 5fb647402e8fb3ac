internal import Bookkeeping

extension LexofficeStandIn {
    mutating func createContact(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        let json = try call.json()
        guard json["version"]?.intValue == 0 else {
            throw .legacy(406, [json["version"] == nil ? .missing("version") : .invalid("version")])
        }
        var reader = LexofficeContactReader(acceptsUmlautEmails: rules.acceptsUmlautEmails)
        let content = try reader.content(json)
        if let last = lastContactAt, call.now.milliseconds(since: last) < rules.numberingMilliseconds {
            throw .legacy(406, [LexofficeIssue("account_number_already_exists", "roles.customer.number")])
        }
        lastContactAt = call.now
        let record = add(content, at: call.now)
        return actionResult("contacts", record.id, record.version, created: record.createdAt, updated: record.updatedAt, status: 200)
    }

    mutating func updateContact(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        let json = try call.json()
        guard var record = contactShelf[call.id] else { throw .legacy(404, [LexofficeIssue(nil, "contact not found")]) }
        guard let version = json["version"]?.intValue else { throw .legacy(406, [.missing("version")]) }
        guard version == record.version else { throw .legacy(406, [.invalid("version")]) }
        let crowded = record.content.crowdedLists
        guard crowded.isEmpty else { throw .legacy(406, crowded.map(LexofficeIssue.invalid)) }
        var reader = LexofficeContactReader(acceptsUmlautEmails: rules.acceptsUmlautEmails)
        record.content = try reader.content(json)
        record = store(record, at: call.now)
        return actionResult("contacts", record.id, record.version, created: record.createdAt, updated: record.updatedAt, status: 200)
    }

    func readContact(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        guard let record = contactShelf[call.id] else { throw .legacy(404, [LexofficeIssue(nil, "contact not found")]) }
        return LexofficeReply(json: record.json(organizationID: organizationID))
    }

    func searchContacts(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        let filter = try LexofficeContactFilter(call.query)
        guard let page = LexofficePage(call.query) else { throw .legacy(400, [LexofficeIssue(nil, "page or size out of range")]) }
        guard !page.isBeyondWindow else { throw .legacy(400, [LexofficeIssue(nil, "Maximum search window size exceeded")]) }
        let found = contactIndex.all.enumerated().filter { filter.admits($0.element) }
            .map { (name: $0.element.content.name.lowercased(), place: $0.offset, record: $0.element) }
            .sorted { ($0.name, $0.place) < ($1.name, $1.place) }
        let organizationID = organizationID
        return LexofficeReply(
            json: page.envelope(found, sort: "name", ascending: true) { $0.record.json(organizationID: organizationID) })
    }

    /// Numbers begin where the samples of the reference do.
    mutating func add(_ content: LexofficeContactContent, at now: Instant) -> LexofficeContactRecord {
        let record = LexofficeContactRecord(
            id: ids.next(), content: content, version: 0, isArchived: false, createdAt: now, updatedAt: now)
        return store(record, at: now)
    }

    /// Every change raises the version, and is found by searches after the lag alone.
    mutating func store(_ changed: LexofficeContactRecord, at now: Instant) -> LexofficeContactRecord {
        var record = changed
        record.version += 1
        record.updatedAt = now
        if record.content.isCustomer, record.customerNumber == nil {
            record.customerNumber = nextCustomerNumber
            nextCustomerNumber += 1
        }
        if record.content.isVendor, record.vendorNumber == nil {
            record.vendorNumber = nextVendorNumber
            nextVendorNumber += 1
        }
        contactShelf[record.id] = record
        contactIndex.note(record, id: record.id, visibleFrom: now.adding(milliseconds: rules.indexLagMilliseconds))
        tell(record.version == 1 ? "contact.created" : "contact.changed", record.id, at: now)
        return record
    }
}

/// The filters of `GET /v1/contacts`, joined by "and".
struct LexofficeContactFilter {
    private var name: LexofficePattern?
    private var email: LexofficePattern?
    private var number: Int?
    private var isCustomer: Bool?
    private var isVendor: Bool?
    /// A search text that was not HTML-escaped finds nothing, silently (§2.4).
    private var isHopeless = false

    init(_ query: LexofficeQuery) throws(LexofficeRefusal) {
        for key in ["name", "email", "number", "customer", "vendor"] where query.repeats(key) {
            throw .legacy(400, [LexofficeIssue(nil, "\(key) must be given once")])
        }
        name = try pattern(query, "name")
        email = try pattern(query, "email")
        if let text = query["number"] {
            guard let value = Int(text) else { throw .legacy(400, [LexofficeIssue(nil, "number must be a number")]) }
            number = value
        }
        isCustomer = try LexofficeContactFilter.flag(query, "customer")
        isVendor = try LexofficeContactFilter.flag(query, "vendor")
    }

    private mutating func pattern(_ query: LexofficeQuery, _ key: String) throws(LexofficeRefusal) -> LexofficePattern? {
        guard let text = query[key] else { return nil }
        guard (3...128).contains(text.count) else { throw .legacy(400, [LexofficeIssue(nil, "\(key): size must be between 3 and 128")]) }
        let pattern = LexofficePattern(text)
        if pattern == nil { isHopeless = true }
        return pattern
    }

    private static func flag(_ query: LexofficeQuery, _ key: String) throws(LexofficeRefusal) -> Bool? {
        guard let text = query[key] else { return nil }
        guard let value = Bool(text) else { throw .legacy(400, [LexofficeIssue(nil, "\(key) must be true or false")]) }
        return value
    }

    /// Archived contacts are included.
    func admits(_ record: LexofficeContactRecord) -> Bool {
        !isHopeless && name?.matches(record.content.name) ?? true
            && (email.map { email in record.content.searchableEmails.contains { email.matches($0) } } ?? true)
            && (number.map { $0 == record.customerNumber || $0 == record.vendorNumber } ?? true)
            && isCustomer ?? record.content.isCustomer == record.content.isCustomer
            && isVendor ?? record.content.isVendor == record.content.isVendor
    }
}
