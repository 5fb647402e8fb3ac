import Bookkeeping
import Persistence
import Reconciliation
import Reporting
import StateCharts
import Telemetry
import TestSupport
import Testing

@testable import Daemon

/// Who is needed, what is in doubt and what goes on by itself is said by the charts, and by everybody alike: the line of a report, the
/// list, `status` and the figures Prometheus reads.
@Suite struct TagAgreementTests {
    @Test func documents() async throws {
        let configurations = InvoiceChart.configurations.filter { !InvoiceChart.isFinal($0) }
        try await sideBySide(Array(configurations), atOnce: 2) { configuration in
            let store = try Place(InvoiceChart.self).store(in: configuration)
            let standing = try #require(try DocumentStatus.find("1", store).first)
            #expect(standing.machine.configuration == configuration)
            let symbol = standing.line?.symbol
            let tags = configuration.tags
            let isPeoples = tags.contains(.attention) || tags.contains(.doubt)
            #expect((symbol == .person || symbol == .uncertain) == isPeoples, "\(configuration)")
            #expect(tags.contains(.doubt) == (symbol == .uncertain), "\(configuration)")
            if tags == [.pending] { #expect((symbol == .ready) == (configuration.transfer == .ready), "\(configuration)") }
            if tags.isEmpty { #expect(symbol == nil, "\(configuration)") }
            #expect(try DocumentStatus.needing(store).isEmpty == tags.isEmpty, "\(configuration)")
            #expect(standing.machine.needsPerson == tags.contains(.attention), "\(configuration)")
            // A write in doubt is looked up by itself, unless the integration that would do it is gone.
            let isAsked = tags.contains(.attention) || configuration.phase == .releasedUnresolved
            #expect(try Overview.read(store).needsPeople == isAsked, "\(configuration)")
            // Of the figures, those that a class of difference is made of.
            let differing: Set<InvoiceTransfer> = [.blocked, .rejected, .clash, .edited, .gone, .doubled]
            if differing.contains(configuration.transfer), configuration.life != .draft {
                #expect(StateCollection.discrepancies(try store.figures()).values.reduce(0, +) == 1, "\(configuration)")
            }
        }
    }

    @Test func payments() throws {
        for configuration in PaymentChart.configurations where !PaymentChart.isFinal(configuration) {
            let store = try Place(PaymentChart.self, key: "88001/p/bank/2026-04-13/100/1").store(in: configuration)
            let isAsked = configuration.state.tag == .attention || configuration.state == .releasedUnresolved
            #expect(try Overview.read(store).needsPeople == isAsked, "\(configuration)")
            let differing = StateCollection.discrepancies(try store.figures())[.payment]
            #expect((differing == 1) == (configuration.state.tag == .attention), "\(configuration)")
        }
    }

    @Test func imports() throws {
        for configuration in ContactImportChart.configurations where !ContactImportChart.isFinal(configuration) {
            let store = try Place(ContactImportChart.self).store(in: configuration)
            #expect(try Overview.read(store).needsPeople == (configuration.state.tag == .attention), "\(configuration)")
        }
    }
}

/// One machine, brought to any configuration of its chart on the shortest way.
private struct Place<C: StateChart> {
    let key: String
    private let ways: [C.Configuration: [C.Event]]

    init(_ chart: C.Type, key: String = "1") {
        self.key = key
        var ways: [C.Configuration: [C.Event]] = [C.initial: []]
        var open = [C.initial]
        while let configuration = open.first {
            open.removeFirst()
            guard !C.isFinal(configuration), let way = ways[configuration] else { continue }
            for event in C.Event.allCases {
                guard case .moved(let target, _) = C.step(configuration, event), ways[target] == nil else { continue }
                ways[target] = way + [event]
                open.append(target)
            }
        }
        self.ways = ways
    }

    func store(in configuration: C.Configuration) throws -> Store {
        let store = try Store.inMemory()
        let now = Instant(milliseconds: 1_776_000_000_000)
        let author = Author(actor: "user:erika", cause: "test", software: "test")
        try store.begin(C.self, key, by: author, at: now)
        for event in try #require(ways[configuration]) {
            let machine = try #require(try store.machine(C.self, key))
            guard case .moved(_, let effects) = C.step(machine.configuration, event) else { continue }
            var commitment = TransitionChanges()
            let names = effects.map(\.rawValue)
            if names.contains("recordLink") { commitment.link = "v-1" }
            let actions = [
                "createVoucher": "createVoucher", "attachFile": "attachFile", "createContact": "createContact",
                "createCustomer": "createContact", "postEntry": "createPayment",
            ]
            commitment.closeIntent = ClosedIntent(.unknown)
            if let action = names.compactMap({ actions[$0] }).first { commitment.openIntent = NewIntent(action: action, digest: "d") }
            _ = try store.advance(C.self, key, event, commitment, by: author, at: now)
        }
        return store
    }
}
