/// Lines and what is subtracted from them, as one part of HERO's answer tells them.
struct ToldLines {
    let lines: [DocumentLine]
    var discount: DocumentDiscount?
    var deductions: [Deduction] = []
}

/// Where the figures of a document may come from, best first: its lines, its positions as they are, the positions less what the
/// document subtracts, and only where nothing tells any line HERO's totals alone (hero-2026.md D).
struct FigureSources {
    /// Those that have a figure at all.
    private(set) var computed: [ComputedFigures] = []
    /// What was booked for the document that this one cancels (C11): where HERO cancels in sum exactly that, no line has to say it again.
    private(set) var cancelled: ComputedFigures?
    /// Why the best one could not be computed, where that is so.
    private(set) var obstacle: MappingBlock?
    /// False when any of them could not.
    private var isComplete = true

    /// The document must be within ``DocumentBounds``.
    init(document: Document, stated: StatedFigures, choice: CategoryChoice, cancelled: Voucher?) {
        self.cancelled = cancelled.map(ComputedFigures.init)
        for told in FigureSources.told(by: document) {
            do throws(MappingBlock) {
                let figures = try ComputedFigures(told, of: document, choice: choice)
                if figures.hasLines { computed.append(figures) }
            } catch {
                isComplete = false
                if computed.isEmpty { obstacle = obstacle ?? error }
            }
        }
        guard computed.isEmpty, obstacle == nil, !stated.isPerRate else { return }
        do throws(MappingBlock) {
            computed = [try FigureSources.totals(of: document, stated, choice)]
        } catch {
            obstacle = error
        }
    }

    static func told(by document: Document) -> [ToldLines] {
        var told = [ToldLines(lines: document.lines, discount: document.discount, deductions: document.deductions)]
        guard let positions = document.positions else { return told }
        told.append(ToldLines(lines: positions))
        if document.discount != nil || !document.deductions.isEmpty {
            told.append(ToldLines(lines: positions, discount: document.discount, deductions: document.deductions))
        }
        return told
    }

    /// An uploaded PDF, or lines nobody can read: booked at the one rate that fits to the cent, if there is exactly one.
    private static func totals(
        of document: Document, _ stated: StatedFigures, _ choice: CategoryChoice
    ) throws(MappingBlock) -> ComputedFigures {
        var unexplained = MappingBlock(.missingFigures, "lines=0 printed=0")
        if let field = document.unreadLines { unexplained = MappingBlock(.unreadableDocument, "field=\(Token.of(field))") }
        let isUntold = document.lines.isEmpty && (document.positions ?? []).isEmpty
        guard isUntold, let total = stated.total, total.net != .zero else { throw unexplained }
        let rates = choice.rates.filter { ColumnTax.isRounding(total.tax, of: total.net, rate: $0) }
        guard rates.count == 1 else { throw unexplained }
        return ComputedFigures(total: total, key: try choice.key(rate: rates[0], taxCase: nil))
    }

    /// HERO's sign of reversals is not reliable (C10): whatever arrives positive is turned. True when the best source was.
    mutating func makeNegative() -> Bool {
        let isTurned = computed.first.map { $0.signum > 0 } ?? false
        for index in computed.indices where computed[index].signum > 0 { computed[index].negate() }
        cancelled?.negate()
        return isTurned
    }

    /// Every source has this one group and no other, and none is missing.
    var onlyKey: GroupKey? {
        let keys = Set(computed.flatMap { $0.groups.map(\.key) })
        return isComplete && keys.count == 1 ? keys.first : nil
    }
}
