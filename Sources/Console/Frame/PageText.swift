internal import Bookkeeping
internal import Wording

/// Values as text in the language of a visitor.
struct PageText: Sendable {
    let language: Language

    func callAsFunction(_ wording: Wording) -> String { wording(language) }
    func callAsFunction(_ word: some WordList) -> String { word.wording(language) }

    func amount(_ cents: Cents) -> String { Catalogue.amount(cents, language) }
    /// Without the currency: for a column that names it.
    func number(_ cents: Cents) -> String { Catalogue.number(cents, language) }
    func day(_ day: BusinessDay) -> String { Catalogue.plainDay(day, language) }
    func moment(_ moment: Instant) -> String { Catalogue.plainMoment(moment, language) }
    func month(_ month: BookMonth) -> String { Catalogue.plainMonth(year: month.year, month: month.month, language) }
    func age(of moment: Instant, at now: Instant) -> String { Catalogue.plainAge(milliseconds: now.milliseconds(since: moment))(language) }
    func count(_ count: Int) -> String { Catalogue.plainCount(count, language) }
}
