import Bookkeeping
import Transport

/// What HERO made of a customer we sent.
package struct CreatedCustomer: Sendable, Hashable {
    package var id: Int
    /// Fields that were sent and are not there: HERO drops what it does not like in silence (hero-api.md §1.7).
    package var dropped: [String]
}

extension HeroWriter {
    /// Creates a customer (hero-api.md §5.5). HERO is asked to create, never to find: see ``HeroDocuments/createContact``. The
    /// caller must have looked, and must look again before it repeats an unknown outcome.
    ///
    /// - Parameter countryIDs: HERO's id of each country by its code; a country HERO does not have is left out.
    package func createContact(_ draft: CustomerDraft, countryIDs: [String: Int]) async -> WriteOutcome<CreatedCustomer, HeroError> {
        let subject = "customer"
        let input = HeroWriter.input(draft, countryIDs)
        let reply = await connection.mutate(HeroDocuments.createContact, [("c", .object(input))], subject: subject)
        return outcome(of: reply, subject: subject) { (data) throws(UnreadableField) in
            let customer = try data.required("create_contact", data.object("create_contact"))
            let id = try customer.required("id", customer.identifier("id"))
            return CreatedCustomer(id: id, dropped: HeroWriter.dropped(input, from: customer))
        }
    }

    /// The exact bytes ``createContact(_:countryIDs:)`` sends.
    package static func contactBody(_ draft: CustomerDraft, countryIDs: [String: Int]) -> [UInt8] {
        HeroConnection.body(HeroDocuments.createContact, [("c", .object(input(draft, countryIDs)))])
    }

    private static func input(_ draft: CustomerDraft, _ countryIDs: [String: Int]) -> OrderedJSON.Members {
        var input: OrderedJSON.Members = [
            ("category", .text("customer")), ("type", .text(draft.isCompany ? "commercial" : "private")),
        ]
        let texts = [
            ("company_name", draft.companyName), ("title", draft.salutation), ("first_name", draft.firstName),
            ("last_name", draft.lastName), ("email", draft.email), ("phone_home", draft.phone), ("phone_mobile", draft.mobile),
        ]
        for (name, text) in texts { if let text { input.append((name, .text(text))) } }
        if let address = draft.address { input.append(("address", .object(addressInput(address, countryIDs)))) }
        return input
    }

    private static func addressInput(_ address: PostalAddress, _ countryIDs: [String: Int]) -> OrderedJSON.Members {
        var input: OrderedJSON.Members = []
        let texts = [("street", address.street), ("line_1", address.supplement), ("zipcode", address.zip), ("city", address.city)]
        for (name, text) in texts { if let text { input.append((name, .text(text))) } }
        // Without it HERO takes a four-digit postcode for a Swiss one (hero-api.md §2.8).
        if let country = address.countryCode.flatMap({ countryIDs[$0] }) { input.append(("country_id", .integer(country))) }
        return input
    }

    /// Presence alone is compared: HERO may write a phone number its own way.
    private static func dropped(_ input: OrderedJSON.Members, from answer: WireObject) -> [String] {
        var dropped: [String] = []
        for (name, value) in input {
            if case .object(let members)? = value {
                // What came back in another form was not taken over as it was sent either.
                let inner = (try? answer.object(name)).flatMap(\.self)
                for (part, _) in members {
                    let answered = part == "country_id" ? inner?.members["country"] : inner?.members[part]
                    if answered == nil || answered == .null { dropped.append("\(name).\(part)") }
                }
            } else if (try? answer.filledText(name)).flatMap(\.self) == nil {  // The same for a text.
                dropped.append(name)
            }
        }
        return dropped
    }
}
