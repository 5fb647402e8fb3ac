/// A value of a PDF as far as it leads to embedded files (ISO 32000-1 §7.3).
enum PDFValue: Sendable {
    /// Also a word nobody knows.
    case null
    case flag
    case integer(Int)
    /// With a fraction, or beyond 64 bits: nothing that is needed is such a number.
    case otherNumber
    case name(String)
    case text([UInt8])
    case list([PDFValue])
    case dictionary(PDFDictionary)
    case reference(PDFReference)

    var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }
    var name: String? { if case .name(let name) = self { name } else { nil } }
    var text: [UInt8]? { if case .text(let text) = self { text } else { nil } }
    var list: [PDFValue]? { if case .list(let list) = self { list } else { nil } }
    var dictionary: PDFDictionary? { if case .dictionary(let dictionary) = self { dictionary } else { nil } }
    var reference: PDFReference? { if case .reference(let reference) = self { reference } else { nil } }
    var isNull: Bool { if case .null = self { true } else { false } }
}

struct PDFReference: Hashable, Sendable {
    let number: Int
    let generation: Int
}

/// Has few members, so that looking through them is quicker than a hash.
struct PDFDictionary: Sendable {
    var members: [(name: String, value: PDFValue)] = []

    /// Of two members of one name the last counts; one that is absent is null.
    subscript(name: String) -> PDFValue { members.last { $0.name == name }?.value ?? .null }

    var isCatalog: Bool { self["Type"].name == "Catalog" }

    /// Whether it says how a file is encrypted: `V` by which method, the others by which password or for whose keys.
    var isEncryption: Bool {
        self["V"].integer != nil && self["Filter"].name != nil && ["O", "CF", "Recipients"].contains { !self[$0].isNull }
    }
}

/// What stands at a place of the file, or in a stream of objects.
struct PDFObject: Sendable {
    let value: PDFValue
    /// Where the bytes of its stream begin in the file, if it has one.
    var streamStart: Int?
}
