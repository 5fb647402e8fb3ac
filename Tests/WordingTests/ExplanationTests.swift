import Bookkeeping
import Testing
import Wording

/// What people read of each code, in both languages.
@Suite struct ExplanationTests {
    @Test(arguments: ReasonCode.allCases) func everyReasonHasItsSentences(reason: ReasonCode) {
        check(Catalogue.explanation(reason))
    }

    @Test(arguments: SetupRefusal.allCases) func everyRefusalOfASetupHasItsSentences(refusal: SetupRefusal) {
        check(Catalogue.setup(refusal))
    }

    private func check(_ explanation: Explanation) {
        for wording in [explanation.what, explanation.next.sentence] {
            #expect(!wording(.de).isEmpty && !wording(.en).isEmpty)
            #expect(wording(.de) != wording(.en))
            #expect(wording(.de).hasSuffix(".") && wording(.en).hasSuffix("."))
        }
    }
}
