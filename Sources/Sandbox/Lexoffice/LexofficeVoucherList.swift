internal import Bookkeeping

extension LexofficeStandIn {
    func listVouchers(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        let filter = try LexofficeVoucherFilter(call.query, match: rules.voucherNumberMatch)
        let (property, ascending) = try LexofficeStandIn.order(call.query["sort"])
        guard let page = LexofficePage(call.query) else { throw .regular(400, "page or size out of range", []) }
        guard !page.isBeyondWindow else { throw .regular(400, "Maximum search window size exceeded", []) }
        let today = BusinessDay(berlinDayOf: call.now)
        let found = voucherIndex.all.enumerated().filter { filter.admits($0.element, today: today) }
            .map { (key: LexofficeStandIn.key($0.element, property), place: $0.offset, record: $0.element) }
            .sorted { ascending ? ($0.key, $0.place) < ($1.key, $1.place) : ($1.key, $1.place) < ($0.key, $0.place) }
        return LexofficeReply(
            json: page.envelope(found, sort: property.lowercased(), ascending: ascending) { row($0.record, today: today) })
    }

    private func row(_ record: LexofficeVoucherRecord, today: BusinessDay) -> SandboxJSON {
        let content = record.content
        let contact = content.usesCollectiveContact ? nil : content.contactID
        let name = contact.flatMap { contactShelf[$0]?.content.name } ?? content.contactName ?? "Sammelkunde"
        let open: SandboxJSON =
            record.status == .unchecked || record.status == .blank
            ? .null : LexofficeAmount.number(record.openAmount, turn: record.version + 1)
        return [
            "id": .string(record.id), "voucherType": .string(content.kind.rawValue),
            "voucherStatus": .string(record.isOverdue(on: today) ? "overdue" : record.status.rawValue),
            "voucherNumber": SandboxJSON(content.number), "voucherDate": SandboxJSON(content.voucherDate?.startInBerlin.berlinText),
            "createdDate": .string(LexofficeStandIn.wholeSecond(record.createdAt)),
            "updatedDate": .string(LexofficeStandIn.wholeSecond(record.updatedAt)),
            "dueDate": SandboxJSON(content.dueDate?.startInBerlin.berlinText), "contactId": SandboxJSON(contact),
            "contactName": .string(name), "totalAmount": LexofficeAmount.number(content.gross, turn: record.version),
            "openAmount": open, "currency": "EUR", "archived": false,
        ]
    }

    private static func wholeSecond(_ instant: Instant) -> String {
        Instant(milliseconds: instant.milliseconds - instant.milliseconds % 1000).berlinText
    }

    /// Without the parameter newest voucher date first; a property without a direction comes oldest first (§2.3).
    private static func order(_ text: String?) throws(LexofficeRefusal) -> (property: String, ascending: Bool) {
        guard let text else { return ("voucherDate", false) }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard let property = parts.first, ["voucherDate", "voucherNumber", "createdDate", "updatedDate"].contains(property),
            parts.count <= 2, parts.count == 1 || ["ASC", "DESC"].contains(parts[1].uppercased())
        else { throw .regular(400, "Unknown sort", []) }
        return (property, parts.count == 1 || parts[1].uppercased() == "ASC")
    }

    private static func key(_ record: LexofficeVoucherRecord, _ property: String) -> String {
        switch property {
        case "voucherNumber": record.content.number ?? ""
        case "createdDate": record.createdAt.isoText
        case "updatedDate": record.updatedAt.isoText
        default: record.content.voucherDate?.description ?? ""
        }
    }
}

/// The filters of voucherlist (§3.5), joined by "and".
struct LexofficeVoucherFilter {
    private var kinds: Set<String>?
    private var statuses: Set<String>?
    private var number: String?
    private var isHopeless = false
    private var matchesWhole: Bool
    private var contactID: String?
    private var isArchived = false
    private var ranges: [String: ClosedRange<BusinessDay>] = [:]

