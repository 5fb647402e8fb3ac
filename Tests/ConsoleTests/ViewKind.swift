@_spi(Reflection) import Swift

/// What a view is made of, read off its type: so every page is filled and looked at without a sample of it written by hand.
indirect enum ViewKind {
    case text, truth, number
    case optional(any OptionalView.Type)
    case list(any ListView.Type)
    case fields([Field])

    struct Field {
        let name: String
        let offset: Int
        let type: Any.Type
    }

    static func of(_ type: Any.Type) -> ViewKind {
        if type == String.self { return .text }
        if type == Bool.self { return .truth }
        if type == Int.self { return .number }
        if let optional = type as? any OptionalView.Type { return .optional(optional) }
        if let list = type as? any ListView.Type { return .list(list) }
        var fields: [Field] = []
        _ = _forEachField(of: type) { name, offset, field, _ in
            fields.append(Field(name: String(cString: name), offset: offset, type: field))
            return true
        }
        return .fields(fields)
    }

    /// What a section over it opens: the type whose fields are found by name inside. Nil for a truth.
    static func opened(_ type: Any.Type) -> Any.Type? {
        switch of(type) {
        case .truth: nil
        case .optional(let optional): opened(optional.wrappedView)
        case .list(let list): opened(list.elementView)
        case .text, .number, .fields: type
        }
    }
}

protocol OptionalView {
    static var wrappedView: Any.Type { get }
    static func some(_ value: Any) -> Any
    static var nothing: Any { get }
}

extension Optional: OptionalView {
    static var wrappedView: Any.Type { Wrapped.self }
    static func some(_ value: Any) -> Any { value as? Wrapped as Any }
    static var nothing: Any { Optional<Wrapped>.none as Any }
}

protocol ListView {
    static var elementView: Any.Type { get }
    static func list(_ values: [Any]) -> Any
}

extension Array: ListView {
    static var elementView: Any.Type { Element.self }
    static func list(_ values: [Any]) -> Any { values.compactMap { $0 as? Element } }
}

/// Fills a view of any type: every text says where it stands.
struct ViewFilling {
    /// Truths that are not what the others are, by their paths.
    var turned: Set<String> = []
    var truths = true
    var optionals = true
    var lists = true

    struct Unknown: Error, CustomStringConvertible { let description: String }

    /// In characters that have to be escaped.
    static func sentinel(_ path: String) -> String { "<\(path)&'\">" }
    static func escaped(_ path: String) -> String { "&lt;\(path)&amp;&#39;&quot;&gt;" }

    func value(_ type: Any.Type, _ path: String) throws -> Any {
        switch ViewKind.of(type) {
        case .text: return Self.sentinel(path)
        case .truth: return turned.contains(path) != truths
        case .number: return path.utf8.reduce(1_000_000) { ($0 * 31 + Int($1)) % 1_000_000_000 }
        case .optional(let optional):
            // A truth that may be unknown is not tried as unknown.
            return optionals ? optional.some(try value(optional.wrappedView, path)) : optional.nothing
        case .list(let list): return list.list(lists ? [try value(list.elementView, path)] : [])
        case .fields(let fields): return try filled(type, fields, path)
        }
    }

    private func filled<View>(_ type: View.Type, _ fields: [ViewKind.Field], _ path: String) throws -> Any {
        // A value of each field at its place makes the whole: the layout is the one the compiler tells of itself.
        let place = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<View>.size, alignment: MemoryLayout<View>.alignment)
        defer { place.deallocate() }
        let values = try fields.map { ($0, try value($0.type, path.isEmpty ? $0.name : "\(path).\($0.name)")) }
        for (field, value) in values {
            func put<Value>(_ type: Value.Type) throws {
                guard let value = value as? Value else { throw Unknown(description: "\(path).\(field.name) is a \(field.type)") }
                (place + field.offset).initializeMemory(as: Value.self, to: value)
            }
            try put(field.type)
        }
        return place.assumingMemoryBound(to: View.self).move()
    }
}

/// The texts and truths of a view, each with the places where one stands: a type may stand in several.
struct ViewMembers {
    private(set) var texts: [String: [String]] = [:]
    private(set) var truths: [String: [String]] = [:]

    init(_ type: Any.Type, _ path: String) { add(type, path, member: path) }

    private mutating func add(_ type: Any.Type, _ path: String, member: String) {
        switch ViewKind.of(type) {
        case .text: texts[member, default: []].append(path)
        case .truth: truths[member, default: []].append(path)
        case .number: break
        case .optional(let optional): add(optional.wrappedView, path, member: member)
        case .list(let list): add(list.elementView, path, member: member)
        case .fields(let fields):
            for field in fields { add(field.type, "\(path).\(field.name)", member: "\(String(reflecting: type)).\(field.name)") }
        }
    }
}
