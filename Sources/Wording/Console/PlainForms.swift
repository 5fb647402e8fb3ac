package import Bookkeeping

/// Days, moments, ages and numbers as people write them.
extension Catalogue {
    private static let monthsDe = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
    ]
    private static let monthsEn = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    /// `30.11.2026`, `30 Nov 2026`.
    package static func plainDay(_ day: BusinessDay, _ language: Language) -> String {
        switch language {
        case .de: "\(twoDigits(day.day)).\(twoDigits(day.month)).\(day.year)"
        case .en: "\(day.day) \(monthName(day.month, .en).prefix(3)) \(day.year)"
        }
    }

    /// `30.11.2026, 14:05` by the clock of Berlin.
    package static func plainMoment(_ moment: Instant, _ language: Language) -> String {
        "\(plainDay(BusinessDay(berlinDayOf: moment), language)), \(moment.berlinClock)"
    }

    /// `November 2026`.
    package static func plainMonth(year: Int, month: Int, _ language: Language) -> String { "\(monthName(month, language)) \(year)" }

    /// How long ago, in the largest unit that says something: `vor 3 Tagen`.
    package static func plainAge(milliseconds: Int64) -> Wording {
        let minutes = max(0, milliseconds) / 60_000
        switch minutes {
        case 0: return Wording("gerade eben", "just now")
        case 1..<120:
            return minutes == 1 ? Wording("vor 1 Minute", "1 minute ago") : Wording("vor \(minutes) Minuten", "\(minutes) minutes ago")
        case 120..<2_880: return Wording("vor \(minutes / 60) Stunden", "\(minutes / 60) hours ago")
        default: return Wording("vor \(minutes / 1_440) Tagen", "\(minutes / 1_440) days ago")
        }
    }

    /// `1.234` or `1,234`.
    package static func plainCount(_ count: Int, _ language: Language) -> String {
        String(number(Cents(Int64(clamping: count).multipliedReportingOverflow(by: 100).partialValue), language).dropLast(3))
    }

    private static func monthName(_ month: Int, _ language: Language) -> String {
        guard (1...12).contains(month) else { return String(month) }
        return (language == .de ? monthsDe : monthsEn)[month - 1]
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
