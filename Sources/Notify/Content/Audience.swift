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

    /// Who has to act first; the office where nobody is named, because it sees the document.
    init(of steps: [NextStep]) {
        let actor = steps.first { $0.actor != .nobody }?.actor ?? .office
        self =
            switch actor {
            case .office, .nobody: .office
            case .adviser: .adviser
            case .administrator: .admin
            }
    }
}
