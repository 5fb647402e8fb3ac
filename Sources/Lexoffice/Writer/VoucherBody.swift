import Bookkeeping

/// Whom a voucher is booked to.
package enum VoucherContact: Sendable, Hashable, Codable {
    case contact(id: String)
    /// *Sammelkunde*. The name is shown in place of a contact's.
    case collective(name: String?)
}

extension LexofficeWriter {
    /// The exact bytes that ``createVoucher(_:contact:categories:)`` sends: stable, so that they can be hashed before.
    ///
    /// `version` is left out: the documentation contradicts itself about its value, absence works (lexoffice-api.md §3.2). So is
    /// `voucherStatus`: named, it was refused by some and taken by others; absent it means `open` everywhere (lexoffice-2026.md §1).
    /// - Parameter categories: lexoffice's id of each category used.
    /// - Throws: `validation` for what lexoffice would misread rather than refuse: no number, no items, an amount that is not
    ///   positive, a tax outside 0..<amount, a category without an id.
    package static func voucherBody(_ voucher: Voucher, contact: VoucherContact, categories: [PostingCategory: String])
        throws(LexofficeError) -> [UInt8]
    {
        var issues: [RemoteIssue] = []
        if voucher.number.isEmpty { issues.append(RemoteIssue(code: "missing_entity", field: "voucherNumber")) }
        if voucher.items.isEmpty { issues.append(RemoteIssue(code: "missing_entity", field: "voucherItems")) }
        if case .contact("") = contact { issues.append(RemoteIssue(code: "missing_entity", field: "contactId")) }
        for (index, item) in voucher.items.enumerated() {
            let isSound = item.amount.amount > 0 && item.taxAmount.amount >= 0 && item.taxAmount < item.amount
            if !isSound { issues.append(RemoteIssue(code: "invalid_value", field: "voucherItems[\(index)].amount")) }
            if categories[item.category]?.isEmpty != false {
                issues.append(RemoteIssue(code: "missing_entity", field: "voucherItems[\(index)].categoryId"))
            }
        }
        guard issues.isEmpty else { throw .refusedHere(issues, subject: "POST /v1/vouchers") }
        return OrderedJSON.object(members(voucher, contact, categories)).bytes
    }

    private static func members(_ voucher: Voucher, _ contact: VoucherContact, _ categories: [PostingCategory: String])
        -> OrderedJSON.Members
    {
        let recipient: OrderedJSON.Members =
            switch contact {
            case .contact(let id): [("useCollectiveContact", .flag(false)), ("contactId", .text(id))]
            case .collective(let name): [("useCollectiveContact", .flag(true)), ("contactName", .text(name))]
            }
        let items = voucher.items.map { item in
            OrderedJSON.object([
                ("amount", .amount(item.amount)), ("taxAmount", .amount(item.taxAmount)), ("taxRatePercent", .integer(item.rate)),
                ("categoryId", .text(categories[item.category])),
            ])
        }
        let head: OrderedJSON.Members = [
            ("type", .text(voucher.type.rawValue)), ("voucherNumber", .text(voucher.number)),
            ("voucherDate", .text(voucher.voucherDate.description)), ("shippingDate", .text(voucher.shippingDate?.description)),
            ("dueDate", .text(voucher.dueDate?.description)), ("totalGrossAmount", .amount(voucher.gross)),
            ("totalTaxAmount", .amount(voucher.tax)), ("taxType", .text("gross")),
        ]
        return head + recipient + [("remark", voucher.remark.isEmpty ? nil : .text(voucher.remark)), ("voucherItems", .list(items))]
    }
}

extension LexofficeError {
    /// Our own last look before sending: what it refuses was certainly not written.
    static func refusedHere(_ issues: [RemoteIssue], subject: String) -> LexofficeError {
        LexofficeError(.validation(issues), subject: subject, cause: "not sent: " + issues.map(\.description).joined(separator: ", "))
    }
}
