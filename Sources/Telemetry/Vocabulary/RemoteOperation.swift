package enum RemoteSystem: String, Sendable, CaseIterable {
    case hero, lexoffice

    /// What `operation` may say. `other` stands for everything that is not in the list.
    package var operations: [String] {
        switch self {
        case .hero: HeroOperationName.allCases.map(\.rawValue)
        case .lexoffice: LexofficeOperation.allCases.map(\.rawValue)
        }
    }
}

/// HERO's GraphQL documents, by the names they carry, and the signed links to files.
enum HeroOperationName: String, CaseIterable {
    case setup, documentTypes, schemaCheck, documentPage, documentsByID, document, contactPage, countries, createPayment, addLogbookEntry
    case createContact, file, other

    /// The GraphQL spelling of the same name begins with a capital letter.
    init?(graphQLName name: Substring) {
        self.init(rawValue: name.prefix(1).lowercased() + name.dropFirst())
    }
}

/// lexoffice's endpoints, as far as this program uses them.
enum LexofficeOperation: String, CaseIterable {
    case profile, postingCategories, voucherlist, voucher, contacts, contact, payments, file
    case createContact, createVoucher, attachFile
    case subscriptions, createSubscription, deleteSubscription
    case token, revoke
    case other
}

/// Gives a request its name, from what every transport sees of it. Pure, and cheap: no body is read beyond its head.
package enum RemoteOperation {
    /// - Parameters:
    ///   - method: as in the request line.
    ///   - body: of a request to HERO's endpoint; the document's name stands in its first bytes.
    package static func hero(method: String, body: [UInt8]) -> String {
        guard method == "POST" else { return (method == "GET" ? HeroOperationName.file : .other).rawValue }
        return (documentName(body).flatMap { HeroOperationName(graphQLName: $0[...]) } ?? .other).rawValue
    }

    /// - Parameter path: with or without a query. A prefix before `/v1/` is the endpoint's own.
    package static func lexoffice(method: String, path: String) -> String {
        let path = path.prefix { $0 != "?" }
        let parts = path.split(separator: "/")
        let root = parts.lastIndex { $0 == "v1" || $0 == "oauth2" } ?? parts.startIndex
        return operation(method, Array(parts[root...])).rawValue
    }

    private static func operation(_ method: String, _ parts: [Substring]) -> LexofficeOperation {
        switch (method, parts.first, parts.dropFirst().first, parts.count) {
        case ("GET", "v1", "profile", 2): .profile
        case ("GET", "v1", "posting-categories", 2): .postingCategories
        case ("GET", "v1", "voucherlist", 2): .voucherlist
        case ("GET", "v1", "vouchers", 3): .voucher
        case ("GET", "v1", "contacts", 2): .contacts
        case ("GET", "v1", "contacts", 3): .contact
        case ("GET", "v1", "payments", 3): .payments
        case ("GET", "v1", "files", 3): .file
        case ("POST", "v1", "contacts", 2): .createContact
        case ("POST", "v1", "vouchers", 2): .createVoucher
        case ("POST", "v1", "vouchers", 4) where parts[3] == "files": .attachFile
        case ("GET", "v1", "event-subscriptions", 2): .subscriptions
        case ("POST", "v1", "event-subscriptions", 2): .createSubscription
        case ("DELETE", "v1", "event-subscriptions", 3): .deleteSubscription
        case ("POST", "oauth2", "token", 2): .token
        case ("POST", "oauth2", "revoke", 2): .revoke
        default: .other
        }
    }

    /// The word after `query` or `mutation` at the head of the document.
    private static func documentName(_ body: [UInt8]) -> String? {
        let head = String(decoding: body.prefix(200), as: UTF8.self)
        let words = head.split { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "_") }
        guard words.count >= 3, words[0] == "query", words[1] == "query" || words[1] == "mutation" else { return nil }
        return String(words[2])
    }
}
