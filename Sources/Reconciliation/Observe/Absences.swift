/// Documents that HERO did not answer when it was asked for them. One absent answer may be a shifted page; two running are a fact.
struct Absences: Hashable {
    /// Asked for again in the next pass, whoever's turn it is.
    var once: Set<Int> = []
    /// Absent twice running. Once nobody asks for them any more they are forgotten.
    var missing: Set<Int> = []

    init() {}

    /// Anything that is no id is left out: the worst that follows is one more look.
    init(text: String) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { part in
            Set(part.split(separator: ",").compactMap { Int($0) })
        }
        once = parts.first ?? []
        missing = parts.dropFirst().first ?? []
    }

    var text: String {
        [once, missing].map { $0.sorted().map(String.init).joined(separator: ",") }.joined(separator: ";")
    }

    /// - Parameter absent: of those asked for in this pass.
    func followed(by absent: Set<Int>) -> Absences {
        var next = Absences()
        next.missing = absent.intersection(once.union(missing))
        next.once = absent.subtracting(next.missing)
        return next
    }
}
