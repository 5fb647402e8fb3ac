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
        return try await walk.run(
            downTo: floor, subject: subject, probe: { () async throws(HeroError) in try await probe() },
            fetch: { (page) async throws(HeroError) in
                try await connection.list(HeroDocuments.documentPage, page.variables, subject: subject, recent: newestPages) {
                    (data, spoiled) throws(HeroError) in try entries(data, spoiled, subject)
                }
            })
    }

    private func entries(_ data: WireObject, _ spoiled: Set<Int>, _ subject: String) throws(HeroError) -> [DocumentEntry] {
        let listed = try readable(subject) { () throws(UnreadableField) in try rows(data, "customer_documents") }
        return listed.enumerated().map { index, row in
            guard spoiled.contains(index) else { return DocumentHeader.entry(row) }
            return .failure(UnreadableRow(row, row.unreadable("row", "answered with an error")))
        }
    }

    /// An independent question: whether HERO answers this key with this schema at all. It asks for the list where no row can be.
    package func probe() async throws(HeroError) {
        let page = SweepPage(order: .byID, size: 1, offset: 1 << 30)
        let data = try await connection.query(HeroDocuments.documentPage, page.variables, subject: "probe")
        _ = try readable("probe") { () throws(UnreadableField) in try rows(data, "customer_documents") }
    }

    /// Headers of these documents, in ascending order of id. A document HERO does not list (any more) is absent. One that HERO answers
    /// with an error fails the whole question.
    package func documentHeaders(ids: [Int]) async throws(HeroError) -> [DocumentHeader] {
        let look = try await look(at: ids)
        if let error = look.unreadable.min(by: { $0.key < $1.key })?.value { throw error }
        return look.headers
    }

    /// The same for many, of which some may be in trouble of their own: they are told apart by asking for fewer.
    package func look(at ids: [Int]) async throws(HeroError) -> DocumentLook {
        let subject = "documents by id"
        let all = Set(ids).sorted()
        var waiting = stride(from: 0, to: all.count, by: 200).map { Array(all[$0..<min($0 + 200, all.count)]) }.reversed() as [[Int]]
        var look = DocumentLook()
        var isProbed = false
        while let chunk = waiting.popLast() {
            let listed: [DocumentEntry]
            do {
                listed = try await connection.list(
                    HeroDocuments.documentsByID, [("ids", .list(chunk.map(OrderedJSON.integer))), ("n", .integer(chunk.count))],
                    subject: subject, recent: followedPages
                ) { (data, spoiled) throws(HeroError) in try entries(data, spoiled, subject) }
            } catch {
                guard error.asksForFewerRows || error.mayBeOneRow, all.count > 1 else { throw error }
                if !isProbed && !error.isAboutSize { try await probe() }
                isProbed = true
                guard chunk.count > 1 else {
                    look.unreadable[chunk[0]] = error
                    continue
                }
                waiting += [Array(chunk[(chunk.count / 2)...]), Array(chunk[..<(chunk.count / 2)])]
                continue
            }
            take(listed, of: chunk, into: &look, &waiting)
        }
        look.headers.sort { $0.id < $1.id }
        return look
    }

    /// Rows without a readable id stand for some of those that seem absent: which, is found by asking for fewer.
    private func take(_ listed: [DocumentEntry], of chunk: [Int], into look: inout DocumentLook, _ waiting: inout [[Int]]) {
        let wanted = Set(chunk)
        // The failures among them are taken below.
        let headers = listed.compactMap { try? $0.get() }.filter { wanted.contains($0.id) }
        let absent = chunk.filter { id in !headers.contains { $0.id == id } }
        let unreadable = listed.compactMap { entry in if case .failure(let row) = entry { row } else { nil } }
        look.headers += headers
        guard let first = unreadable.first, !absent.isEmpty else { return }
        if absent.count == 1 || absent.count == unreadable.count {
            for id in absent { look.unreadable[id] = HeroError(code: .badAnswer, subject: "document \(id)", cause: first.cause) }
        } else {
            waiting += [Array(absent[(absent.count / 2)...]), Array(absent[..<(absent.count / 2)])]
        }
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
        var walk = ListSweep<HeroContact>(pageSize: 500)
        let floor = watermark?.adding(seconds: -overlapHours * 3600)
        return try await contacts(&walk, downTo: floor)
    }

    func contacts(_ walk: inout ListSweep<HeroContact>, downTo floor: Instant?) async throws(HeroError) -> ContactSweep {
        let subject = "contact list"
        return try await walk.run(
            downTo: floor, subject: subject, probe: { () async throws(HeroError) in try await probe() },
            fetch: { (page) async throws(HeroError) in
                let data = try await connection.query(HeroDocuments.contactPage, page.variables, subject: subject)
                return try readable(subject) { () throws(UnreadableField) in try rows(data, "contacts").map(HeroContact.entry) }
            })
    }
}

typealias DocumentEntry = Result<DocumentHeader, UnreadableRow>

/// What HERO shows of documents that were asked for by id. Those in neither list are not there.
package struct DocumentLook: Sendable {
    package var headers: [DocumentHeader] = []
    /// Why one cannot be read although HERO as a whole answers.
    package var unreadable: [Int: HeroError] = [:]
}

extension SweepPage {
    var variables: OrderedJSON.Members {
        [("order", .text(order.rawValue)), ("n", .integer(size)), ("o", .integer(offset))]
    }
}
