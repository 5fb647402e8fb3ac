package import Bookkeeping
internal import FoundationEssentials
package import Wording

/// The verdicts of a whole look, as they are kept beside the state for `doctor`.
package struct PilotRecord: Sendable, Hashable {
    package static let fileName = "pilot.json"
    package static let bytesMaximum = 1 << 16
    private static let version = 1

    package var at: Instant
    package var account: PilotReport.Account
    package var verdicts: [Assumption: AssumptionVerdict]

    package init(_ report: PilotReport, at: Instant) {
        self.at = at
        account = report.account
        verdicts = Dictionary(report.findings.map { ($0.assumption, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    }

    /// What an older program kept may lack assumptions that came later; they are not seen.
    package func verdict(_ assumption: Assumption) -> AssumptionVerdict { verdicts[assumption] ?? .notSeen }

    /// False for a look at an account that is known to be another one.
    package func isAbout(heroCompany: Int, organisation: String) -> Bool {
        (account.heroCompany ?? heroCompany) == heroCompany
            && (account.organisation ?? organisation).lowercased() == organisation.lowercased()
    }

    package var bytes: [UInt8] {
        let verdicts = Assumption.allCases.compactMap { assumption in
            self.verdicts[assumption].map { (name: assumption.rawValue, value: OrderedJSON.text($0.rawValue) as OrderedJSON?) }
        }
        return OrderedJSON.object([
            ("version", .integer(Self.version)), ("at", .text(at.isoText)), ("hero_company", account.heroCompany.map(OrderedJSON.integer)),
            ("organisation", .text(account.organisation)), ("verdicts", .object(verdicts)),
        ]).bytes + Array("\n".utf8)
    }

    package struct Unreadable: Error, Sendable {
        package var cause: String
    }

    /// Strictly what ``bytes`` writes: a word nobody knows makes the whole unreadable.
    package init(bytes: [UInt8]) throws(Unreadable) {
        guard bytes.count <= Self.bytesMaximum else { throw Unreadable(cause: "larger than any such file") }
        let wire: Wire
        do {
            wire = try JSONDecoder().decode(Wire.self, from: Data(bytes))
        } catch {
            throw Unreadable(cause: "not the JSON of a pilot")
        }
        guard wire.version == Self.version else { throw Unreadable(cause: "of another version") }
        guard let at = Instant(iso: wire.at) else { throw Unreadable(cause: "without a readable date") }
        self.at = at
        account = PilotReport.Account(heroCompany: wire.heroCompany, organisation: wire.organisation)
        verdicts = [:]
        for (name, word) in wire.verdicts {
            guard let assumption = Assumption(rawValue: name), let verdict = AssumptionVerdict(rawValue: word) else {
                throw Unreadable(cause: "with a word this program does not know")
            }
            verdicts[assumption] = verdict
        }
    }

    private struct Wire: Decodable {
        private enum CodingKeys: String, CodingKey {
            case version, at
            case heroCompany = "hero_company"
            case organisation, verdicts
        }

        var version: Int
        var at: String
        var heroCompany: Int?
        var organisation: String?
        var verdicts: [String: String]
    }
}
