/// The members of a JSON object, in the order they came. Pairs, not a dictionary: HERO's objects have a few dozen members of which
/// each is asked for once, and an object must cost no more memory than what stands in it; an empty one costs none.
struct JSONMembers: Sendable {
    typealias Pair = (key: String, value: JSONValue)

    private var pairs: [Pair]

    init(_ pairs: some Sequence<Pair>) { self.pairs = Array(pairs) }

    /// Of two members of one name the first counts.
    subscript(_ name: String) -> JSONValue? {
        get {
            for pair in pairs where pair.key == name { return pair.value }
            return nil
        }
        set {
            let place = pairs.firstIndex { $0.key == name }
            switch (place, newValue) {
            case (let place?, let value?): pairs[place].value = value
            case (nil, let value?): pairs.append((name, value))
            case (_?, nil): pairs.removeAll { $0.key == name }
            case (nil, nil): break
            }
        }
    }

    var values: some Sequence<JSONValue> { pairs.lazy.map(\.value) }
    var count: Int { pairs.count }
    var isEmpty: Bool { pairs.isEmpty }
}

extension JSONMembers: Sequence {
    func makeIterator() -> [Pair].Iterator { pairs.makeIterator() }
}

extension JSONMembers: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements.map { (key: $0.0, value: $0.1) }) }
}

/// Equal where every name leads to the same, in whatever order.
extension JSONMembers: Hashable {
    private var byName: [String: JSONValue] { Dictionary(pairs.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }) }

    static func == (left: JSONMembers, right: JSONMembers) -> Bool { left.byName == right.byName }
    func hash(into hasher: inout Hasher) { hasher.combine(byName) }
}
