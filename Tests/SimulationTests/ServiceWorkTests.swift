import Daemon
import Foundation
import GRDB
import Logging
import Reconciliation
import Sandbox
import Synchronization
import Telemetry
import TestSupport
import Testing
import Web

@testable import Persistence

/// What the service adds to a pass: its bounds, its order, and the watch over the journal.
@Suite struct ServiceWorkTests {
    /// A first transfer takes many passes; an invoice of today does not stand behind it.
    @Test func whatIsNewGoesBeforeWhatIsLeftOver() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let bulk = (0..<12).map { _ in company.invoice(customer: customer) }
        // The pass is told to end after five documents.
        let first = try await company.clients().pass(mayContinue: Self.times(6)).run()
        #expect(first.remaining > 0 && first.interruption == nil && first.exit == .deferred)
        #expect(PassSchedule.Ending(first) == .workLeft)
        let booked = company.vouchers.count
        #expect((1...6).contains(booked))

        company.time.advance(milliseconds: 1_000)
        let fresh = company.invoice(customer: customer)
        _ = try await company.clients().pass(mayContinue: Self.times(3)).run()
        let number = try #require(company.number(fresh))
        #expect(company.vouchers.contains { $0.content.number == number })
        #expect(company.vouchers.count < bulk.count)
        try await company.passUntilQuiet()
        #expect(company.vouchers.count == bulk.count + 1)
    }

    /// A remote that takes some writes and then fails is not down: only a pass that brought nothing makes the next pause longer.
    @Test func whatWentThroughBeforeAFailureKeepsThePauseShort() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        for _ in 0..<4 { company.invoice(customer: customer) }
        let creates = FaultPlan.Selector(.lexoffice, isWrite: true, path: "/v1/vouchers")
        // Whoever asks how lexoffice is meanwhile hears the same.
        let profile = FaultPlan.Selector(.lexoffice, isWrite: false, path: "/v1/profile")
        company.world.install(
            FaultPlan(
                appointments: (2...20).map { .init(creates, nth: $0, Fault(.unavailable)) }
                    + (1...20).map { .init(profile, nth: $0, Fault(.unavailable)) }))
        let first = try await company.pass()
        #expect(first.interruption?.kind == .unavailable && first.accepted > 0 && first.writes > first.accepted)
        #expect(PassSchedule.Ending(first) == .brokenOff)

        company.time.advance(milliseconds: 1_800_000)
        company.world.install(
            FaultPlan(chances: [.init(.lexoffice, isWrite: true), profile].map { .init($0, perMille: 1000, Fault(.unavailable)) }))
        let second = try await company.pass()
        #expect(second.interruption?.kind == .unavailable && second.writes > 0 && second.accepted == 0)
        #expect(PassSchedule.Ending(second) == .interrupted)

        company.world.install(.none)
        try await company.passUntilQuiet()
        #expect(company.vouchers.count == 4)
    }

    /// True so often, then false for ever.
    private static func times(_ count: Int) -> @Sendable () -> Bool {
        let left = Countdown(count)
        return { left.next() }
    }

    /// A chain that does not hold stops the transfer and is told; nothing is written any more.
    @Test func aBrokenJournalStopsTheService() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "reconcile-watch-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let company = try Company(store: try Store.open(directory: directory))
        let customer = company.openShop()
        try await company.setup()
        company.invoice(customer: customer)
        try await company.passUntilQuiet()

        let (health, metrics) = (ServiceHealth(time: company.time), MetricRegistry(version: "1", startedAt: 0))
        let watch = JournalWatch(
            open: { () throws(StoreError) in try Store.view(directory: directory) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, metrics: metrics, health: health, time: company.time)
        watch.check()
        #expect(!health.readiness(interval: 60_000).reasons.contains(.journalBroken))

        try await company.store.queue.write { db in
            let trigger = try #require(
                try Row.fetchOne(
                    db,
                    sql: """
                        SELECT name, sql FROM sqlite_schema
                        WHERE type = 'trigger' AND tbl_name = 'transition' AND sql LIKE '%BEFORE UPDATE%'
                        """
                ))
            try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)")
            try db.execute(sql: "UPDATE transition SET actor = 'user:max' WHERE seq = 5")
            try db.execute(sql: trigger["sql"] as String)
        }
        watch.check()
        #expect(health.readiness(interval: 60_000).reasons.contains(.journalBroken))
        #expect(health.statusLine.hasPrefix("The journal is broken: nothing is transferred"))
    }
}

private final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    func next() -> Bool {
        left.withLock { left in
            left -= 1
            return left >= 0
        }
    }
}
