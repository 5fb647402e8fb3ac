internal import Administration
internal import Bookkeeping
internal import ConsoleAccess
internal import Hero
internal import Persistence
internal import Reconciliation
internal import Wording

/// What the set-up's forms say, read strictly: what is wrong is said in the words of whoever typed it.
struct SetupForm: Sendable {
    enum Field: String, CaseIterable {
        case day, relink, einvoices, person, process, connector, confirmed
    }

    /// Of the newest change the page knew (``SettingsSubject``).
    static let changeField = "rev"

    let form: Fields

    /// Whatever of it is there, to be kept in an address: a look at lexoffice's list loses nothing that was typed.
    var kept: String {
        let fields = Field.allCases.map(\.rawValue) + PostingCategory.allCases.map { SetupForm.field(of: $0) }
        return fields.compactMap { name in form[name].map { "\(name)=\(Fields.encoded($0))" } }.joined(separator: "&")
    }

    static func field(of category: PostingCategory) -> String { "category.\(category.rawValue)" }

    func first() throws(SetupFormFault) -> SetupOrder {
        guard let day = try day(.day) else { throw .field(.missing(Field.day.rawValue)) }
        guard isTicked(.process) else { throw .unticked(.processTick) }
        guard isTicked(.connector) else { throw .unticked(.connectorTick) }
        var order = try mapping()
        order.startDate = day
        order.relinkFrom = try self.day(.relink)
        order.eInvoicesFrom = try self.day(.einvoices)
        order.contactPerson = form[Field.person.rawValue].flatMap { ContactPersonSource(rawValue: $0) }
        order.cancellationProcessConfirmed = true
        order.connectorOffConfirmed = true
        return order
    }

    func mapping() throws(SetupFormFault) -> SetupOrder {
        var chosen: [PostingCategory: String] = [:]
        for key in PostingCategory.allCases {
            guard let id = form[SetupForm.field(of: key)] else { continue }
            guard id.utf8.count <= 64, id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .field(.unknown("category")) }
            chosen[key] = id
        }
        return SetupOrder(categories: chosen, isMappingConfirmed: isTicked(.confirmed))
    }

    func startDate() throws(SetupFormFault) -> BusinessDay {
        guard let day = try day(.day) else { throw .field(.missing(Field.day.rawValue)) }
        return day
    }

    /// The set-up as the page showed it.
    func subject() throws(SetupFormFault) -> DecisionSubject {
        guard let text = form.all(SetupForm.changeField).first else { throw .field(.missing(SetupForm.changeField)) }
        guard !text.isEmpty else { return SettingsSubject.seen(nil) }
        guard let change = Int64(text), change > 0 else { throw .field(.unknown(SetupForm.changeField)) }
        return SettingsSubject.seen(change)
    }

    func isTicked(_ field: Field) -> Bool { form[field.rawValue] == "yes" }

    private func day(_ field: Field) throws(SetupFormFault) -> BusinessDay? {
        guard let text = form[field.rawValue] else { return nil }
        guard let day = BusinessDay(text) else { throw .field(.unknown(field.rawValue)) }
        return day
    }
}

/// Why a form of the set-up is not taken.
enum SetupFormFault: Error, Hashable {
    case field(FormFault)
    case unticked(SetupWord)

    var wording: Wording {
        switch self {
        case .field(let fault): fault.wording
        case .unticked(let word): Catalogue.pleaseTick(word)
        }
    }
}
