import Cluster
import Foundation
import Lexoffice
import Logging
import Reconciliation
import Synchronization

/// A login in a cluster: the file of the owner, and its copy in etcd, sealed, from which the next owner makes his. Tokens end with each
/// refresh, so that an old copy is worth nothing and a new one is exchanged for the one that was read.
final class ClusterLogin: Sendable {
    private struct Known {
        var tokens: [UInt8]?
        var revision: Int64
        /// Whose exchange got no answer.
        var sent: [[UInt8]] = []
    }

    private let sealed: SealedTokens
    private let path: String
    private let logger: Logger
    private let known = Mutex(Known(tokens: nil, revision: 0))

    private static let bytesMaximum = 1 << 16
    private static let sentMaximum = 8

    init(_ sealed: SealedTokens, directory: String, logger: Logger) {
        self.sealed = sealed
        path = LoginFile(directory: directory).path
        self.logger = logger
    }

    /// Of an account that was just taken over, with what its last owner left; nil where a key is used.
    static func brought(to seat: ClusterSeat, _ wiring: Wiring, _ logger: Logger) async throws -> ClusterLogin? {
        guard case .login = try LexofficeCredential(wiring) else { return nil }
        let secret = try wiring.secrets().cluster()
        do {
            let sealed = try SealedTokens(seat.ownership.keys, secret: secret)
            let login = ClusterLogin(sealed, directory: wiring.stateDirectory, logger: logger)
            try await login.bring(seat)
            return login
        } catch let failure as SealedTokens.Failure {
            throw CommandFailure(.configuration, "\(failure)", hint: "Put the same key into the file cluster-key on every host.")
        } catch let failure as EtcdError {
            throw CommandFailure(.temporary, code: failure.code.rawValue, "\(failure)", hint: failure.hint)
        }
    }

    /// Before the first request: what the last owner left takes the place of what lies here.
    private func bring(_ seat: ClusterSeat) async throws {
        let (tokens, revision) = try await sealed.read(seat.host.gateway)
        known.withLock { $0 = Known(tokens: tokens, revision: revision) }
        if let tokens { try PrivateFile(path: path).write(tokens) }
    }

    /// After a refresh or a new login.
    func carry(by seat: ClusterSeat) async {
        // None yet, or gone with a deletion.
        guard let data = FileManager.default.contents(atPath: path), data.count <= Self.bytesMaximum else { return }
        let (tokens, before) = (Array(data), known.withLock { $0 })
        guard tokens != before.tokens else { return }
        if !before.sent.contains(tokens) { known.withLock { $0.sent = $0.sent.suffix(Self.sentMaximum - 1) + [tokens] } }
        do {
            let revision = try await sealed.exchange(
                tokens, after: before.revision, sent: before.sent, by: seat.ownership, seat.host.gateway)
            guard let revision else {
                return logger.error("the login kept in etcd is not the one this host read: log in again with `reconcile login`")
            }
            known.withLock { $0 = Known(tokens: tokens, revision: revision) }
        } catch {
            logger.warning("the login could not be carried to etcd", metadata: ["error": "\(error)"])
        }
    }
}
