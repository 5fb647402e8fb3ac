internal import StateCharts

/// The road of a machine on which everything goes well, by the compiled chart alone.
enum Foresight {
    /// A chart's road has fewer steps than this.
    private static let steps = 20

    /// The requests that are made on it, by the names of the effects that make them.
    static func requests(from standing: InvoiceConfiguration) -> [String] {
        requests(
            InvoiceChart.self, standing, [.sysDependenciesMet, .sysSend, .replyLookupNone, .replyCreated, .sysSendFile, .replyFileAccepted])
    }

    static func requests(from standing: PaymentConfiguration) -> [String] {
        requests(PaymentChart.self, standing, [.sysMirror, .replyNoneInHero, .replyPosted])
    }

    static func requests(from standing: ContactConfiguration) -> [String] {
        requests(ContactChart.self, standing, [.sysNeed, .replyFoundNone, .replyCreated])
    }

    private static func requests<C: StateChart>(_ chart: C.Type, _ start: C.Configuration, _ good: [C.Event]) -> [String] {
        var standing = start
        var requests: [String] = []
        for _ in 0..<steps {
            guard let next = good.lazy.compactMap({ moved(chart, standing, $0) }).first else { break }
            standing = next
            if let request = C.awaited(standing) { requests.append(request) }
        }
        return requests
    }

    private static func moved<C: StateChart>(_ chart: C.Type, _ standing: C.Configuration, _ event: C.Event) -> C.Configuration? {
        guard !C.isFinal(standing), case .moved(let next, _) = C.step(standing, event), next != standing else { return nil }
        return next
    }
}
