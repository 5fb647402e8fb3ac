import Bookkeeping
import Foundation
import Hero
import Lexoffice
import Persistence
import Reconciliation
import Sandbox
import Synchronization
import TestSupport
import Transport

/// A connection of a process that dies: the n-th request, or the n-th write, is carried out or not, and nothing of the process
/// happens after it.
final class MortalTransport: HTTPTransport {
    private let inner: SandboxTransport
    private let last: Int
    private let isExecuted: Bool
    private let countsWritesOnly: Bool
    private let sent = Mutex(0)
    let death = Latch()

    /// What was counted, the last one included.
    var count: Int { sent.withLock { $0 } }

    init(_ company: Company, dyingAt last: Int, executed isExecuted: Bool, writesOnly: Bool = false) {
        countsWritesOnly = writesOnly
        inner = SandboxTransport(world: company.world, time: company.time)
        self.last = last
        self.isExecuted = isExecuted
    }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        if countsWritesOnly && !request.isWrite { return try await inner.send(request) }
        let number = sent.withLock { sent in
            sent += 1
            return sent
        }
        guard number >= last else { return try await inner.send(request) }
        if isExecuted { _ = try? await inner.send(request) }
        death.open()
        // What a dead process awaits never comes; the task is left behind as the process would be.
        await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "the process is dead")
    }
}

extension Company {
    struct MortalClients {
        let pass: Pass
        let death: Latch

        /// Returns when the pass is over or dead, whichever comes first.
        func runUntilDeath() async {
            let (pass, death) = (pass, death)
            Task.detached {
                _ = await pass.run()
                death.open()
            }
            try? await death.wait()
        }
    }

    func clients(through transport: MortalTransport, mark: (any Mark)? = nil) throws -> MortalClients {
        MortalClients(pass: try clients(over: transport, mark: mark).pass(), death: transport.death)
    }
}
