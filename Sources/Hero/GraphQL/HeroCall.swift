/// What this program asks of HERO: its GraphQL documents, and the signed links to files. A closed set, used as a metric label.
package enum HeroCall: String, Sendable, CaseIterable {
    case setup, documentTypes, schemaCheck, documentPage, documentsByID, document, contactPage, countries, createPayment, addLogbookEntry
    case createContact, file
}
