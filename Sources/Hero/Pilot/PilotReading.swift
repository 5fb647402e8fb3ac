import Bookkeeping

/// In which order a page of a list is asked for.
package enum PageOrder: Sendable {
    case newestFirst, byID

    fileprivate var words: SweepPage.Order {
        switch self {
        case .newestFirst: .newestFirst
        case .byID: .byID
        }
    }
}

/// One page of the document list, in the order HERO gave it.
package struct HeaderPage: Sendable {
    package var headers: [DocumentHeader]
    /// Rows of which cannot be said which document they are.
    package var unreadable = 0
    package var rows: Int { headers.count + unreadable }
}

/// One row of the contact list: enough to see in which order ids are given.
package struct ContactOrder: Sendable {
    package var id: Int
    package var created: Instant?

    package init(id: Int, created: Instant?) {
        self.id = id
        self.created = created
    }
}

extension HeroReader {
    /// One page as HERO answers it; a page that cannot be answered whole throws.
    /// - Parameter size: rows asked for, 1…200.
    package func headerPage(_ order: PageOrder, size: Int, offset: Int) async throws(HeroError) -> HeaderPage {
        let subject = "document list"
        let page = SweepPage(order: order.words, size: size, offset: offset)
        let data = try await connection.query(HeroDocuments.documentPage, page.variables, subject: subject)
        let entries = try readable(subject) { () throws(UnreadableField) in
            try rows(data, "customer_documents").map(DocumentHeader.entry)
        }
        var answer = HeaderPage(headers: [])
        for entry in entries {
            switch entry {
            case .success(let header): answer.headers.append(header)
            case .failure: answer.unreadable += 1
            }
        }
        return answer
    }

    /// The first contacts by id, who they are left out.
    package func contactOrder(size: Int) async throws(HeroError) -> [ContactOrder] {
        let subject = "contact list"
        let page = SweepPage(order: .byID, size: size)
        let data = try await connection.query(HeroDocuments.contactPage, page.variables, subject: subject)
        return try readable(subject) { () throws(UnreadableField) -> [ContactOrder] in
            var contacts: [ContactOrder] = []
            for row in try rows(data, "contacts") {
                guard let id = try row.identifier("id") else { continue }
                // A moment that cannot be read says nothing of the order.
                contacts.append(ContactOrder(id: id, created: (try? row.instant("created")).flatMap(\.self)))
            }
            return contacts
        }
    }

    /// Ids of documents of one type, those changed last first where HERO sorts.
    package func newestIDs(ofType type: Int, count: Int) async throws(HeroError) -> [Int] {
        let subject = "documents of a type"
        let data = try await connection.query(
            PilotDocuments.documentsOfType,
            [("types", .list([.integer(type)])), ("order", .text(SweepPage.Order.newestFirst.rawValue)), ("n", .integer(count))],
            subject: subject)
        return try readable(subject) { () throws(UnreadableField) -> [Int] in
            var ids: [Int] = []
            for row in try rows(data, "customer_documents") {
                if let id = try row.identifier("id") { ids.append(id) }
            }
            return ids
        }
    }

    /// HERO's own names of the rights of the key's user. Throws `schemaDrift` where HERO's schema tells none.
    package func rights() async throws(HeroError) -> [String] {
        let subject = "rights"
        let data = try await connection.query(PilotDocuments.rights, subject: subject)
        return try readable(subject) { () throws(UnreadableField) -> [String] in
            var names: [String] = []
            for right in try data.object("user")?.objects("acl") ?? [] {
                if let key = try right.filledText("key") { names.append(key) }
            }
            return names
        }
    }
}
