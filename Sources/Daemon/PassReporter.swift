internal import Bookkeeping
package import Logging
package import Persistence
package import Reconciliation
internal import StateCharts
internal import Systemd
package import Telemetry

/// Tells log and metrics what a pass did: each move from the journal, each trouble once when it begins and once when it is over.
package struct PassReporter: Sendable {
    /// Nil between the passes of an account that opens its state for each.
    private var store: Store?
    private let logger: Logger
    private let metrics: MetricRegistry
    /// The journal is told up to here.
    private var told: Int64
    /// Keys of what a person is needed for, with the reason, as last told.
    private var asked: [String: String] = [:]
    /// Systems that did not answer in the last pass.
    private var silent: Set<String> = []
    /// As last told.
    private var webhookTrouble: String?
    private var restored: RelinkReport?

    /// So many moves and so many held documents are logged one by one in one pass; the journal itself has all of them.
    private static let linesMaximum = 2_000
    private static let heldMaximum = 200

    /// - Parameter store: read between two passes only.
    package init(store: Store, logger: Logger, metrics: MetricRegistry) throws(StoreError) {
        self.store = store
        self.logger = logger
        self.metrics = metrics
        told = Int64(try store.journalLength())
    }

    /// The same state, opened anew; nil lets go of it: what it remembers of its rows is more than all else an account has in memory.
    package mutating func use(_ store: Store?) { self.store = store }

    package mutating func tell(_ report: PassReport) {
        metrics.recordPass(report.outcome, seconds: Double(report.milliseconds) / 1000)
        tellDone()
        if let relink = report.relink { tell(relink) }
        tellHeld(report)
        tellWebhooks(report)
        tellTrouble(report)
        let level: Logger.Level = report.writes > 0 || report.outcome != .complete ? .info : .debug
        logger.log(
            level: level, "pass ended",
            metadata: [
                "outcome": "\(report.outcome.rawValue)", "requests": "\(report.heroRequests + report.lexofficeRequests)",
                "writes": "\(report.writes)", "milliseconds": "\(report.milliseconds)",
            ])
    }

    // MARK: moves

    /// Told at the end of a pass, and of one that a stop cut short: what had no answer then is what somebody looks for.
    package mutating func tellDone() {
        do {
            try tellMoves()
        } catch {
            logger.error("the journal could not be read for the log", metadata: ["error": "\(error.code.rawValue)"])
        }
    }

    private mutating func tellMoves() throws(StoreError) {
        guard let store else { return }
        var logged = 0
        while true {
            let entries = try store.journal(after: told)
            guard let last = entries.last else { break }
            for entry in entries {
                metrics.recordTransition(kind: entry.kind, from: entry.from, event: entry.event, to: entry.to, effects: entry.effects)
                guard entry.from != entry.to else { continue }
                logged += 1
                if logged <= Self.linesMaximum { log(entry) }
            }
            told = last.seq
        }
        if logged > Self.linesMaximum {
            logger.info("more moves are in the journal", metadata: ["documents": "\(logged - Self.linesMaximum)"])
        }
    }

    private func log(_ entry: JournalEntry) {
        logger.info(
            "\(entry.event)", metadata: ["kind": "\(entry.kind)", "key": "\(entry.key)", "transition": "\(entry.from)>\(entry.to)"])
        let regions = entry.to.split(separator: "/")
        let before = entry.from.split(separator: "/")
        for (doubt, operation) in Self.doubts where regions.contains(doubt[...]) && !before.contains(doubt[...]) {
            logger.log(.writeUncertain(kind: entry.kind, key: entry.key, operation: operation[entry.kind] ?? "write"))
        }
        if entry.kind == IntegrationChart.name, regions.contains("blocked") { logger.log(.suspended(reason: entry.event)) }
    }

    private static let doubts: [(String, [String: String])] = [
        (
            InvoiceTransfer.uncertain.rawValue,
            ["invoice": "createVoucher", "contact": "createContact", "payment": "createPayment", "contactImport": "createContact"]
        ),
        (InvoiceTransfer.fileUnsure.rawValue, ["invoice": "attachFile"]),
    ]

    // MARK: a restored state

    private mutating func tell(_ relink: RelinkReport) {
        guard restored != relink else { return }
        restored = relink
        logger.log(
            level: relink.phase == .done ? .notice : .warning,
            "the state is older than reality: relinked \(relink.relinked), questions \(relink.asked), not found \(relink.absent)",
            metadata: ["state": "\(relink.phase.rawValue)", "reason": "\(relink.cause.rawValue)", "documents": "\(relink.relinked)"])
    }

    // MARK: people

    private mutating func tellHeld(_ report: PassReport) {
        guard report.interruption == nil else { return }
        var now: [String: String] = [:]
        for line in report.lines where line.symbol == .person {
            let kind = line.payment == nil ? (line.subject == .contact ? "contact" : "invoice") : "payment"
            let reason = line.reason?.rawValue ?? line.record.rawValue
            now[kind + "/" + line.key] = reason
            guard asked[kind + "/" + line.key] != reason, now.count <= Self.heldMaximum else { continue }
            if line.record == .drift {
                logger.log(.voucherDrifted(kind: kind, key: line.key, state: reason))
            } else {
                logger.log(.documentHeld(kind: kind, key: line.key, reason: reason))
            }
        }
        asked = now
    }

    // MARK: webhooks

    /// Without webhooks everything still happens, an interval later.
    private mutating func tellWebhooks(_ report: PassReport) {
        guard report.interruption == nil, report.webhookTrouble != webhookTrouble else { return }
        webhookTrouble = report.webhookTrouble
        if let trouble = webhookTrouble { logger.warning("\(trouble)", metadata: ["system": "lexoffice"]) }
    }

    // MARK: systems

    private mutating func tellTrouble(_ report: PassReport) {
        guard let interruption = report.interruption else {
            for system in silent.sorted() { logger.log(.remoteBack(system: system)) }
            silent = []
            return
        }
        let isNew = silent.insert(interruption.system).inserted
        switch interruption.kind {
        case .unavailable: if isNew { logger.log(.remoteUnavailable(system: interruption.system, code: interruption.kind.rawValue)) }
        case .throttled: logger.log(.throttled(system: interruption.system, milliseconds: report.milliseconds))
        case .credentialRefused, .wrongOrganisation:
            if isNew { logger.log(.credentialRefused(system: interruption.system, code: interruption.kind.rawValue)) }
        case .state, .configuration, .defect: break
        }
        logger.log(.passIncomplete(pass: report.passID, outcome: report.outcome.rawValue, reason: interruption.kind.rawValue))
    }
}
