import Sandbox
import Synchronization

/// A shop as it stands, both systems and the state, to be begun with again and again.
struct Beginning: Sendable {
    let shop: Shop
    private let hero: HeroStandIn
    private let lexoffice: LexofficeStandIn
    private let seed: StateFile

    init(_ shop: Shop) throws {
        self.shop = shop
        (hero, lexoffice) = (shop.world.hero, shop.world.lexoffice)
        seed = StateFile(directory: shop.directory.path + "/seed")
        try StateFile(directory: shop.state).copy(to: seed.directory)
    }

    func restore() throws {
        shop.world.withHero { $0 = hero }
        shop.world.withLexoffice { $0 = lexoffice }
        try seed.copy(to: shop.state)
    }
}

extension Shop {
    /// One after the other in each lane; the machine has two processors at least.
    private static let lanes = 2

    /// Tries something at each of many points, in lanes. Each lane has a shop of its own.
    /// - Parameter ready: prepares that shop.
    static func inLanes<Scene: Sendable, Sight: Sendable>(
        _ points: [Int], ready: @escaping @Sendable (Shop) async throws -> Scene,
        _ body: @escaping @Sendable (Scene, Int) async throws -> Sight
    ) async throws -> [Sight] {
        try await withThrowingTaskGroup(of: [Sight].self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    let sights = Mutex<[Sight]>([])
                    try await open { shop in
                        let scene = try await ready(shop)
                        for index in stride(from: lane, to: points.count, by: lanes) {
                            let sight = try await body(scene, points[index])
                            sights.withLock { $0.append(sight) }
                        }
                    }
                    return sights.withLock { $0 }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}
