import Bookkeeping
import StateCharts
import Testing
import Wording

@testable import Console

@Suite struct StateWordTests {
    /// What is written in rows is read again as what it is.
    @Test func everyConfigurationHasItsWord() {
        for standing in InvoiceChart.configurations {
            let word = StateWord.of(standing, nil)
            #expect(WrittenState.wording(standing.description, kind: InvoiceChart.name) == word.wording)
            // Whatever needs a person says more than where it is on its way.
            if standing.tags.contains(.attention) {
                #expect(
                    [.held, .rejected, .clash, .fileRefused, .doubled, .edited, .gone, .contested].contains(word), "\(standing): \(word)")
            }
        }
    }

    @Test(
        arguments: [
            ("locked/sound/waiting/unbooked WAITING_FOR_FILE", "wartet auf PDF"),
            ("locked/sound/blocked/unbooked MISSING_NUMBER", "braucht Sie"),
            ("uploaded/sound/fileComplete/open", "übertragen"), ("paid/sound/fileComplete/exact", "bezahlt"),
            ("uploaded/sound/fileComplete/partly", "teilweise bezahlt"), ("uploaded/contested/fileComplete/open", "in HERO geändert"),
            ("uploaded/contested/gone/open", "in lexoffice gelöscht"), ("released", "losgelassen"), ("nothing of ours", "nothing of ours"),
        ])
    func aDocumentIsCalled(written: String, word: String) {
        #expect(WrittenState.wording(written, kind: InvoiceChart.name).de == word)
    }
}
