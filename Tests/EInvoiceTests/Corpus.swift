import Foundation
import Testing

/// The files with known figures and what they say (`Tests/Fixtures/einvoice/expected.json`). Those of other publishers stay outside the
/// repository; their tests are left out, visibly, unless `EINVOICE_CORPUS` names the folder they are in.
enum Corpus {
    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/einvoice")
    static let foreignFolder = ProcessInfo.processInfo.environment["EINVOICE_CORPUS"].map { URL(fileURLWithPath: $0) }

    static let expected: Result<[String: [String: JSONValue]], any Error> = Result {
        try JSONDecoder().decode([String: [String: JSONValue]].self, from: Data(contentsOf: fixtures.appending(path: "expected.json")))
    }

    /// The names of files we may carry; none when the list cannot be read, which ``CorpusTests/everyFileIsTried()`` notices.
    static let own = names { !$0.hasPrefix("public/") }
    static let foreign = names { $0.hasPrefix("public/") }

    private static func names(_ isWanted: (String) -> Bool) -> [String] {
        switch expected {
        case .success(let files): files.keys.filter(isWanted).sorted()
        case .failure: []
        }
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = name.hasPrefix("public/") ? try #require(foreignFolder) : fixtures
        return Array(try Data(contentsOf: folder.appending(path: name)))
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
