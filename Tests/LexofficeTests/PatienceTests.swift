import Bookkeeping
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Lexoffice

/// How often, and after how long, a request is tried again (lexoffice-api.md §2.1, §4.2).
@Suite struct PatienceTests {
    @Test func everyRequestTakesAPermit() async throws {
        let rig = try Rig(thousandthsPerSecond: 500) { _, _ in .fixture("profile") }
        for _ in 0..<3 { _ = try await rig.reader.profile() }
        #expect(rig.gaps == [2000, 2000])
    }

    @Test(arguments: 1...4)
    func aThrottledReadIsRepeated(_ refusals: Int) async throws {
        let rig = try Rig { place, _ in place < refusals ? .fixture("error-gateway-429", status: 429) : .fixture("profile") }
        _ = try await rig.reader.profile()
        #expect(rig.sent.count == refusals + 1)
    }

    @Test func afterFiveTriesItIsThrottled() async throws {
        let rig = try Rig { _, _ in .fixture("error-gateway-429", status: 429) }
        let error = await failure { try await rig.reader.profile() }
        #expect(error?.code == .throttled)
        #expect(error?.isTransient == true)
        #expect(rig.sent.count == 5)
    }

    /// The ceilings are 1, 2, 4 and 8 s; within them the waits must differ from seed to seed, and now and then come near.
    @Test func backOffGrowsAndIsJittered() async throws {
        var longest: [Int64] = [0, 0, 0, 0]
        var seen: Set<[Int64]> = []
        for seed in UInt64(1)...60 {
            let rig = try Rig(seed: seed) { _, _ in .answer(429, "") }
            _ = await failure { try await rig.reader.profile() }
            seen.insert(rig.gaps)
            longest = zip(longest, rig.gaps).map { max($0, $1) }
        }
        #expect(seen.count > 50)
        let ceilings: [Int64] = [1000, 2000, 4000, 8000]
        for (wait, ceiling) in zip(longest, ceilings) {
            // The rate limiter's own interval may follow the pause.
            #expect(wait > ceiling / 2)
            #expect(wait <= ceiling + 527)
        }
    }

    @Test(arguments: [("7", Int64(7_000)), ("60", 60_000), ("86400", 60_000), ("99999999999999999999", 60_000)])
    func retryAfterIsHonouredUpToAMinute(_ header: String, _ wait: Int64) async throws {
        let rig = try Rig(.answer(429, "", headers: ["Retry-After": header]), .fixture("profile"))
        _ = try await rig.reader.profile()
        let gap = try #require(rig.gaps.first)
        #expect(gap >= wait)
        #expect(gap <= wait + 1_000)
    }

    @Test(arguments: ["-5", "soon", "", "0"])
    func aMeaninglessRetryAfterCountsAsNone(_ header: String) async throws {
        let rig = try Rig(.answer(429, "", headers: ["Retry-After": header]), .fixture("profile"))
        _ = try await rig.reader.profile()
        #expect(try #require(rig.gaps.first) <= 1_527)
    }

    /// The budget is one: whoever else is in line waits as well.
    @Test func aThrottledRequestHoldsUpTheNext() async throws {
        let rig = try Rig { place, _ in place < 5 ? .answer(429, "", headers: ["Retry-After": "20"]) : .fixture("profile") }
        #expect(await failure { try await rig.reader.profile() }?.code == .throttled)
        _ = try await rig.reader.profile()
        #expect(try #require(rig.gaps.last) >= 20_000)
    }

    @Test(arguments: [500, 502, 503, 504])
    func aFailedReadIsRepeatedThreeTimes(_ status: Int) async throws {
        let failing = try Rig { _, _ in .answer(status, "") }
        #expect(await failure { try await failing.reader.profile() }?.code == .unavailable)
        #expect(failing.sent.count == 4)
        let recovering = try Rig(.answer(status, ""), .answer(status, ""), .answer(status, ""), .fixture("profile"))
        _ = try await recovering.reader.profile()
    }

