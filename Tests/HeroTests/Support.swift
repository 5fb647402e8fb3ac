import Bookkeeping
import FoundationEssentials
import TestSupport
import Testing
import Transport

@testable import Hero

let testKey = "ac_0123456789abcdefghijABCDEFGHIJ01"

func connection(
    _ transport: any HTTPTransport, time: VirtualTime = VirtualTime(autoAdvancing: true),
    endpoint: String = "https://hero.example/v7/graphql"
) throws -> HeroConnection {
    HeroConnection(endpoint: try #require(HeroEndpoint(endpoint)), apiKey: testKey, transport: transport, time: time)
}

func reader(_ transport: any HTTPTransport, time: VirtualTime = VirtualTime(autoAdvancing: true)) throws -> HeroReader {
    HeroReader(try connection(transport, time: time))
}

func fixture(_ name: String) throws -> String {
    let folder = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Fixtures"
    return String(decoding: try #require(FileManager.default.contents(atPath: "\(folder)/\(name)")), as: UTF8.self)
}

/// The error of a call that must fail.
func heroError<Value>(_ body: () async throws(HeroError) -> Value) async -> HeroError? {
    do throws(HeroError) {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}

/// The document of hero-api.md §5.3 with members changed: paths as `document_type.options.show_vat`, values as JSON,
/// nil takes the member away.
func heroDocument(_ changes: [String: String?] = [:]) throws -> HeroDocument {
    let answer = try #require(GraphQLAnswer(Array(try fixture("hero/document.json").utf8)))
    let row = try #require(try answer.data?.objects("customer_documents")?.first)
    var value: JSONValue? = JSONValue.object(row.members)
    for (path, text) in changes.sorted(by: { $0.key < $1.key }) {
        let replacement = try text.map { try #require(JSONValue(bytes: Array($0.utf8)), "\($0)") }
        value = value?.setting(path.split(separator: ".").map(String.init)[...], to: replacement)
    }
    guard case .object(let members) = value else { throw UnreadableField(path: "", detail: "no object") }
    return try #require(HeroDocument(WireObject(path: "", members: members)))
}

extension JSONValue {
    func setting(_ path: ArraySlice<String>, to value: JSONValue?) -> JSONValue? {
        guard let name = path.first else { return value }
        guard case .object(var members) = self else { return JSONValue.object([:]).setting(path, to: value) }
        members[name] = path.count == 1 ? value : (members[name] ?? .object([:])).setting(path.dropFirst(), to: value)
        return .object(members)
    }
}

extension DocumentTranslation {
    static func standard(
        _ types: [DocumentType] = [], contactPerson: ContactPersonSource = .employee, isSmallBusiness: Bool = false
    ) -> DocumentTranslation {
        DocumentTranslation(
            documentTypes: types, contactPerson: contactPerson, isSmallBusiness: isSmallBusiness, companyCurrency: nil)
    }
}

extension TranslatedDocument {
    var document: Document? {
        guard case .document(let document, _) = self else { return nil }
        return document
    }

    /// What could not be read of the lines of a document that is one all the same.
    var unreadLines: String? { document?.unreadLines }

    var unreadableField: String? {
        guard case .unreadable(let field, _) = self else { return nil }
        return field
    }
}
