import Bookkeeping
import Transport

/// What to leave out of the voucher list. Days are whole Berlin days, both ends included; lexoffice takes no finer bounds.
package struct VoucherlistFilter: Sendable, Hashable {
    package var updatedFrom: BusinessDay?
    package var createdFrom: BusinessDay?
    package var voucherDate: ClosedRange<BusinessDay>?
    /// Whether lexoffice matches it exactly is not documented: compare again.
    package var voucherNumber: String?
    package var contactID: String?
    /// Only what has an open amount; lexoffice lists overdue ones among them (lexoffice-api.md §3.5).
    package var isOpen: Bool
    package var kind = Kind.vouchers

    /// The list shows both, and they are two things: what was booked here, and what was written in lexoffice itself.
    package enum Kind: String, Sendable {
        case vouchers = "salesinvoice,salescreditnote"
        case salesDocuments = "invoice,downpaymentinvoice,creditnote"
    }

    package init(
        updatedFrom: BusinessDay? = nil, createdFrom: BusinessDay? = nil, voucherDate: ClosedRange<BusinessDay>? = nil,
        voucherNumber: String? = nil, contactID: String? = nil, isOpen: Bool = false
    ) {
        self.isOpen = isOpen
        self.updatedFrom = updatedFrom
        self.createdFrom = createdFrom
        self.voucherDate = voucherDate
        self.voucherNumber = voucherNumber
        self.contactID = contactID
    }

    var items: [QueryItem] {
        var items: [QueryItem] = []
        func add(_ name: String, _ value: String?) {
            if let value { items.append(QueryItem(name: name, value: value)) }
        }
        add("updatedDateFrom", updatedFrom?.description)
        add("createdDateFrom", createdFrom?.description)
        add("voucherDateFrom", voucherDate?.lowerBound.description)
        add("voucherDateTo", voucherDate?.upperBound.description)
        if let voucherNumber { items.append(.search("voucherNumber", voucherNumber)) }
        add("contactId", contactID)
        return items
    }
}

/// The direction is always stated: without one lexoffice's default depends on the field (lexoffice-api.md §2.3).
package enum VoucherlistSort: String, Sendable, CaseIterable {
    case newestUpdatedFirst = "updatedDate,DESC"
    case oldestUpdatedFirst = "updatedDate,ASC"
    /// New rows come last, and a changed row stays where it is: the order for walking the whole list.
    case oldestCreatedFirst = "createdDate,ASC"
}

package struct VoucherlistPage: Sendable, Hashable {
    package var rows: [VoucherRow]
    package var unreadable: [UnreadableEntry] = []
    package var isLast: Bool
    /// Never above ``totalMaximum``.
    package var totalElements: Int

    /// From here on lexoffice stops counting (lexoffice-api.md §2.3).
    package static let totalMaximum = PageLimit.window
    /// Rows asked for on every page.
    package static let size = PageLimit.size
}

/// The envelope of every paged list.
struct WirePage<Element: Decodable>: Decodable {
    var content: [ListedRow<Element>]
    var last: Bool?
    var totalElements: Int

    private enum CodingKeys: String, CodingKey { case content, last, totalElements }

    /// Throws for a page of more rows than anybody asks for: what is made of a row can weigh many times what it weighs on the line.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        var listed = try container.nestedUnkeyedContainer(forKey: .content)
        content = []
        while !listed.isAtEnd {
            guard content.count < PageLimit.refused else {
                throw DecodingError.dataCorruptedError(in: listed, debugDescription: "more than \(PageLimit.refused) rows on one page")
            }
            content.append(try listed.decode(ListedRow<Element>.self))
        }
        last = try container.decodeIfPresent(Bool.self, forKey: .last)
        totalElements = try container.decode(Int.self, forKey: .totalElements)
    }

    var isLast: Bool { PageLimit.isLast(last, rows: content.count) }
}

/// Rows of one page of any list: the largest that lexoffice allows.
enum PageLimit {
    static let size = 250
    /// More on one page is no answer to any question of ours.
    static let refused = 4 * size
    /// Hits a question can have at most before lexoffice refuses its further pages.
    static let window = 10_000
    static let pages = window / size

