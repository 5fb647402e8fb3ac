import Foundation

/// At which of many points a test lets a process die: at the first, the last and an evenly spread dozen between them, each day at
/// others. `KILL_POINTS=17` takes that one, `KILL_POINTS=all` all of them.
package struct KillPoints: Sendable {
    private static let dozen = 12
    private static let wish = ProcessInfo.processInfo.environment["KILL_POINTS"]
    package static let areAllWanted = wish == "all"

    package let chosen: [Int]
    /// Whether the test dies at every point, and may expect to have seen whatever there is to see.
    package let isComplete: Bool
    private let filter: String

    /// - Parameter filter: what `swift test --filter` takes to run this test again.
    package init(among points: ClosedRange<Int>, filter: String) {
        let day = Int(Date().timeIntervalSince1970) / 86_400
        self.init(among: points, filter: filter, wish: Self.wish, day: day)
        print("kill points of \(filter): \(chosen.count) of \(points.count), those of day \(day): \(chosen)")
    }

    package init(among points: ClosedRange<Int>, filter: String, wish: String?, day: Int) {
        self.filter = filter
        switch (wish, wish.flatMap { Int($0) }) {
        case (nil, _): chosen = Self.spread(over: points, day: day)
        case (_, let point?): chosen = points.contains(point) ? [point] : []
        case (_, nil): chosen = Array(points)
        }
        isComplete = chosen.count == points.count
    }

    private static func spread(over points: ClosedRange<Int>, day: Int) -> [Int] {
        let inner = points.count - 2
        guard inner > dozen else { return Array(points) }
        let distance = (inner + dozen - 1) / dozen
        let first = points.lowerBound + 1 + day % distance
        return [points.lowerBound] + stride(from: first, to: points.upperBound, by: distance) + [points.upperBound]
    }

    /// Whether the process died often enough: how many calls a run makes may vary a little, and the last two may not come.
    package func isEnough(_ kills: Int) -> Bool { kills > 0 && kills >= chosen.count - max(2, chosen.count / 10) }

    /// For a failure: where the process died, and the line that repeats it.
    package func comment(_ point: Int, _ words: String = "died at point") -> String {
        "\(words) \(point) (again: KILL_POINTS=\(point) swift test --filter '\(filter)')"
    }
}
