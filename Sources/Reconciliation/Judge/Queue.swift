internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// What a pass judged good, on its way to lexoffice. It survives the pass: what is left over is shown as `ready`, and the next pass
/// judges it anew before anything is sent.
struct Queue {
    let context: PassContext

    /// The document, if it is ready. A reversal waits outside until its original is on the books, which may fail in this very pass.
    @discardableResult
    func enter(_ prospect: TransferCandidate) throws -> Machine<InvoiceChart>? {
        let original = try OriginalLookup(store: context.store).standing(.document(prospect.sound.document, file: nil))
        let judgement = original == .pending ? Judgement.waiting(.waitingForOriginal) : .sound(prospect.sound)
        try JudgedMove(context: context).apply(judgement, to: prospect.key)
        let machine = try context.invoice(prospect.key)
        return machine?.configuration.transfer == .ready ? machine : nil
    }
}
