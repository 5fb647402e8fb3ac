import Foundation
import Synchronization
package import Transport

/// The one Litestream that carries away all states this host owns. It is told of each through its control socket, and begun again with
/// all of them where it ended by itself.
package final class Carrier: Sendable {
    private typealias Beginning = Task<Result<Void, Litestream.Failure>, Never>

    private struct State {
        /// Once it answers.
        var process: Process?
        /// Where each state is carried, by its file.
        var carried: [String: String] = [:]
        /// Nil while nobody waits for it.
        var beginning: Beginning?
    }

    package let litestream: Litestream
    private let control: CarrierControl
    private let folder: CarrierFolder
    private let state = Mutex(State())

    /// So many questions whether it is there yet, in steps of so many milliseconds.
    private static let beginMaximum = 250
    private static let step = 20
    /// Litestream carries away once a second; between two questions whether it has, in milliseconds.
    private static let carriedStep = 500

    /// - Parameters:
    ///   - transport: not through a proxy.
    ///   - temporary: where a folder for its configuration and its socket is made.
    package init(_ litestream: Litestream, transport: any HTTPTransport, temporary: String = NSTemporaryDirectory()) {
        folder = CarrierFolder(temporary: temporary)
        control = CarrierControl(transport: transport, socket: folder.socket)
        self.litestream = litestream
    }

    /// From now on. What stands there of another epoch has been let go.
    /// - Parameter database: the file of the state.
    package func carry(_ database: String, to address: String) async throws(Litestream.Failure) {
        try await begin()
        state.withLock { $0.carried[database] = address }
        do throws(Litestream.Failure) {
            try await register(database, address)
        } catch {
            state.withLock { $0.carried[database] = nil }
            throw error
        }
    }

    package func carries(_ database: String) -> Bool {
        state.withLock { $0.carried[database] != nil && $0.process?.isRunning == true }
    }

    /// Whether all that the state has come to by now is in the replica; false where that is not known in time.
    package func hasCarried(_ database: String, atMost milliseconds: Int) async -> Bool {
        let until = ContinuousClock.now + .milliseconds(milliseconds)
        var wanted: UInt64?
        repeat {
            guard carries(database) else { return false }
            // Without an answer nothing is known.
            guard let answer = try? await control.ask(.sync, CarrierQuestion(path: database), within: milliseconds) else { return false }
            guard answer.isDone, let reach = answer.reach else {
                // One that it was not told of after it was begun again; to be told twice changes nothing. What is wrong is asked again.
                if let address = state.withLock({ $0.carried[database] }) { try? await register(database, address) }
                return false
            }
            // What came since the first answer is of no interest.
            if reach.txid > 0, reach.replicated_txid >= wanted ?? reach.txid { return true }
            wanted = wanted ?? reach.txid
            // Cancelled is the end of the wait.
            try? await Task.sleep(for: .milliseconds(Self.carriedStep))
        } while ContinuousClock.now < until && !Task.isCancelled
        return false
    }

    /// It carries away what is left, and forgets the state, to which nobody writes any more.
    /// - Returns: false where what was written last may not have been carried away.
    package func letGo(_ database: String, atMost milliseconds: Int) async -> Bool {
        state.withLock { $0.carried[database] = nil }
        defer { CarrierNote.remove(of: database) }
        guard isRunning else { return false }
        do {
            // One that was told of a moment ago has not been looked at yet; to forget it would carry nothing away.
            let whole = try await tell(.sync, CarrierQuestion(path: database), within: milliseconds)
            let forgotten = try await tell(.unregister, .leaving(database, within: milliseconds), within: milliseconds)
            return whole.isDone && forgotten.isDone
        } catch {
            return false
        }
    }

    private var isRunning: Bool { state.withLock { $0.process?.isRunning == true } }

    /// It ended by itself, and there is something to carry.
    package var hasEnded: Bool { state.withLock { !$0.carried.isEmpty && $0.process?.isRunning != true && $0.beginning == nil } }

    /// Begins it, with all there is to carry, unless it runs.
    package func begin() async throws(Litestream.Failure) {
        let beginning: Beginning? = state.withLock { state in
            if state.process?.isRunning == true { return nil }
            // Whoever asks meanwhile waits for the same.
            if let beginning = state.beginning { return beginning }
            let beginning = Beginning { await self.begun() }
            state.beginning = beginning
            return beginning
        }
        guard let beginning else { return }
        let outcome = await beginning.value
        state.withLock { if $0.beginning == beginning { $0.beginning = nil } }
        try outcome.get()
    }

    private func begun() async -> Result<Void, Litestream.Failure> {
        do throws(Litestream.Failure) {
            let (litestream, folder) = (litestream, folder)
            let process = try await Blocking.run { () throws(Litestream.Failure) in try litestream.replicate(try folder.made()) }
            guard await answers(process) else {
                process.endAtOnce()
                throw Litestream.Failure(description: "litestream does not answer on its control socket", hint: Litestream.versionHint)
            }
            let carried = state.withLock { state in
                state.process = process
                return state.carried
            }
            var failure: Litestream.Failure?
            for (database, address) in carried {
                // One that cannot be carried keeps no other from it.
                do throws(Litestream.Failure) { try await register(database, address) } catch { failure = error }
            }
            if let failure { throw failure }
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private func answers(_ process: Process) async -> Bool {
        for _ in 0..<Self.beginMaximum where process.isRunning {
            // Until it listens nobody answers.
            if let answer = try? await control.ask(.info, nil), answer.isDone { return true }
            // Cancelled is a wait the less.
            try? await Task.sleep(for: .milliseconds(Self.step))
        }
        return false
    }

    private func register(_ database: String, _ address: String) async throws(Litestream.Failure) {
        if let process = state.withLock({ $0.process }) { CarrierNote.write(process.processIdentifier, of: database) }
        let answer: CarrierControl.Answer
        do throws(RequestFailure) {
            answer = try await tell(.register, CarrierQuestion(path: database, replica: address))
        } catch {
            throw refused("\(error.cause.rawValue): \(error.detail)")
        }
        if !answer.isDone { throw refused(answer.words) }
    }

    private func refused(_ cause: String) -> Litestream.Failure {
        Litestream.Failure(description: "litestream does not carry the state: \(cause)", hint: Litestream.versionHint)
    }

    /// To its answer, also for who is cancelled meanwhile. One that does not answer may carry for ever what is another host's: it is ended,
    /// and everything else begun again without that.
    private func tell(_ command: CarrierControl.Command, _ question: CarrierQuestion, within milliseconds: Int = 0)
        async throws(RequestFailure) -> CarrierControl.Answer
    {
        let control = control
        let telling = Task { () -> Result<CarrierControl.Answer, RequestFailure> in
            do throws(RequestFailure) {
                return .success(try await control.ask(command, question, within: milliseconds))
            } catch {
                return .failure(error)
            }
        }
        do throws(RequestFailure) {
            return try await telling.value.get()
        } catch {
            state.withLock { $0.process }?.endAtOnce()
            throw error
        }
    }

    /// Nothing is left to carry. Blocks for two seconds at most.
    package func end() {
        let process = state.withLock { state in
            defer { state.process = nil }
            return state.process
        }
        if let process {
            process.terminate()
            for _ in 0..<100 where process.isRunning { usleep(20_000) }
            process.endAtOnce()
        }
        folder.remove()
    }
}

extension Process {
    fileprivate func endAtOnce() {
        if isRunning { kill(processIdentifier, SIGKILL) }
    }
}
