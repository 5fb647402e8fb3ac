internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import Transport

/// Invoices and credit notes written in lexoffice itself. They are income there already: a voucher of the same number, day, amount and
/// customer would make it count twice, so a person is asked before. Read once in a pass that creates something, for the days in question.
struct SalesDocuments {
    private var read: ClosedRange<BusinessDay>?
    private var rows: [VoucherRow] = []

    private static let kinds: [VoucherType: Set<String>] = [
        .salesInvoice: ["invoice", "downpaymentinvoice"], .salesCreditNote: ["creditnote"],
    ]

    /// Why a voucher may not be created now; nil when nothing like it was written in lexoffice.
    mutating func objection(to voucher: Voucher, _ contact: ContactResolution, key: String, _ context: PassContext) async throws
        -> Judgement?
    {
        let item = ItemQuestion(question: .voucher, system: .lexoffice, subject: "invoices")
        let days = missing(voucher.voucherDate, today: BusinessDay(berlinDayOf: context.now))
        if let days {
            switch try await context.ask(item, { try await Self.rows(dated: days, context) }) {
            case .given(let found):
                rows += found
                read = read.map { min($0.lowerBound, days.lowerBound)...max($0.upperBound, days.upperBound) } ?? days
            case .withheld(let record): return BoundedWait(context: context).judgement(record)
            }
        }
        let disowned = try context.store.disowned(key)
        let twins = rows.filter { isTwin($0, voucher, contact) && !disowned.contains($0.id) }.map(\.id)
        guard !twins.isEmpty else { return nil }
        return .blocked(.invoiceInLexoffice, detail: CandidateText.invoices(twins), candidates: twins)
    }

    /// What has to be read so that a day is known, in one piece with what was read before.
    private func missing(_ day: BusinessDay, today: BusinessDay) -> ClosedRange<BusinessDay>? {
        guard let read else { return day...max(day, today) }
        if day < read.lowerBound { return day...read.lowerBound.adding(days: -1) }
        return day > read.upperBound ? read.upperBound.adding(days: 1)...day : nil
    }

    /// Empty as well where lexoffice has no such list to give: nothing may be kept from the books for that.
    private static func rows(dated days: ClosedRange<BusinessDay>, _ context: PassContext) async throws(LexofficeError) -> [VoucherRow] {
        do {
            return try await context.lexoffice.salesDocuments(dated: days)
        } catch {
            switch error.code {
            case .badRequest, .notFound, .validation, .windowExceeded: return []
            default: throw error
            }
        }
    }

    /// A draft is no income yet, and one that was cancelled is none any more.
    private func isTwin(_ row: VoucherRow, _ voucher: Voucher, _ contact: ContactResolution) -> Bool {
        guard Self.kinds[voucher.type]?.contains(row.type) == true, row.status != .draft, row.status != .voided,
            let number = row.number, NumberSpelling.mayBeOne(number, voucher.number),
            row.voucherDate == voucher.voucherDate, row.total == voucher.gross
        else { return false }
        guard case .linked(let id) = contact, let theirs = row.contactID else { return true }
        return theirs == id
    }
}
