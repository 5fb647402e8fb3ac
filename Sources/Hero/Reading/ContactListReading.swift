import Bookkeeping

extension HeroReader {
    /// All of HERO's contacts, deleted ones included, each once. The walk goes by id, so that nobody is missed who is edited
    /// meanwhile; a row that cannot be attributed makes it worthless as proof of absence and fails it.
    package func allContacts() async throws(HeroError) -> [HeroContact] {
        let subject = "contact list"
        var walk = ListSweep<HeroContact>(pageSize: 500, order: .byID)
        let sweep = try await walk.run(downTo: nil, subject: subject) { (page) async throws(HeroError) in
            let data = try await connection.query(HeroDocuments.contactPage, page.variables, subject: subject)
            return try readable(subject) { () throws(UnreadableField) in try rows(data, "contacts").map(HeroContact.init) }
        }
        guard sweep.rowsWithoutID == 0 else {
            throw HeroError(code: .badAnswer, subject: subject, cause: "\(sweep.rowsWithoutID) rows without an id")
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
                guard let code = try row.filledText("code")?.uppercased(), let id = try row.integer("id") else { continue }
                ids[code] = min(id, ids[code] ?? id)
            }
            return ids
        }
    }
}
