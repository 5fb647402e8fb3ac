internal import Bookkeeping

/// Amounts as lexoffice prints them: the same value now with two decimals, now with one, now with none (§2.5).
enum LexofficeAmount {
    /// `turn` picks among the spellings the value allows.
    static func number(_ cents: Cents, turn: Int) -> SandboxJSON {
        let full = cents.description
        let short = full.hasSuffix("0") ? String(full.dropLast()) : full
        let spellings = full.hasSuffix(".00") ? [String(full.dropLast(3)), full, short] : [full, short]
        return .number(spellings[turn % spellings.count])
    }
}

extension LexofficeVoucherRecord {
    /// The voucher as `GET /v1/vouchers/{id}` shows it: days as Berlin midnights, members that are not set left out.
    func json(organizationID: String) -> SandboxJSON {
        var json: SandboxJSON = [
            "id": .string(id), "organizationId": .string(organizationID), "type": .string(content.kind.rawValue),
            "voucherStatus": .string(status.rawValue),
        ]
        if let number = content.number { json["voucherNumber"] = .string(number) }
        for (key, day) in [("voucherDate", content.voucherDate), ("shippingDate", content.shippingDate), ("dueDate", content.dueDate)] {
            if let day { json[key] = .string(day.startInBerlin.berlinText) }
        }
        json["totalGrossAmount"] = LexofficeAmount.number(content.gross, turn: version + 2)
        json["totalTaxAmount"] = LexofficeAmount.number(content.tax, turn: version)
        json["taxType"] = content.isNet ? "net" : "gross"
        json["useCollectiveContact"] = .bool(content.usesCollectiveContact)
        if let contactID = content.contactID, !content.usesCollectiveContact { json["contactId"] = .string(contactID) }
        if let contactName = content.contactName { json["contactName"] = .string(contactName) }
        if let remark = content.remark { json["remark"] = .string(remark) }
        json["voucherItems"] = .array(
            content.items.enumerated().map { index, item in
                [
                    "amount": LexofficeAmount.number(item.amount, turn: version + index),
                    "taxAmount": LexofficeAmount.number(item.taxAmount, turn: version + index + 1),
                    "taxRatePercent": .int(item.rate), "categoryId": .string(item.categoryID),
                ]
            })
        json["files"] = .array(files.map(SandboxJSON.string))
        json["createdDate"] = .string(createdAt.berlinText)
        json["updatedDate"] = .string(updatedAt.berlinText)
        json["version"] = .int(version)
        return json
    }
}
