import Administration
import Bookkeeping
import Console
import Hero
import Lexoffice
import Notify
import Persistence
import Reconciliation
import Telemetry
import Transport
import Wording

/// What the console's administration asks for in the background: the same work as the commands do, with readers alone.
struct AdministrationWork: Sendable {
    let wiring: Wiring
    let view: @Sendable () throws(StoreError) -> Store
    let counts: @Sendable (RemoteSystem) -> RemoteCounts
    /// The page for scraping, as text.
    let page: @Sendable () async -> String
    let limiters: RateLimiters

    func parts() -> AdministrationParts {
        let work = self
        let time = wiring.time
        let now: @Sendable () -> Instant = { Instant(milliseconds: time.wallMilliseconds()) }
        return AdministrationParts(
            census: Jobs(now: now) { _, progress in
                await work.caught { try await ImportCount(context: try work.readers(progress).context).run() }
            },
            doctor: Jobs(now: now) { language, _ in await work.findings(language) },
            categories: Jobs(now: now) { _, progress in
                await work.caught { try await work.readers(progress).context.lexoffice.postingCategories() }
            },
            outlook: Jobs(now: now) { day, progress in await work.caught { try await work.outlook(day, progress) } },
            trial: Jobs(now: now) { language, _ in await work.caught { try await work.trial(language) } },
            access: AccessStore(directory: wiring.stateDirectory), remotes: { work.standings() }, configuration: { work.configured() },
            hidden: { work.hidden() },
            backup: { BackupReceipt.last(directory: work.wiring.stateDirectory) },
            metrics: page)
    }

    private func caught<Value>(_ work: () async throws -> Value) async -> Result<Value, PassFailure> {
        do { return .success(try await work()) } catch let failure as CommandFailure {
            return .failure(PassFailure(.configuration, system: "state", cause: failure.message, hint: failure.hint))
        } catch { return .failure(PassFailure(error)) }
    }

    private func readers(_ tell: @escaping @Sendable (JobProgress) -> Void) throws -> Workplace {
        var onlookers = RequestObservers()
        onlookers.limiters = limiters
        onlookers.asked = { _, _ in }
        return try wiring.workplace(try view(), "console", isWriting: false, onlookers: onlookers) { progress in
            tell(JobProgress(done: progress.done, total: progress.total))
        }
    }

    private func findings(_ language: Language) async -> [DoctorFinding] {
        var findings = Findings(format: .text, language: language)
        do { try await DoctorRound(wiring: try wiring.reread(), limiters: limiters).run(&findings) } catch {
            let failure = error as? CommandFailure
            findings.add(.fail(failure?.exit ?? .unexpected), "doctor", failure?.message ?? "\(type(of: error))", hint: failure?.hint ?? "")
        }
        return findings.items.map { item in
            let grade: DoctorFinding.Grade =
                switch item.grade {
                case .ok: .ok
                case .warn: .warn
                case .fail: .fail
                }
            return DoctorFinding(grade: grade, subject: item.subject, text: item.text, hint: item.hint)
        }
    }

    /// What HERO made on that day or later was changed since as well.
    private func outlook(_ day: BusinessDay, _ tell: @escaping @Sendable (JobProgress) -> Void) async throws -> StartOutlook {
        let since = day.startInBerlin
        let headers = try await readers(tell).context.hero.documentHeaders(modifiedSince: since).rows
        let later = headers.filter { header in
            header.lifecycle != .deleted && (header.created.map { BusinessDay(berlinDayOf: $0) } ?? header.date).map { $0 >= day } ?? false
        }
        return StartOutlook(documents: later.count, drafts: later.count { $0.lifecycle == .draft })
    }

    private func trial(_ language: Language) async throws -> [TrialFinding] {
        try await NotificationTrial(wiring: try wiring.reread()).run().map { result in
            TrialFinding(hasArrived: result.outcome.result == .sent, text: NotificationTrial.text(result, language))
        }
    }

    private func standings() -> [RemoteStanding] {
        RemoteSystem.allCases.map { system in
            let counts = counts(system)
            let rate: String? =
                switch system {
                case .hero: nil
                case .lexoffice: wiring.configuration[Configuration.requestsPerSecond].value
                }
            return RemoteStanding(
                system: system, requests: counts.requests, throttled: counts.throttled, waitedSeconds: counts.waitedSeconds,
                requestsPerSecond: rate)
        }
    }

    /// Numbers as they are; of everything else, which may name a host or a person, only that it is set.
    private func configured() -> [ConfiguredLine] {
        Configuration.keys.map { key in
            let configured = wiring.configuration[key]
            let shown =
                switch key.kind {
                case .number: key.shown(configured.value) ?? "…"
                case .listener, .address, .path, .name, .mailServer, .webAddress, .hiddenAddress: configured.value.isEmpty ? "–" : "…"
                }
            return ConfiguredLine(key: key.file, shown: shown, source: configured.place)
        }
    }

    /// What stands in a list is hidden one by one, and a path as a whole.
    private func hidden() -> [String] {
        Configuration.keys.flatMap { key -> [String] in
            let configured = wiring.configuration[key]
            guard configured.source != "default", key.kind != .number else { return [] }
            return [configured.value] + configured.value.split { $0 == "," || $0.isWhitespace }.map(String.init)
        }
    }
}
