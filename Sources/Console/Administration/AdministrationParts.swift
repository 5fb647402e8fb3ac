package import Administration
package import Bookkeeping
package import Lexoffice
package import Persistence
package import Reconciliation
package import Transport
package import Wording

/// What set-up, import and the system's page ask for beyond the state: work that asks both systems, in the background, and what only
/// whoever builds the service knows.
package struct AdministrationParts: Sendable {
    /// The one key of what there is only one of.
    package enum Only: Hashable, Sendable { case one }

    package var census: Jobs<Only, Result<ImportPlan?, PassFailure>>
    /// In a visitor's language: findings are sentences.
    package var doctor: Jobs<Language, [DoctorFinding]>
    package var categories: Jobs<Only, Result<[RemoteCategory], PassFailure>>
    package var outlook: Jobs<BusinessDay, Result<StartOutlook, PassFailure>>
    package var trial: Jobs<Language, Result<[TrialFinding], PassFailure>>
    package var access: AccessStore
    package var remotes: @Sendable () async -> [RemoteStanding]
    package var configuration: @Sendable () -> [ConfiguredLine]
    /// Values of settings that may name a host, a path or a person: taken out of what leaves this machine.
    package var hidden: @Sendable () -> [String]
    package var backup: @Sendable () -> BackupReceipt?
    /// The page for scraping, as text.
    package var metrics: @Sendable () async -> String

    package init(
        census: Jobs<Only, Result<ImportPlan?, PassFailure>>, doctor: Jobs<Language, [DoctorFinding]>,
        categories: Jobs<Only, Result<[RemoteCategory], PassFailure>>, outlook: Jobs<BusinessDay, Result<StartOutlook, PassFailure>>,
        trial: Jobs<Language, Result<[TrialFinding], PassFailure>>, access: AccessStore,
        remotes: @escaping @Sendable () async -> [RemoteStanding], configuration: @escaping @Sendable () -> [ConfiguredLine],
        hidden: @escaping @Sendable () -> [String], backup: @escaping @Sendable () -> BackupReceipt?,
        metrics: @escaping @Sendable () async -> String
    ) {
        self.census = census
        self.doctor = doctor
        self.categories = categories
        self.outlook = outlook
        self.trial = trial
        self.access = access
        self.remotes = remotes
        self.configuration = configuration
        self.hidden = hidden
        self.backup = backup
        self.metrics = metrics
    }
}

/// One line of `reconcile doctor`.
package struct DoctorFinding: Sendable, Hashable {
    package enum Grade: String, Sendable, CaseIterable { case ok, warn, fail }

    package var grade: Grade
    /// `hero`, `lexoffice`, `backup` and the like.
    package var subject: String
    package var text: String
    /// What to do; empty where nothing is to be done.
    package var hint: String

    package init(grade: Grade, subject: String, text: String, hint: String) {
        self.grade = grade
        self.subject = subject
        self.text = text
        self.hint = hint
    }
}

/// What a start date would mean.
package struct StartOutlook: Sendable, Hashable {
    /// Documents HERO made on this day or later.
    package var documents: Int
    /// Those among them that are drafts.
    package var drafts: Int

    package init(documents: Int, drafts: Int) {
        self.documents = documents
        self.drafts = drafts
    }
}

/// One way by which somebody is told, as it was tried.
package struct TrialFinding: Sendable, Hashable {
    package var hasArrived: Bool
    package var text: String

    package init(hasArrived: Bool, text: String) {
        self.hasArrived = hasArrived
        self.text = text
    }
}

/// What this process asked of one system, and how fast it may.
package struct RemoteStanding: Sendable, Hashable {
    package var system: RemoteSystem
    package var requests: Int
    /// Answers that said *too many*.
    package var throttled: Int
    /// How long requests stood in line, in whole seconds.
    package var waitedSeconds: Int
    /// As configured; nil where nothing limits us but the system itself.
    package var requestsPerSecond: String?

    package init(system: RemoteSystem, requests: Int, throttled: Int, waitedSeconds: Int, requestsPerSecond: String?) {
        self.system = system
        self.requests = requests
        self.throttled = throttled
        self.waitedSeconds = waitedSeconds
        self.requestsPerSecond = requestsPerSecond
    }
}

/// One configured value, as it may be shown to anybody.
package struct ConfiguredLine: Sendable, Hashable {
    package var key: String
    /// A number or a listener; of everything else only whether it is set.
    package var shown: String
    package var source: String

    package init(key: String, shown: String, source: String) {
        self.key = key
        self.shown = shown
        self.source = source
    }
}
