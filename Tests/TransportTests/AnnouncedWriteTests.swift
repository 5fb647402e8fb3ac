import Glibc
import Synchronization
import Testing
import Transport

/// scale.md §4, the second invariant: intent, connection, announcement, first byte.
@Suite(.timeLimit(.minutes(2))) struct AnnouncedWriteTests {
    private func pool(_ maximum: Int) -> WriterPool {
        WriterPool(maximum: maximum) { () throws(CurlUnavailable) in
            try CurlTransport(userAgent: "reconcile/9.8.7", timeouts: CurlTimeouts(totalMilliseconds: 20_000), proxy: .none)
        }
    }

    @Test func theMarkMovesOnAnOpenConnectionAndBeforeTheFirstByte() async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        // The kernel knows of a connection before the server does, which is waited for; a mark that moves before it would wait in vain.
        let mark = WatchingMark { looks in
            for _ in 1...5_000 where server.connectionCount < looks + 2 { poll(nil, 0, 1) }
            return (server.connectionCount, server.requests.count)
        }
        let (reads, writers) = (try makeTransport(), pool(2))
        let transport = AnnouncedTransport(reads: reads, writers: writers, mark: mark)
        #expect(try await transport.send(read(server.port)).status == 200)
        #expect(mark.seen.isEmpty)
        for round in 1...3 { #expect(try await transport.send(write(server.port, "\(round)")).status == 200) }
        #expect(mark.seen.map(\.requests) == [1, 2, 3])
        #expect(mark.seen.map(\.connections) == [2, 3, 4])
        writers.shutdown()
        reads.shutdown()
    }

    /// Said between the mark and the first byte; not of what never left.
    @Test func aRequestSaysWhenItLeaves() async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        let (reads, writers) = (try makeTransport(), pool(2))
        let left = Mutex(0)
        let moving = WatchingMark { _ in (0, 0) }
        let cases: [(mark: any Mark, isWrite: Bool, expected: Int)] = [(moving, false, 1), (moving, true, 2), (NoMark(), true, 2)]
        for (mark, isWrite, expected) in cases {
            var request = isWrite ? write(server.port) : read(server.port)
            request.departs = { left.withLock { $0 += 1 } }
            _ = try? await AnnouncedTransport(reads: reads, writers: writers, mark: mark).send(request)
            #expect(left.withLock { $0 } == expected)
        }
        writers.shutdown()
        reads.shutdown()
    }

    @Test func whatCannotBeAnnouncedIsNotSent() async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        let (reads, writers) = (try makeTransport(), pool(2))
        let transport = AnnouncedTransport(reads: reads, writers: writers, mark: NoMark())
        let failure = await transport.failure(write(server.port))
        #expect(failure?.reach == .notSent && failure?.isUnmarked == true)
        #expect(server.requests.isEmpty)
        // The connection went with it, and the writer goes on.
        #expect(await transport.failure(write(server.port))?.isUnmarked == true)
        writers.shutdown()
        reads.shutdown()
    }

    /// Of twenty at once two are under way; reads pass by.
    @Test func aMarkThatBlocksHoldsUpNeitherReadsNorMoreThanItsOwn() async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        let (reads, writers) = (try makeTransport(), pool(2))
        let mark = BlockingMark(places: 2)
        let transport = AnnouncedTransport(reads: reads, writers: writers, mark: mark)
        let port = server.port
        await withTaskGroup(of: Int?.self) { group in
            for number in 1...20 { group.addTask { try? await transport.send(write(port, "\(number)")).status } }
            await mark.full()
            for _ in 1...5 { #expect(await transport.failure(read(port)) == nil) }
            #expect(server.requests.filter(\.isPost).isEmpty)
            mark.release()
            var answered = 0
            for await status in group where status == 200 { answered += 1 }
            #expect(answered == 20)
        }
        #expect(mark.most == 2)
        let bodies = server.requests.filter(\.isPost).compactMap { Int(String(decoding: $0.body, as: UTF8.self)) }
        #expect(bodies.sorted() == Array(1...20))
        writers.shutdown()
        reads.shutdown()
    }

    @Test func whoGivesUpWhileItWaitsSendsNothing() async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        let (reads, writers) = (try makeTransport(), pool(1))
        let mark = BlockingMark(places: 1)
        let transport = AnnouncedTransport(reads: reads, writers: writers, mark: mark)
        let port = server.port
        let first = Task { await transport.failure(write(port, "1")) }
        await mark.full()
        let second = Task { await transport.failure(write(port, "2")) }
        second.cancel()
        #expect(await second.value?.reach == .notSent)
        mark.release()
        #expect(await first.value == nil)
        #expect(try await transport.send(write(port, "3")).status == 200)
        #expect(server.requests.map { String(decoding: $0.body, as: UTF8.self) } == ["1", "3"])
        writers.shutdown()
        reads.shutdown()
        #expect(await transport.failure(write(port, "4"))?.reach == .notSent)
    }
}

/// Looks at the server each time it moves.
private final class WatchingMark: Mark {
    private let looks = Mutex<[(connections: Int, requests: Int)]>([])
    private let look: @Sendable (Int) -> (Int, Int)

    /// - Parameter look: told how often it has looked.
    init(_ look: @escaping @Sendable (Int) -> (Int, Int)) { self.look = look }

    var seen: [(connections: Int, requests: Int)] { looks.withLock { $0 } }

    func move() {
        let (connections, requests) = look(seen.count)
        looks.withLock { $0.append((connections, requests)) }
    }
}

/// Blocks the thread it is moved on until it is released.
private final class BlockingMark: Mark {
    private struct State {
        var inside = 0
        var most = 0
    }

    private let state = Mutex(State())
    private let places: Int
    private let filled = Latch()
    private let gate: Pipe

    init(places: Int) {
        self.places = places
        gate = Pipe()
    }

    var most: Int { state.withLock { $0.most } }

    func full() async { try? await filled.wait() }
    func release() { gate.open() }

    func move() {
        let inside = state.withLock { state in
            state.inside += 1
            state.most = max(state.most, state.inside)
            return state.inside
        }
        if inside == places { filled.open() }
        gate.wait()
        state.withLock { $0.inside -= 1 }
    }
}

/// A door for threads: a pipe whose writing end is closed.
private final class Pipe: Sendable {
    private let ends: (read: Int32, write: Int32)

    init() {
        var files: [Int32] = [-1, -1]
        let made = pipe(&files)
        precondition(made == 0, "no pipe")
        ends = (files[0], files[1])
    }

    func open() { close(ends.write) }

    func wait() {
        var byte: UInt8 = 0
        while read(ends.read, &byte, 1) < 0, errno == EINTR {}
    }

    deinit { close(ends.read) }
}
