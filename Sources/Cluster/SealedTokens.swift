import Crypto
import Foundation

/// The tokens of a login, which only one host may refresh and every host needs: kept sealed in etcd, exchanged only for the ones that were
/// read before. Who can read etcd reads nothing of them; who can write there cannot put others in their place, nor those of one account
/// into another's.
package struct SealedTokens: Sendable {
    package enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
        /// The key is another one, or somebody changed what is there.
        case unreadable
        case weakKey

        package var description: String {
            switch self {
            case .unreadable: "the tokens kept in etcd cannot be opened with this key: every host needs the same credential cluster-key"
            case .weakKey: "the credential cluster-key is too short: 32 random bytes, as `openssl rand -base64 32` makes them"
            }
        }
    }

    private let key: SymmetricKey
    private let keys: AccountKeys

    private static let keyMinimum = 32

    /// - Parameter secret: the content of the credential file.
    package init(_ keys: AccountKeys, secret: String) throws(Failure) {
        guard secret.utf8.count >= Self.keyMinimum else { throw .weakKey }
        self.keys = keys
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Data(secret.utf8)), info: Data("reconcile tokens".utf8), outputByteCount: 32)
    }

    package func seal(_ tokens: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(tokens, using: key, authenticating: Data(keys.account.utf8))
        return Array(box.combined ?? Data())
    }

    package func open(_ sealed: [UInt8]) throws(Failure) -> [UInt8] {
        // Why it does not open is the same for a wrong key and for changed bytes.
        guard let box = try? AES.GCM.SealedBox(combined: sealed),
            // As above.
            let tokens = try? AES.GCM.open(box, using: key, authenticating: Data(keys.account.utf8))
        else { throw .unreadable }
        return Array(tokens)
    }

    /// What is kept, and the revision by which it is exchanged; 0 for nothing.
    package func read(_ gateway: EtcdGateway) async throws -> (tokens: [UInt8]?, revision: Int64) {
        guard let entry = try await gateway.entry(keys.tokens) else { return (nil, 0) }
        return (try open(entry.value), entry.modRevision)
    }

    /// The new revision; nil where somebody else has exchanged them since, or does own the account now.
    /// - Parameter sent: tokens that were exchanged without an answer: at most one of them can stand there.
    package func exchange(
        _ tokens: [UInt8], after revision: Int64, sent: [[UInt8]] = [], by ownership: Ownership, _ gateway: EtcdGateway
    ) async throws -> Int64? {
        var revision = revision
        // Once more where one that was sent before turns out to stand there.
        for _ in 1...2 {
            let outcome = try await gateway.run(
                EtcdTransaction(
                    where: [ownership.isMine, .modified(keys.tokens, at: revision)], [.put(keys.tokens, try seal(tokens))],
                    otherwise: [keys.owner, keys.tokens]))
            if outcome.isDone { return outcome.revision }
            guard outcome.found.first.flatMap(\.self)?.createRevision == ownership.epoch, let entry = outcome.found.last.flatMap(\.self)
            else { return nil }
            let standing = try open(entry.value)
            // The member that carried it out did not answer, and another one finds it done.
            if standing == tokens { return entry.modRevision }
            guard sent.contains(standing) else { return nil }
            revision = entry.modRevision
        }
        return nil
    }
}
