import Logging

/// A log statement as swift-log hands it to a handler.
func statement(
    _ message: Logger.Message, level: Logger.Level = .info, error: (any Error)? = nil, metadata: Logger.Metadata? = nil
) -> LogEvent {
    LogEvent(
        level: level, message: message, error: error, metadata: metadata, source: nil, file: "Reconciliation/Pass.swift", function: "run()",
        line: 42)
}
