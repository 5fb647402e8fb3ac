internal import Synchronization
package import Transport

/// How many requests a look at an account may cost, of both systems together.
package final class RequestBudget: Sendable {
    package static let standard = 200

    private struct Counts {
        var spent: [RemoteSystem: Int] = [:]
        var isExceeded = false
        var all: Int { spent.values.reduce(0, +) }
    }

    package let limit: Int
    private let counts = Mutex(Counts())
    private let told: @Sendable (_ spent: Int, _ limit: Int) -> Void

    /// - Parameter told: of every request, before it is sent.
    package init(limit: Int = RequestBudget.standard, told: @escaping @Sendable (_ spent: Int, _ limit: Int) -> Void = { _, _ in }) {
        self.limit = max(0, limit)
        self.told = told
    }

    package var left: Int { counts.withLock { limit - $0.all } }
    package func spent(on system: RemoteSystem) -> Int { counts.withLock { $0.spent[system] ?? 0 } }
    /// Something was asked for beyond the limit, and not sent.
    package var isExceeded: Bool { counts.withLock { $0.isExceeded } }

    fileprivate func take(for system: RemoteSystem) -> Bool {
        let spent = counts.withLock { counts -> Int? in
            guard counts.all < limit else {
                counts.isExceeded = true
                return nil
            }
            counts.spent[system, default: 0] += 1
            return counts.all
        }
        guard let spent else { return false }
        told(spent, limit)
        return true
    }
}

/// Lets through what the budget has room for, and no write: the readers have none, and here none could pass.
///
/// A refresh of a login is a POST to the authorisation server. It changes nothing in the books, is counted, and passes.
package struct BudgetedTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let budget: RequestBudget
    private static let loginCall = "token"

    package init(_ inner: any HTTPTransport, budget: RequestBudget) {
        self.inner = inner
        self.budget = budget
    }

    package func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        // A refusal called `cancelled` is repeated by nobody.
        guard !request.isWrite || request.operation.name == Self.loginCall else {
            throw RequestFailure(reach: .notSent, cause: .cancelled, detail: "a pilot writes nothing")
        }
        guard budget.take(for: request.operation.system) else {
            throw RequestFailure(reach: .notSent, cause: .cancelled, detail: "the requests of the pilot are used up")
        }
        return try await inner.send(request)
    }
}
