import Bookkeeping

extension HeroReader {
    /// Headers of the documents modified since `watermark`, or of all documents.
    ///
    /// `overlapHours` is asked for again behind the watermark, because HERO's moments may be Berlin time labelled UTC
    /// (hero-api.md §1.6) and rows move between two pages.
    package func documentHeaders(modifiedSince watermark: Instant?, overlapHours: Int = 3) async throws(HeroError) -> DocumentSweep {
        let subject = "document list"
        var walk = ListSweep<DocumentHeader>(pageSize: 200)
        let floor = watermark?.adding(seconds: -overlapHours * 3600)
        return try await walk.run(downTo: floor, subject: subject) { (page) async throws(HeroError) in
            try await connection.query(HeroDocuments.documentPage, page.variables, subject: subject, recent: newestPages) {
                (data) throws(HeroError) in try headers(data, subject)
            }
        }
    }

    private func headers(_ data: WireObject, _ subject: String) throws(HeroError) -> [DocumentHeader?] {
        try readable(subject) { () throws(UnreadableField) in try rows(data, "customer_documents").map(DocumentHeader.init) }
    }

    /// Headers of these documents, in ascending order of id. A document HERO does not list (any more) is absent.
    package func documentHeaders(ids: [Int]) async throws(HeroError) -> [DocumentHeader] {
        let subject = "documents by id"
        var remaining = Set(ids).sorted()[...]
        var chunkSize = 200
        var headers: [DocumentHeader] = []
        while !remaining.isEmpty {
            let chunk = Array(remaining.prefix(chunkSize))
            let listed: [DocumentHeader?]
            do {
                listed = try await connection.query(
                    HeroDocuments.documentsByID, [("ids", .list(chunk.map(RequestValue.integer))), ("n", .integer(chunk.count))],
                    subject: subject, recent: followedPages
                ) { (data) throws(HeroError) in try self.headers(data, subject) }
            } catch {
                guard error.asksForFewerRows, chunkSize > 1 else { throw error }
                chunkSize /= 2
                continue
            }
            let wanted = Set(chunk)
            headers += listed.compactMap { $0 }.filter { wanted.contains($0.id) }
            remaining = remaining.dropFirst(chunk.count)
        }
        return headers.sorted { $0.id < $1.id }
    }

    /// One document with positions, recipient and a fresh link to its PDF; nil when HERO has none with this id.
    package func document(id: Int) async throws(HeroError) -> HeroDocument? {
        let subject = "document \(id)"
        let data = try await connection.query(HeroDocuments.document, [("ids", .list([.integer(id)]))], subject: subject)
        let found = try readable(subject) { () throws(UnreadableField) in try rows(data, "customer_documents") }
        guard let row = found.first else { return nil }
        guard let document = HeroDocument(row), document.header.id == id else {
            throw HeroError(code: .badAnswer, subject: subject, cause: "another document was answered")
        }
        return document
    }

    /// HERO's contacts, deleted ones included, modified since `watermark` or all (hero-api.md §5.4).
    package func contacts(modifiedSince watermark: Instant?, overlapHours: Int = 3) async throws(HeroError) -> ContactSweep {
        let subject = "contact list"
        var walk = ListSweep<HeroContact>(pageSize: 500)
        let floor = watermark?.adding(seconds: -overlapHours * 3600)
        return try await walk.run(downTo: floor, subject: subject) { (page) async throws(HeroError) in
            let data = try await connection.query(HeroDocuments.contactPage, page.variables, subject: subject)
            return try readable(subject) { () throws(UnreadableField) in try rows(data, "contacts").map(HeroContact.init) }
        }
    }
}

extension SweepPage {
    var variables: [(name: String, value: RequestValue)] {
        [("order", .text(order.rawValue)), ("n", .integer(size)), ("o", .integer(offset))]
    }
}
