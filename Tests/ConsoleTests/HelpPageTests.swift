import Bookkeeping
import Testing
import Wording

@testable import Console

@Suite struct HelpPageTests {
    /// Mails and the terminal link to a code's own place: each has one, once, with something to say in either language.
    @Test(arguments: Language.allCases) func everyReasonHasItsPlace(language: Language) {
        let groups = HelpPage.groups("", PageText(language: language))
        let reasons = groups.flatMap(\.reasons)
        #expect(reasons.count == ReasonCode.allCases.count)
        #expect(Set(reasons.map(\.code)) == Set(ReasonCode.allCases.map(\.rawValue)))
        for reason in reasons {
            #expect(!reason.what.isEmpty && !reason.steps.isEmpty && reason.steps.allSatisfy { !$0.text.isEmpty }, "\(reason.code)")
            #expect(!reason.steps.contains { $0.text.contains("`") })
        }
        #expect(groups.map(\.anchor).count == HelpGroup.allCases.count)
    }

    @Test func whatIsTypedNarrowsThem() {
        func codes(_ typed: String) -> Set<String> {
            Set(HelpPage.groups(typed, PageText(language: .de)).flatMap(\.reasons).map(\.code))
        }
        #expect(codes("total_mismatch") == ["TOTAL_MISMATCH"])
        #expect(codes("einvoice").isSuperset(of: ["EINVOICE_MISMATCH", "EINVOICE_AMBIGUOUS"]))
        #expect(codes("gibtesnicht").isEmpty)
        #expect(codes("steuerberater").count < ReasonCode.allCases.count)
        #expect(codes("BETRÄGE") == codes("betraege"))
    }
}
