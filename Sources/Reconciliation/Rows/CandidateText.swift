internal import Bookkeeping

/// What the sentence of a reason names of its candidates: enough to look at, for all of them stand in rows beside it.
package enum CandidateText {
    static func vouchers(_ ids: [String]) -> String { "vouchers=\(few(ids, 5))" }
    static func invoices(_ ids: [String]) -> String { "invoices=\(few(ids, 5))" }
    static func contacts(_ ids: [String]) -> String { "candidates=\(few(ids, 10))" }
    package static func customers(_ ids: [Int]) -> String { "customers=\(few(ids.map(String.init), 10))" }
    static func entries(_ parts: [PaymentEntry]) -> String {
        "entries=\(few(parts.map { "\($0.reference)@\($0.date?.description ?? "none")" }, 5))"
    }

    private static func few(_ ids: [String], _ count: Int) -> String { ids.prefix(count).joined(separator: ",") }
}
