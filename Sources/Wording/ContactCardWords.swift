package import Bookkeeping

/// The words of two cards side by side, and of what a contact had to do without.
extension Catalogue {
    package static let cardsTitle = Wording("Kunde und mögliche Kontakte", "Customer and possible contacts")
    package static let cardName = Wording("Name", "Name")
    package static let cardStreet = Wording("Straße", "Street")
    package static let cardTown = Wording("Ort", "Town")
    package static let cardEmail = Wording("E-Mail", "E-mail")
    package static let cardRole = Wording("Rolle", "Role")
    package static let cardUnusable = Wording("kein Kunde oder archiviert", "no customer, or archived")

    package static func field(_ field: ContactField) -> Wording {
        switch field {
        case .email: Wording("E-Mail-Adresse", "e-mail address")
        case .phone: Wording("Telefonnummer", "telephone number")
        case .salutation: Wording("Anrede", "salutation")
        }
    }

    /// - Parameter fields: at least one.
    package static func without(_ fields: [ContactField]) -> Wording {
        let words = fields.map(field)
        return Wording(
            "ohne \(words.map(\.de).joined(separator: ", "))", "without \(words.map(\.en).joined(separator: ", "))")
    }

    package static func leftOut(_ fields: [ContactField]) -> Wording {
        let words = without(fields)
        return Wording(
            "Der Kontakt in lexoffice wurde \(words.de) angelegt, weil lexoffice nicht annimmt, was in HERO steht.",
            "The contact in lexoffice was created \(words.en), because lexoffice does not take what HERO has.")
    }
}
