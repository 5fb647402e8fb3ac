import Bookkeeping
import Transport

/// Everything this program reads from HERO. It has no method that writes: a dry run gets this and nothing else.
package struct HeroReader: Sendable {
    let connection: HeroConnection
    /// Of the list by change; a quiet pass reads one page of it, two where much has just changed.
    let newestPages = RecentAnswers<[DocumentEntry]>(capacity: 2)
    /// Of the documents that are looked at again. Finished ones come in turns; those of a year fit.
    let followedPages = RecentAnswers<[DocumentEntry]>(capacity: 8)

    package init(_ connection: HeroConnection) { self.connection = connection }

    /// What time it is at HERO, from the date of its latest answer; nil where it named none.
    package var remoteNow: Instant? { connection.remoteNow }

    /// Company, user, document types and webhook event types (hero-api.md §5.1). One request, more only beyond 200 types.
    package func setup() async throws(HeroError) -> HeroAccount {
        let subject = "account"
        let data = try await connection.query(HeroDocuments.setup, subject: subject)
        var account = try readable(subject) { () throws(UnreadableField) in try HeroAccount(data) }
        let pageSize = 200
        guard account.documentTypes.count >= pageSize else { return account }
        for _ in 0..<HeroReader.documentTypePagesMax {
            let known = Set(account.documentTypes.map(\.id))
            let page = try await connection.query(
                HeroDocuments.documentTypes, [("n", .integer(pageSize)), ("o", .integer(account.documentTypes.count))], subject: subject)
            let types = try readable(subject) { () throws(UnreadableField) -> [DocumentType] in
                try rows(page, "document_types").map { (row) throws(UnreadableField) in try DocumentType(row) }
            }
            let newcomers = types.filter { !known.contains($0.id) }
            guard !newcomers.isEmpty else { return account }
            account.documentTypes += newcomers
        }
        throw HeroError(code: .badAnswer, subject: subject, cause: "no end to the list of document types")
    }

    private static let documentTypePagesMax = 50
    /// Pages of at most 500 are asked for; what comes beyond this was not.
    private static let rowsMax = 10_000

    /// Compares what we use with the schema of the account.
    package func checkSchema() async throws(HeroError) -> SchemaComparison {
        let data: WireObject
        do {
            data = try await connection.query(HeroDocuments.schemaCheck, subject: "schema")
        } catch {
            guard error.refusesIntrospection else { throw error }
            return .refused(cause: error.cause)
        }
        let drift = try drift(in: data)
        // A schema without a single type answers no question at all: it is hidden.
        return drift.count { $0.field == nil } == SchemaExpectation.all.count ? .refused(cause: "no type is shown") : .compared(drift)
    }

    private func drift(in data: WireObject) throws(HeroError) -> [SchemaDrift] {
        try readable("schema") { () throws(UnreadableField) -> [SchemaDrift] in
            var drift: [SchemaDrift] = []
            for expectation in SchemaExpectation.all {
                guard let type = try data.object(expectation.type) else {
                    drift.append(SchemaDrift(type: expectation.type, field: nil))
                    continue
                }
                let fields = try type.objects(expectation.isInput ? "inputFields" : "fields") ?? []
                var names: Set<String> = []
                for field in fields { names.insert(try field.text("name") ?? "") }
                drift += expectation.fields.filter { !names.contains($0) }.map { SchemaDrift(type: expectation.type, field: $0) }
            }
            return drift
        }
    }

    /// An answer as a whole is good or bad; only list rows are judged one by one.
    func readable<Value>(
        _ subject: String, _ read: () throws(UnreadableField) -> Value
    ) throws(HeroError) -> Value {
        do {
            return try read()
        } catch {
            throw HeroError(code: .badAnswer, subject: subject, cause: "\(error.path) \(error.detail)")
        }
    }

    /// The rows under a root field. A root field that is null is no list, not an empty one; a row that is null is a row
    /// without content, so that the offset of the next page is right.
    func rows(_ data: WireObject, _ name: String) throws(UnreadableField) -> [WireObject] {
        let rows = try data.required(name, data.list(name))
        // A row read costs a hundred times the bytes of an empty one.
        guard rows.count <= HeroReader.rowsMax else { throw data.unreadable(name, "more rows than anybody asked for") }
        return try rows.enumerated().map { (index, row) throws(UnreadableField) in
            switch row {
            case .object(let members): return WireObject(path: "", members: members)
            case .null: return WireObject(path: "", members: [:])
            default: throw data.unreadable("\(name)[\(index)]", "not an object")
            }
        }
    }
}
