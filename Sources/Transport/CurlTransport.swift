import Glibc
import Synchronization

/// HTTP over libcurl. One thread owns the connections; callers only hand over requests and wait.
///
/// Reads reuse connections. A write opens a connection of its own and closes it, because libcurl silently repeats a request when a
/// reused connection dies before the first byte of the answer (design §3). Nothing is redirected, decompressed or tried again.
package final class CurlTransport: HTTPTransport {
    private let loop: CurlLoop
    private let thread: Mutex<pthread_t?>

    /// - Parameters:
    ///   - userAgent: sent with every request, e.g. `reconcile/1.0.0`.
    ///   - proxy: by default what `http_proxy`, `https_proxy`, `ALL_PROXY` and `NO_PROXY` say, as libcurl reads them.
    ///   - certificateAuthorities: PEM file to trust instead of the system's authorities.
    package init(
        userAgent: String, timeouts: CurlTimeouts = CurlTimeouts(), proxy: CurlProxy = .environment, certificateAuthorities: String? = nil
    ) throws(CurlUnavailable) {
        let settings = CurlSettings(userAgent: userAgent, timeouts: timeouts, proxy: proxy, certificateAuthorities: certificateAuthorities)
        loop = try CurlLoop(settings: settings)
        thread = Mutex(try loop.startThread())
    }

    /// For a server of ours that asks who this program is; never by a proxy.
    package init(
        userAgent: String, timeouts: CurlTimeouts, certificateAuthorities: String?, clientCertificate: ClientCertificate?
    ) throws(CurlUnavailable) {
        var settings = CurlSettings(userAgent: userAgent, timeouts: timeouts, proxy: .none, certificateAuthorities: certificateAuthorities)
        settings.clientCertificate = clientCertificate
        loop = try CurlLoop(settings: settings)
        thread = Mutex(try loop.startThread())
    }

    package func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        try await send(request, marking: nil)
    }

    /// - Parameter mark: holds up everything else this transport does while it moves.
    func send(_ request: OutgoingRequest, marking mark: (any Mark)?) async throws(RequestFailure) -> IncomingResponse {
        let id = loop.announce()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { loop.submit(CurlJob(id: id, request: request, mark: mark, continuation: $0)) }
        } onCancel: {
            loop.cancel(id)
        }
        return try result.get()
    }

    /// Ends what is in flight as cancelled and waits for the thread. Later requests fail as not sent. Blocks; may be called twice.
    package func shutdown() {
        loop.stop()
        thread.withLock { thread in
            guard let running = thread else { return }
            pthread_join(running, nil)
            thread = nil
        }
    }

    deinit { shutdown() }
}

/// Every request is bounded by all three.
package struct CurlTimeouts: Sendable {
    /// From the start to the last byte. lexoffice's gateway gives up after 30 s, and we want to hear it say so (lexoffice-api.md §2.2).
    package var totalMilliseconds: Int
    /// Name resolution, connection, proxy and TLS together.
    package var connectMilliseconds: Int
    /// Slower than this for ``lowSpeedSeconds`` on end counts as dead.
    package var lowSpeedBytesPerSecond: Int
    package var lowSpeedSeconds: Int

    package init(
        totalMilliseconds: Int = 35_000, connectMilliseconds: Int = 10_000, lowSpeedBytesPerSecond: Int = 1, lowSpeedSeconds: Int = 30
    ) {
        self.totalMilliseconds = totalMilliseconds
        self.connectMilliseconds = connectMilliseconds
        self.lowSpeedBytesPerSecond = lowSpeedBytesPerSecond
        self.lowSpeedSeconds = lowSpeedSeconds
    }
}

package enum CurlProxy: Sendable, Hashable {
    case environment
    case none
    case url(String)
}

/// Two PEM files.
package struct ClientCertificate: Sendable, Hashable {
    package var certificate: String
    package var key: String

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}

/// libcurl or its thread could not be started. Nothing to do but to end the program.
package struct CurlUnavailable: Error, Sendable, CustomStringConvertible {
    package let description: String
}

struct CurlSettings: Sendable {
    var userAgent: String
    var timeouts: CurlTimeouts
    var proxy: CurlProxy
    var certificateAuthorities: String?
    var clientCertificate: ClientCertificate? = nil
}
