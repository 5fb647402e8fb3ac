import Foundation
import Persistence
import TestSupport
import Testing
import Transport

@testable import Cluster

/// One Litestream for all states of a host, before the real one.
@Suite(.enabled(if: RealLitestream.path != nil, Comment(rawValue: RealLitestream.absence)))
struct CarrierTests {
    /// Milliseconds; of a disk that others keep busy.
    private static let patience = 60_000

    private let ground: CarrierGround
    init() throws { ground = try CarrierGround(program: try #require(RealLitestream.path)) }

    @Test func whatIsCarriedCanBeRestored() async throws {
        try await ground.carry("alpha")
        try await ground.carry("beta")
        try ground.write(7, into: "beta")
        for name in ["alpha", "beta"] { #expect(await ground.carrier.hasCarried(ground.database(name), atMost: Self.patience)) }
        #expect(try ground.restored("alpha") == 1)
        #expect(try ground.restored("beta") == 7)
        #expect(try ground.processes().count == 1)
        ground.carrier.end()
    }

    /// What fills the log and begins it anew between two looks of Litestream is missing in no replica, although somebody has just asked.
    @Test func aLogThatBeginsAnewBetweenTwoLooksIsCarriedWhole() async throws {
        try await ground.carry("alpha")
        for rows in [1, 40] {
            try ground.write(rows, into: "alpha")
            #expect(await ground.carrier.hasCarried(ground.database("alpha"), atMost: Self.patience))
        }
        try ground.fillLog(of: "alpha")
        try ground.write(50, into: "alpha")
        #expect(await ground.carrier.hasCarried(ground.database("alpha"), atMost: Self.patience))
        #expect(try ground.restored("alpha") == 50)
        ground.carrier.end()
    }

    /// Nobody asks any more; what was written a moment ago is carried away first.
    @Test func whatIsLetGoIsWholeAndNotFollowed() async throws {
        try await ground.carry("alpha")
        try await ground.carry("beta")
        try ground.write(3, into: "alpha")
        #expect(await ground.carrier.letGo(ground.database("alpha"), atMost: Self.patience))
        try ground.write(4, into: "alpha")
        try ground.write(5, into: "beta")
        #expect(await ground.carrier.hasCarried(ground.database("beta"), atMost: Self.patience))
        #expect(!(await ground.carrier.hasCarried(ground.database("alpha"), atMost: Self.patience)))
        #expect(try ground.restored("alpha") == 3)
        #expect(!FileManager.default.fileExists(atPath: ground.database("alpha") + "-litestream.pid"))
        // Another epoch, another replica.
        try await ground.carry("alpha", epoch: 2)
        #expect(await ground.carrier.hasCarried(ground.database("alpha"), atMost: Self.patience))
        #expect(try ground.restored("alpha", epoch: 2) == 4)
        ground.carrier.end()
    }

    @Test func whatEndedByItselfIsBegunWithAllThereIs() async throws {
        try await ground.carry("alpha")
        try await ground.carry("beta")
        for process in try ground.processes() { kill(process, SIGKILL) }
        let carrier = ground.carrier
        try await Fact.wait(for: "its end is seen") { carrier.hasEnded }
        #expect(!carrier.carries(ground.database("alpha")))
        try ground.write(2, into: "alpha")
        #expect(!(await carrier.hasCarried(ground.database("alpha"), atMost: Self.patience)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...4 { group.addTask { try await carrier.begin() } }
            try await group.waitForAll()
        }
        #expect(try ground.processes().count == 1)
        for name in ["alpha", "beta"] { #expect(await carrier.hasCarried(ground.database(name), atMost: Self.patience)) }
        #expect(try ground.restored("alpha") == 2)
        carrier.end()
    }

    /// What was written while it was away is in the replica also where the log began anew meanwhile, as it does whenever somebody puts all
    /// of it into the file.
    @Test func aLogThatBeganAnewWhileItWasAwayIsCarriedWhole() async throws {
        let state = try ground.state("alpha")
        try state.work(60)
        try await ground.carry("alpha")
        #expect(await ground.carrier.hasCarried(ground.database("alpha"), atMost: Self.patience))
        for process in try ground.processes() { kill(process, SIGKILL) }
        let carrier = ground.carrier
        try await Fact.wait(for: "its end is seen") { carrier.hasEnded }
        try state.work(40)
        try ground.putLogIntoFile(of: "alpha")
        try state.work(2)
        try await carrier.begin()
        try state.work(1)
        #expect(await carrier.hasCarried(ground.database("alpha"), atMost: Self.patience))
        #expect(try ground.restoredState("alpha") == state.entries())
        carrier.end()
    }

    /// One that hangs is not waited for: it is ended, so that it carries nothing on, and all others are begun again.
    @Test func whatDoesNotLetGoIsEnded() async throws {
        try await ground.carry("alpha")
        try await ground.carry("beta")
        for process in try ground.processes() { kill(process, SIGSTOP) }
        #expect(!(await ground.carrier.letGo(ground.database("alpha"), atMost: 100)))
        let carrier = ground.carrier
        try await Fact.wait(for: "it is ended") { carrier.hasEnded }
        try await carrier.begin()
        #expect(await carrier.hasCarried(ground.database("beta"), atMost: Self.patience))
        #expect(!carrier.carries(ground.database("alpha")))
        carrier.end()
    }

    /// The end of the service cancels whoever gives one account up; the others are still to be carried away.
    @Test func whoeverIsCancelledEndsNoOther() async throws {
        try await ground.carry("alpha")
        try await ground.carry("beta")
        try ground.write(3, into: "alpha")
        let ground = ground
        let leaving = Task {
            while !Task.isCancelled { await Task.yield() }
            return await ground.carrier.letGo(ground.database("alpha"), atMost: Self.patience)
        }
        leaving.cancel()
        #expect(await leaving.value)
        #expect(try ground.restored("alpha") == 3)
        #expect(ground.carrier.carries(ground.database("beta")))
        ground.carrier.end()
    }

    /// Begun again, it may not have been told of all; who asks for one of them tells it.
    @Test func whatItWasNotToldOfItIsToldWhenItIsAskedFor() async throws {
        try await ground.carry("alpha")
        let control = CarrierControl(transport: try CurlTransport(userAgent: "test", proxy: .none), socket: try ground.socket())
        #expect(try await control.ask(.unregister, .leaving(ground.database("alpha"), within: Self.patience)).isDone)
        try ground.write(4, into: "alpha")
        #expect(!(await ground.carrier.hasCarried(ground.database("alpha"), atMost: Self.patience)))
        #expect(await ground.carrier.hasCarried(ground.database("alpha"), atMost: Self.patience))
        #expect(try ground.restored("alpha") == 4)
        ground.carrier.end()
    }

    /// A service that was killed leaves its Litestream behind; whoever gets the lock of the state ends it.
    @Test func anOrphanIsEndedAndOnesOwnIsNot() async throws {
        try await ground.carry("alpha")
        let own = try ground.processes()
        CarrierNote.endOrphan(of: ground.database("alpha"))
        #expect(try ground.processes() == own)

        // `sh` ends, what it began goes on: as after `kill -9` of a service.
        let orphan = try ground.orphan()
        CarrierNote.write(orphan, of: ground.database("alpha"))
        CarrierNote.endOrphan(of: ground.database("alpha"))
        let ground = ground
        try await Fact.wait(for: "the orphan is ended") { try ground.processes() == own }
        ground.carrier.end()
    }

    @Test func whereThereIsNoSuchReplicaTheOthersAreCarried() async throws {
        try await ground.carry("alpha")
        let ground = ground
        let failure = await #expect(throws: Litestream.Failure.self) {
            try await ground.carrier.carry(ground.database("beta"), to: "gopher://nowhere")
        }
        #expect(failure?.description.contains("unsupported replica URL scheme") == true)
        #expect(!ground.carrier.carries(ground.database("beta")))
        #expect(await ground.carrier.hasCarried(ground.database("alpha"), atMost: Self.patience))
        ground.carrier.end()
    }
}

/// Without one.
@Suite struct CarrierAbsenceTests {
    @Test func oneThatCannotBeToldIsTooOld() async throws {
        let ground = try CarrierGround(program: "/bin/true")
        let failure = await #expect(throws: Litestream.Failure.self) { try await ground.carry("alpha") }
        #expect(failure?.hint.contains("0.5.9") == true)
        #expect(!ground.carrier.carries(ground.database("alpha")) && !ground.carrier.hasEnded)
    }

    /// The system takes no longer path for a socket than 107 bytes.
    @Test func theSocketFitsIntoALongPath() {
        let long = "/tmp/" + String(repeating: "x", count: 90)
        #expect(CarrierFolder(temporary: long).socket.hasPrefix("/tmp/reconcile-carrier-"))
        #expect(CarrierFolder(temporary: "/run/x/").socket.hasPrefix("/run/x/reconcile-carrier-"))
    }
}
