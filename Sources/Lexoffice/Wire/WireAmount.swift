import Bookkeeping
import FoundationEssentials

/// An amount as lexoffice writes it: a number with any count of decimals, or the same in quotes (lexoffice-api.md §2.5).
///
/// Decoding never fails: an amount nobody can read must not take the rest of a list with it. It is then nil.
struct WireAmount: Decodable {
    let decimal: ExactDecimal?

    init(from decoder: any Decoder) throws {
        // Nil is told by whoever asks for the amount (see above).
        guard let container = try? decoder.singleValueContainer() else {
            decimal = nil
            return
        }
        // No number: then a text.
        if let number = try? container.decode(Decimal.self) {
            decimal = ExactDecimal(number.description)
        } else {
            // Neither of both: nil.
            decimal = (try? container.decode(String.self)).flatMap { ExactDecimal($0) }
        }
    }

    /// Rounded half away from zero: lexoffice keeps cents, further digits are the noise of a binary fraction on its side.
    var cents: Cents? { decimal.flatMap { Cents(rounding: $0) } }
}

/// A day as lexoffice writes it: midnight in Berlin with its offset, rarely a bare day. Never the day of the UTC moment.
struct WireDay: Decodable {
    let day: BusinessDay?

    init(from decoder: any Decoder) throws {
        // As for an amount: a day nobody can read is nil, and the list goes on.
        let text = try? decoder.singleValueContainer().decode(String.self)
        day = text.flatMap { text in BusinessDay(text) ?? Instant(iso: text).map { BusinessDay(berlinDayOf: $0) } }
    }
}
