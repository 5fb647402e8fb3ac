internal import Bookkeeping

/// Path and query of a request, decoded.
struct LexofficeQuery: Sendable {
    struct Item: Sendable {
        var name: String
        var value: String
    }

    let path: String
    let items: [Item]

    init(target: String) {
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = PercentEncoding.decoded(halves.first ?? "", plusIsSpace: false)
        items = (halves.count > 1 ? halves[1] : "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Item(name: PercentEncoding.decoded(parts[0]), value: PercentEncoding.decoded(parts.count > 1 ? parts[1] : ""))
        }
    }

    subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    func repeats(_ name: String) -> Bool { items.count { $0.name == name } > 1 }
}
