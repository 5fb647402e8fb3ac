internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Synchronization

/// Waits on this machine's loopback address for the browser to come back from lexoffice, and for nothing else.
///
/// Bounded: in time, in connections, in the size of a request; a request has no body worth reading.
package struct LoginListener: Sendable {
    private enum Bounds {
        static let connections = 16
        /// The answer tells what became of the login, so it takes as long as lexoffice does.
        static let request = TimeAmount.seconds(180)
        /// For the last page to reach the browser.
        static let stop = Duration.seconds(2)
    }

    private let port: Int
    private let path: String
    private let answer: @Sendable (String) async -> LoginPage

    /// - Parameters:
    ///   - path: of the redirect address.
    ///   - answer: given the query of a redirect, one at a time. A page other than `foreign` ends the waiting.
    package init(port: Int, path: String, answer: @escaping @Sendable (String) async -> LoginPage) {
        self.port = port
        self.path = path
        self.answer = answer
    }

    private var address: ListenAddress { .tcp(host: "127.0.0.1", port: port) }

    /// - Returns: false when the time is over.
    /// - Throws: ``ListenFailure`` where the port cannot be had.
    package func wait(seconds: Int, onReady: @escaping @Sendable () async -> Void) async throws -> Bool {
        var silent = Logger(label: "login")
        silent.logLevel = .critical
        let (ends, ended) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        let responder = LoginResponder(path: path, answer: answer) { ended.yield() }
        let application = Application.bounded(
            responder, at: .hostname("127.0.0.1", port: port), request: Bounds.request, connections: Bounds.connections, logger: silent
        ) { _ in await onReady() }
        let group = ServiceGroup(services: [application], logger: silent)
        let address = address
        return try await withThrowingTaskGroup(of: Bool?.self) { tasks in
            tasks.addTask {
                do {
                    try await group.run()
                } catch {
                    throw ListenFailure(error, at: address)
                }
                return nil
            }
            tasks.addTask {
                for await _ in ends { break }
                return true
            }
            tasks.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return responder.close() ? false : nil
            }
            defer { tasks.cancelAll() }
            // One whose answer is being worked out when the time ends is let come to its end.
            while let news = try await tasks.next() {
                guard let isDone = news else { continue }
                await group.triggerGracefulShutdown()
                tasks.addTask {
                    try await Task.sleep(for: Bounds.stop)
                    return nil
                }
                _ = try await tasks.next()
                return isDone
            }
            return false
        }
    }
}

/// Answers redirects one at a time: a code is for one use, and browsers like to ask twice.
private final class LoginResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    private enum Stage { case waiting, answering, over }

    private let path: String
    private let answer: @Sendable (String) async -> LoginPage
    private let end: @Sendable () -> Void
    private let stage = Mutex(Stage.waiting)

    init(path: String, answer: @escaping @Sendable (String) async -> LoginPage, end: @escaping @Sendable () -> Void) {
        self.path = path
        self.answer = answer
        self.end = end
    }

    /// False while an answer is being worked out.
    func close() -> Bool {
        stage.withLock { stage in
            guard stage == .waiting else { return false }
            stage = .over
            return true
        }
    }

    func respond(to request: Request, context: BasicRequestContext) async -> Response {
        let target = request.head.path ?? "/"
        guard target.prefix(while: { $0 != "?" }) == path else { return .login(404, "not found\n", isPage: false) }
        guard request.method == .get else { return .login(405, "method not allowed\n", isPage: false) }
        let isOurs = stage.withLock { stage in
            guard stage == .waiting else { return false }
            stage = .answering
            return true
        }
        guard isOurs else { return .login(409, "busy\n", isPage: false) }
        let page = await answer(String(target.drop { $0 != "?" }.dropFirst()))
        stage.withLock { $0 = page.kind == .foreign ? .waiting : .over }
        if page.kind != .foreign { end() }
        return .login(page.status, page.html, isPage: true)
    }
}

extension Response {
    /// The address that was opened holds the code: it is neither kept nor passed on.
    fileprivate static func login(_ status: Int, _ text: String, isPage: Bool) -> Response {
        let type = isPage ? "text/html; charset=utf-8" : "text/plain; charset=utf-8"
        var response = guarded(.init(code: status), contentType: type, ByteBuffer(string: text))
        response.headers[.connection] = "close"
        return response
    }
}
