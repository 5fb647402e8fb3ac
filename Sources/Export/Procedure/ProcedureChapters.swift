internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

// The chapters, in the order the GoBD name them.
extension ProcedurePage {
    mutating func general() {
        typealias Words = ProcedureWords.General
        let (settings, around) = (facts.settings, facts.surroundings)
        facts([
            (Words.company, settings.organizationName), (Words.organisation, settings.organizationID),
            (Words.heroCompany, String(settings.heroCompanyID)), (Words.startDate, ExportCell.german(settings.startDate)),
            (Words.setUp, facts.activation.map { "\(Self.moment($0.at)), \($0.actor)" } ?? ProcedureWords.unknown),
            (Words.smallBusiness, settings.rules.isSmallBusiness ? Catalogue.yes(.de) : Catalogue.no(.de)),
            (Words.software, "reconcile \(around.software)"), (Words.writtenAt, Self.moment(around.writtenAt)),
            (Words.period, "\(ExportCell.german(facts.days.lowerBound)) – \(ExportCell.german(facts.days.upperBound))"),
        ])
        page.paragraph(Words.purpose)
        page.paragraph(Words.leadership)
        page.list(Words.flow, isOrdered: true)
    }

    mutating func user() {
        typealias Words = ProcedureWords.User
        page.paragraph(Words.work)
        page.table([Column.command, Column.meaning], Words.commands.map { [$0.0, $0.1] }, empty: ProcedureWords.none)
        page.heading(3, Words.roles)
        page.paragraph(Words.shell)
        if let roles = facts.surroundings.consoleRoles {
            page.paragraph(Words.console)
            page.table([Column.role, Column.meaning], roles.map { [$0.role, $0.may] }, empty: ProcedureWords.none)
        } else {
            page.paragraph(Words.noConsole)
        }
        page.heading(3, Words.actors)
        authorship(facts.actors, Column.by) { $0.actor }
    }

    mutating func technical() {
        typealias Words = ProcedureWords.Technical
        page.paragraph(Words.data)
        page.list(Words.amounts)
        page.paragraph(Words.charts)
        page.table(
            [Words.chart, Words.version, Words.digest], Charts.all.map { chart in Self.chartRow(chart) }, empty: ProcedureWords.none)
        page.heading(3, Words.mapping)
        page.paragraph(Words.mappingNote)
        page.table(
            [Column.category, Column.account, Column.since, Column.by, Column.entry], PostingCategory.allCases.compactMap(mappingRow),
            empty: ProcedureWords.none)
        facts([(Words.mappingDigest, facts.settings.mappingDigest)])
        page.heading(3, Words.settings)
        facts([
            (Words.settle, "\(facts.surroundings.settle / 1000) s"), (Words.cumulative, Words.meaning(facts.cumulative)),
        ])
        page.table(
            [Column.name, Column.value, Column.since, Column.by, Column.entry],
            facts.inForce.filter { !$0.name.hasPrefix(Self.categoryPrefix) }.map { [$0.name, $0.value] + Self.origin($0) },
            empty: ProcedureWords.none)
    }

    private static func chartRow<C: StateChart>(_ chart: C.Type) -> [String] { [C.name, String(C.version), C.hash] }

    private static let categoryPrefix = "category."

    private static func origin(_ setting: ProcedureFacts.InForce) -> [String] {
        [moment(setting.since), setting.by ?? ProcedureWords.unknown, setting.sequence.map(String.init) ?? ""]
    }

    /// Nil for a key nobody named: a document that needs it is held.
    private func mappingRow(_ category: PostingCategory) -> [String]? {
        guard let rule = facts.settings.rules.categories[category] else { return nil }
        let setting = facts.inForce.first { $0.name == Self.categoryPrefix + category.rawValue }
        return [category.rawValue, "\(rule.name) (\(rule.id))"] + (setting.map(Self.origin) ?? [ProcedureWords.unknown, "", ""])
    }

    mutating func operation() {
        typealias Words = ProcedureWords.Operation
        page.paragraph(Words.service)
        page.heading(3, Words.backup)
        page.paragraph(Words.backupHow)
        if let backup = facts.surroundings.backup {
            facts([
                (Words.backupLast, "\(Self.moment(backup.at)), \(backup.path)"),
                (Catalogue.journal(.de), "\(backup.entries) \(Catalogue.entries(.de)), \(backup.newestHash)"),
            ])
        } else {
            page.paragraph(Words.backupNone)
        }
        page.paragraph(Words.retention)
        page.heading(3, Words.versions)
        authorship(facts.versions, ProcedureWords.Technical.version) { "\($0.software) · \($0.mapping.isEmpty ? "–" : $0.mapping)" }
    }

    mutating func control() {
        typealias Words = ProcedureWords.Control
        page.paragraph(Words.once)
        page.paragraph(Words.journal)
        let state = facts.journal.broken.map { "\(Words.broken) \($0.seq)" } ?? Words.whole
        facts([(Words.journalNow, "\(facts.journal.entries) \(Catalogue.entries(.de)), \(state), \(facts.journal.newestHash)")])
        page.paragraph(Words.comparison)
        page.paragraph(Words.rights)
        page.heading(3, Words.confirmations)
        page.paragraph(Words.confirmationsNote)
        page.list(Words.confirmed)
    }

    mutating func changes() {
        typealias Words = ProcedureWords.Changes
        page.paragraph(Words.note)
        page.heading(3, Words.settings)
        page.table(
            [Column.entry, Column.when, Column.name, Column.old, Column.new, Column.by, Column.cause],
            facts.changes.prefix(ProcedureFacts.rowsMaximum).map { change in
                let entry = change.entry
                return [
                    String(entry.seq), Self.moment(entry.at), change.name, change.old, change.new, entry.actor, entry.cause,
                ]
            }, empty: ProcedureWords.none)
        if facts.changes.count > ProcedureFacts.rowsMaximum { page.paragraph(Words.cut) }
        page.heading(3, Words.integration)
        page.table(
            [Column.entry, Column.when, Column.event, Column.state, Column.by, Column.cause],
            facts.integration.prefix(ProcedureFacts.rowsMaximum).map { entry in
                [String(entry.seq), Self.moment(entry.at), entry.event, entry.to, entry.actor, entry.cause]
            }, empty: ProcedureWords.none)
        if facts.integration.count > ProcedureFacts.rowsMaximum { page.paragraph(Words.cut) }
    }

    private mutating func authorship(_ rows: [Authorship], _ heading: String, _ name: (Authorship) -> String) {
        page.table(
            [heading, Column.entries, Column.first, Column.last],
            rows.map { [name($0), String($0.entries), Self.moment($0.first), Self.moment($0.last)] }, empty: ProcedureWords.none)
    }
}
