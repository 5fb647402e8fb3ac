import Foundation

/// Which seeds a test lives: `HISTORIES=1000` says how many, `HISTORY=42` or another variable the one to be lived again.
package enum Seeds {
    /// - Parameters:
    ///   - usual: how many when nobody says it.
    ///   - all: how many at most, where more show nothing else.
    ///   - one: the variable that names a single seed.
    package static func chosen(usual: Int, all: Int = .max, one: String = "HISTORY") -> [Int] {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment[one].flatMap({ Int($0) }) { return [seed] }
        return Array(1...max(1, min(all, environment["HISTORIES"].flatMap { Int($0) } ?? usual)))
    }
}

/// How many of something a test takes, where many show the same as some: all with `KILL_POINTS=all`.
package func amount(usual: Int, all: Int) -> Int { KillPoints.areAllWanted ? all : usual }
