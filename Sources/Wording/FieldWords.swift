/// Fields of HERO as its own pages call them, where a code names one.
extension Catalogue {
    /// The part in brackets behind a reason: codes, ids and cents, with the fields in it in the words of the office.
    package static func detail(_ text: String, _ language: Language) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { token in
            guard token.hasPrefix("field="), let words = heroField(token.dropFirst("field=".count)) else { return String(token) }
            return "\(language == .de ? "Feld" : "field") \u{201E}\(words)\u{201C}"
        }.joined(separator: " ")
    }

    /// A customer is the same wherever in a document it stands.
    private static func heroField(_ path: Substring) -> String? {
        let parts = path.split(separator: ".")
        let start = parts.lastIndex(of: "customer") ?? parts.startIndex
        return heroFields[parts[start...].joined(separator: ".")]
    }

    /// HERO's pages are German; so are the names of their fields in either language.
    private static let heroFields: [String: String] = [
        "customer.type": "Kundentyp", "customer.company_name": "Firmenname", "customer.first_name": "Vorname",
        "customer.last_name": "Nachname", "customer.email": "E-Mail", "customer.nr": "Kundennummer", "customer.title": "Anrede",
        "customer.address": "Adresse", "customer.address.street": "Straße", "customer.address.zipcode": "PLZ",
        "customer.address.city": "Ort", "customer.address.country": "Land", "customer.address.country.code": "Land",
        "currency": "Währung", "nr": "Nummer", "date": "Datum", "value": "Nettosumme", "vat": "Umsatzsteuer",
        "type": "Dokumenttyp", "document_type": "Dokumenttyp", "positions": "Positionen",
    ]
}
