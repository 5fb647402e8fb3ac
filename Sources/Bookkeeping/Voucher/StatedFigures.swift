/// What a document prints about itself (domain.md C7), per rate or in sum.
struct StatedFigures {
    /// Printed totals per rate, one entry per rate, highest first; rates whose figures are zero are left out.
    private(set) var rates: [(rate: Int, figures: Figures)] = []
    /// False when nothing is delivered per rate; ``rates`` may be empty all the same.
    let isPerRate: Bool
    private(set) var net: Cents?
    private(set) var tax: Cents?

    /// The document must be within ``DocumentBounds``.
    init(document: Document, choice: CategoryChoice) throws(MappingBlock) {
        isPerRate = !document.printed.isEmpty
        net = document.totalNet
        tax = document.totalTax
        for printed in document.printed where printed.net != .zero || printed.tax != .zero {
            let rate = try choice.rate(printed.rate)
            let figures = Figures(net: printed.net, tax: printed.tax)
            if let index = rates.firstIndex(where: { $0.rate == rate }) {
                rates[index].figures = rates[index].figures + figures
            } else {
                rates.append((rate, figures))
            }
        }
        rates.sort { $0.rate > $1.rate }
        guard rates.allSatisfy({ $0.figures.isWithinLimit }) else { throw MappingBlock(.totalMismatch, "printed=out_of_range") }
    }

    func figures(at rate: Int) -> Figures { rates.first { $0.rate == rate }?.figures ?? .zero }
    var sum: Figures { rates.map(\.figures).sum() }

    /// Net and tax of the whole document, when both are stated.
    var total: Figures? {
        guard let net, let tax else { return nil }
        return Figures(net: net, tax: tax)
    }
    var statesTotal: Bool { net != nil || tax != nil }

    /// Whether what is stated in sum equals `figures`; a figure not stated contradicts nothing.
    func totalAgrees(with figures: Figures) -> Bool {
        (net ?? figures.net) == figures.net && (tax ?? figures.tax) == figures.tax
    }

    var totalText: String { "stated_net=\(net.map { "\($0.amount)" } ?? "none") stated_tax=\(tax.map { "\($0.amount)" } ?? "none")" }

    /// Turns whichever of the two statements is positive; true when one was.
    mutating func makeNegative() -> Bool {
        let turnsRates = sum.gross.signum > 0
        let turnsTotal = ((net ?? .zero) + (tax ?? .zero)).signum > 0
        if turnsRates { rates = rates.map { ($0.rate, -$0.figures) } }
        if turnsTotal {
            net = net.map { -$0 }
            tax = tax.map { -$0 }
        }
        return turnsRates || turnsTotal
    }
}

extension Figures {
    var isWithinLimit: Bool { net.isWithinLimit && tax.isWithinLimit }
}
