/// What a list can be ordered by.
enum HeroSortKey: Comparable {
    case number(Int64)
    case text(String)
}

extension HeroGraph {
    /// Whether a filter of ids lets a value through; no ids let everything through.
    func accepts(_ filter: [Int]?, _ value: Int) -> Bool { filter?.contains(value) ?? true }

    /// Orders rows by `orderBy` ("field", "field asc", "field desc"; always also by id) and cuts the page out of them.
    func page<Row: Identifiable>(
        _ rows: [Row], _ call: GraphQLCall, order: [String: (Row) -> HeroSortKey]
    ) throws(GraphQLFailure) -> [Row] where Row.ID == Int {
        let words = (call.string("orderBy") ?? "id").split(separator: " ").map { $0.lowercased() }
        guard let field = words.first, words.count <= 2, words.count == 1 || words[1] == "asc" || words[1] == "desc" else {
            throw .internalServerError
        }
        let isIgnored = field == "modified" && !settings.isModifiedOrderHonoured
        let isDescending = words.last == "desc" && !isIgnored
        if field == "id" || isIgnored { return try window(isDescending ? rows.reversed() : rows, call) }
        guard let key = order[field] else { throw .internalServerError }
        let keyed = rows.map { (key: key($0), row: $0) }
        let sorted = keyed.sorted { left, right in
            if left.key != right.key { return isDescending ? left.key > right.key : left.key < right.key }
            return left.row.id < right.row.id
        }
        return try window(sorted.map(\.row), call)
    }

    /// `first` rows after `offset`. Without `first` at most `last` of them, which is 50: silently (hero-api.md §1.5).
    func window<Row>(_ rows: [Row], _ call: GraphQLCall) throws(GraphQLFailure) -> [Row] {
        let count = call.int("first") ?? call.int("last") ?? 50
        let offset = call.int("offset") ?? 0
        guard count >= 0, offset >= 0 else { throw .internalServerError }
        return Array(rows.dropFirst(offset).prefix(count))
    }
}
