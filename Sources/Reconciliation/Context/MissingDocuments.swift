internal import Persistence

/// Documents that HERO did not answer when it was asked for them. One absent answer may be a shifted page; two running are a fact.
struct MissingDocuments: Fact {
    static let name = "hero.absent"

    /// Asked for again in the next pass, whoever's turn it is.
    var once: Set<Int> = []
    /// Absent twice running. Once nobody asks for them any more they are forgotten.
    var missing: Set<Int> = []

    /// In order, so that the same ids are the same text.
    func encode(to encoder: any Encoder) throws { try ["missing": missing.sorted(), "once": once.sorted()].encode(to: encoder) }

    /// - Parameter absent: of those asked for in this pass.
    func followed(by absent: Set<Int>) -> MissingDocuments {
        var next = MissingDocuments()
        next.missing = absent.intersection(once.union(missing))
        next.once = absent.subtracting(next.missing)
        return next
    }
}
