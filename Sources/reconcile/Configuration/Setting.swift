import Lexoffice
import Notify
import Transport
import Web

/// One configured value and where it came from.
struct Configured: Sendable {
    var value: String
    var source: String
    /// In the file, from 1.
    var line: Int?

    var place: String { line.map { "\(source):\($0)" } ?? source }
}

/// What can be configured, under its names.
struct Setting: Sendable {
    enum Kind: Sendable {
        case address, number, listener, path, name, mailServer, webAddress
        /// Whoever knows its path is let in there.
        case hiddenAddress
    }

    let file: String
    let environment: String
    let fallback: String
    let kind: Kind

    init(_ file: String, _ environment: String, _ kind: Kind, _ fallback: String) {
        self.file = file
        self.environment = environment
        self.kind = kind
        self.fallback = fallback
    }

    /// The value as it may be shown; nil for what may be anything, a key that was pasted into the wrong line for instance.
    func shown(_ value: String) -> String? {
        let isHarmless =
            switch kind {
            case .number: Setting.isNumber(value)
            case .address: Setting.isAddress(value)
            case .listener: value.isEmpty || ListenAddress(value) != nil
            case .mailServer: value.isEmpty || MailServer(value) != nil
            case .webAddress: value.isEmpty || WebAddress(value) != nil
            case .hiddenAddress: value.isEmpty
            case .path, .name: true
            }
        if kind == .hiddenAddress, let address = WebAddress(value) { return address.shown }
        return isHarmless ? value : nil
    }

    private static func isNumber(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) || "+-.,eE".utf8.contains($0) }
    }

    /// One that can be used: it carries no user and no query.
    private static func isAddress(_ text: String) -> Bool { text.isEmpty || LexofficeEndpoint(text) != nil }
}
