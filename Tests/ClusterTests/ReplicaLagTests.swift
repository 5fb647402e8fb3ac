import Bookkeeping
import Cluster
import Persistence
import Testing

/// How long changes wait to be carried away.
@Suite struct ReplicaLagTests {
    private static func head(_ entries: Int) throws -> Watermark {
        try #require(Watermark(Array(#"{"generation":1,"entries":\#(entries),"newestHash":"\#(entries)"}"#.utf8)))
    }

    /// Nobody knows yet how old it is.
    @Test func whatTheFirstLookFindsWaits() throws {
        var lag = ReplicaLag()
        lag.look(try Self.head(1), at: 1_000_000)
        #expect(lag.isBehind && lag.waiting(at: 1_009_000) == 9_000)
    }

    @Test func whatTheReplicaHasWaitsForNothing() throws {
        var lag = try Self.settled()
        lag.look(try Self.head(1), at: 1_100_000)
        #expect(!lag.isBehind && lag.waiting(at: 1_200_000) == 0)
    }

    @Test func aChangeWaitsFromTheLookBeforeIt() throws {
        var lag = try Self.settled()
        lag.look(try Self.head(2), at: 1_005_000)
        #expect(lag.isBehind && lag.waiting(at: 1_030_000) == 26_000)
        lag.carried()
        #expect(!lag.isBehind && lag.waiting(at: 1_030_000) == 0)
    }

    @Test func theOldestOfSeveralCounts() throws {
        var lag = try Self.settled()
        for (entries, moment) in [(2, 1_005_000), (3, 1_006_000), (3, 1_007_000)] as [(Int, Int64)] {
            lag.look(try Self.head(entries), at: moment)
        }
        #expect(lag.waiting(at: 1_064_000) == 60_000)
    }

    /// An announcement of the same head at another moment is no change.
    @Test func theMomentOfAHeadIsNoneOfIt() throws {
        var lag = try Self.settled()
        var head = try Self.head(1)
        head.at = Instant(milliseconds: 1_005_000)
        lag.look(head, at: 1_005_000)
        #expect(!lag.isBehind)
    }

    /// Looked at twice, and all of it carried away.
    private static func settled() throws -> ReplicaLag {
        var lag = ReplicaLag()
        lag.look(try head(1), at: 1_000_000)
        lag.carried()
        lag.look(try head(1), at: 1_004_000)
        return lag
    }
}