    /// An empty page ends the walk whatever it says of itself; a full one without a word about being last does not.
    static func isLast(_ last: Bool?, rows: Int) -> Bool { rows == 0 || (last ?? (rows < size)) }
}

extension LexofficeReader {
    /// One page of all sales vouchers, whatever their status, or of what the filter names.
    /// - Parameter page: from 0. Pages at and beyond 10,000 rows throw `windowExceeded`.
    package func voucherRows(page: Int, sort: VoucherlistSort, filter: VoucherlistFilter = VoucherlistFilter())
        async throws(LexofficeError) -> VoucherlistPage
    {
        let request = LexofficeRequest.get(
            .voucherlist, "/v1/voucherlist",
            query: [
                QueryItem(name: "voucherType", value: filter.kind.rawValue),
                QueryItem(name: "voucherStatus", value: filter.isOpen ? "open" : "any"),
            ] + filter.items + [
                QueryItem(name: "page", value: String(max(0, page))), QueryItem(name: "size", value: String(PageLimit.size)),
                QueryItem(name: "sort", value: sort.rawValue),
            ])
        let body = try await connection.read(request)
        guard page == 0, sort == .newestUpdatedFirst else { return try pageOfRows(body, request) }
        return try newestPage.value(of: body) { (body) throws(LexofficeError) in try pageOfRows(body, request) }
    }

    private func pageOfRows(_ body: [UInt8], _ request: LexofficeRequest) throws(LexofficeError) -> VoucherlistPage {
        if let plain = PlainVoucherPage(body) {
            return VoucherlistPage(
                rows: plain.rows, isLast: PageLimit.isLast(plain.last, rows: plain.rows.count), totalElements: plain.totalElements)
        }
        let wire = try connection.decode(WirePage<VoucherRow>.self, from: body, subject: request.subject)
        var page = VoucherlistPage(rows: wire.rows, isLast: wire.isLast, totalElements: wire.totalElements)
        page.unreadable = wire.unreadable
        return page
    }

    /// Every sales voucher whose number may be this one, in whatever spelling lexoffice keeps it: the look before a create and after a
    /// doubt (domain.md R6). A row that cannot be read may be any of them and fails the look.
    package func voucherRows(number: String) async throws(LexofficeError) -> [VoucherRow] {
        var hits: [String: VoucherRow] = [:]
        // lexoffice finds whole numbers ignoring case (lexoffice-2026 B10); what it makes of blanks and umlauts is not known.
        for spelling in NumberSpelling.spellings(of: number) {
            for row in try await voucherRows(spelled: spelling) { hits[row.id] = row }
        }
        return hits.values.filter { row in row.number.map { NumberSpelling.mayBeOne($0, number) } == true }
            .sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }

    /// The invoices and credit notes that were written in lexoffice itself and bear a date of these days. A row that cannot be read is
    /// passed over: it keeps nobody from booking.
    package func salesDocuments(dated days: ClosedRange<BusinessDay>) async throws(LexofficeError) -> [VoucherRow] {
        var filter = VoucherlistFilter(voucherDate: days)
        filter.kind = .salesDocuments
        return try await allRows(filter, needsEach: false)
    }

    private func voucherRows(spelled number: String) async throws(LexofficeError) -> [VoucherRow] {
        try await allRows(VoucherlistFilter(voucherNumber: number), needsEach: true)
    }

    private func allRows(_ filter: VoucherlistFilter, needsEach: Bool) async throws(LexofficeError) -> [VoucherRow] {
        var rows: [VoucherRow] = []
        for page in 0..<PageLimit.pages {
            let answer = try await voucherRows(page: page, sort: .oldestCreatedFirst, filter: filter)
            guard answer.unreadable.isEmpty || !needsEach else {
                throw LexofficeError(
                    .badAnswer, subject: "GET /v1/voucherlist", cause: "a row that may be the one looked for is not readable")
            }
            rows += answer.rows
            if answer.isLast { return rows }
        }
        throw LexofficeError(.windowExceeded, subject: "GET /v1/voucherlist", cause: "10,000 rows are too many to look through")
    }
}