    @Test(arguments: [
        (RequestFailure.Reach.notSent, RequestFailure.Cause.refused), (.notSent, .dns), (.mayHaveBeenSent, .timeout),
        (.mayHaveBeenSent, .closed), (.answered(status: 200), .closed),
    ])
    func anUnansweredReadIsRepeatedThreeTimes(_ reach: RequestFailure.Reach, _ cause: RequestFailure.Cause) async throws {
        let rig = try Rig { _, _ in .failure(reach, cause) }
        let error = await failure { try await rig.reader.profile() }
        #expect(error?.code == .unreachable(RequestFailure(reach: reach, cause: cause, detail: "scripted")))
        #expect(error?.isTransient == true)
        #expect(rig.sent.count == 4)
    }

    @Test(arguments: [
        (RequestFailure.Reach.answered(status: 200), RequestFailure.Cause.tooLarge), (.notSent, .cancelled),
    ])
    func whatWouldFailAgainIsNotRepeated(_ reach: RequestFailure.Reach, _ cause: RequestFailure.Cause) async throws {
        let rig = try Rig { _, _ in .failure(reach, cause) }
        #expect(await failure { try await rig.reader.profile() } != nil)
        #expect(rig.sent.count == 1)
    }

    @Test(arguments: [400, 401, 402, 403, 404, 405, 406, 409, 415, 501])
    func aRefusedReadIsNotRepeated(_ status: Int) async throws {
        let rig = try Rig { _, _ in .answer(status, "") }
        #expect(await failure { try await rig.reader.profile() } != nil)
        #expect(rig.sent.count == 1)
    }

    /// The status line came, the body did not: the status is what counts.
    @Test func aRefusalWithoutItsBodyIsStillARefusal() async throws {
        let rig = try Rig { _, _ in .failure(.answered(status: 403), .closed) }
        #expect(await failure { try await rig.reader.profile() }?.code == .forbidden)
        #expect(rig.sent.count == 1)
    }

    @Test func throttlingAndFailuresTogetherStayBounded() async throws {
        let rig = try Rig { place, _ in place % 5 == 4 ? .answer(503, "") : .answer(429, "") }
        #expect(await failure { try await rig.reader.profile() }?.code == .unavailable)
        #expect(rig.sent.count == 20)
    }

    @Test func aCancelledCallerSendsNothing() async throws {
        let rig = try Rig { _, _ in .fixture("profile") }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await failure { try await rig.reader.profile() }
        }
        guard case .unreachable(let request) = await task.value?.code else { return #expect(Bool(false), "it was sent") }
        #expect(request.reach == .notSent)
        #expect(request.cause == .cancelled)
        #expect(rig.sent.isEmpty)
    }
}

@Suite struct AccessTokenTests {
    /// A token that is exchanged for the next one whenever a refusal of the present one is reported.
    private final class Renewable: Sendable {
        private let number = Mutex(1)
        private let last: Int
        let reports = Mutex<[String]>([])

        init(last: Int) { self.last = last }

        var token: AccessToken {
            AccessToken(
                current: { () async throws(LexofficeError) in "token-\(self.number.withLock { $0 })" },
                renewed: { refused in
                    self.reports.withLock { $0.append(refused) }
                    return self.number.withLock { number in
                        guard number < self.last else { return false }
                        number += 1
                        return true
                    }
                })
        }
    }

    private func bearers(_ rig: Rig) -> [String] { rig.sent.map { $0.request.head.headerFields[.authorization] ?? "" } }

    @Test func aReadIsRepeatedOnceWithARenewedToken() async throws {
        let renewable = Renewable(last: 9)
        let rig = try Rig(accessToken: renewable.token) { place, _ in place == 0 ? .answer(401, "") : .fixture("profile") }
        _ = try await rig.reader.profile()
        #expect(bearers(rig) == ["Bearer token-1", "Bearer token-2"])
        let refused = try Rig(accessToken: Renewable(last: 9).token) { _, _ in .answer(401, "") }
        #expect(await failure { try await refused.reader.profile() }?.code == .unauthorized)
        #expect(bearers(refused) == ["Bearer token-1", "Bearer token-2"])
    }

