import Bookkeeping
import Sandbox
import Transport
import Wording

/// The step about part and final invoices: each voucher holds what is asked for anew, so that their sum is the whole work.
extension DemoTour {
    /// HERO's documents of the chain, in order.
    func publishChain() -> [HeroDocumentRecord] {
        let now = Instant(milliseconds: time.wallMilliseconds())
        return world.withHero { hero in
            var run = SampleChain(from: BusinessDay(berlinDayOf: now)).run
            run.install(in: &hero)
            let ids = run.steps.compactMap { run.perform($0, on: &hero, now: now) }
            return ids.compactMap { hero.records.documents[$0] }
        }
    }

    /// Shows the vouchers of these documents; the sum of what they ask for.
    func showChain(_ documents: [HeroDocumentRecord]) -> Cents {
        let vouchers = world.lexoffice.vouchers
        var cents: Int64 = 0
        for document in documents {
            for voucher in vouchers where voucher.content.number == document.number {
                cents += voucher.content.gross.amount
                let file = document.draft.eInvoice == nil ? Catalogue.demoWithoutXML : Catalogue.demoWithXML
                Terminal.print(["\(line(voucher)) (\(file(language)))"])
            }
        }
        let sum = Cents(cents)
        Terminal.print(["  \(Catalogue.demoChainSum(language)): \(Catalogue.amount(sum, language))"])
        return sum
    }
}
