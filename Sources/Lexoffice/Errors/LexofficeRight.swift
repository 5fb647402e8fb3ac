/// What a key or a login may be allowed or forbidden one by one.
package enum LexofficeRight: String, Sendable, CaseIterable {
    case contacts, vouchers, files, payments, voucherlist
}

extension LexofficeError {
    /// Of a 403: which right may be missing. It may be missing for one item alone, too; of a request that names none it is the right.
    package var deniedRight: LexofficeRight? {
        guard code == .forbidden else { return nil }
        let parts = subject.split(separator: " ").last?.split(separator: "/") ?? []
        guard parts.count >= 2 else { return nil }
        return parts.last == "files" ? .files : LexofficeRight(rawValue: String(parts[1]))
    }

    /// The same, if the request was about no single item.
    package var deniedRightAlone: LexofficeRight? {
        let parts = subject.split(separator: " ").last?.split(separator: "/") ?? []
        return parts.count == 2 ? deniedRight : nil
    }
}

extension LexofficeReader {
    /// An id that no voucher has.
    private static let nobody = "00000000-0000-4000-8000-000000000000"

    /// Whether what needs a right may be read at all: asked about something that does not exist, lexoffice says that it does not.
    package func isAllowed(_ right: LexofficeRight) async throws(LexofficeError) -> Bool {
        do {
            switch right {
            case .contacts: _ = try await contact(Self.nobody)
            case .vouchers: _ = try await voucher(Self.nobody)
            case .files: _ = try await downloadFile(Self.nobody)
            case .payments: _ = try await payments(Self.nobody)
            case .voucherlist: _ = try await voucherRows(page: 0, sort: .newestUpdatedFirst)
            }
            return true
        } catch {
            switch error.code {
            case .forbidden: return false
            case .notFound: return true
            default: throw error
            }
        }
    }
}
