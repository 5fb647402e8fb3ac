package import Wording

/// Whose part of the matter is told.
package enum Audience: String, Sendable, Codable, CaseIterable {
    case office, adviser, admin
    /// A program, which is told all of it.
    case everybody

    /// Those whose next steps are told in full.
    package var owners: [Audience] {
        switch self {
        case .office, .adviser, .admin: [self]
        case .everybody: Audience.people
        }
    }

    package static let people: [Audience] = [.office, .adviser, .admin]

    package var actor: NextStep.Actor {
        switch self {
        case .office: .office
        case .adviser: .adviser
        case .admin: .administrator
        case .everybody: .nobody
        }
    }

    /// Those who are named by the steps; the office where nobody is, because it sees the document.
    static func acting(_ steps: [NextStep]) -> [Audience] {
        let acting = people.filter { audience in steps.contains { $0.actor == audience.actor } }
        return acting.isEmpty ? [.office] : acting
    }
}
