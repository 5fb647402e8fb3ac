internal import Bookkeeping
internal import Persistence
internal import StateCharts
internal import Transport

/// After a restore or a loss: passes that link what both systems hold and create nothing, until a sweep that began after the settle
/// window has shown what is really absent (domain.md G10). A voucher made right before the loss may not be listed yet.
package struct Relinking {
    let context: PassContext
    private(set) var restoration: Restoration
    /// The window has passed: what this pass does not find is not there.
    let isClosing: Bool

    /// What governs this pass; nil when nothing was restored, or a person has resumed what was held. Both systems are looked at
    /// anew the first time, and lexoffice's whole list is read once more at the end.
    static func begin(_ context: PassContext) throws -> Relinking? {
        guard var restoration = try context.store.restoration() else { return nil }
        switch restoration.phase {
        case .done: return nil
        // Only a resumed integration gets here.
        case .held:
            restoration.phase = .done
            let relinking = Relinking(context: context, restoration: restoration, isClosing: true)
            try relinking.save("restore.released")
            return nil
        case .relinking: break
        }
        if restoration.noticedBoot != context.time.bootID {
            restoration.noticedAt = restoration.noticedAt ?? context.now
            restoration.noticedBoot = context.time.bootID
            restoration.noticedMonotonic = context.time.monotonicMilliseconds()
            try context.store.lookAnew()
            try Relinking(context: context, restoration: restoration, isClosing: false).save("restore.noticed")
        }
        let doubt = restoration.noticedMonotonic.map { SettleWindow(bootID: restoration.noticedBoot ?? "", sinceMilliseconds: $0) }
        let isClosing = context.hasSettled(doubt)
        if isClosing { try context.store.forget(LexofficeSweep.self) }
        return Relinking(context: context, restoration: restoration, isClosing: isClosing)
    }

    /// The restoration a paused integration waits for an answer about.
    static func held(_ context: PassContext) throws -> RelinkReport? {
        let restoration = try context.store.restoration()
        return restoration.flatMap { $0.phase == .held ? RelinkReport($0) : nil }
    }

    /// Whatever else a person asks for that makes something new has to wait as well.
    package static func refuse(_ context: PassContext) throws {
        let restoration = try context.store.restoration()
        guard let restoration, restoration.phase != .done else { return }
        throw PassFailure(
            .configuration, system: "state",
            cause: "the state was restored and is being linked again; nothing is created before that is done",
            hint: "Run `reconcile` until it says that relinking is done, then try again.")
    }

    /// - Parameters:
    ///   - matches: documents a dry run would link.
    ///   - isWhole: the pass got to its end.
    package mutating func conclude(expecting matches: Set<String> = [], isWhole: Bool) throws -> RelinkReport {
        let count = try RelinkCount(context: context, restoration: restoration).run(expecting: matches)
        restoration.relinked = count.relinked
        restoration.asked = count.asked
        restoration.absent = count.absent.count
        restoration.younger = count.younger
        var report = RelinkReport(restoration, absentNumbers: Array(count.absent.prefix(20)))
        let end = restoration.noticedMonotonic.map { context.policy.settle.minus(context.time.monotonicMilliseconds().minus($0)) }
        report.closesAt = end.map { context.now.adding(milliseconds: max(0, $0)) }
        guard isClosing && isWhole else {
            try context.store.keep(restoration)
            return report
        }
        restoration.phase = report.isTooMuchAbsent ? .held : .done
        report.phase = restoration.phase
        // A dry run on a copy ends here as well, and its copy is thrown away.
        if restoration.phase == .held { try pause() }
        try save(restoration.phase == .held ? "restore.held" : "restore.relinked")
        return report
    }

    /// Nothing flows until a person has looked: what would be created may have been deleted or renumbered by somebody.
    private func pause() throws {
        guard let machine = try IntegrationLevel.current(context.store), machine.configuration.flow == .running else { return }
        _ = try context.store.advance(IntegrationChart.self, machine.key, .opPause, by: author, at: context.now)
    }

    private var author: Author {
        Author(actor: context.author.actor, cause: "restore", software: context.author.software, mapping: context.author.mapping)
    }

    private func save(_ event: String) throws {
        let key = try IntegrationLevel.current(context.store)?.key ?? "1"
        var detail = ["cause": restoration.cause.rawValue]
        if let missing = restoration.missingEntries { detail["missing_entries"] = String(missing) }
        if event != "restore.noticed" {
            detail["relinked"] = String(restoration.relinked)
            detail["asked"] = String(restoration.asked)
            detail["absent"] = String(restoration.absent)
            detail["younger"] = String(restoration.younger)
        }
        try context.store.note(event, IntegrationChart.self, key, detail: detail, by: author, at: context.now)
        try context.store.keep(restoration)
    }
}
