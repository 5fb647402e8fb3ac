internal import Bookkeeping
internal import Wording

/// Which accounts are shown; it lives in the page's address.
struct FleetFilter: Sendable, Hashable {
    enum Group: String, Sendable, CaseIterable {
        case broken = "ausgesetzt"
        case asking = "klaeren"
        case doubtful = "zweifel"
        case fine = "takt"

        func holds(_ line: AccountLine) -> Bool {
            switch self {
            case .broken: line.isHeldBack || line.condition == .paused || line.refusedSetting != nil
            case .asking: line.people > 0
            case .doubtful: line.doubts > 0
            case .fine: line.trouble == .none
            }
        }

        var word: FleetPageWord {
            switch self {
            case .broken: .broken
            case .asking: .asking
            case .doubtful: .doubtful
            case .fine: .fine
            }
        }
    }

    /// Nil for all.
    var group: Group?
    /// A part of the name; empty for any.
    var text: String

    /// Longer than any name.
    private static let textMaximum = 100

    init(_ query: Fields) {
        group = query["stand"].flatMap(Group.init)
        text = String((query["suche"] ?? "").filter { !$0.isWhitespace }.lowercased().prefix(Self.textMaximum))
    }

    func holds(_ line: AccountLine) -> Bool {
        (group?.holds(line) ?? true) && (text.isEmpty || line.account.description.contains(text))
    }

    /// The page with these accounts alone.
    static func address(_ group: Group) -> String { "/?stand=\(group.rawValue)" }
}

extension AccountLine {
    var isHeldBack: Bool { if case .heldBack = condition { true } else { false } }
}
