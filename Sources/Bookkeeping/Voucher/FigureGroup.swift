/// What one voucher item stands for (domain.md C3, S28).
struct GroupKey: Hashable, Comparable, CustomStringConvertible {
    let rate: Int
    let category: PostingCategory

    /// Rate descending, then key (S28).
    static func < (left: GroupKey, right: GroupKey) -> Bool {
        left.rate == right.rate ? left.category.rawValue < right.category.rawValue : left.rate > right.rate
    }

    var description: String { "\(rate):\(category.rawValue)" }
}

struct Figures: Hashable, CustomStringConvertible {
    static let zero = Figures(net: .zero, tax: .zero)
    var net: Cents
    var tax: Cents

    var gross: Cents { net + tax }
    var isZero: Bool { self == .zero }
    var description: String { "net=\(net.amount) tax=\(tax.amount) gross=\(gross.amount)" }

    static func + (left: Figures, right: Figures) -> Figures { Figures(net: left.net + right.net, tax: left.tax + right.tax) }
    static func - (left: Figures, right: Figures) -> Figures { Figures(net: left.net - right.net, tax: left.tax - right.tax) }
    static prefix func - (value: Figures) -> Figures { Figures(net: -value.net, tax: -value.tax) }

    /// Net and tax each differ by no more than `tolerance` cents.
    func agrees(with other: Figures, tolerance: Int64 = 0) -> Bool {
        (net - other.net).magnitude.amount <= tolerance && (tax - other.tax).magnitude.amount <= tolerance
    }
}

/// One group's figures on the way to its voucher item.
struct FigureGroup {
    let key: GroupKey
    /// After the discount, before deductions.
    var full = Figures.zero
    /// Printed figures of earlier part invoices (C6).
    var deducted = Figures.zero
    /// Lines and deductions of the group: what the tolerance of C9 counts.
    var entries = 0
    /// How else the same figures may have been rounded; nil for gross prices, whose tax is inside.
    var unrounded: UnroundedFigures?

    var remainder: Figures { full - deducted }
    var isZero: Bool { full.isZero && deducted.isZero }
    /// How far printed figures may be from ours and still be the same figures, rounded otherwise.
    var tolerance: Int64 { ColumnTax.roundingTolerance(entries: entries) }
    /// Its tax ends in half a cent, which goes either way.
    var isHalf: Bool { unrounded != nil && ColumnTax.isHalf(full.net, rate: key.rate) }

    var negated: FigureGroup {
        FigureGroup(key: key, full: -full, deducted: -deducted, entries: entries, unrounded: unrounded?.negated)
    }
}

extension Sequence<Figures> {
    func sum() -> Figures { reduce(.zero, +) }
}
