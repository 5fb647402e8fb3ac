import Bookkeeping

extension LexofficeWriter {
    /// The exact bytes that ``createContact(_:)`` sends: always in the customer role, without any empty field.
    package static func contactBody(_ draft: ContactDraft) -> [UInt8] {
        let party: (name: String, value: OrderedJSON?)
        // lexoffice files addresses and numbers under a purpose; this one says the least.
        let purpose: String
        switch draft.party {
        case .company(let name, let vatID, let contactPerson):
            purpose = "business"
            let persons = contactPerson.map { OrderedJSON.list([.object(members($0) + [("primary", .flag(true))])]) }
            party = ("company", .object([("name", .text(name)), ("vatRegistrationId", .text(vatID)), ("contactPersons", persons)]))
        case .person(let person):
            purpose = "private"
            party = ("person", .object(members(person)))
        }
        return OrderedJSON.object([
            ("version", .integer(0)), ("roles", .object([("customer", .object([]))])), party,
            ("addresses", draft.address.map { .object([("billing", .list([address($0)]))]) }),
            ("emailAddresses", draft.email.map { .object([(purpose, .list([.text($0)]))]) }),
            ("phoneNumbers", draft.phone.map { .object([(purpose, .list([.text($0)]))]) }),
            ("note", draft.note.isEmpty ? nil : .text(draft.note)),
        ]).bytes
    }

    private static func members(_ person: ContactDraft.Person) -> OrderedJSON.Members {
        [("salutation", .text(person.salutation)), ("firstName", .text(person.firstName)), ("lastName", .text(person.lastName))]
    }

    private static func address(_ address: PostalAddress) -> OrderedJSON {
        .object([
            ("supplement", .text(address.supplement)), ("street", .text(address.street)), ("zip", .text(address.zip)),
            ("city", .text(address.city)), ("countryCode", .text(address.countryCode)),
        ])
    }
}
