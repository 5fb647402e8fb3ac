import Administration
import Bookkeeping
import Comparison
import Output
import Persistence
import Reconciliation
import Reporting
import Wording

/// Signs the sheet that was just shown, here or by the service.
struct SheetSigning {
    let options: Options
    let patience: Patience
    let name: String
    let remark: String
    /// What the sheet's hash has to begin with, where the person said so.
    let hash: String?

    func sign(_ sheet: CloseSheet, _ wiring: Wiring) async throws -> Exit {
        try check(sheet)
        let remark = Redaction.known.hiding(remark)
        let order = SignOrder(sheet.record, name: Redaction.known.hiding(name), remark: remark, entries: sheet.journal.entries)
        let author = wiring.author(remark.isEmpty ? "sign" : "sign: \(remark.prefix(200))")
        return try await DecisionDoor(wiring, options, patience.milliseconds(of: .sign)).carry {
            let (lock, store) = try wiring.state(lockedFor: "reconcile close --sign")
            defer { withExtendedLifetime(lock) {} }
            return try await store.resting(wiring) {
                switch try Signing(store: store, author: author).sign(order, at: wiring.now) {
                case .success(let receipt): show(receipt)
                case .failure(let refusal): throw failure(refusal, sheet)
                }
            }
        } beside: { door in
            switch try await door.put(
                .sign, { store, id in try order.decision(id: id, by: author.actor, reason: author.cause, in: store) })
            {
            case .noted(let id): door.tellNoted(id, answer: DecisionKind.sign.rawValue)
            case .settled(.signed(let receipt)): show(receipt)
            case .settled(.notSigned(let refusal)): throw failure(refusal, sheet)
            case .settled(let answer): throw door.failure(answer, hint: hint(sheet))
            }
        }
    }

    private func check(_ sheet: CloseSheet) throws(CommandFailure) {
        if let hash, !sheet.hash.hasPrefix(hash.lowercased()) { throw failure(.otherSheet, sheet) }
        guard let obstacle = sheet.obstacle(remark: remark) else { return }
        throw CommandFailure(.peopleNeeded, code: obstacle.rawValue, Catalogue.word(obstacle)(options.language), hint: hint(sheet))
    }

    private func failure(_ refusal: SignRefusal, _ sheet: CloseSheet) -> CommandFailure {
        let language = options.language
        return switch refusal {
        case .moved(let names):
            CommandFailure(
                .peopleNeeded, code: "SHEET_MOVED", "\(Catalogue.signMoved(language)): \(names.joined(separator: ", "))", hint: hint(sheet))
        case .otherSheet:
            CommandFailure(.peopleNeeded, code: "OTHER_SHEET", "\(Catalogue.signOtherSheet(language)): \(sheet.hash)", hint: hint(sheet))
        }
    }

    private func hint(_ sheet: CloseSheet) -> String { "`reconcile close \(sheet.month)`" }

    private func show(_ receipt: SignReceipt) -> Exit {
        switch options.format {
        case .text:
            Terminal.print(["", "\(Catalogue.signHead(options.language)): \(name), \(receipt.month), \(receipt.hash)"])
        case .json:
            let summary = JSONLine("change_summary").adding([
                "answer": DecisionKind.sign.rawValue, "month": receipt.month.description, "hash": receipt.hash, "exit": 0,
            ])
            Terminal.print([summary.text])
        }
        return .success
    }
}
