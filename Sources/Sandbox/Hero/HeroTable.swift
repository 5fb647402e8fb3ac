/// Rows by ascending id, found in constant time.
package struct HeroTable<Row: Sendable & Hashable & Identifiable>: Sendable where Row.ID == Int {
    package private(set) var rows: [Row] = []
    private var positions: [Int: Int] = [:]
    private(set) var nextID: Int

    init(firstID: Int) { nextID = firstID }

    package subscript(id: Int) -> Row? { positions[id].map { rows[$0] } }

    /// The id is given by the caller as `nextID` or a larger one.
    mutating func append(_ row: Row) {
        positions[row.id] = rows.count
        rows.append(row)
        nextID = max(nextID, row.id) + 1
    }

    /// Changes a row in place; returns what the change returns, nil when there is no such row.
    mutating func change<Result>(_ id: Int, _ body: (inout Row) -> Result) -> Result? {
        guard let position = positions[id] else { return nil }
        return body(&rows[position])
    }
}

/// Everything the stand-in remembers.
package struct HeroRecords: Sendable {
    package var company: HeroCompanyRecord
    package var partners = HeroTable<HeroPartnerRecord>(firstID: 7001)
    package var countries = HeroTable<HeroCountryRecord>(firstID: 1)
    package var customers = HeroTable<HeroCustomerRecord>(firstID: 3301)
    package var projects = HeroTable<HeroProjectRecord>(firstID: 4401)
    package var documentTypes = HeroTable<HeroDocumentTypeRecord>(firstID: 11)
    package var documents = HeroTable<HeroDocumentRecord>(firstID: 88001)
    package var histories = HeroTable<HeroHistoryRecord>(firstID: 991_001)
    package var tasks = HeroTable<HeroTaskRecord>(firstID: 60_001)
    var nextAddressID = 901
    var nextBookingID = 701
    var nextPaymentID = 5501
    /// Last number given out, by prefix and year: `RE-2026`.
    var lastNumbers: [String: Int] = [:]

    /// The first partner is the owner of the API key.
    var keyOwner: HeroPartnerRecord? { partners.rows.first }

    /// The document whose latest PDF has this id; earlier renderings are gone.
    func document(fileUUID: String) -> HeroDocumentRecord? { documents.rows.last { $0.fileUUID == fileUUID } }
}
