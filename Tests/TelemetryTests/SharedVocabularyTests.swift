import Bookkeeping
import Persistence
import Telemetry
import Testing

/// Labels say what the reports and the state say.
@Suite struct SharedVocabularyTests {
    @Test func discrepanciesAreTheComparisonsClasses() {
        #expect(DiscrepancyClass.allCases.map(\.rawValue) == ComparisonClass.allCases.filter(\.isDiscrepancy).map(\.rawValue))
    }

    @Test func questionsAreThoseOfTheState() {
        #expect(UnansweredQuestion.allCases.map(\.rawValue) == Unanswered.Question.allCases.map(\.rawValue))
        #expect(RemoteSystem.allCases.map(\.rawValue) == Unanswered.System.allCases.map(\.rawValue))
    }

    @Test func outcomesAreThoseOfTheState() {
        #expect(PassOutcome.allCases.map(\.rawValue) == PassRecord.Outcome.allCases.map(\.rawValue))
    }
}
