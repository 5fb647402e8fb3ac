import HTTPTypes
import Synchronization
import Testing
import Transport

@testable import Pilot

@Suite struct BudgetTests {
    private struct Far: HTTPTransport {
        func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
            IncomingResponse(head: HTTPResponse(status: .ok), body: [])
        }
    }

    private func request(_ system: RemoteSystem, _ name: String = "profile", isWrite: Bool = false) -> OutgoingRequest {
        let head = HTTPRequest(method: isWrite ? .post : .get, scheme: "https", authority: "example.invalid", path: "/")
        return OutgoingRequest(operation: RemoteOperation(system, name), head: head, isWrite: isWrite)
    }

    private func refusal(_ transport: BudgetedTransport, _ request: OutgoingRequest) async -> RequestFailure? {
        do throws(RequestFailure) {
            _ = try await transport.send(request)
            return nil
        } catch {
            return error
        }
    }

    @Test func `both systems share one budget, and the next request is not sent`() async {
        let budget = RequestBudget(limit: 3)
        let (first, second) = (BudgetedTransport(Far(), budget: budget), BudgetedTransport(Far(), budget: budget))
        #expect(await refusal(first, request(.hero)) == nil)
        #expect(await refusal(second, request(.lexoffice)) == nil)
        #expect(await refusal(second, request(.lexoffice)) == nil)
        #expect(budget.left == 0 && !budget.isExceeded)
        let refused = await refusal(first, request(.hero))
        #expect(refused?.reach == .notSent && refused?.cause == .cancelled)
        #expect(budget.isExceeded && budget.left == 0)
        #expect(budget.spent(on: .hero) == 1 && budget.spent(on: .lexoffice) == 2)
    }

    @Test func `two hundred are the standard`() async {
        let told = Mutex<[Int]>([])
        let budget = RequestBudget { spent, limit in told.withLock { $0.append(spent + limit) } }
        let transport = BudgetedTransport(Far(), budget: budget)
        var sent = 0
        for _ in 0..<250 where await refusal(transport, request(.hero)) == nil { sent += 1 }
        #expect(sent == 200)
        #expect(told.withLock { $0 } == Array(201...400))
    }

    /// A login is renewed by a POST that changes nothing in the books.
    @Test(arguments: [("createVoucher", true), ("revoke", true), ("token", false)])
    func `what writes does not pass`(name: String, isRefused: Bool) async {
        let budget = RequestBudget()
        let refused = await refusal(BudgetedTransport(Far(), budget: budget), request(.lexoffice, name, isWrite: true))
        #expect((refused?.reach == .notSent) == isRefused)
        #expect(budget.spent(on: .lexoffice) == (isRefused ? 0 : 1))
    }
}
