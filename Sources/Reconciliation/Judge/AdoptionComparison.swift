internal import Bookkeeping

/// A voucher as read beside the one this program would make: whether it may be taken as the document's.
struct AdoptionComparison {
    let expected: Voucher
    let contactID: String?
    let rules: MappingRules

    /// The names of the fields that keep it from being ours. A remark is free text, as are the other days: a person who typed the voucher
    /// in will have written something else.
    func differing(from found: ObservedVoucher) -> [String] {
        VoucherComparison(expected: expected, contactID: contactID, rules: rules).differences(found: found).map(\.field)
            .filter { !["remark", "due_date", "shipping_date"].contains($0) }
    }

    static func detail(_ id: String, _ fields: [String]) -> String {
        "\(CandidateText.vouchers([id])) differs=\(fields.map { Token.of($0) }.joined(separator: ","))"
    }
}
