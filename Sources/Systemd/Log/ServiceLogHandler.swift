import Glibc
package import Logging
internal import Output

/// swift-log to the journal, or to standard error in plain text. A log call neither throws nor ends the service.
package struct ServiceLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let destination: LogDestination
    private let identifier: String
    private let descriptor: Int32
    private let wallMilliseconds: @Sendable () -> Int64

    /// - Parameters:
    ///   - identifier: `SYSLOG_IDENTIFIER` in the journal.
    ///   - descriptor: where plain lines go.
    ///   - wallMilliseconds: since 1970, for plain lines; the journal has its own clock.
    package init(
        _ destination: LogDestination, identifier: String = "reconcile", level: Logger.Level = .info,
        metadataProvider: Logger.MetadataProvider? = nil, descriptor: Int32 = STDERR_FILENO,
        wallMilliseconds: @escaping @Sendable () -> Int64
    ) {
        logLevel = level
        self.destination = destination
        self.identifier = identifier
        self.metadataProvider = metadataProvider
        self.descriptor = descriptor
        self.wallMilliseconds = wallMilliseconds
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        // The statement knows best, then the task it runs in, then the logger.
        var merged = metadata
        if let provided = metadataProvider?.get() { merged.merge(provided) { _, new in new } }
        if let own = event.metadata { merged.merge(own) { _, new in new } }
        let record = LogRecord(event, metadata: merged)
        switch destination {
        case .journal:
            if !JournalFields(record, identifier: identifier).send() { write(PlainLine.prefixed(record)) }
        case .journalStream: write(PlainLine.prefixed(record))
        case .standardError: write(PlainLine.dated(record, wallMilliseconds: wallMilliseconds()))
        }
    }

    /// One call for the whole line, so that lines of several threads do not mix. A full disk or a closed pipe loses the line, and a
    /// reader who takes nothing holds up nobody for long.
    private func write(_ line: String) { _ = DescriptorWriter(descriptor, patience: 100).write(Array(line.utf8)) }
}
