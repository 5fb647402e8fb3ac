import Foundation

/// Which seeds a test lives: `HISTORIES=1000` says how many, `HISTORY=42` the one to be lived again.
package enum Seeds {
    /// - Parameters:
    ///   - usual: how many when nobody says it.
    ///   - all: how many at most, where more show nothing else.
    package static func chosen(usual: Int, all: Int = .max) -> [Int] {
        let environment = ProcessInfo.processInfo.environment
        if let one = environment["HISTORY"].flatMap({ Int($0) }) { return [one] }
        return Array(1...max(1, min(all, environment["HISTORIES"].flatMap { Int($0) } ?? usual)))
    }
}

/// How many of something a test takes, where many show the same as some: all with `KILL_POINTS=all`.
package func amount(usual: Int, all: Int) -> Int { KillPoints.areAllWanted ? all : usual }
