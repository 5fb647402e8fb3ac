internal import Bookkeeping
internal import Lexoffice
internal import Persistence

/// What a survey would link, read in full, as the pass that links does: the list shows neither rates nor categories, so that only the
/// voucher itself says whether it is equal.
package struct RelinkReading: Sendable {
    let context: PassContext

    package init(context: PassContext) { self.context = context }

    /// The lines, an adoption that would fail as the question it would become; one that got no answer as waiting.
    package func read(_ lines: [ReportLine], _ result: PassPlanner.Result) async throws -> [ReportLine] {
        guard let settings = result.settings else { return lines }
        let lookup = NumberLookup(store: context.store, rules: settings.rules)
        let prospects = Dictionary(result.prospects.all.map { ($0.key, $0) }) { first, _ in first }
        var lines = lines
        for index in lines.indices where lines[index].symbol == .adopt {
            guard let prospect = prospects[lines[index].key] else { continue }
            let voucher = prospect.sound.voucher
            guard case .match(let id) = try lookup.verdict(key: prospect.key, voucher: voucher, contact: prospect.contact) else { continue }
            let contactID: String? = if case .linked(let contact) = prospect.contact { contact } else { nil }
            let answer = try await context.ask(.voucher(id, of: prospect.key), { try await context.lexoffice.voucher(id) })
            guard case .given(let answered) = answer, let found = answered else {
                lines[index].symbol = .waiting
                continue
            }
            let fields = AdoptionComparison(expected: voucher, contactID: contactID, rules: settings.rules).differing(from: found)
            guard !fields.isEmpty else { continue }
            lines[index].symbol = .person
            lines[index].record = .held
            lines[index].reason = .duplicateNumber
            lines[index].detail = AdoptionComparison.detail(id, fields)
        }
        return lines
    }
}
