import Foundation

/// PDFs of other writers with what they hold, as pypdf and lxml read it (`expected.json`): some in the fixtures, and the public samples
/// where they lie beside the repository, for they are not ours to pass on.
enum PDFCorpus {
    struct Expectation: Decodable {
        let embedded: String?
        let attachments: [String]?
        let sha256: String?

        private enum CodingKeys: String, CodingKey {
            case embedded, attachments
            case sha256 = "xml_sha256"
        }
    }

    /// Encrypted: what is inside, nobody can tell here; the reference makes no demand of a reader that does not decrypt.
    static let encrypted: Set = ["pdf-variants/04_encrypted_empty_user_pw_aes256.pdf", "pdf-variants/06_encrypted_user_pw.pdf"]

    private static let repository = URL(filePath: #filePath).appending(path: "../../..").standardized
    private static let fixtures = repository.appending(path: "Tests/Fixtures/einvoice")
    private static let outside =
        ProcessInfo.processInfo.environment["EINVOICE_CORPUS"].map { URL(filePath: $0) } ?? repository.appending(path: "../shared/corpus")
    static let hasPublic = FileManager.default.fileExists(atPath: outside.appending(path: "public").standardized.path)

    static let own = names("pdf-variants/")
    static let foreign = names("public/")

    private static func names(_ folder: String) -> [String] {
        let all = (try? expectations())?.keys.filter { $0.hasPrefix(folder) && $0.hasSuffix(".pdf") } ?? []
        return all.sorted()
    }

    static func expectations() throws -> [String: Expectation] {
        let data = try Data(contentsOf: fixtures.appending(path: "expected.json"))
        return try JSONDecoder().decode([String: Expectation].self, from: data)
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = name.hasPrefix("public/") ? outside : fixtures
        return Array(try Data(contentsOf: folder.appending(path: name).standardized))
    }
}
