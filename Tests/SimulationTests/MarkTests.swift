import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import TestSupport
import Testing
import Transport

/// A copy of the state taken at any moment of a pass, put back after a crash of that pass: what was sent since is noticed, and nothing
/// is made twice (scale.md §3).
@Suite struct MarkTests {
    /// Some of the copies, with `KILL_POINTS=all` every one.
    @Test func everyCopyOfADyingPass() async throws {
        let cases = [4_000, 60_000].flatMap { lag in [true, false].map { (lag: Int64(lag), isExecuted: $0) } }
        try await sideBySide(cases, atOnce: 2) { try await die(lag: $0.lag, isExecuted: $0.isExecuted) }
    }

    private func die(lag: Int64, isExecuted: Bool) async throws {
        var copies: [(pass: DyingPass, copy: Copyist.Copy, comment: String)] = []
        for write in 1...DyingPass.writes + 1 {
            var pass = try await DyingPass(lag: lag)
            try await pass.run(dyingAtWrite: write, executed: isExecuted, isMarked: true)
            #expect(pass.sent == min(write, DyingPass.writes))
            #expect(pass.copies.count > write)
            for copy in pass.copies { copies.append((pass, copy, "died at write \(write)")) }
        }
        var noticed = 0
        let points = KillPoints(among: 1...copies.count, filter: "MarkTests")
        for point in points.chosen {
            let (pass, copy, death) = copies[point - 1]
            let recovery = try await pass.recover(copy)
            let comment = points.comment(point, "\(death), lag \(lag), executed \(isExecuted), \(recovery.sentSince) sent since, copy")
            #expect(recovery.isAccountedFor, "\(comment)")
            #expect(recovery.duplicates == 0, "\(comment)")
            #expect(recovery.isComplete && recovery.isWhole, "\(comment)")
            if recovery.isNoticed { noticed += 1 }
        }
        if points.isComplete { #expect(noticed > 20) }
    }

    /// The mark of old, at the beginning and the end of a pass, lets duplicates through: the test above would see them.
    @Test func aMarkThatDoesNotKnowOfWritesIsNotEnough() async throws {
        var (duplicates, unaccounted) = (0, 0)
        var pass = try await DyingPass(lag: 4_000)
        try await pass.run(dyingAtWrite: DyingPass.writes, executed: true, isMarked: false)
        for copy in pass.copies {
            let recovery = try await pass.recover(copy)
            duplicates += recovery.duplicates
            if !recovery.isAccountedFor { unaccounted += 1 }
        }
        #expect(unaccounted > 5 && duplicates > 0)
    }

    /// A mark that cannot be moved: nothing is sent, nothing is in doubt, and the next pass does it.
    @Test func nothingIsSentWithoutAMark() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let report = await (try company.clients(mark: NoMark())).pass().run()
        #expect(company.writes == [0, 0] && report.interruption?.kind == .state && report.exit == .cannotWriteState)
        try await company.passUntilQuiet()
        #expect(company.vouchers(of: id).count == 1)
    }

    /// Only writes move it.
    @Test func theMarkMovesOncePerWrite() async throws {
        let mark = CountingMark()
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        company.invoice(customer: customer)
        let clients = try company.clients(mark: mark)
        let report = await clients.pass().run()
        #expect(report.writes == 3 && mark.count == 3)
        _ = await clients.pass().run()
        let quiet = await clients.pass().run()
        #expect(quiet.writes == 0 && mark.count == 3)
    }
}
