import Bookkeeping

extension HeroReader {
    /// All of HERO's contacts, deleted ones included, each once. The walk goes by id, so that nobody is missed who is edited
    /// meanwhile; a row that cannot be attributed makes it worthless as proof of absence and fails it.
    package func allContacts() async throws(HeroError) -> [HeroContact] {
        var walk = ListSweep<HeroContact>(pageSize: 500, order: .byID)
        let sweep = try await contacts(&walk, downTo: nil)
        guard sweep.unreadable.isEmpty else {
            throw HeroError(code: .badAnswer, subject: "contact list", cause: "\(sweep.unreadable.count) rows without an id")
        }
        return sweep.rows
    }

    /// HERO's id of each country by its code; the lowest where a code is listed twice.
    package func countryIDs() async throws(HeroError) -> [String: Int] {
        let subject = "country list"
        let data = try await connection.query(HeroDocuments.countries, subject: subject)
        return try readable(subject) { () throws(UnreadableField) -> [String: Int] in
            var ids: [String: Int] = [:]
            for row in try data.required("countries", data.objects("countries")) {
                guard let code = try row.filledText("code")?.uppercased(), let id = try row.identifier("id") else { continue }
                ids[code] = min(id, ids[code] ?? id)
            }
            return ids
        }
    }
}
