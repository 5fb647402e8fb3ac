import Bookkeeping
import Lexoffice
import Reconciliation
import Wording

/// Whether the credential may do everything this program does; what it may not rests, while all else goes on.
struct RightsCheck {
    /// Whether files may be attached is seen by attaching one.
    private static let read: [LexofficeRight] = [.voucherlist, .vouchers, .contacts, .payments]

    func run(_ lexoffice: LexofficeReader, _ findings: inout Findings) async throws(LexofficeError) {
        var missing: [LexofficeRight] = []
        for right in Self.read where try await !lexoffice.isAllowed(right) { missing.append(right) }
        for right in missing {
            let words = Catalogue.explanation(.rightMissing, about: "right=\(right.rawValue)")
            findings.add(.fail(.refused), "rights", words.what, hint: words.next.sentence)
        }
        if missing.isEmpty { findings.add(.ok, "rights", Self.read.map(\.rawValue).joined(separator: " ")) }
    }
}
