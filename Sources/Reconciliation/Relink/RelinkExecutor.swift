internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts

/// Links what a survey found in lexoffice and leaves the rest: it makes no voucher, no contact, no file and no payment.
struct RelinkExecutor {
    let context: PassContext
    /// Transfers are built over one; on the way taken here none of them writes.
    let writer: LexofficeWriter
    let settings: Settings

    /// False when the pass was told to end before all were looked at.
    func run(_ prospects: TransferCandidates, filesDue: [String], mayContinue: @Sendable () async -> Bool) async throws -> Bool {
        for (index, prospect) in prospects.all.enumerated() {
            guard await mayContinue() else { return false }
            context.progress(PassProgress(stage: .relinking, done: index, total: prospects.all.count))
            try await relink(prospect)
        }
        for key in filesDue {
            guard await mayContinue() else { return false }
            try await lookForFile(key)
        }
        return true
    }

    private func relink(_ prospect: TransferCandidate) async throws {
        guard try Queue(context: context).enter(prospect) != nil else { return }
        let contact: VoucherContact
        switch prospect.contact {
        case .linked(let id): contact = .contact(id: id)
        case .collective: contact = .collective(name: nil)
        case .toCreate, .held: return
        }
        let verdict = try NumberLookup(store: context.store, rules: settings.rules).verdict(
            key: prospect.key, voucher: prospect.sound.voucher, contact: prospect.contact)
        if verdict == .none { return }
        var transfer = Transfer(
            context: context, writer: writer, settings: settings, sound: prospect.sound, key: prospect.key, contact: contact,
            contactIsFresh: false, pdf: [], passage: prospect.passage == .create ? .adopt : prospect.passage)
        try await transfer.drive(.sysSend)
        guard case .relink(let otherwise) = prospect.passage, let after = try context.invoice(prospect.key),
            [.waiting, .ready].contains(after.configuration.transfer)
        else { return }
        try JudgedMove(context: context).apply(otherwise, to: prospect.key)
    }

    /// The file may have been sent by the state that is lost.
    private func lookForFile(_ key: String) async throws {
        guard try context.invoice(key)?.configuration.transfer == .fileDue,
            let link = try context.store.link(InvoiceChart.self, key),
            case .given(let found) = try await context.ask(
                .voucher(link.remoteID, of: key), { try await context.lexoffice.voucher(link.remoteID) }),
            let voucher = found, !voucher.fileIDs.isEmpty
        else { return }
        try context.advance(InvoiceChart.self, key, .lexFilePresent)
    }
}
