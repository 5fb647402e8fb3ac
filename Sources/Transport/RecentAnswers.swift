import Synchronization

/// The latest answers to questions that are asked again and again, with what was made of them. A quiet pass gets the very bytes it got
/// before, and reading them again was more than a quarter of what it cost.
package final class RecentAnswers<Value: Sendable>: Sendable {
    private struct Answer {
        var bytes: [UInt8]
        var value: Value
    }

    private let capacity: Int
    /// The one used last is the last.
    private let kept = Mutex<[Answer]>([])

    /// - Parameter capacity: answers that are kept; the one that was not used for the longest time makes room.
    package init(capacity: Int = 1) { self.capacity = capacity }

    /// What `read` makes of these bytes; a pure function of them. What it throws is not kept.
    package func value<Failure: Error>(of bytes: [UInt8], _ read: ([UInt8]) throws(Failure) -> Value) throws(Failure) -> Value {
        if let known = kept.withLock({ Self.take(bytes, from: &$0) }) { return known }
        let value = try read(bytes)
        kept.withLock { kept in
            if kept.count >= capacity { kept.removeFirst() }
            kept.append(Answer(bytes: bytes, value: value))
        }
        return value
    }

    private static func take(_ bytes: [UInt8], from kept: inout [Answer]) -> Value? {
        guard let index = kept.lastIndex(where: { $0.bytes == bytes }) else { return nil }
        let answer = kept.remove(at: index)
        kept.append(answer)
        return answer.value
    }
}
