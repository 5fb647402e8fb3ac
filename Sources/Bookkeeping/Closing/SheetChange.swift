/// What moved between two sheets of one month: which documents, and what that is in the VAT return. Pure; a signed sheet and a new one.
package struct SheetChange: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        /// Nil of one that came, or that went.
        package var before: SheetRow?
        package var after: SheetRow?
        /// What HERO's and lexoffice's figures are more than they were, by rate; reductions of the month counted in.
        package var hero: [VATShare]
        package var booked: [VATShare]
        package var received: [VATShare]

        package var name: String { after?.name ?? before?.name ?? "-" }
    }

    /// What one line of the return is more than it was.
    package struct Effect: Sendable, Hashable {
        package var basis: VATBasis
        package var line: VATLine
        package var net: Cents
        package var tax: Cents
    }

    /// In the order of the names.
    package var rows: [Row] = []
    package var effects: [Effect] = []
    /// Cases the tax adviser has put into another line since.
    package var moved: [VATCase] = []
    /// Whether both systems agree now, where that is not as it was.
    package var agrees: Bool?

    package var isEmpty: Bool { rows.isEmpty && effects.isEmpty && moved.isEmpty && agrees == nil }

    package init(from signed: SheetRecord, to now: SheetRecord) {
        let (old, new) = (SheetChange.byIdentity(signed), SheetChange.byIdentity(now))
        rows = Set(old.keys).union(new.keys).compactMap { identity in
            let (before, after) = (old[identity], new[identity])
            return before == after ? nil : Row(before, after)
        }.sorted { ($0.name, $0.after?.identity ?? "") < ($1.name, $1.after?.identity ?? "") }
        moved = VATCase.allCases.filter { signed.line($0) != now.line($0) }
        effects = VATBasis.allCases.flatMap { SheetChange.effects(VATReturn(signed, by: $0), VATReturn(now, by: $0)) }
        agrees = signed.agrees == now.agrees ? nil : now.agrees
    }

    private static func byIdentity(_ sheet: SheetRecord) -> [String: SheetRow] {
        Dictionary(sheet.rows.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func effects(_ before: VATReturn, _ after: VATReturn) -> [Effect] {
        let lines = Set((before.lines + after.lines).map(\.line)).sorted()
        return lines.compactMap { line in
            let (old, new) = (before.lines.first { $0.line == line }, after.lines.first { $0.line == line })
            let net = (new?.net ?? .zero) - (old?.net ?? .zero), tax = (new?.tax ?? .zero) - (old?.tax ?? .zero)
            return net == .zero && tax == .zero ? nil : Effect(basis: after.basis, line: line, net: net, tax: tax)
        }
    }
}

extension SheetChange.Row {
    fileprivate init(_ before: SheetRow?, _ after: SheetRow?) {
        func more(_ shares: (SheetRow) -> [VATShare]) -> [VATShare] {
            ((after.map(shares) ?? []) + (before.map(shares) ?? []).map { -$0 }).merged
        }
        self.init(
            before: before, after: after, hero: more(\.hero), booked: more { $0.booked + $0.reductions }, received: more(\.received))
    }
}
