/// JSON as both stand-ins keep it: members in order, numbers as the text they were written in, so that money is never a
/// binary fraction and the same state always serialises to the same bytes.
package enum SandboxJSON: Sendable, Hashable {
    case null
    case bool(Bool)
    /// A number without fraction and exponent that fits `Int`.
    case int(Int)
    /// Any other number, as its JSON text: `190.5`, `1e3`.
    case number(String)
    case string(String)
    case array([SandboxJSON])
    case object(SandboxObject)

    /// The member of an object; nil when this is no object or has no such member.
    package subscript(key: String) -> SandboxJSON? {
        get { objectValue?[key] }
        set {
            guard case .object(var object) = self else { return }
            object[key] = newValue
            self = .object(object)
        }
    }

    /// The element of an array; nil when this is no array or it is shorter.
    package subscript(index: Int) -> SandboxJSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    package var isNull: Bool { self == .null }

    package var stringValue: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    package var intValue: Int? {
        guard case .int(let value) = self else { return nil }
        return value
    }

    package var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    package var arrayValue: [SandboxJSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    package var objectValue: SandboxObject? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// The text of a number exactly as written, nil for everything else.
    package var decimalText: String? {
        switch self {
        case .int(let value): String(value)
        case .number(let text): text
        default: nil
        }
    }
}

/// Members of a JSON object in the order they were set; a key occurs once.
package struct SandboxObject: Sendable, Hashable {
    package struct Member: Sendable, Hashable {
        package var key: String
        package var value: SandboxJSON
    }

    package private(set) var members: [Member]

    package init() { members = [] }

    /// Later values of a repeated key replace earlier ones in place.
    package init(_ pairs: [(String, SandboxJSON)]) {
        members = []
        members.reserveCapacity(pairs.count)
        for (key, value) in pairs { self[key] = value }
    }

    package var keys: [String] { members.map(\.key) }
    package var isEmpty: Bool { members.isEmpty }

    package subscript(key: String) -> SandboxJSON? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension SandboxJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: SandboxJSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, SandboxJSON)...) { self = .object(SandboxObject(elements)) }

    /// `null` for nil.
    package init(_ value: String?) { self = value.map(SandboxJSON.string) ?? .null }
    /// `null` for nil.
    package init(_ value: Int?) { self = value.map(SandboxJSON.int) ?? .null }
    /// `null` for nil.
    package init(_ value: Bool?) { self = value.map(SandboxJSON.bool) ?? .null }
}
