internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import Transport
internal import Wording

/// `/system`, for the administrator.
struct SystemPage: Sendable {
    private static let address = "/system"

    let parts: ConsoleParts

    func answer(_ request: PageRequest, isPost: Bool) async throws -> Answer {
        guard let office = parts.administration else { return .missing }
        guard request.visitor.role.may(.readSystem) else { return .forbidden }
        guard isPost else { return .page(try await page(request, office)) }
        switch request.form["act"] {
        case "check":
            guard request.visitor.role.may(.setUp) else { return .forbidden }
            office.doctor.start(request.language)
            return .seeOther(Self.address)
        case "test":
            guard request.visitor.role.may(.setUp) else { return .forbidden }
            office.trial.start(request.language)
            return .seeOther("\(Self.address)#meldungen")
        case "revoke":
            guard request.visitor.role.may(.revokeAccess) else { return .forbidden }
            guard let id = request.form["access"].flatMap({ AccessID($0) }) else { return .refused(request.text(FormFault.brokenForm)) }
            _ = try office.access.revoke(id)
            return .seeOther("\(Self.address)?beendet=1#zugaenge")
        default: return .refused(request.text(FormFault.brokenForm))
        }
    }

    /// What helps whoever is asked for help, and says nothing about customers.
    func bundle(_ request: PageRequest) async throws -> Answer {
        guard let office = parts.administration else { return .missing }
        guard request.visitor.role.may(.readSystem) else { return .forbidden }
        let store = try parts.view()
        let findings: [DoctorFinding]? =
            if case .done(let found, _) = office.doctor.standing(request.language) { found } else { nil }
        let length = try store.journalLength()
        let bundle = SupportBundle(
            version: parts.instance().version, schema: try store.madeWith(), at: parts.now, findings: findings,
            counts: try SupportCounts.read(store), configuration: office.configuration(),
            journal: try store.journal(after: Int64(max(0, length - SupportBundle.entries)), limit: SupportBundle.entries),
            metrics: await office.metrics(), hidden: try hidden(store, office))
        return .file(type: "text/plain; charset=utf-8", name: SupportBundle.fileName, bytes: Array(bundle.text.utf8))
    }

    /// Names this instance knows, which are taken out wherever they stand.
    private func hidden(_ store: Store, _ office: AdministrationParts) throws -> [String] {
        let settings = try Settings.load(store)
        let people =
            try office.access.sessions(at: parts.now).map(\.name.text) + office.access.openKeys(at: parts.now).map(\.grant.name.text)
        return [settings?.organizationName, settings?.organizationID].compactMap(\.self) + people + office.hidden()
    }

    private func page(_ request: PageRequest, _ office: AdministrationParts) async throws -> Page {
        let view = try view(request, office, remotes: await office.remotes())
        return Page(.system, request.text(FrameWord.system), view, words: SystemWord.self, request.language, section: .system)
    }

    private func name(of system: RemoteSystem, _ text: PageText) -> String {
        switch system {
        case .hero: text(OverviewWord.hero)
        case .lexoffice: text(OverviewWord.lexoffice)
        }
    }

    private func view(_ request: PageRequest, _ office: AdministrationParts, remotes: [RemoteStanding]) throws -> SystemView {
        let (text, now) = (request.text, parts.now)
        var (findings, isChecking, checkedAge): ([DoctorFinding], Bool, String?) = ([], false, nil)
        switch office.doctor.standing(request.language) {
        case .none: break
        case .running: isChecking = true
        case .done(let found, let at): (findings, checkedAge) = (found, text.age(of: at, at: now))
        }
        var (trials, isTesting, testedAge, trouble): ([TrialFinding], Bool, String?, String?) = ([], false, nil, nil)
        switch office.trial.standing(request.language) {
        case .none: break
        case .running: isTesting = true
        case .done(.success(let found), let at):
            (trials, testedAge) = (found, text.age(of: at, at: now))
            if found.isEmpty { trouble = text(SystemWord.nothingConfigured) }
        case .done(.failure(let failure), _): trouble = "\(failure.system): \(failure.cause)"
        }
        let addresses = try WebhookSubscriptions.addresses(try parts.view())
        return SystemView(
            notice: request.query["beendet"] == "1" ? text(SystemWord.revoked) : nil, isChecking: isChecking, checkedAge: checkedAge,
            findings: findings.filter { $0.grade != .ok }.map { finding($0, text) },
            fine: findings.filter { $0.grade == .ok }.map { finding($0, text) },
            fineCount: findings.isEmpty ? nil : text.count(findings.count { $0.grade == .ok }),
            hasTrouble: findings.contains { $0.grade != .ok },
            remotes: remotes.map { remote in
                SystemView.Remote(
                    system: name(of: remote.system, text), requests: text.count(remote.requests), throttled: text.count(remote.throttled),
                    waited: text.count(remote.waitedSeconds), perSecond: remote.requestsPerSecond ?? text(SystemWord.unlimited))
            },
            webhooks: addresses.isEmpty
                ? text(SystemWord.webhooksOff) : "\(text(SystemWord.webhooksOn)) \(addresses.sorted().joined(separator: ", "))",
            backup: office.backup().map { receipt in
                SystemView.Backup(
                    at: text.moment(receipt.at), age: text.age(of: receipt.at, at: now), path: receipt.path,
                    entries: text.count(Int(clamping: receipt.entries)), anchor: receipt.newestHash)
            }, accesses: try accesses(request, office), isTesting: isTesting, testedAge: testedAge,
            trials: trials.map { trial in
                SystemView.Trial(
                    tone: trial.hasArrived ? "good" : "bad", state: text(trial.hasArrived ? SystemWord.arrived : .notArrived),
                    text: trial.text)
            }, trialTrouble: trouble,
            configuration: office.configuration().map { SystemView.Line(key: $0.key, value: $0.shown, source: $0.source) },
            bundle: "/datei/\(SupportBundle.fileName)")
    }

    private func finding(_ finding: DoctorFinding, _ text: PageText) -> SystemView.Finding {
        let (tone, word): (String, SystemWord) =
            switch finding.grade {
            case .ok: ("good", .ok)
            case .warn: ("warn", .warn)
            case .fail: ("bad", .fail)
            }
        return SystemView.Finding(
            tone: tone, grade: text(word), subject: finding.subject, text: finding.text, hint: finding.hint.isEmpty ? nil : finding.hint)
    }

    private func accesses(_ request: PageRequest, _ office: AdministrationParts) throws -> [SystemView.Access] {
        let (text, now) = (request.text, parts.now)
        let sessions = try office.access.sessions(at: now).map { session in
            let id = AccessID.session(session.id)
            return SystemView.Access(
                id: id.description, name: session.name.text, role: text(session.role.word), standing: text(SystemWord.session),
                since: text.moment(session.begun), lastUsed: text.age(of: session.lastUsed, at: now), until: text.moment(session.expires),
                isOwn: request.visitor.session == id)
        }
        let keys = try office.access.openKeys(at: now).map { key in
            SystemView.Access(
                id: AccessID.key(key.id).description, name: key.grant.name.text, role: text(key.grant.role.word),
                standing: text(SystemWord.unusedLink), since: text.moment(key.issued), lastUsed: "–", until: text.moment(key.expires),
                isOwn: false)
        }
        return sessions + keys
    }
}
