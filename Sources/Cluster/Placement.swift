/// On which host an account is to be: where it is, unless a person moved it or emptied the host. Nothing moves by itself for balance.
package struct Placement: Sendable, Hashable {
    package var alive: Set<String>
    package var drained: Set<String>

    package init(alive: Set<String> = [], drained: Set<String> = []) {
        self.alive = alive
        self.drained = drained
    }

    /// Whether this host may take an account nobody owns. The wanted one goes first while it lives.
    package func mayTake(_ host: String, wanted: String?) -> Bool {
        guard !drained.contains(host) else { return false }
        guard let wanted, wanted != host else { return true }
        return !isReady(wanted)
    }

    /// Whether this host gives up an account it owns: only where somebody else is there to take it.
    package func shouldHandBack(_ host: String, wanted: String?) -> Bool {
        if drained.contains(host) { return alive.contains { $0 != host && !drained.contains($0) } }
        guard let wanted, wanted != host else { return false }
        return isReady(wanted)
    }

    private func isReady(_ host: String) -> Bool { alive.contains(host) && !drained.contains(host) }

    package static func read(_ gateway: EtcdGateway) async throws(EtcdError) -> Placement {
        var placement = Placement()
        for entry in try await gateway.entries(below: HostKeys.all) {
            let words = entry.key.dropFirst(HostKeys.all.count).split(separator: "/").map(String.init)
            guard words.count == 2 else { continue }
            switch words[1] {
            case "alive": placement.alive.insert(words[0])
            case "drained": placement.drained.insert(words[0])
            default: continue
            }
        }
        return placement
    }

    /// The host that owns each account.
    package static func owners(_ gateway: EtcdGateway) async throws(EtcdError) -> [String: String] {
        var owners: [String: String] = [:]
        for entry in try await gateway.entries(below: AccountKeys.root, atMost: keysMaximum) {
            let words = entry.key.dropFirst(AccountKeys.root.count).split(separator: "/").map(String.init)
            if words.count == 2, words[1] == "owner" { owners[words[0]] = entry.text }
        }
        return owners
    }

    /// Three dozen of an account at most.
    private static let keysMaximum = 20_000

    /// The host is there, as long as its lease is.
    package static func announce(_ host: HostKeys, lease: HostLease, _ gateway: EtcdGateway) async throws(EtcdError) {
        _ = try await gateway.run(EtcdTransaction(where: [], [.put(host.alive, [UInt8(ascii: "1")], lease: lease.id)]))
    }

    /// What a person said: the host gives up all it owns and takes nothing, until this is taken back.
    package static func drain(_ host: HostKeys, _ isDrained: Bool, _ gateway: EtcdGateway) async throws(EtcdError) {
        let change: EtcdTransaction.Change = isDrained ? .put(host.drained, [UInt8(ascii: "1")]) : .delete(host.drained)
        _ = try await gateway.run(EtcdTransaction(where: [], [change]))
    }

    /// The same for one account, which is wanted there from now on; nil where it may be anywhere again, and then it stays where it is.
    package static func move(_ account: AccountKeys, to host: HostKeys?, _ gateway: EtcdGateway) async throws(EtcdError) {
        let change: EtcdTransaction.Change = host.map { .put(account.wanted, Array($0.host.utf8)) } ?? .delete(account.wanted)
        _ = try await gateway.run(EtcdTransaction(where: [], [change]))
    }
}
