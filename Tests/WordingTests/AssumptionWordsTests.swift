import Testing
import Wording

/// What an account is asked about, in both languages.
struct AssumptionWordsTests {
    @Test func everyAssumptionIsASentenceOfItsOwn() {
        for language in Language.allCases {
            let sentences = Assumption.allCases.map { Catalogue.assumption($0)(language) }
            #expect(Set(sentences).count == Assumption.allCases.count)
            // It stands behind a verdict and a colon.
            #expect(sentences.allSatisfy { $0.count > 15 && !$0.hasSuffix(".") })
        }
        #expect(Assumption.allCases.allSatisfy { Catalogue.assumption($0).de != Catalogue.assumption($0).en })
    }

    @Test func codesAreStable() {
        #expect(Assumption.allCases.allSatisfy { $0.rawValue.allSatisfy { $0.isLowercase || $0 == "_" } })
        #expect(AssumptionVerdict.allCases.map(\.rawValue) == ["holds", "does_not_hold", "not_seen"])
    }
}
