package import Bookkeeping
internal import Hero
package import Persistence
internal import Reconciliation
internal import StateCharts

/// A signature on its way to whoever holds the state: the sheet as its signer saw it, and how far the journal was when it was read.
package struct SignOrder: Storable {
    package var sheet: SheetRecord
    /// Of the sheet.
    package var hash: String
    /// Who signs, as he wrote it; no part of the journal.
    package var name: String
    package var remark: String
    /// The newest entry of the journal when the reading began.
    var entries: Int64

    package init(_ sheet: SheetRecord, name: String, remark: String, entries: Int64) {
        self.sheet = sheet
        self.name = name
        self.remark = remark
        self.entries = entries
        hash = Digest.sha256(of: sheet)
    }

    package func decision(id: String, by actor: String, reason: String, in store: Store) throws -> NewDecision {
        try NewDecision(.sign, id: id, self, about: try subject(store), by: actor, reason: reason)
    }

    func subject(_ store: Store) throws -> DecisionSubject { try store.closingSubject(sheet.month) }
}

package struct SignReceipt: Storable {
    package var month: BookMonth
    package var hash: String
}

/// Why a sheet was not signed; nothing was written.
package enum SignRefusal: Storable, Error {
    /// What moved since it was read: documents by their numbers, settings by their names.
    case moved([String])
    /// What was handed over is not the sheet of this hash.
    case otherSheet
}

/// Signs a month's sheet, for whoever holds the state.
package struct Signing: Sendable {
    private let store: Store
    private let author: Author

    package init(store: Store, author: Author) {
        self.store = store
        self.author = author
    }

    /// The row and its entry in the journal are one transaction; exactly that sheet, or nothing.
    package func sign(_ order: SignOrder, at now: Instant) throws -> Result<SignReceipt, SignRefusal> {
        guard Digest.sha256(of: order.sheet) == order.hash else { return .failure(.otherSheet) }
        var author = author
        author.mapping = try Settings.load(store)?.mappingDigest ?? ""
        return try store.atOnce {
            let moved = try moved(order)
            guard moved.isEmpty else { return .failure(.moved(moved)) }
            let closing = NewClosing(month: order.sheet.month, hash: order.hash, name: order.name, remark: order.remark, sheet: order.sheet)
            let detail = ["agrees": String(order.sheet.agrees), "hash": order.hash, "rows": String(order.sheet.rows.count)]
            try store.sign(closing, detail: detail, by: author, at: now)
            return .success(SignReceipt(month: order.sheet.month, hash: order.hash))
        }
    }

    /// Documents of the sheet, or of its month, that the journal tells of since, and settings.
    private func moved(_ order: SignOrder) throws -> [String] {
        let names = Dictionary(
            order.sheet.rows.compactMap { row in row.key.map { ($0, row.name) } }, uniquingKeysWith: { first, _ in first })
        var moved: Set<String> = []
        for (kind, key) in try store.journalled(after: order.entries) {
            if kind == "setting" { moved.insert(key) }
            guard kind == InvoiceChart.name || kind == PaymentChart.name else { continue }
            let document = String(key.prefix { $0 != "/" })
            if let name = names[document] {
                moved.insert(name)
            } else if let header = try Int(document).flatMap({ id throws in try store.document(DocumentRow.self, id)?.header }),
                header.date.map(order.sheet.month.contains) ?? false
            {
                moved.insert(header.number ?? "#\(document)")
            }
        }
        return moved.sorted()
    }
}

extension DecisionAnswer {
    init(_ result: Result<SignReceipt, SignRefusal>) {
        switch result {
        case .success(let receipt): self = .signed(receipt)
        case .failure(let refusal): self = .notSigned(refusal)
        }
    }
}
