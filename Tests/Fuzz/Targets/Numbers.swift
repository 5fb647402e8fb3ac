import Bookkeeping
import Hero
import Lexoffice
import TestSupport
import Transport

/// Texts that should be numbers or moments, alone and inside answers.
enum Numbers {
    static let target = FuzzTarget(name: "numbers", mebibytesMaximum: 128, tokens: Tokens.numbers) {
        let rig = try Rig()
        let seeds = (Tokens.numbers + moments).map { Array($0.utf8) }
        return FuzzTarget.Prepared(seeds: seeds) { await rig.read($0) }
    }

    private static let moments = [
        "2026-04-07", "2026-04", "2026-04-07T10:15:09.447+02:00", "Sun, 06 Nov 1994 08:49:37 GMT", "120", "127.0.0.1:9847", "[::1]:0",
        "unix:/run/reconcile.sock",
    ]

    struct Rig {
        private let transport = AnsweringTransport()
        private let hero: HeroReader
        private let lexoffice: LexofficeReader

        init() throws {
            let time = VirtualTime(autoAdvancing: true)
            hero = HeroReader(try HeroAnswers.connection(transport, time))
            lexoffice = LexofficeReader(try LexofficeAnswers.connection(transport, time))
        }

        func read(_ bytes: [UInt8]) async {
            let text = String(decoding: bytes, as: UTF8.self)
            calculate(text)
            tellTime(text)
            await insideAnswers(text)
        }

        private func calculate(_ text: String) {
            let parts = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).prefix(3).map { ExactDecimal(String($0)) }
            for case let number? in parts + [ExactDecimal(text)] {
                hold(ExactDecimal(number.description) == number, "a number is read as it is written")
                hold(!(number < number) && number == number.rounded(toScale: ExactDecimal.maximumScale), "order and places")
                guard let cents = Cents(rounding: number) else { continue }
                let distance = cents.decimal - number
                let half = ExactDecimal(coefficient: 5, scale: 3)
                hold(!(half < distance) && !(half < -distance), "rounded by half a cent at most")
            }
            let factors = parts.compactMap(\.self)
            guard let first = factors.first else { return }
            let product = Cents(product: first, factors.count > 1 ? factors[1] : first, factors.last ?? first)
            hold(product?.isWithinLimit ?? true, "a product within the limit")
            _ = first + (factors.last ?? first)
        }

        private func tellTime(_ text: String) {
            if let day = BusinessDay(text) {
                hold(BusinessDay(daysSince1970: day.daysSince1970) == day && BusinessDay(day.description) == day, "a day is itself")
                hold(BusinessDay(berlinDayOf: day.startInBerlin) == day, "a day begins on itself")
            }
            if let instant = Instant(iso: text) {
                hold(Instant(iso: instant.isoText) == instant, "a moment is itself")
                // The last hour of 2199 is in 2200 in Berlin, which is no year of the books.
                hold(Instant(iso: instant.berlinText).map { $0 == instant } ?? (instant.berlinText.hasPrefix("2200")), "and in Berlin")
            }
            if let milliseconds = Int64(text) {
                let instant = Instant(milliseconds: milliseconds)
                _ = (instant.isoText, instant.berlinText, instant.berlinClock, BusinessDay(berlinDayOf: instant))
                _ = instant.adding(seconds: 1)
            }
            _ = BookMonth(text)
            let time = VirtualTime(autoAdvancing: true)
            let pause = Backoff().delay(afterAttempt: text.count, retryAfter: text, time: time)
            hold((0...60_000).contains(pause), "a pause has an end")
            _ = (LexofficeEndpoint(text), HeroEndpoint(text), NumberSpelling.folded(text))
        }

        private func insideAnswers(_ text: String) async {
            let row = #"{"id":88012,"value":\#(text),"vat":\#(text),"status_code":\#(text),"modified":"\#(text)"}"#
            transport.answer(Array(#"{"data":{"customer_documents":[\#(row)]}}"#.utf8), later: HeroAnswers.noMore)
            if let header = try? await hero.documentHeaders(modifiedSince: nil).headers.first {
                hold(header.valueNet?.isWithinLimit ?? true, "HERO's amount within the limit")
            }
            for amount in [text, "\"\(text)\""] {
                let item = #"{"paymentItemType":"manualPayment","postingDate":"2026-04-07","amount":\#(amount),"currency":"EUR"}"#
                let record = """
                    {"openAmount":\(amount),"currency":"EUR","paymentStatus":"openRevenue","voucherStatus":"open","paymentItems":[\(item)]}
                    """
                transport.answer(Array(record.utf8), later: [])
                guard let read = try? await lexoffice.payments("b5a1c1de-0000-4000-8000-000000000001") else { continue }
                hold(read.openAmount.isWithinLimit, "lexoffice's amount within the limit")
            }
        }
    }
}
