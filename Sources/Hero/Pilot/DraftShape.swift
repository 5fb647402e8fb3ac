import Bookkeeping

/// Key paths and kinds of the values in the data of drafts, and how often each was met. **No value gets in**: of a number the count of
/// its digits, of a text a class of lengths, and of a key that may be a value itself nothing.
package struct DraftShape: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        /// `items[table].items[product].quantity`
        package var path: String
        /// `text[1-10]`, `number[4]`, `object` …
        package var kind: String
        package var count: Int
    }

    private struct Key: Hashable {
        var path: String
        var kind: String
    }

    /// Drafts that went in.
    package private(set) var drafts = 0
    /// There were more paths than anybody reads.
    package private(set) var isCut = false
    private var counts: [Key: Int] = [:]

    private static let depthMaximum = 16
    private static let pathsMaximum = 400

    package init() {}

    init(of data: WireObject, hiding names: Set<String>) {
        drafts = 1
        add(.object(data.members), path: "", depth: 0, names)
    }

    package mutating func merge(_ other: DraftShape) {
        drafts += other.drafts
        isCut = isCut || other.isCut
        for (key, count) in other.counts { note(key, count) }
    }

    /// By path.
    package var entries: [Entry] {
        counts.map { Entry(path: $0.key.path, kind: $0.key.kind, count: $0.value) }.sorted { ($0.path, $0.kind) < ($1.path, $1.kind) }
    }

    private mutating func note(_ key: Key, _ count: Int = 1) {
        guard counts[key] != nil || counts.count < Self.pathsMaximum else {
            isCut = true
            return
        }
        counts[key, default: 0] += count
    }

    private mutating func add(_ value: JSONValue, path: String, depth: Int, _ names: Set<String>) {
        guard depth <= Self.depthMaximum else {
            isCut = true
            return
        }
        if !path.isEmpty { note(Key(path: path, kind: Self.kind(of: value))) }
        switch value {
        case .object(let members):
            let isMap = DraftKeys.isMap(members)
            for (name, member) in members {
                let key = isMap ? DraftKeys.hidden : DraftKeys.shown(name, names)
                add(member, path: path.isEmpty ? key : "\(path).\(key)", depth: depth + 1, names)
            }
        case .list(let elements):
            for element in elements { add(element, path: path + "[\(DraftKeys.nodeType(of: element))]", depth: depth + 1, names) }
        case .null, .flag, .number, .text, .outOfRange: break
        }
    }

    private static func kind(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .flag: "flag"
        case .number(let number): "number[\(number.description.utf8.count { (48...57).contains($0) })]"
        case .text(let text): "text[\(length(text.count))]"
        case .list: "list"
        case .object: "object"
        case .outOfRange: "number[>18]"
        }
    }

    private static func length(_ count: Int) -> String {
        switch count {
        case 0: "0"
        case 1...10: "1-10"
        case 11...100: "11-100"
        default: ">100"
        }
    }

    /// Lower-case words of every text in a value.
    static func collectWords(of value: JSONValue, into words: inout Set<String>, depth: Int) {
        guard depth <= depthMaximum else { return }
        switch value {
        case .text(let text):
            for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where word.count > 2 {
                words.insert(String(word))
            }
        case .list(let elements): for element in elements { collectWords(of: element, into: &words, depth: depth + 1) }
        case .object(let members): for member in members.values { collectWords(of: member, into: &words, depth: depth + 1) }
        case .null, .flag, .number, .outOfRange: break
        }
    }
}
