package enum OverviewWord: String, WordList {
    case inStep, toClarify

    package var wording: Wording {
        switch self {
        case .inStep: Wording("HERO und lexoffice stimmen überein.", "HERO and lexoffice agree.")
        case .toClarify: Wording("zu klären", "to clarify")
        }
    }
}
