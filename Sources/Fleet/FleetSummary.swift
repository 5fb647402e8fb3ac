internal import Bookkeeping

/// A thousand accounts in the one line of `systemctl status`.
package struct FleetSummary: Sendable {
    /// Names told; systemd's line has 256 bytes.
    static let namedMaximum = 3

    private let standings: [AccountStanding]

    package init(_ standings: [AccountStanding]) { self.standings = standings }

    package var line: String {
        guard !standings.isEmpty else { return "No account yet" }
        let elsewhere = standings.count(where: \.isElsewhere)
        var parts = ["\(count { $0 == .inStep }) of \(standings.count - elsewhere) in step"]
        let troubled = named(standings.compactMap { standing in standing.trouble.map { (standing.name, $0.words) } })
        if let troubled { parts.append("\(troubled.count) held back (\(troubled.names))") }
        let relinking = standings.compactMap { standing -> Instant?? in
            guard case .relinking(let until) = standing.condition else { return nil }
            return .some(until)
        }
        if !relinking.isEmpty {
            let last = relinking.compactMap(\.self).max().map { " until \($0.berlinClock)" } ?? ""
            parts.append("\(relinking.count) relinking\(last)")
        }
        for (count, words) in [(count { $0 == .paused }, "paused"), (count { $0 == .ahead }, "before the first pass")] where count > 0 {
            parts.append("\(count) \(words)")
        }
        let refused = named(standings.compactMap { standing in standing.refusedSetting.map { (standing.name, $0) } })
        if let refused { parts.append("\(refused.count) with the old configuration (\(refused.names))") }
        if elsewhere > 0 { parts.append("\(elsewhere) on other hosts") }
        return parts.joined(separator: "; ")
    }

    private func count(_ isMeant: (AccountStanding.Condition) -> Bool) -> Int { standings.count { isMeant($0.condition) } }

    private func named(_ all: [(name: String, words: String)]) -> (count: Int, names: String)? {
        guard !all.isEmpty else { return nil }
        let shown = all.sorted { $0.name < $1.name }.prefix(Self.namedMaximum).map { "\($0.name): \($0.words)" }
        let rest = all.count - shown.count
        return (all.count, shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : ""))
    }
}