    private static let knownKinds: Set<String> = [
        "salesinvoice", "salescreditnote", "purchaseinvoice", "purchasecreditnote", "invoice", "downpaymentinvoice", "creditnote",
        "orderconfirmation", "quotation", "deliverynote",
    ]
    private static let knownStatuses: Set<String> = [
        "draft", "open", "overdue", "paid", "paidoff", "voided", "transferred", "sepadebit", "accepted", "rejected", "unchecked", "blank",
    ]

    init(_ query: LexofficeQuery, match: LexofficeRules.NumberMatch) throws(LexofficeRefusal) {
        matchesWhole = match == .exact
        kinds = try LexofficeVoucherFilter.selection(query, "voucherType", LexofficeVoucherFilter.knownKinds)
        statuses = try LexofficeVoucherFilter.selection(query, "voucherStatus", LexofficeVoucherFilter.knownStatuses)
        if let statuses, statuses.contains("overdue"), statuses.count > 1 {
            throw .regular(400, "voucherStatus overdue cannot be combined", [])
        }
        if let text = query["voucherNumber"] {
            number = LexofficePattern.unescaped(text)?.lowercased()
            isHopeless = number == nil
        }
        contactID = query["contactId"]
        if let text = query["archived"] {
            guard let value = Bool(text) else { throw .regular(400, "archived must be true or false", []) }
            isArchived = value
        }
        for name in ["voucherDate", "createdDate", "updatedDate"] {
            ranges[name] = try LexofficeVoucherFilter.range(query, name)
        }
    }

    /// Nil for `any`.
    private static func selection(
        _ query: LexofficeQuery, _ name: String, _ known: Set<String>
    ) throws(LexofficeRefusal) -> Set<String>? {
        guard let text = query[name], !text.isEmpty else {
            throw .regular(
                400, "Required request parameter '\(name)' is not present",
                [.init(violation: "NOTNULL", field: name, message: "darf nicht leer sein")])
        }
        let values = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        // Seen live: `open,,paid` is answered with 500.
        guard !values.contains("") else { throw .regular(500, "Internal Server Error", []) }
        if values == ["any"] { return nil }
        guard values.allSatisfy(known.contains) else {
            throw .regular(400, "Unknown \(name)", [.init(violation: "ENUM", field: name, message: "unbekannter Wert")])
        }
        return Set(values)
    }

    /// Whole Berlin days, `yyyy-MM-dd` only.
    private static func range(_ query: LexofficeQuery, _ name: String) throws(LexofficeRefusal) -> ClosedRange<BusinessDay>? {
        var bounds = [BusinessDay(daysSince1970: -25_000), BusinessDay(daysSince1970: 80_000)]
        var isGiven = false
        for (index, end) in ["From", "To"].enumerated() {
            guard let text = query[name + end] else { continue }
            guard let day = BusinessDay(text) else {
                throw .regular(
                    400, "\(name)\(end) must be yyyy-MM-dd", [.init(violation: "DATE", field: name + end, message: "ungültiges Datum")])
            }
            bounds[index] = day
            isGiven = true
        }
        guard isGiven else { return nil }
        guard bounds[0] <= bounds[1] else { throw .regular(400, "\(name)From is after \(name)To", []) }
        return bounds[0]...bounds[1]
    }

    func admits(_ record: LexofficeVoucherRecord, today: BusinessDay) -> Bool {
        guard !isHopeless, !isArchived, kinds?.contains(record.content.kind.rawValue) ?? true else { return false }
        if let statuses {
            // Asking for open finds the overdue ones too; asking for overdue finds nothing else.
            let isFound = statuses.contains(record.status.rawValue) || statuses.contains("overdue") && record.isOverdue(on: today)
            guard isFound else { return false }
        }
        if let number {
            let candidate = (record.content.number ?? "").lowercased()
            guard matchesWhole ? candidate == number : candidate.contains(number) else { return false }
        }
        if let contactID {
            guard !record.content.usesCollectiveContact, record.content.contactID == contactID else { return false }
        }
        return ranges.allSatisfy { name, range in
            let day =
                switch name {
                case "voucherDate": record.content.voucherDate
                case "createdDate": BusinessDay(berlinDayOf: record.createdAt)
                default: BusinessDay(berlinDayOf: record.updatedAt)
                }
            return day.map(range.contains) ?? false
        }
    }
}
