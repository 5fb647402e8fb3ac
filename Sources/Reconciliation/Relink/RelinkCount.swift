internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// Counts the documents a restoration is about: linked again, a question, absent, or too young to have been transferred.
struct RelinkCount {
    let context: PassContext
    let restoration: Restoration
    private(set) var relinked = 0
    private(set) var asked = 0
    private(set) var absent: [String] = []
    private(set) var younger = 0

    /// Reasons that come from what was found, or not found, in lexoffice; whoever is held by figures or settings was never transferred.
    private static let questions: Set<ReasonCode> = [
        .duplicateNumber, .voucherGone, .voucherNotFound, .contactAmbiguous, .contactNotCustomer,
    ]

    func run(expecting matches: Set<String>) throws -> RelinkCount {
        var count = self
        count.relinked =
            try context.store.linksMade(after: restoration.linkBefore) + matches.count
        for machine in try context.store.machines(InvoiceChart.self)
        where machine.configuration.phase == .tracked && !matches.contains(machine.key) {
            switch machine.configuration.transfer {
            case .clash: count.asked += 1
            case .blocked, .rejected: if machine.reason.map(Self.questions.contains) == true { count.asked += 1 }
            case .unjudged, .waiting, .ready, .checking: try count.weigh(machine)
            case .none, .outOfScope, .waived, .creating, .uncertain, .fileDue, .fileSending, .fileUnsure, .fileRefused, .fileComplete,
                .edited, .gone, .doubled:
                break
            }
        }
        return count
    }

    private mutating func weigh(_ machine: Machine<InvoiceChart>) throws {
        guard let id = Int(machine.key), let header = try context.store.document(DocumentRow.self, id)?.header else { return }
        let number = header.number ?? ""
        if !number.isEmpty, try !context.store.vouchers(VoucherSnapshot.self, number: number).isEmpty {
            asked += 1
        } else if let created = header.created, let alive = restoration.lastAlive ?? restoration.noticedAt, created > alive {
            younger += 1
        } else {
            absent.append(number.isEmpty ? "#\(id)" : number)
        }
    }
}
