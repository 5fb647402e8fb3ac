internal import Bookkeeping
package import Hero
package import Lexoffice
internal import Persistence
internal import StateCharts
package import Transport

/// One pass: observe, derive, plan, execute, record. Passes of one state never overlap.
package struct Pass: Sendable {
    let survey: PassPlanner
    let writers: Writers
    let heroMeter: RequestMeter
    let lexofficeMeter: RequestMeter
    /// Asked before each document; false ends the pass early without starting another write. People's decisions are carried out meanwhile.
    let mayContinue: @Sendable () async -> Bool
    let webhooks: WebhookCallback

    package init(
        survey: PassPlanner, writers: Writers, heroMeter: RequestMeter, lexofficeMeter: RequestMeter,
        webhooks: WebhookCallback = .unmanaged, mayContinue: @escaping @Sendable () async -> Bool = { true }
    ) {
        self.webhooks = webhooks
        self.survey = survey
        self.writers = writers
        self.heroMeter = heroMeter
        self.lexofficeMeter = lexofficeMeter
        self.mayContinue = mayContinue
    }

    private var context: PassContext { survey.context }

    package func run() async -> PassReport {
        let started = context.time.monotonicMilliseconds()
        let before = (
            hero: heroMeter.requests, lexoffice: lexofficeMeter.requests, writes: heroMeter.writes + lexofficeMeter.writes,
            accepted: lexofficeMeter.accepted
        )
        var report = PassReport()
        report.startedAt = context.now
        do {
            let id = try context.store.beginPass(at: report.startedAt)
            let turn = try finishedTurn()
            report.passID = id
            let isIdle = await work(&report)
            report.heroRequests = heroMeter.requests - before.hero
            report.lexofficeRequests = lexofficeMeter.requests - before.lexoffice
            report.writes = heroMeter.writes + lexofficeMeter.writes - before.writes
            report.accepted = lexofficeMeter.accepted - before.accepted
            let until = try finish(id, report)
            if let until, isIdle, report.remaining == 0, report.count(.uncertain) == 0 {
                report.foundNothing = PassReport.FoundNothing(until: until, turn: turn, next: try finishedTurn())
            }
        } catch {
            report.interruption = PassFailure(error)
        }
        report.milliseconds = context.time.monotonicMilliseconds() - started
        return report
    }

    /// - Returns: whether nothing at all was due.
    private func work(_ report: inout PassReport) async -> Bool {
        var planned: [ReportLine] = []
        var isIdle = false
        var wasLocked = true
        do {
            wasLocked = try isPaymentLocked()
            if try IntegrationLevel.current(context.store)?.configuration.isDeleting == true {
                let deletion = Deletion(
                    context: context, writer: writers.lexoffice, credentialDigest: survey.credentialDigest, mayWait: false)
                report.deletion = try await deletion.run()
                return false
            }
            let result = try await survey.run()
            isIdle = result.isIdle
            report.isPaused = result.isPaused
            report.relink = result.held
            if let settings = result.settings {
                planned = try PlanLines(store: context.store).lines(result) + changed(result.filesDue)
                planned += try PaymentLines(store: context.store).planned(result.paymentsDue)
                try await execute(result, settings, &report)
                try await subscribe(&report)
                if result.relinking == nil, await mayContinue() { try FinishedQuestions(context: context).forget(since: report.startedAt) }
            }
        } catch {
            report.interruption = PassFailure(error)
        }
        do {
            report.declaresPaymentLock = try !wasLocked && isPaymentLocked()
            report.lines = try outcome(of: planned)
            report.unanswered = try context.store.unanswered()
        } catch {
            if report.interruption == nil { report.interruption = PassFailure(error) }
        }
        return isIdle && report.unanswered.isEmpty && report.webhookTrouble == nil
    }

    private func execute(_ result: PassPlanner.Result, _ settings: Settings, _ report: inout PassReport) async throws {
        if let relinking = result.relinking { return try await relink(relinking, result, settings, &report) }
        var executor = Executor(context: context, writer: writers.lexoffice, settings: settings, mirror: result.mirror)
        let payments = PaymentExecutor(context: context, writer: writers.hero)
        defer { report.remaining = executor.remaining }
        do {
            // Few and quick, and on another account's budget: the bulk of new documents does not hold them up.
            try await payments.run(result.paymentsDue, mayContinue: mayContinue)
            if await mayContinue() { try await WithdrawalNote(context: context, writer: writers.hero).run() }
            try await executor.run(result.prospects, filesDue: result.filesDue, since: report.startedAt, mayContinue: mayContinue)
        } catch {
            try Access(context: context, credentialDigest: survey.credentialDigest).lost(error)
            throw error
        }
    }

    /// After the work: being told sooner is worth less than what is due now, and what goes wrong here keeps no pass from being complete.
    private func subscribe(_ report: inout PassReport) async throws {
        guard case .managed(let address) = webhooks, await mayContinue() else { return }
        let subscriptions = WebhookSubscriptions(context: context, writer: writers.lexoffice)
        report.webhookTrouble = try await subscriptions.keep(address, credentialDigest: survey.credentialDigest)
    }

    private func relink(_ relinking: Relinking, _ result: PassPlanner.Result, _ settings: Settings, _ report: inout PassReport)
        async throws
    {
        var relinking = relinking
        let executor = RelinkExecutor(context: context, writer: writers.lexoffice, settings: settings)
        do {
            let isWhole = try await executor.run(result.prospects, filesDue: result.filesDue, mayContinue: mayContinue)
            report.relink = try relinking.conclude(isWhole: isWhole)
        } catch {
            report.relink = try relinking.conclude(isWhole: false)
            try Access(context: context, credentialDigest: survey.credentialDigest).lost(error)
            throw error
        }
    }

    private func changed(_ filesDue: [String]) -> [ReportLine] {
        filesDue.map { ReportLine(symbol: .change, record: .plannedChange, key: $0, number: nil) }
    }

    /// What was planned and came true, then everything that stands in need of something.
    private func outcome(of planned: [ReportLine]) throws -> [ReportLine] {
        let standings = try DocumentStatus.needing(context.store, and: Set(planned.map(\.key)))
        let byKey = Dictionary(standings.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var lines = planned.compactMap { line -> ReportLine? in
            guard line.payment == nil, let standing = byKey[line.key], standing.machine.configuration.isOnBooks,
                line.record == .plannedChange
            else { return nil }
            if line.symbol == .change && standing.transfer != .fileComplete { return nil }
            var line = line
            line.number = standing.number
            line.gross = standing.booking?.voucher.gross ?? line.gross
            line.voucherType = standing.booking?.voucher.type ?? line.voucherType
            return line
        }
        for place in lines.indices where lines[place].newContact { lines[place].leftOut = try leftOut(lines[place].key) }
        let mirrored = try PaymentStatus.needing(context.store, and: Set(planned.filter { $0.payment != nil }.map(\.key)))
        let done = Set(mirrored.filter { $0.state == .mirrored }.map(\.machine.key))
        lines += planned.filter { $0.payment != nil && done.contains($0.key) }
        lines += standings.compactMap(\.line)
        lines += try PaymentLines(store: context.store).needing()
        return try UnansweredLines(context.store, context.policy).merged(with: lines)
    }

    /// What lexoffice refused of the new contact is known only now.
    private func leftOut(_ key: String) throws -> [ContactField] {
        guard let id = Int(key), case .document(let document, _)? = try context.store.document(DocumentRow.self, id)?.detail(),
            let customer = document.customer
        else { return [] }
        return try context.store.fact(LeftOutFields.self, about: String(customer.id))?.fields ?? []
    }

    private func isPaymentLocked() throws -> Bool { try IntegrationLevel.current(context.store)?.configuration.startDate == .fixed }

    private func finish(_ id: Int64, _ report: PassReport) throws -> Instant? {
        try context.store.finishPass(
            id, report.outcome, reason: report.interruption?.kind.rawValue, heroRequests: report.heroRequests,
            lexofficeRequests: report.lexofficeRequests, writes: report.writes, turning: FinishedTurn.name, at: context.now)
    }

    private func finishedTurn() throws -> FinishedTurn { try context.store.fact(FinishedTurn.self) ?? FinishedTurn(documentID: 0) }
}

/// The only way to write into either system; a dry run has none.
package struct Writers: Sendable {
    package let lexoffice: LexofficeWriter
    let hero: HeroWriter

    package init(lexoffice: LexofficeWriter, hero: HeroWriter) {
        self.lexoffice = lexoffice
        self.hero = hero
    }
}
