import Administration
import Bookkeeping
import Foundation
import Reconciliation
import Sandbox
import TestSupport

@testable import Persistence

/// A machine with a state directory, which can be put back to an earlier day, moved, or lost.
final class Premises {
    let company: Company
    private(set) var directory: String
    private let root: String

    init(on day: String = "2026-04-01", rules: LexofficeRules = Company.rules()) throws {
        // In memory where there is such a place: thousands of synced commits on a disk are minutes, and prove nothing here.
        let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm/" : NSTemporaryDirectory()
        root = place + "reconcile-restore-" + UUID().uuidString
        directory = root + "/0"
        company = try Company(on: day, rules: rules, store: try Store.open(directory: directory))
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func backUp(_ name: String = "backup") throws -> String {
        let path = "\(root)/\(name).sqlite"
        _ = try Store.view(directory: directory).backup(to: path, at: company.now)
        return path
    }

    /// A fresh directory: SQLite must not meet a file exchanged under it.
    private func move(keepingMark: Bool) throws {
        let next = "\(root)/\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: next, withIntermediateDirectories: true)
        let mark = directory + "/" + Watermark.fileName
        if keepingMark { try FileManager.default.copyItem(atPath: mark, toPath: next + "/" + Watermark.fileName) }
        directory = next
    }

    func restore(_ backup: String, keepingMark: Bool = true) throws {
        try move(keepingMark: keepingMark)
        try FileManager.default.copyItem(atPath: backup, toPath: directory + "/" + Store.fileName)
        company.store = try Store.open(directory: directory)
    }

    func loseEverything(keepingMark: Bool = false) throws {
        try move(keepingMark: keepingMark)
        company.store = try Store.open(directory: directory)
    }
}

extension Company {
    /// Every voucher number with how many vouchers bear it, to be the same before and after.
    var numbers: [String: Int] { Dictionary(vouchers.map { ($0.content.number ?? "-", 1) }, uniquingKeysWith: +) }

    /// Writes carried out in either system.
    var writes: [Int] { [world.executedWrites(in: .lexoffice), world.executedWrites(in: .hero)] }

    var heroPayments: [HeroPaymentRecord] { world.hero.records.documents.rows.flatMap { heroPayments(of: $0.id) } }

    func heroPayments(of id: Int) -> [HeroPaymentRecord] { world.hero.records.documents[id]?.booking?.payments ?? [] }

    func addCustomer(_ name: String, email: String) -> Int {
        let now = now
        return world.withHero { $0.addCustomer(Company.customer(name, email: email), now: now) }
    }

    func payInFull(_ id: Int) throws {
        let (voucher, today, now) = (try voucher(of: id), today, now)
        try world.withLexoffice { try $0.pay(voucher.id, type: .bank, amount: voucher.content.gross, on: today, now: now) }
    }

    func setUpAgain(relinkFrom: BusinessDay?) async throws {
        var request = SetupRequest()
        request.startDate = today
        request.relinkFrom = relinkFrom
        request.cancellationProcessConfirmed = true
        request.connectorOffConfirmed = true
        request.categories = [
            .construction13b: LexofficeCategory.construction13bID, .photovoltaic0: LexofficeCategory.photovoltaicID,
        ]
        _ = try await setupRunner().run(request)
    }
}