    @Test func aTokenThatCannotBeRenewedEndsTheRead() async throws {
        let renewable = Renewable(last: 1)
        let rig = try Rig(accessToken: renewable.token) { _, _ in .answer(401, "") }
        #expect(await failure { try await rig.reader.profile() }?.code == .unauthorized)
        #expect(rig.sent.count == 1)
        #expect(renewable.reports.withLock { $0 } == ["token-1"])
    }

    @Test func aWriteReportsTheRefusalButIsNotRepeated() async throws {
        let renewable = Renewable(last: 9)
        let rig = try Rig(accessToken: renewable.token) { _, _ in .answer(401, "") }
        let outcome = await rig.writer.attachFile(voucherID: "v-1", fileName: "a.pdf", bytes: [1])
        guard case .notProcessed(let error) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(error.code == .unauthorized)
        #expect(rig.sent.count == 1)
        #expect(renewable.reports.withLock { $0 } == ["token-1"])
    }

    /// Whatever keeps us from a token, a write was not sent.
    @Test(arguments: [LexofficeError.Code.unauthorized, .unavailable, .badAnswer])
    func withoutATokenNothingIsSent(_ code: LexofficeError.Code) async throws {
        let asked = Mutex(0)
        let token = AccessToken(
            current: { () async throws(LexofficeError) in
                asked.withLock { $0 += 1 }
                throw LexofficeError(code, subject: "POST /oauth2/token", cause: "HTTP 503")
            },
            renewed: { _ in false })
        let rig = try Rig(accessToken: token) { _, _ in .fixture("file-uploaded") }
        let outcome = await rig.writer.attachFile(voucherID: "v-1", fileName: "a.pdf", bytes: [1])
        guard case .notProcessed = outcome else { return #expect(Bool(false), "\(outcome)") }
        let error = await failure { try await rig.reader.profile() }
        #expect(error?.isTransient == (code != .unauthorized))
        #expect(rig.sent.isEmpty)
        #expect(asked.withLock { $0 } == 2, "each request asks for a token once")
    }

    @Test(arguments: ["", "two words", "line\nbreak", "ключ"])
    func aTokenThatFitsNoHeaderIsNotSent(_ key: String) async throws {
        let rig = try Rig(accessToken: AccessToken(key: key)) { _, _ in .fixture("profile") }
        #expect(await failure { try await rig.reader.profile() }?.code == .unauthorized)
        #expect(rig.sent.isEmpty)
    }
}

/// Another organisation's data never get in (domain.md S12).
@Suite struct OrganizationTests {
    private let other = "00000000-0000-4000-8000-000000000000"

    @Test(arguments: ["profile", "voucher", "contact", "contacts-page"])
    func dataOfAnotherOrganisationAreRefused(_ fixture: String) async throws {
        let rig = try Rig(organizationID: other) { _, _ in .fixture(fixture) }
        let error = await failure {
            switch fixture {
            case "profile": _ = try await rig.reader.profile()
            case "voucher": _ = try await rig.reader.voucher("v-1")
            case "contact": _ = try await rig.reader.contact("c-1")
            default: _ = try await rig.reader.contacts(page: 0)
            }
        }
        #expect(error?.code == .wrongOrganisation)
        #expect(error?.isTransient == false)
    }

    @Test func setupReadsFirstAndBindsThen() async throws {
        let rig = try Rig(organizationID: nil) { _, _ in .fixture("profile") }
        let profile = try await rig.reader.profile()
        #expect(profile.organizationID == Rig.organization)
        _ = try await LexofficeReader(rig.connection.bound(to: profile.organizationID.uppercased())).profile()
        let error = await failure { try await LexofficeReader(rig.connection.bound(to: other)).profile() }
        #expect(error?.code == .wrongOrganisation)
    }
}
