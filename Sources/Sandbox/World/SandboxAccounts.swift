internal import Bookkeeping
internal import HTTPTypes
internal import Synchronization
internal import Transport

/// Several customers of both systems at one address, told apart as there: by the key a request bears. A file of HERO's has a link instead,
/// and its path says whose it is.
package struct SandboxAccounts: Sendable {
    package struct Account: Sendable {
        let world: SandboxWorld
        let keys: [String]

        /// - Parameter keys: of both systems.
        package init(world: SandboxWorld, keys: [String]) {
            self.world = world
            self.keys = keys
        }
    }

    /// Begins the path of what belongs to an account and bears no key, its number from 1 behind it.
    package static let filePrefix = "/accounts/"
    static let adminPrefix = SandboxAdmin.prefix + "accounts"

    let worlds: [SandboxWorld]
    private let places: [String: Int]

    /// - Parameter accounts: the first is whom requests with a strange key reach, who refuses them.
    package init(_ accounts: [Account]) {
        worlds = accounts.map(\.world)
        let keyed = accounts.enumerated().flatMap { place, account in account.keys.map { ($0, place) } }
        places = Dictionary(keyed, uniquingKeysWith: { first, _ in first })
    }

    func world(of request: OutgoingRequest) -> SandboxWorld? {
        let path = request.head.path ?? "/"
        if path.hasPrefix(Self.filePrefix) { return world(path.dropFirst(Self.filePrefix.count).prefix { $0 != "/" }) }
        return worlds.indices.contains(place(request)) ? worlds[place(request)] : nil
    }

    /// Its number from 1.
    func world(_ number: Substring) -> SandboxWorld? { Int(number).flatMap { worlds.indices.contains($0 - 1) ? worlds[$0 - 1] : nil } }

    private func place(_ request: OutgoingRequest) -> Int {
        let fields = request.head.headerFields
        let bearer = fields[.authorization].map { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : $0 }
        let token = HTTPField.Name("X-Auth-Token").flatMap { fields[$0] }
        return [bearer, token].lazy.compactMap { $0.flatMap { places[$0] } }.first ?? 0
    }

    /// `POST /_sandbox/accounts/copy`: what the first one has now, all others have. Keys and organisations stay each one's own.
    func copyFirst() {
        guard let first = worlds.first else { return }
        for world in worlds.dropFirst() { world.takeOver(first) }
    }

    /// `GET /_sandbox/accounts`: in a line each, what a trial counts.
    func summary() -> SandboxJSON {
        .array(
            worlds.map { world in
                let (hero, vouchers) = (world.hero, world.lexoffice.vouchers)
                let payments = hero.records.documents.rows.reduce(0) { $0 + ($1.booking?.payments.count ?? 0) }
                return [
                    "requests": .int(world.requests(to: .hero) + world.requests(to: .lexoffice)),
                    "writes": .int(world.executedWrites(in: .hero) + world.executedWrites(in: .lexoffice)),
                    "vouchers": .int(vouchers.count), "numbers": .int(Set(vouchers.map { $0.content.number ?? "" }).count),
                    "payments": .int(payments), "throttled": .int(world.throttled),
                    "heroAt": .int(Int(world.firstRequest(to: .hero)?.milliseconds ?? 0)),
                ]
            })
    }
}
