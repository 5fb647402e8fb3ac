/// Does `work` for each of `items`, a few at a time, and throws what the first that failed threw. Whoever waits for a program that was
/// started, or for an answer, leaves a processor idle.
package func sideBySide<Item: Sendable>(
    _ items: [Item], atOnce: Int = 3, _ work: @escaping @Sendable (Item) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        var waiting = items[...]
        for _ in 0..<atOnce {
            guard let item = waiting.popFirst() else { break }
            group.addTask { try await work(item) }
        }
        while try await group.next() != nil {
            guard let item = waiting.popFirst() else { continue }
            group.addTask { try await work(item) }
        }
    }
}
