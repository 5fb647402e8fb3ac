import Bookkeeping
import Foundation
import GRDB
import Reconciliation
import Sandbox
import Synchronization
import TestSupport
import Transport

@testable import Persistence

/// Copies a state after each entry of its journal, as a backup beside a pass would.
final class Copyist: TransactionObserver, Sendable {
    struct Copy: Sendable {
        var directory: String
        /// Writes that had been sent by then.
        var sent: Int
    }

    private struct Work {
        var hasEntry = false
        var copies: [Copy] = []
    }

    private let store: Store
    private let root: String
    private let sent: @Sendable () -> Int
    private let work = Mutex(Work())

    init(_ store: Store, root: String, sent: @escaping @Sendable () -> Int) {
        (self.store, self.root, self.sent) = (store, root, sent)
        store.queue.add(transactionObserver: self, extent: .databaseLifetime)
    }

    var copies: [Copy] { work.withLock { $0.copies } }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { eventKind.tableName == "transition" }
    func databaseDidChange(with event: DatabaseEvent) { work.withLock { $0.hasEntry = true } }
    func databaseDidRollback(_ db: Database) { work.withLock { $0.hasEntry = false } }

    func databaseDidCommit(_ db: Database) {
        work.withLock { work in
            guard work.hasEntry else { return }
            work.hasEntry = false
            let copy = Copy(directory: "\(root)/copy-\(work.copies.count)", sent: sent())
            try? FileManager.default.createDirectory(atPath: copy.directory, withIntermediateDirectories: true)
            for suffix in ["", "-wal"] {
                try? FileManager.default.copyItem(
                    atPath: store.path + suffix, toPath: "\(copy.directory)/\(Store.fileName)\(suffix)")
            }
            work.copies.append(copy)
        }
    }
}

/// Moves for nobody: the mark of a program that does not know of writes.
struct IdleMark: Mark {
    func move() throws {}
}

/// A business in the middle of a pass that makes a contact, vouchers with their files and a payment, and dies.
struct DyingPass {
    /// Short, so that a simulated wait is few passes.
    static let settle: Int64 = 90_000
    /// A contact, two vouchers, their files, and a payment.
    static let writes = 6

    let premises: Premises
    let documents: [Int]
    let rules: LexofficeRules
    private(set) var copies: [Copyist.Copy] = []
    private(set) var sent = 0

    var company: Company { premises.company }

    init(lag: Int64) async throws {
        var rules = Company.rules()
        rules.indexLagMilliseconds = lag
        self.rules = rules
        premises = try Premises(rules: rules)
        let company = premises.company
        company.policy.settle = Self.settle
        let customer = company.openShop()
        try await company.setup()
        let early = company.invoice(customer: customer, net: 5_000)
        try await company.passUntilQuiet()
        company.advance(hours: 1)
        try company.payInFull(early)
        let fresh = company.addCustomer("Weiß GmbH", email: "post@weiss.example")
        documents = [early, company.invoice(customer: customer, net: 6_000), company.invoice(customer: fresh, net: 7_000)]
        company.time.advance(milliseconds: max(lag, 5_000))
    }

    /// - Parameter isMarked: whether the mark moves before each write, or at the beginning and the end of the pass alone.
    mutating func run(dyingAtWrite write: Int, executed isExecuted: Bool, isMarked: Bool) async throws {
        let transport = MortalTransport(company, dyingAt: write, executed: isExecuted, writesOnly: true)
        let copyist = Copyist(company.store, root: premises.directory + "/copies") { transport.count }
        try company.store.moveMark(at: company.now)
        await (try company.clients(through: transport, mark: isMarked ? nil : IdleMark())).runUntilDeath()
        copies = copyist.copies
        sent = transport.count
    }

    /// The copy is put back as `systemd/README.md` says, seconds after the death, and passes run until nothing is left to do.
    func recover(_ copy: Copyist.Copy) async throws -> Recovery {
        let room = premises.directory + "/room-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: room, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: room) }
        _ = try Store.view(directory: copy.directory).backup(to: room + "/" + Store.fileName, at: company.now)
        try FileManager.default.copyItem(
            atPath: premises.directory + "/" + Watermark.fileName, toPath: room + "/" + Watermark.fileName)
        let after = try Company(rules: rules, settle: Self.settle, store: try Store.open(directory: room))
        let (hero, lexoffice) = (company.world.hero, company.world.lexoffice)
        after.world.withHero { $0 = hero }
        after.world.withLexoffice { $0 = lexoffice }
        after.time.advance(milliseconds: company.time.monotonicMilliseconds() - after.time.monotonicMilliseconds() + 1_000)
        let isNoticed = try after.store.restoration()?.phase == .relinking
        let knows = try !after.store.openIntents().isEmpty
        for _ in 0..<40 {
            let report = try await after.pass()
            let isRelinking = try after.store.restoration().map { $0.phase != .done } ?? false
            if !isRelinking && report.interruption == nil && report.writes == 0 && report.count(.uncertain) == 0
                && report.count(.waiting) + report.count(.ready) == 0
            {
                break
            }
            after.time.advance(milliseconds: 30_000)
        }
        return Recovery(
            sentSince: sent - copy.sent, isNoticed: isNoticed, knowsWhatWasSent: knows, company: after, documents: documents,
            isWhole: try after.store.verifyJournal().broken == nil)
    }

    struct Recovery {
        var sentSince: Int
        var isNoticed: Bool
        /// The copy holds the announcement of a write without an answer: it is as the process left it when it died in that write.
        var knowsWhatWasSent: Bool
        var company: Company
        var documents: [Int]
        var isWhole: Bool

        /// Whether everything sent since is either noticed, or the one write the copy itself announces.
        var isAccountedFor: Bool { sentSince == 0 || isNoticed || sentSince == 1 && knowsWhatWasSent }

        /// Vouchers, files, contacts and payments beyond one of each.
        var duplicates: Int {
            let vouchers = documents.map { company.vouchers(of: $0) }
            return company.vouchers.count - Set(company.vouchers.map { $0.content.number }).count
                + vouchers.joined().reduce(0) { $0 + max(0, $1.files.count - 1) } + max(0, company.world.lexoffice.contacts.count - 2)
                + max(0, company.heroPayments.count - 1)
        }

        var isComplete: Bool {
            documents.allSatisfy { company.vouchers(of: $0).first?.files.count == 1 } && company.world.lexoffice.contacts.count == 2
                && company.heroPayments.count == 1
        }
    }
}

final class CountingMark: Mark {
    private let moves = Mutex(0)

    var count: Int { moves.withLock { $0 } }
    func move() throws { moves.withLock { $0 += 1 } }
}
