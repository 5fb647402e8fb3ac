internal import Bookkeeping
internal import Hero
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// The rows of a table, a page of the state at a time. Rows that belong together are of one moment where the caller asks in one view
/// (`Store.inOneView`).
struct TableRows {
    typealias Take = ([ExportCell]) throws -> Void

    let store: Store
    /// By document date; for the journal by the day of the entry. Nil for all there is.
    let days: ClosedRange<BusinessDay>?

    static let page = 500

    /// Hands over row after row; what `take` throws ends it.
    func walk(_ table: ExportTable, _ take: Take) throws {
        switch table {
        case .documents: try eachDocument { try take(documentRow($0)) }
        case .items: try eachDocument { try items($0, take) }
        case .vouchers: try vouchers(take)
        case .links: try eachKey { try links($0, take) }
        case .payments: try eachKey { try payments($0, take) }
        case .trail: try eachKey { try trail($0, take) }
        case .journal: try journal(take)
        case .settings: try settings(take)
        }
    }

    private typealias Record = DocumentRecord<DocumentHeader>

    /// The documents the program follows; what HERO shows besides is no business of the books.
    private func eachDocument(_ body: (Record) throws -> Void) throws {
        try eachPage { keys in
            for record in try store.documents(DocumentHeader.self, .standing([], and: Set(keys))) { try body(record) }
        }
    }

    /// The same documents by their keys alone: reading all of a document is most of what it costs.
    func eachKey(_ body: (String) throws -> Void) throws {
        try eachPage { keys in for key in keys { try body(key) } }
    }

    private func eachPage(_ body: ([String]) throws -> Void) throws {
        var last = 0
        while case let ids = try store.followedDocuments(dated: days, after: last, limit: Self.page), let newest = ids.last {
            try body(ids.map(String.init))
            last = newest
        }
    }

    private func documentRow(_ record: Record) throws -> [ExportCell] {
        let (header, machine) = (record.header, record.machine)
        let document = try detail(machine.key)
        let others = try store.fact(JointVouchers.self, about: machine.key)?.others ?? []
        return [
            .text(machine.key), .text(header?.number), .text(document?.kind.rawValue), .day(header?.date), .day(document?.serviceDate),
            .day(document?.dueDate ?? header?.booking?.dueDate), .text(header?.customerID.map(String.init)), .text(header?.currency),
            .amount(header?.valueNet), .amount(header?.vat), .amount(header?.gross),
            .text((document?.originalID ?? header?.selectedDocumentID).map(String.init)), .text(machine.configuration.description),
            .text(machine.reason?.rawValue), .text(others.isEmpty ? nil : others.joined(separator: ",")),
        ]
    }

    private func detail(_ key: String) throws -> Document? {
        guard let id = Int(key), let row = try store.document(DocumentRow.self, id), case .document(let document, _)? = try row.detail()
        else { return nil }
        return document
    }

    private func items(_ record: Record, _ take: Take) throws {
        guard let voucher = record.booking?.voucher else { return }
        func signed(_ cents: Cents) -> ExportCell { .amount(voucher.type == .salesCreditNote ? -cents : cents) }
        for (index, item) in voucher.items.enumerated() {
            try take([
                .text(record.machine.key), .whole(Int64(index + 1)), .whole(Int64(item.rate)), .text(item.category.rawValue),
                signed(item.net), signed(item.taxAmount), signed(item.amount),
            ])
        }
    }

    /// One that lexoffice does not show any more stays in the table: links and the trail name it.
    private func vouchers(_ take: Take) throws {
        var last = ""
        while case let ids = try store.linkedVouchers(dated: days, after: last, limit: Self.page), let newest = ids.last {
            let known = Dictionary(
                try store.vouchers(VoucherSnapshot.self, ids: Set(ids)).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            for id in ids {
                let voucher = known[id]
                try take([
                    .text(id), .whole(voucher == nil ? 0 : 1), .text(voucher?.type), .text(voucher?.number), .day(voucher?.voucherDate),
                    .text(voucher?.status), .amount(voucher?.total), .amount(voucher?.open), .text(voucher?.contactID),
                    .text(voucher?.updated),
                ])
            }
            last = newest
        }
    }

    private func payments(_ key: String, _ take: Take) throws {
        guard let id = Int(key) else { return }
        for status in try PaymentStatus.all(ofDocument: id, store) {
            try take([
                .text(status.machine.key), .text(key), .text(status.payment?.kind.rawValue), .day(status.payment?.date),
                .amount(status.amount), .text(status.entry), .text(status.state.rawValue), .text(status.machine.reason?.rawValue),
            ])
        }
    }
}
