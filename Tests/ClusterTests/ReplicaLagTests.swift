import Cluster
import Persistence
import Testing

/// How long changes wait to be carried away, by what Litestream says of its files.
@Suite struct ReplicaLagTests {
    private static func head(_ entries: Int) throws -> Watermark {
        try #require(Watermark(Array(#"{"generation":1,"entries":\#(entries),"newestHash":"\#(entries)"}"#.utf8)))
    }

    @Test func whatTheReplicaHasWaitsForNothingAndIsNotAskedAgain() throws {
        var lag = ReplicaLag()
        lag.look(try Self.head(1), at: 1_000_000)
        let first = lag.shouldAsk(at: 1_000_000)
        lag.found(999_000)
        #expect(first && lag.waiting(at: 1_000_500) == 0)
        lag.look(try Self.head(1), at: 1_001_000)
        let again = lag.shouldAsk(at: 1_100_000)
        #expect(!again && lag.waiting(at: 1_100_000) == 0)
    }

    @Test func aChangeWaitsFromTheLookBeforeIt() throws {
        var lag = try Self.settled()
        lag.look(try Self.head(2), at: 1_005_000)
        let isAsked = lag.shouldAsk(at: 1_030_000)
        #expect(isAsked && lag.waiting(at: 1_030_000) == 26_000)
        // Made in the second of the change, as far as the file says.
        lag.found(1_004_000)
        #expect(lag.waiting(at: 1_030_000) == 0)
    }

    @Test func aReplicaThatStandsStillFallsBehind() throws {
        var lag = try Self.settled()
        lag.look(try Self.head(2), at: 1_005_000)
        lag.look(try Self.head(3), at: 1_006_000)
        let asked = [1_020_000, 1_029_000, 1_030_000].map { lag.shouldAsk(at: $0) }
        #expect(asked == [true, false, true])
        lag.found(999_000)
        #expect(lag.waiting(at: 1_064_000) == 60_000)
        // It has come back, and has the first of the two.
        lag.found(1_004_000)
        #expect(lag.waiting(at: 1_064_000) == 60_000)
        lag.found(1_070_000)
        #expect(lag.waiting(at: 1_071_000) == 0)
    }

    @Test func withoutAnyFileItWaitsFromTheBeginning() throws {
        var lag = ReplicaLag()
        lag.look(try Self.head(1), at: 1_000_000)
        lag.found(nil)
        #expect(lag.waiting(at: 1_009_000) == 9_000)
    }

    @Test func aTableOfLitestreamEndsEachLineWithAMoment() {
        let table = """
            level  min_txid          max_txid          size  created
            0      0000000000000001  0000000000000001  567   2026-12-01T10:31:49Z
            0      0000000000000002  0000000000000002  191   2026-12-01T10:31:51Z

            """
        #expect(Litestream.newest(in: table) == 1_796_121_111_000)
        #expect(Litestream.newest(in: "level  min_txid\n") == nil)
    }

    /// Looked at twice, and all of it carried away.
    private static func settled() throws -> ReplicaLag {
        var lag = ReplicaLag()
        lag.look(try head(1), at: 1_000_000)
        lag.found(999_000)
        lag.look(try head(1), at: 1_004_000)
        return lag
    }
}
