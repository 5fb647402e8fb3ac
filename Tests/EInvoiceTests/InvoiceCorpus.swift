import Foundation

/// What every file of the corpus says (`Tests/Fixtures/einvoice/expected.json`); the files themselves are with ``PDFCorpus``.
enum InvoiceCorpus {
    static let expected: Result<[String: [String: JSONValue]], any Error> = Result {
        try JSONDecoder().decode([String: [String: JSONValue]].self, from: Data(PDFCorpus.bytes("expected.json")))
    }

    /// None when the list cannot be read, which ``InvoiceCorpusTests/everyFileIsTried()`` notices.
    static let own = names { !$0.hasPrefix("public/") }
    static let foreign = names { $0.hasPrefix("public/") }

    private static func names(_ isWanted: (String) -> Bool) -> [String] {
        switch expected {
        case .success(let files): files.keys.filter(isWanted).sorted()
        case .failure: []
        }
    }
}

/// Any JSON, with numbers as they are: the expected figures are whole cents.
enum JSONValue: Decodable, Equatable, Sendable {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Without what is null, in all depths: our records leave it out.
    var stated: JSONValue {
        switch self {
        case .null, .flag, .number, .text: self
        case .list(let values): .list(values.map(\.stated))
        case .object(let members): .object(members.mapValues(\.stated).filter { $0.value != .null })
        }
    }
}
