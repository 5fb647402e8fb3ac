import StateCharts
import Testing
import Wording

@testable import Console

/// Every event of every chart has a sentence, and there is no sentence for an event that is none.
@Suite struct EventWordTests {
    private static func names<C: StateChart>(_ chart: C.Type) -> Set<String> { Set(C.Event.allCases.map { $0.rawValue }) }
    private static func words<W: EventWord>(_ words: W.Type) -> Set<String> { Set(W.allCases.map { $0.rawValue }) }

    @Test func listsAreTheCharts() {
        #expect(Self.words(InvoiceEventWord.self) == Self.names(InvoiceChart.self))
        #expect(Self.words(PaymentEventWord.self) == Self.names(PaymentChart.self))
        #expect(Self.words(ContactEventWord.self) == Self.names(ContactChart.self))
        #expect(Self.words(ContactImportEventWord.self) == Self.names(ContactImportChart.self))
        #expect(Self.words(IntegrationEventWord.self) == Self.names(IntegrationChart.self))
    }

    /// The same event says another thing about another chart, and its own chart's word comes first.
    @Test func theChartDecides() {
        #expect(EventWords.sentence(kind: "invoice", event: "reply.created") == InvoiceEventWord.replyCreated.wording)
        #expect(EventWords.sentence(kind: "contact", event: "reply.created") == ContactEventWord.replyCreated.wording)
        #expect(EventWords.sentence(kind: "payment", event: "op.absent") == PaymentEventWord.opAbsent.wording)
        #expect(EventWords.sentence(kind: "setting", event: "changed") == NotedEventWord.changed.wording)
        #expect(EventWords.sentence(kind: "invoice", event: "op.acceptVoid") == NotedEventWord.acceptVoid.wording)
        #expect(EventWords.sentence(kind: "invoice", event: "no.such") == nil)
    }

    @Test(arguments: Language.allCases) func sentences(_ language: Language) {
        for chart in Charts.all {
            for event in names(of: chart) {
                let sentence = EventWords.sentence(kind: chart.name, event: event)?(language) ?? ""
                #expect(sentence.hasSuffix("."), "\(chart.name) \(event): \(sentence)")
            }
        }
    }

    private func names(of chart: any StateChart.Type) -> Set<String> {
        func open<C: StateChart>(_ chart: C.Type) -> Set<String> { Self.names(chart) }
        return open(chart)
    }
}
