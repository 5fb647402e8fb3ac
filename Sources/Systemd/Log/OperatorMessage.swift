package import Logging

/// An ``OperatorEvent`` with its values. The factories are the only way to one, so that no field the catalogue names is missing.
package struct OperatorMessage: Sendable, Equatable {
    package let event: OperatorEvent
    let values: [LogField: String]

    private init(_ event: OperatorEvent, _ values: [LogField: String] = [:]) {
        self.event = event
        self.values = values
    }

    package static func ready(version: String, listener: String) -> Self { Self(.ready, [.version: version, .listener: listener]) }

    /// - Parameter reason: a code such as `heldByAnother`, never the text of an error.
    package static func startRefused(reason: String, exit: Int32) -> Self { Self(.startRefused, [.reason: reason, .exit: "\(exit)"]) }

    package static var stopping: Self { Self(.stopping) }
    package static var configurationTaken: Self { Self(.configurationTaken) }

    /// - Parameter setting: the key at fault, not its value; `file` if it could not be read at all.
    package static func configurationRefused(setting: String) -> Self { Self(.configurationRefused, [.setting: setting]) }

    /// - Parameter code: an HTTP status, or the cause of a failed request.
    package static func remoteUnavailable(system: String, code: String) -> Self {
        Self(.remoteUnavailable, [.system: system, .code: code])
    }

    package static func remoteBack(system: String) -> Self { Self(.remoteBack, [.system: system]) }

    package static func throttled(system: String, milliseconds: Int64) -> Self {
        Self(.throttled, [.system: system, .milliseconds: "\(milliseconds)"])
    }

    package static func credentialRefused(system: String, code: String) -> Self {
        Self(.credentialRefused, [.system: system, .code: code])
    }

    package static func suspended(reason: String) -> Self { Self(.suspended, [.reason: reason]) }

    package static func passIncomplete(pass: Int64, outcome: String, reason: String) -> Self {
        Self(.passIncomplete, [.pass: "\(pass)", .outcome: outcome, .reason: reason])
    }

    package static func documentHeld(kind: String, key: String, reason: String) -> Self {
        Self(.documentHeld, [.kind: kind, .key: key, .reason: reason])
    }

    package static func writeUncertain(kind: String, key: String, operation: String) -> Self {
        Self(.writeUncertain, [.kind: kind, .key: key, .operation: operation])
    }

    /// - Parameter state: edited, gone or doubled.
    package static func voucherDrifted(kind: String, key: String, state: String) -> Self {
        Self(.voucherDrifted, [.kind: kind, .key: key, .state: state])
    }

    /// - Parameter reason: the store's code, altered or corrupt.
    package static func journalBroken(reason: String) -> Self { Self(.journalBroken, [.reason: reason]) }
}

extension Logger {
    /// With its level, its constant text, its fields and its `MESSAGE_ID`.
    package func log(_ message: OperatorMessage, file: String = #fileID, function: String = #function, line: UInt = #line) {
        var metadata: Logger.Metadata = [LogRecord.messageIDKey: .string(message.event.id)]
        for (field, value) in message.values { metadata[field.rawValue] = .string(value) }
        log(level: message.event.level, message.event.text, metadata: metadata, file: file, function: function, line: line)
    }
}
