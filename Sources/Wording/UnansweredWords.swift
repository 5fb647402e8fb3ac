/// The words for what does not come: first tried again by itself, then a person's task.
extension Catalogue {
    /// One line for `status`.
    ///
    /// - Parameters:
    ///   - asked: how many of all a person is asked about.
    ///   - rows: how many of all are rows of a remote's list that cannot be read.
    package static func unanswered(_ all: Int, asked: Int, rows: Int) -> Wording {
        Wording(
            "Ohne Antwort: \(all), davon \(rows) nicht lesbare Einträge; \(asked) brauchen Sie (`reconcile list`)",
            "Not answered: \(all), of them \(rows) unreadable entries; \(asked) need you (`reconcile list`)")
    }

    /// One line for `status`.
    package static func missingRight(_ right: String) -> Wording {
        let what = Explanation.rightMissing("right=\(right)").what
        return Wording("! RIGHT_MISSING: \(what.de)", "! RIGHT_MISSING: \(what.en)")
    }
}
