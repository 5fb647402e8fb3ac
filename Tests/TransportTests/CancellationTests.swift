import TestSupport
import Testing
import Transport

@Suite(.timeLimit(.minutes(2))) struct CancellationTests {
    @Test func beforeTheStartNothingIsSent() async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        let transport = try makeTransport()
        let port = server.port
        let gate = Latch()
        let task = Task {
            try? await gate.wait()
            return await transport.failure(write(port))
        }
        task.cancel()
        let failure = await task.value
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .cancelled)
        #expect(try await transport.send(read(port)).status == 200)
        #expect(server.requests.count == 1)
        transport.shutdown()
    }

    @Test func inFlightItMayHaveBeenSent() async throws {
        let arrived = Latch()
        let server = try ScriptedServer { connection in
            _ = connection.request()
            arrived.open()
            connection.waitForEnd()
        }
        defer { server.stop() }
        let transport = try makeTransport()
        let port = server.port
        let task = Task { await transport.failure(write(port)) }
        try await arrived.wait()
        task.cancel()
        let failure = await task.value
        #expect(failure?.reach == .mayHaveBeenSent)
        #expect(failure?.cause == .cancelled)
        transport.shutdown()
    }

    @Test func whileConnectingNothingIsSent() async throws {
        let arrived = Latch()
        let server = try ScriptedServer { connection in
            arrived.open()
            connection.waitForEnd()
        }
        defer { server.stop() }
        let transport = try makeTransport()
        let port = server.port
        let task = Task { await transport.failure(write(port, scheme: "https")) }
        try await arrived.wait()
        task.cancel()
        let failure = await task.value
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .cancelled)
        transport.shutdown()
    }

    /// Whatever the moment, each caller is resumed once, nothing is left behind, and a request told to be unsent never arrived.
    @Test func atAnyMomentEachCallerGetsOneOutcome() async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        let transport = try makeTransport()
        let port = server.port
        let chance = VirtualTime(seed: 7)
        for number in 1...300 {
            let task = Task { await transport.outcome(write(port, "\(number)")) }
            for _ in 0..<(chance.randomWord() % 200) { await Task.yield() }
            task.cancel()
            let outcome = await task.value
            if case .failure(let failure) = outcome {
                #expect(failure.cause == .cancelled)
                if failure.reach == .notSent {
                    #expect(!server.requests.contains { String(decoding: $0.body, as: UTF8.self) == "\(number)" })
                }
            }
        }
        #expect(try await transport.send(read(port)).status == 200)
        transport.shutdown()
    }

    @Test func shutdownEndsWhatIsInFlightAndRefusesWhatComesAfter() async throws {
        let arrived = Latch()
        let server = try ScriptedServer { connection in
            _ = connection.request()
            arrived.open()
            connection.waitForEnd()
        }
        defer { server.stop() }
        let transport = try makeTransport()
        let port = server.port
        let task = Task { await transport.failure(write(port)) }
        try await arrived.wait()
        transport.shutdown()
        transport.shutdown()
        let failure = await task.value
        #expect(failure?.reach == .mayHaveBeenSent)
        #expect(failure?.cause == .cancelled)
        let late = await transport.failure(write(port))
        #expect(late?.reach == .notSent)
        #expect(server.requests.count == 1)
    }

    @Test func aTransportMayBeLetGoUnused() throws {
        for _ in 1...20 { _ = try makeTransport() }
    }
}
