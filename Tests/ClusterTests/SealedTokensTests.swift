import Cluster
import Foundation
import Testing
import Transport

@Suite(.timeLimit(.minutes(2))) struct SealedTokensTests {
    private let secret = String(repeating: "k", count: 44)
    private let tokens = Array(#"{"refreshToken":"r-1"}"#.utf8)

    private func sealed(_ account: String = "alpha", secret: String? = nil) throws -> SealedTokens {
        try SealedTokens(try #require(AccountKeys(account)), secret: secret ?? self.secret)
    }

    @Test func whatIsSealedShowsNothingAndIsNeverTheSame() throws {
        let sealed = try sealed()
        let (one, two) = (try sealed.seal(tokens), try sealed.seal(tokens))
        #expect(one != two)
        #expect(try sealed.open(one) == tokens)
        #expect(String(decoding: one, as: UTF8.self).contains("r-1") == false)
    }

    @Test func nobodyElseOpensThemAndNoChangeGoesUnseen() throws {
        let box = try sealed().seal(tokens)
        #expect(throws: SealedTokens.Failure.unreadable) { try sealed(secret: String(repeating: "x", count: 44)).open(box) }
        #expect(throws: SealedTokens.Failure.unreadable) { try sealed("beta").open(box) }
        for place in [0, 12, box.count - 1] {
            var changed = box
            changed[place] ^= 1
            #expect(throws: SealedTokens.Failure.unreadable) { try sealed().open(changed) }
        }
        #expect(throws: SealedTokens.Failure.unreadable) { try sealed().open([]) }
        #expect(throws: SealedTokens.Failure.weakKey) { try sealed(secret: "short") }
    }

    @Test(.enabled(if: EtcdServer.path != nil, "\(EtcdServer.absence)")) func theyAreExchangedOnlyForTheOnesThatWereRead() async throws {
        let etcd = try await EtcdServer()
        let keys = try #require(AccountKeys("alpha"))
        let lease = try await HostLease.take(etcd.gateway, seconds: 60, time: SystemTime())
        let owner = try #require(try await Ownership.take(keys, host: "h1", lease: lease, etcd.gateway))
        let sealed = try sealed()
        #expect(try await sealed.read(etcd.gateway).revision == 0)
        let first = try #require(try await sealed.exchange(tokens, after: 0, by: owner, etcd.gateway))
        #expect(try await sealed.exchange(Array("late".utf8), after: 0, by: owner, etcd.gateway) == nil)
        let second = try #require(try await sealed.exchange(Array("r-2".utf8), after: first, by: owner, etcd.gateway))
        let kept = try await sealed.read(etcd.gateway)
        #expect(kept.tokens == Array("r-2".utf8) && kept.revision == second)
        // An answer that is lost, of one member or of all, is nobody else's exchange.
        let lossy = LossyTransport(etcd.transport)
        let members = etcd.gateway(over: lossy, times: 2)
        lossy.lose(1)
        let third = try #require(try await sealed.exchange(Array("r-3".utf8), after: second, by: owner, members))
        lossy.lose(2)
        await #expect(throws: EtcdError.self) { try await sealed.exchange(Array("r-4".utf8), after: third, by: owner, members) }
        #expect(try await sealed.exchange(Array("r-5".utf8), after: third, by: owner, members) == nil)
        let fifth = try await sealed.exchange(Array("r-5".utf8), after: third, sent: [Array("r-4".utf8)], by: owner, members)
        #expect(try await sealed.read(etcd.gateway).revision == fifth)
        #expect(try await sealed.exchange(Array("r-5".utf8), after: third, by: owner, members) == fifth)
        // Who does not own the account any more exchanges nothing.
        try await owner.handBack(etcd.gateway)
        #expect(try await sealed.exchange(tokens, after: second, by: owner, etcd.gateway) == nil)
    }
}
