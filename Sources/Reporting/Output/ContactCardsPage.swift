internal import Bookkeeping
internal import Lexoffice
internal import Wording

/// Both cards side by side, field by field, so that a person sees whether they are one.
struct ContactCardsPage {
    let cards: ContactCards
    let language: Language
    let lexofficeApp: String

    var text: [String] {
        var lines: [String] = []
        if !cards.contacts.isEmpty {
            let all = [cards.customer] + cards.contacts
            var table = TextTable(Array(repeating: .left, count: all.count + 1))
            let heads = ["HERO \(cards.customer.id)"] + cards.contacts.map { "lexoffice \($0.id)" }
            table.add([""] + heads)
            for (word, value) in fields { table.add([word(language)] + all.map(value)) }
            lines += ["\(Catalogue.cardsTitle(language)):"] + table.lines()
            lines += cards.contacts.map { "  \(DeepLink.contact(app: lexofficeApp, id: $0.id))" }
        }
        if !cards.leftOut.isEmpty { lines.append(Catalogue.leftOut(cards.leftOut)(language)) }
        return lines
    }

    private var fields: [(Wording, (ContactCards.Card) -> String)] {
        [
            (Catalogue.cardName, { $0.name ?? "" }), (Catalogue.cardStreet, { $0.address?.street ?? "" }),
            (Catalogue.cardTown, { [$0.address?.zip, $0.address?.city].compactMap(\.self).joined(separator: " ") }),
            (Catalogue.cardEmail, { $0.emails.joined(separator: ", ") }),
            (Catalogue.cardRole, { [language] in $0.isUsable ? "" : Catalogue.cardUnusable(language) }),
        ]
    }

    var json: [String] {
        let rows = cards.contacts.map { row("contact_candidate", $0, "contact").text }
        guard !rows.isEmpty || !cards.leftOut.isEmpty else { return [] }
        var customer = row("customer", cards.customer, "customer")
        customer.add(["left_out": cards.leftOut.isEmpty ? nil : cards.leftOut.map(\.rawValue)])
        return [customer.text] + rows
    }

    private func row(_ record: String, _ card: ContactCards.Card, _ id: String) -> JSONLine {
        JSONLine(record).adding([
            id: card.id, "name": card.name, "street": card.address?.street, "zip": card.address?.zip, "city": card.address?.city,
            "emails": card.emails.isEmpty ? nil : card.emails,
            "link": id == "contact" ? DeepLink.contact(app: lexofficeApp, id: card.id) : nil, "usable": card.isUsable ? nil : false,
        ])
    }
}
