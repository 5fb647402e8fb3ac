/// Where HERO sees a document (hero-api.md §2.4). Only a few codes are known; a strange one is named, not interpreted.
package enum DocumentLifecycle: Sendable, Hashable {
    /// 0: may still change in every respect.
    case draft
    /// 1…99: between draft and published (import, processing, publishing); the codes themselves are not documented, so two of the
    /// names say the same whatever the code (hero-2026.md §13).
    case processing(Int)
    /// 100…599: published, sent and whatever follows.
    case issued
    /// Code 600, or the status name "Storniert" whatever the code.
    case cancelled
    /// 1000: soft-deleted, but still listed.
    case deleted
    case unknown(Int?)

    package init(statusCode: Int?, statusName: String?) {
        switch statusCode {
        case 1000?: self = .deleted
        case 600?: self = .cancelled
        case let code? where statusName == DocumentLifecycle.cancelledName && code >= 0: self = .cancelled
        case let code? where (1...599).contains(code) && DocumentLifecycle.unpublishedNames.contains(statusName?.uppercased() ?? ""):
            self = .processing(code)
        case 0?: self = .draft
        case let code? where (1...99).contains(code): self = .processing(code)
        case let code? where (100...599).contains(code): self = .issued
        default: self = .unknown(statusCode)
        }
    }

    /// Not what the customer has, or not yet.
    package var isUnfinished: Bool {
        switch self {
        case .draft, .processing: true
        case .issued, .cancelled, .deleted, .unknown: false
        }
    }

    private static let cancelledName = "Storniert"
    private static let unpublishedNames: Set<String> = ["PUBLISHING", "PUBLISH_FAILED"]
}
