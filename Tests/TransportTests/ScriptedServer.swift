import Glibc
import Synchronization

/// An HTTP server of one test: real sockets on loopback, a thread for each connection, and a script that says byte for byte what it does.
final class ScriptedServer: Sendable {
    struct Request: Sendable {
        var connection: Int
        /// `POST /path HTTP/1.1`
        var line: String
        /// Names in lower case, in the order sent.
        var fields: [(name: String, value: String)]
        var body: [UInt8]

        func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
        var isPost: Bool { line.hasPrefix("POST ") }
    }

    private struct State {
        var requests: [Request] = []
        var connections: [Connection] = []
        var threads: [pthread_t] = []
        var stopping = false
    }

    let port: UInt16
    private let listener: Int32
    private let state = Mutex(State())
    private let acceptor = Mutex<pthread_t?>(nil)

    /// The script runs once for each connection; when it returns, the connection is closed.
    init(_ script: @escaping @Sendable (Connection) -> Void) throws {
        (listener, port) = try Loopback.listen()
        acceptor.withLock { $0 = ServerThread.start { [self] in accept(script) } }
    }

    /// Answers every request with 200, "ok" and its number on the connection kept open.
    static func friendly() throws -> ScriptedServer {
        try ScriptedServer { connection in
            while connection.request() != nil { connection.answer("ok") }
        }
    }

    var requests: [Request] { state.withLock { $0.requests } }
    var connectionCount: Int { state.withLock { $0.connections.count } }
    func note(_ request: Request) { state.withLock { $0.requests.append(request) } }

    /// Ends all connections and waits for all threads.
    func stop() {
        state.withLock { $0.stopping = true }
        shutdown(listener, Int32(SHUT_RDWR))
        acceptor.withLock { thread in
            guard let running = thread else { return }
            pthread_join(running, nil)
            thread = nil
            close(listener)
        }
        let (connections, threads) = state.withLock { state in
            defer { state.threads = [] }
            return (state.connections, state.threads)
        }
        for connection in connections { connection.abandon() }
        for thread in threads { pthread_join(thread, nil) }
        // They hold this server.
        state.withLock { $0.connections = [] }
    }

    private func accept(_ script: @escaping @Sendable (Connection) -> Void) {
        while true {
            let file = Glibc.accept(listener, nil, nil)
            if state.withLock({ $0.stopping }) {
                if file >= 0 { close(file) }
                return
            }
            guard file >= 0 else { continue }
            let connection = state.withLock { state in
                let connection = Connection(file: file, number: state.connections.count, server: self)
                state.connections.append(connection)
                return connection
            }
            let thread = ServerThread.start {
                script(connection)
                connection.end()
            }
            state.withLock { $0.threads.append(thread) }
        }
    }
}

/// One accepted connection, used by its own thread.
final class Connection: Sendable {
    let number: Int
    private let file: Mutex<Int32?>
    private let server: ScriptedServer

    init(file: Int32, number: Int, server: ScriptedServer) {
        self.file = Mutex(file)
        self.number = number
        self.server = server
    }

    /// The next request, read whole and noted. Nil when the client is gone.
    func request() -> ScriptedServer.Request? {
        guard let request = head() else { return nil }
        var whole = request
        let length = request.value("content-length").flatMap { Int($0) } ?? 0
        while whole.body.count < length {
            guard let more = read(upTo: min(65_536, length - whole.body.count)) else { return nil }
            whole.body += more
        }
        server.note(whole)
        return whole
    }

    /// The next request's head, byte by byte so that the body stays unread.
    func head() -> ScriptedServer.Request? {
        var text: [UInt8] = []
        while !text.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            guard let byte = read(upTo: 1), text.count < 1 << 20 else { return nil }
            text += byte
        }
        let lines = String(decoding: text.dropLast(4), as: UTF8.self).split(separator: "\r\n").map(String.init)
        let fields = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        return ScriptedServer.Request(connection: number, line: lines.first ?? "", fields: fields, body: [])
    }

    func answer(_ body: String, status: String = "200 OK") {
        write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// False when the client no longer takes it.
    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        guard let file = file.withLock({ $0 }) else { return false }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Reads and forgets until the other side closes.
    func waitForEnd() { while read(upTo: 4096) != nil {} }

    /// Closes with a reset instead of an end.
    func reset() {
        file.withLock { file in
            guard let open = file else { return }
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(open, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            close(open)
            file = nil
        }
    }

    func end() {
        file.withLock { file in
            if let open = file { close(open) }
            file = nil
        }
    }

    /// From another thread: wakes a script that waits for bytes.
    func abandon() { file.withLock { if let open = $0 { shutdown(open, Int32(SHUT_RDWR)) } } }

    private func read(upTo count: Int) -> [UInt8]? {
        guard let file = file.withLock({ $0 }) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let taken = recv(file, &bytes, count, 0)
        return taken > 0 ? Array(bytes.prefix(taken)) : nil
    }
}

enum Loopback {
    struct Failure: Error {}

    /// A listening socket on a port the kernel chose.
    static func listen() throws -> (file: Int32, port: UInt16) {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(file, raw, length) == 0 && Glibc.listen(file, 128) == 0 && getsockname(file, raw, &length) == 0
            }
        }
        guard file >= 0, bound else { throw Failure() }
        return (file, UInt16(bigEndian: address.sin_port))
    }

    static func isListening(_ port: UInt16) -> Bool {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(file) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0 }
        }
    }

    /// A port nobody listens on: it was free a moment ago.
    static func closedPort() throws -> UInt16 {
        let (file, port) = try listen()
        close(file)
        return port
    }
}

enum ServerThread {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t {
        var thread = pthread_t()
        let work = Unmanaged.passRetained(Work(body))
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        precondition(code == 0, "no thread for the test server")
        return thread
    }
}
