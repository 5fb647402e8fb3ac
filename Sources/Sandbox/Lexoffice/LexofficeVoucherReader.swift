internal import Bookkeeping

/// Everything lexoffice-api.md §3.2 and §4.4 demand of a voucher that is written. Reads the members; what they mean together is
/// judged in ``LexofficeVoucherJudge``.
struct LexofficeVoucherReader {
    private(set) var reader = LexofficeBodyReader()
    let rules: LexofficeRules
    let isUnchecked: Bool

    mutating func content(_ json: SandboxJSON) throws(LexofficeRefusal) -> LexofficeVoucherContent {
        let required = !isUnchecked
        let kind = kind(json)
        let isNet = taxType(json)
        var content = LexofficeVoucherContent(
            kind: kind ?? .salesInvoice, gross: .zero, tax: .zero, isNet: isNet, usesCollectiveContact: false, items: [])
        content.number = reader.text(json, "voucherNumber", "voucherNumber", required: required)
        content.voucherDate = reader.day(json, "voucherDate", required: required)
        content.shippingDate = reader.day(json, "shippingDate")
        if content.shippingDate != nil, !content.kind.isSales { reader.refuse(.invalid("shippingDate")) }
        content.dueDate = reader.day(json, "dueDate") ?? (isUnchecked ? nil : content.voucherDate)
        content.gross = reader.cents(json, "totalGrossAmount", "totalGrossAmount", required: required, positive: true) ?? .zero
        content.tax = reader.cents(json, "totalTaxAmount", "totalTaxAmount", required: required, positive: false) ?? .zero
        content.usesCollectiveContact = reader.flag(json, "useCollectiveContact", "useCollectiveContact") ?? false
        content.contactID = reader.text(json, "contactId", "contactId", required: required && !content.usesCollectiveContact)
        content.contactName = reader.text(json, "contactName", "contactName")
        content.remark = reader.text(json, "remark", "remark", maximum: rules.maximumRemark)
        let items = reader.list(json, "voucherItems", "voucherItems")
        if required, items.isEmpty { reader.refuse(.missing("voucherItems")) }
        content.items = items.enumerated().compactMap { item($0.element, "voucherItems[\($0.offset)]") }
        guard reader.issues.isEmpty else { throw .legacy(406, reader.issues) }
        return content
    }

    private mutating func kind(_ json: SandboxJSON) -> LexofficeVoucherKind? {
        guard let text = reader.text(json, "type", "type", required: true) else { return nil }
        let kind = LexofficeVoucherKind(rawValue: text).flatMap { $0.isSalesDocument ? nil : $0 }
        if kind == nil, !text.isEmpty { reader.refuse(.invalid("type")) }
        return kind
    }

    private mutating func taxType(_ json: SandboxJSON) -> Bool {
        guard let text = reader.text(json, "taxType", "taxType", required: true) else { return false }
        if text != "gross", text != "net" || isUnchecked { reader.refuse(.invalid("taxType")) }
        return text == "net"
    }

    private mutating func item(_ json: SandboxJSON, _ source: String) -> LexofficeVoucherContent.Item? {
        let amount = reader.cents(json, "amount", "\(source).amount", required: true, positive: true)
        let tax = reader.cents(json, "taxAmount", "\(source).taxAmount", required: true, positive: false)
        let rate = reader.decimal(json, "taxRatePercent", "\(source).taxRatePercent", required: true)
        let category = reader.text(json, "categoryId", "\(source).categoryId", required: true)
        guard let amount, let tax, let rate, let category else { return nil }
        guard let whole = [0, 5, 7, 16, 19].first(where: { ExactDecimal($0) == rate }) else {
            reader.refuse(.invalid("\(source).taxRatePercent"))
            return nil
        }
        return LexofficeVoucherContent.Item(amount: amount, taxAmount: tax, rate: whole, categoryID: category)
    }
}
