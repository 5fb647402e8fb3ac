import Bookkeeping
import HTTPTypes
import Sandbox
import Synchronization
import TestSupport
import Transport

/// What a careless program does not look at. Each of these must fail the month.
enum Naivety: Sendable, CaseIterable {
    /// Never asks lexoffice whom it knows already.
    case blindToContacts
    /// Never asks lexoffice what is booked already.
    case blindToVouchers
    /// Does one document in a pass, whatever waits.
    case slow
    /// Says nothing of what a person has to do.
    case deaf
    /// Names no reason why the sums differ.
    case silentSheet
}

/// Writes that are carried out and never answered, once each.
final class LostAnswers: Sendable {
    private let marks = Mutex<Set<String>>([])

    func lose(_ mark: String) { marks.withLock { _ = $0.insert(mark) } }

    func takes(_ request: OutgoingRequest) -> Bool {
        guard request.head.method == .post, ["/v1/vouchers", "/v1/contacts"].contains(request.head.path) else { return false }
        return marks.withLock { marks in
            guard let mark = marks.first(where: request.text.contains) else { return false }
            marks.remove(mark)
            return true
        }
    }
}

/// The world through a month's troubles, as the program sees it or as a careless one would.
struct UntidyTransport: HTTPTransport {
    let inner: SandboxTransport
    let trouble: UntidyTrouble
    let lost: LostAnswers
    let naivety: Naivety?

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        if let answer = trouble.answer(request) ?? unseen(request) { return answer }
        let isLost = lost.takes(request)
        var response = try await inner.send(request)
        if isLost { throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "closed without an answer") }
        trouble.change(request, &response)
        return response
    }

    private func unseen(_ request: OutgoingRequest) -> IncomingResponse? {
        guard request.head.method == .get, let target = request.head.path else { return nil }
        let list =
            switch naivety {
            case .blindToContacts: "/v1/contacts?"
            case .blindToVouchers: "/v1/voucherlist?"
            case .slow, .deaf, .silentSheet, nil: ""
            }
        guard !list.isEmpty, target.hasPrefix(list) else { return nil }
        return IncomingResponse(
            status: 200,
            #"{"content":[],"first":true,"last":true,"totalPages":0,"totalElements":0,"size":250,"number":0}"#
        )
    }
}
