import FoundationEssentials

/// The three shapes of an error body, read in the order of lexoffice-api.md §4.1; anything else is `unreadable`.
enum ErrorBody: Hashable {
    /// `{"IssueList":[{i18nKey, source, …}]}`: contacts, files, vouchers.
    case legacy([RemoteIssue])
    /// `{"status", "details":[{violation, field}], …}`: everything else.
    case regular([RemoteIssue])
    /// `{"message"}`: the gateway in front.
    case gateway
    case unreadable

    var issues: [RemoteIssue] {
        switch self {
        case .legacy(let issues), .regular(let issues): issues
        case .gateway, .unreadable: []
        }
    }
}

struct ErrorReading {
    var body: ErrorBody
    /// The sentence "Maximum search window size exceeded" stood somewhere (lexoffice-api.md §2.3).
    var namesSearchWindow = false
    var requestID: String?

    private static let bodyLimit = 1 << 16
    private static let issueLimit = 20
    /// The `source`s known that are no field path (lexoffice-api.md §3.1, §3.2). Others with blanks might be anybody's words.
    private static let sentences: Set<String> = ["company and person", "voucherNumber parameter is required"]

    /// - Parameter secret: the bearer token; nothing that contains it gets through.
    init(_ bytes: [UInt8], secret: String) {
        // A body that is no JSON is told by its status alone.
        guard bytes.count <= ErrorReading.bodyLimit, let wire = try? JSONDecoder().decode(WireError.self, from: Data(bytes)) else {
            body = .unreadable
            return
        }
        if let list = wire.issueList {
            body = .legacy(
                list.prefix(ErrorReading.issueLimit).map { ErrorReading.issue($0.i18nKey ?? $0.type, $0.source, secret: secret) })
        } else if wire.details != nil || wire.status != nil {
            body = .regular(
                (wire.details ?? []).prefix(ErrorReading.issueLimit).map { ErrorReading.issue($0.violation, $0.field, secret: secret) })
        } else {
            body = wire.hasMessage ? .gateway : .unreadable
        }
        let texts = [wire.message] + (wire.issueList ?? []).flatMap { [$0.i18nKey, $0.source] }
        namesSearchWindow = texts.contains { $0?.lowercased().contains("window size exceeded") == true }
        requestID = ErrorReading.plain(wire.requestID ?? wire.traceID, also: "-", limit: 64, secret: secret)
    }

    private static func issue(_ code: String?, _ field: String?, secret: String) -> RemoteIssue {
        RemoteIssue(
            code: plain(code, also: "_.", limit: 64, secret: secret) ?? "unreadable",
            field: sentences.contains(field ?? "") ? field : plain(field, also: "_.[]", limit: 80, secret: secret))
    }

    /// The text if it is made of ASCII letters, digits and the characters named, else nil: a name, a date or an address is not.
    static func plain(_ text: String?, also extra: String, limit: Int, secret: String) -> String? {
        guard let text, (1...limit).contains(text.utf8.count), !text.contains(secret) else { return nil }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || extra.contains($0)) } ? text : nil
    }
}

/// All shapes in one; every field may be missing, null or of another type.
private struct WireError: Decodable {
    /// Of either list: the old one has the first three, the new one the last two.
    struct Issue: Decodable {
        var i18nKey: String?
        var source: String?
        var type: String?
        var violation: String?
        var field: String?

        enum Key: String, CodingKey { case i18nKey, source, type, violation, field }

        init(from decoder: any Decoder) throws {
            // One entry of another form must not take the rest of the body with it.
            let container = try? decoder.container(keyedBy: Key.self)
            i18nKey = container?.lenient(.i18nKey)
            source = container?.lenient(.source)
            type = container?.lenient(.type)
            violation = container?.lenient(.violation)
            field = container?.lenient(.field)
        }
    }

    var issueList: [Issue]?
    var details: [Issue]?
    var status: Int?
    var message: String?
    var hasMessage: Bool
    var requestID: String?
    var traceID: String?

    enum Key: String, CodingKey {
        case issueList = "IssueList"
        case details, status, message
        case requestID = "requestId"
        case traceID = "traceId"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        issueList = container.lenient(.issueList)
        details = container.lenient(.details)
        status = container.lenient(.status)
        message = container.lenient(.message)
        hasMessage = container.contains(.message)
        requestID = container.lenient(.requestID)
        traceID = container.lenient(.traceID)
    }
}

extension KeyedDecodingContainer {
    /// Nil when missing, null or of another type.
    func lenient<Value: Decodable>(_ key: Key) -> Value? { (try? decodeIfPresent(Value.self, forKey: key)).flatMap { $0 } }
}
