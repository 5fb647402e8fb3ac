internal import Bookkeeping

extension LexofficeStandIn {
    /// Every third answer writes the open amount in quotes, as one example of the documentation does (lexoffice-api.md §2.5).
    mutating func readPayments(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        guard let record = voucherShelf[call.id] else { throw .regular(404, "Voucher not found", []) }
        guard record.status != .blank, record.status != .unchecked else {
            throw .regular(406, "Payment information is not available for this voucher", [])
        }
        paymentReads += 1
        let open = record.openAmount
        let isVoided = record.status == .voided
        var json: SandboxJSON = [
            "openAmount": paymentReads % 3 == 0 ? .string(open.description) : LexofficeAmount.number(open, turn: paymentReads),
            "currency": "EUR",
            "paymentStatus": open == .zero ? "balanced" : record.content.kind.isSales ? "openRevenue" : "openExpense",
            "voucherType": .string(record.content.kind.rawValue), "voucherStatus": .string(record.status.rawValue),
        ]
        if record.status == .paid || record.status == .paidoff, let last = record.payments.map(\.date).max() {
            json["paidDate"] = .string(last.startInBerlin.berlinText)
        }
        json["paymentItems"] = .array(
            (isVoided ? [] : record.payments).enumerated().map { index, payment in
                [
                    "paymentItemType": .string(payment.type.rawValue), "postingDate": .string(payment.date.startInBerlin.berlinText),
                    "amount": LexofficeAmount.number(payment.amount, turn: index + 1), "currency": "EUR",
                ]
            })
        return LexofficeReply(json: json)
    }
}
