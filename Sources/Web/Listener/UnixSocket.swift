internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A listening socket that is a file.
final class UnixSocket: Sendable {
    private let path: String
    /// Until we listen there, whatever stands at the path is somebody else's.
    private let isOurs = Atomic(false)

    init(path: String) { self.path = path }

    /// A socket file outlives its process. One that nobody answers on is left over and may be replaced; one that is answered belongs
    /// to another listener, from which taking the name would take its visitors without a word.
    func refuseTheLiving() async throws {
        guard
            // Who gives no connection within a second counts as dead.
            let connection = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connectTimeout(.seconds(1)).connect(unixDomainSocketPath: path).get()
        else { return }
        // The listener is refused either way.
        try? await connection.close()
        throw ListenFailure(.inUse, address: .unix(path: path), cause: "another program answers there")
    }

    /// Prometheus runs as another user, and connecting needs the right to write. Who comes near is for the directory to say.
    func letEverybodyIn() throws(ListenFailure) {
        isOurs.store(true, ordering: .relaxed)
        guard chmod(path, 0o666) == 0 else {
            throw ListenFailure(.failed, address: .unix(path: path), cause: "the mode of the socket cannot be set: errno \(errno)")
        }
    }

    func removeIfOurs() {
        if isOurs.load(ordering: .relaxed) { unlink(path) }
    }
}
