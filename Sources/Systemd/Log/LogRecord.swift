internal import Logging
internal import Output

/// One log line, cleaned: what is in here may be written as it is.
struct LogRecord: Sendable, Equatable {
    struct Field: Sendable, Equatable {
        let field: LogField
        let value: String
    }

    static let messageMaximumBytes = 1024
    static let valueMaximumBytes = 200
    /// Carries the id of an ``OperatorMessage`` through swift-log to the handler.
    static let messageIDKey = "message_id"

    let level: Logger.Level
    let message: String
    /// 128 bits as 32 lower-case hexadecimal digits.
    let messageID: String?
    /// In the order of ``LogField``, each at most once.
    let fields: [Field]
    /// `Module/File.swift`.
    let file: String
    let line: UInt
    let function: String

    /// - Parameter metadata: the handler's, its provider's and the statement's, already merged.
    init(_ event: LogEvent, metadata: Logger.Metadata) {
        level = event.level
        message = LogRecord.clean(event.message.description, LogRecord.messageMaximumBytes)
        messageID = metadata[LogRecord.messageIDKey]?.plainText.flatMap { LogRecord.isMessageID($0) ? $0 : nil }
        fields = LogRecord.fields(metadata, error: event.error)
        file = LogRecord.clean(event.file, LogRecord.valueMaximumBytes)
        line = event.line
        function = LogRecord.clean(event.function, LogRecord.valueMaximumBytes)
    }

    /// Syslog's numbers (journald.conf, `PRIORITY=`).
    var priority: Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    private static func fields(_ metadata: Logger.Metadata, error: (any Error)?) -> [Field] {
        var texts: [LogField: String] = [:]
        var withheld: [String] = []
        for (key, value) in metadata where key != messageIDKey {
            if let field = LogField(rawValue: key), field != .withheld, let text = value.plainText {
                texts[field] = text
            } else {
                withheld.append(key)
            }
        }
        if let error { texts[.error] = String(reflecting: type(of: error)) }
        if !withheld.isEmpty { texts[.withheld] = withheld.sorted().prefix(16).joined(separator: ",") }
        return LogField.allCases.compactMap { field in texts[field].map { Field(field: field, value: clean($0, valueMaximumBytes)) } }
    }

    /// Secrets go before the text is cut: half of one would not be found any more.
    private static func clean(_ text: String, _ maximumBytes: Int) -> String {
        VisibleText.escaped(Redaction.known.hiding(text), maximumBytes: maximumBytes)
    }

    private static func isMessageID(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
