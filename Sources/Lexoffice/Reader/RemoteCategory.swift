/// One posting category of the organisation (`GET /v1/posting-categories`, lexoffice-api.md §3.6). Ids are not eternal.
package struct RemoteCategory: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case income, outgo
        case unknown(String)

        private static let words: [String: Kind] = ["income": .income, "outgo": .outgo]

        init(_ word: String) { self = Kind.words[word] ?? .unknown(word) }
    }

    package var id: String
    package var name: String
    package var kind: Kind
    /// The collective contact is not enough.
    package var contactRequired: Bool
    /// Items with different tax rates may share a voucher.
    package var splitAllowed: Bool
    package var groupName: String?
}

extension LexofficeReader {
    package func postingCategories() async throws(LexofficeError) -> [RemoteCategory] {
        try await get([WireCategory].self, .get(.postingCategories, "/v1/posting-categories")).map { wire in
            RemoteCategory(
                id: wire.id, name: wire.name, kind: RemoteCategory.Kind(wire.type),
                // Missing flags are read as the stricter case: a contact is needed, rates must not be mixed.
                contactRequired: wire.contactRequired ?? true, splitAllowed: wire.splitAllowed ?? false, groupName: wire.groupName)
        }
    }
}

private struct WireCategory: Decodable {
    var id: String
    var name: String
    var type: String
    var contactRequired: Bool?
    var splitAllowed: Bool?
    var groupName: String?
}
