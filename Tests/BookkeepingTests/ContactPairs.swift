import Bookkeeping
import TestSupport

/// A customer of HERO and what lexoffice has, with the truth about them: made from one party written twice, or from two parties.
struct ContactPair: Sendable {
    enum Truth: Sendable, Hashable {
        /// One party, spelled in two ways.
        case same
        /// One party, and more than spelling apart: a person has to say so.
        case sameButAsk
        case different
    }

    var kind: String
    var truth: Truth
    var customer: Customer
    var contacts: [LexofficeContact]
}

/// Everything random about them, from one seed.
struct ContactPairs {
    private var random: SeededGenerator
    private var number = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// Mixed as an office meets them: most customers are there in some spelling or not at all, few are there with a slip of the pen.
    mutating func next() -> ContactPair {
        number += 1
        switch Int.random(in: 0..<1000, using: &random) {
        case 0..<330: return spelledCompany()
        case 330..<520: return spelledPerson()
        case 520..<527: return slip()
        case 527..<530: return saysTooLittle()
        case 530..<640: return atOneAddress()
        case 640..<720: return family()
        case 720..<820: return otherTown()
        case 820..<860: return otherForm()
        case 860..<900: return companyOfAPerson()
        default: return stranger()
        }
    }

    // MARK: one party

    private mutating func spelledCompany() -> ContactPair {
        let party = company()
        var other = party
        other.name = Respelling.company(party.name, &random)
        if let form = party.form {
            other.form = Respelling.form(form, &random)
            // HERO may keep the form apart, or not at all.
            other.formApart = pick([false, false, true])
        }
        return pair("spelled company", .same, customer: writtenOtherwise(other), party)
    }

    private mutating func spelledPerson() -> ContactPair {
        let party = person()
        var other = party
        other.first = Respelling.letters(party.first, &random)
        other.last = Respelling.letters(party.last, &random)
        if chance(10) { (other.first, other.last) = (other.last, other.first) }
        if chance(15) { other.first = pick(["Dr. ", "Prof. Dr. ", "Dipl.-Ing. ", "Herr ", "Frau "]) + other.first }
        return pair("spelled person", .same, customer: writtenOtherwise(other), party)
    }

    private mutating func slip() -> ContactPair {
        var (party, other) = (company(), company())
        other = party
        other.name = Respelling.slip(party.name, &random)
        if other.name == party.name { (party.name, other.name) = ("Zimmerei Hagedorn", "Zimmerei Hagedron") }
        return pair("slip of the pen", .sameButAsk, customer: other, party)
    }

    /// The same name in the same town, and one of both says nothing else.
    private mutating func saysTooLittle() -> ContactPair {
        let party = chance(50) ? company() : person()
        var other = party
        (other.street, other.email) = (nil, nil)
        return pair("name and town alone", .sameButAsk, customer: other, party)
    }

    /// Address and e-mail as somebody else would have typed them; one of the two may be missing where both are known.
    private mutating func writtenOtherwise(_ party: Party) -> Party {
        var other = party
        other.street = Respelling.street(party.street, &random)
        other.email = party.email.map { pick([$0, $0.uppercased(), " \($0) ", "\($0); zweite@andere.example", "Name <\($0)>"]) }
        if chance(25), other.email != nil {
            if chance(50) { other.email = nil } else { other.street = nil }
        }
        return other
    }

    // MARK: two parties

    private mutating func atOneAddress() -> ContactPair {
        let party = chance(50) ? company() : person()
        var other = chance(50) ? company() : person()
        other.street = party.street
        other.zip = party.zip
        other.city = party.city
        while other.shares(aWordWith: party) {
            other.name = "\(pick(Names.trades)) \(pick(Names.last))\(number)"
            other.last = "\(pick(Names.last))\(pick(["mann", "meier", "bach", "feld"]))"
            other.first = pick(Names.otherFirst)
        }
        return pair("others at one address", .different, customer: other, party)
    }

    /// Relatives in one house, and the two companies of one family.
    private mutating func family() -> ContactPair {
        if chance(50) {
            let party = person()
            var other = party
            other.first = pick(Names.otherFirst)
            other.email = nil
            return pair("relatives", .different, customer: other, party)
        }
        let last = pick(Names.last)
        var party = company()
        party.name = "\(last) \(pick(Names.trades))"
        var other = party
        other.name =
            "\(last) \(pick(["Immobilien", "Verwaltungs", "Holding", "Beteiligungs", "Hausverwaltung", "Transporte", "Gastronomie"]))"
        other.email = nil
        return pair("companies of one family", .different, customer: other, party)
    }

    private mutating func otherTown() -> ContactPair {
        let party = chance(50) ? company() : person()
        var other = party
        (other.zip, other.city) = ("99\(100 + number % 800)", "Erfurt-\(number % 97)")
        other.street = "\(pick(Names.streets)) \(Int.random(in: 1...90, using: &random))"
        other.email = party.email.map { "b\($0)" }
        return pair("same name, other town", .different, customer: other, party)
    }

    /// The GmbH and the GmbH & Co. KG it manages, in another town: nothing in common but the name.
    private mutating func otherForm() -> ContactPair {
        var party = company()
        party.form = "GmbH"
        var other = party
        other.form = "GmbH & Co. KG"
        (other.zip, other.street, other.email) = ("98\(100 + number % 800)", "Ring 3", nil)
        return pair("GmbH and GmbH & Co. KG", .different, customer: other, party)
    }

    /// The man and his company, elsewhere.
    private mutating func companyOfAPerson() -> ContactPair {
        let party = person()
        var other = party
        (other.isCompany, other.name, other.form) = (true, "\(party.last) \(pick(Names.trades))", pick(["GmbH", "e.K.", nil]))
        (other.email, other.street) = (nil, chance(50) ? party.street : "Werkstattweg 9")
        return pair("a man and his company", .different, customer: other, party)
    }

    private mutating func stranger() -> ContactPair {
        let party = chance(50) ? company() : person()
        return pair("strangers", .different, customer: chance(50) ? company("z") : person("z"), party)
    }

    private mutating func pair(_ kind: String, _ truth: ContactPair.Truth, customer: Party, _ contact: Party) -> ContactPair {
        let bystanders = [company("y"), person("y")].enumerated().map { $0.element.contact(id: "bystander-\($0.offset)") }
        return ContactPair(
            kind: kind, truth: truth, customer: customer.customer(id: number), contacts: bystanders + [contact.contact(id: "it")])
    }

    // MARK: parties

    /// - Parameter mark: letters that make sure it is nobody else.
    private mutating func company(_ mark: String = "") -> Party {
        let last = pick(Names.last)
        let name = pick([
            "\(last) \(pick(Names.trades))", "\(pick(Names.trades)) \(last) & Söhne", "\(pick(Names.first)) \(last) \(pick(Names.trades))",
            "\(last)-\(pick(Names.last)) \(pick(Names.trades))", "Gebrüder \(last) \(pick(Names.trades))",
            "\(last) Bau\(pick(["gesellschaft", "unternehmung", "technik"]))",
        ])
        var party = place(Party(isCompany: true, name: mark + name))
        party.form = pick([nil, "GmbH", "GmbH", "GmbH & Co. KG", "e.K.", "UG (haftungsbeschränkt)", "GbR", "OHG", "AG", "KG", "PartG mbB"])
        return party
    }

    private mutating func person(_ mark: String = "") -> Party {
        place(Party(isCompany: false, first: pick(Names.first), last: mark + pick(Names.last)))
    }

    private mutating func place(_ party: Party) -> Party {
        var party = party
        party.street = "\(pick(Names.streets)) \(Int.random(in: 1...180, using: &random))\(pick(["", "", " a", "b"]))"
        (party.zip, party.city) = (
            String(Int.random(in: 10_000...97_999, using: &random)), pick(["Hannover", "Köln", "München", "Lüneburg"])
        )
        party.email =
            chance(80) ? "post\(number)-\(Int.random(in: 0...999, using: &random))@\(pick(["dach", "müller", "web"])).example" : nil
        return party
    }

    private mutating func pick<T>(_ all: [T]) -> T { all[Int.random(in: 0..<all.count, using: &random)] }
    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
}

/// A company or person, before it is written down in either system.
struct Party: Sendable {
    var isCompany: Bool
    var name = ""
    var form: String?
    var formApart = false
    var first = ""
    var last = ""
    var street: String?
    var zip = ""
    var city = ""
    var email: String?

    private var address: PostalAddress { PostalAddress(street: street, zip: zip, city: city, countryCode: "DE") }
    private var wholeName: String { [name, form].compactMap(\.self).joined(separator: " ") }

    func customer(id: Int) -> Customer {
        Customer(
            id: id, isCompany: isCompany, companyName: isCompany ? (formApart ? name : wholeName) : nil,
            legalForm: isCompany && formApart ? form : nil, firstName: isCompany ? nil : first, lastName: isCompany ? nil : last,
            email: email, address: address)
    }

    func contact(id: String) -> LexofficeContact {
        LexofficeContact(
            id: id, name: isCompany ? wholeName : "\(first) \(last)", isCompany: isCompany, isCustomer: true,
            emails: email.map { [$0] } ?? [], addresses: [address])
    }

    func shares(aWordWith other: Party) -> Bool {
        func words(_ party: Party) -> Set<Substring> {
            Set((party.isCompany ? party.name : "\(party.first) \(party.last)").split { " -&".contains($0) })
        }
        return !words(self).isDisjoint(with: words(other))
    }
}

enum Names {
    static let first = ["Max", "Jörg", "Änne", "Käthe", "Günter", "Anna-Lena", "René", "Ulrike", "Bernd", "Zoë", "Hans Peter", "Michael"]
    static let otherFirst = ["Ruth", "Otto", "Wilhelmine", "Kasimir", "Michaela", "Bernadette", "Ute"]
    static let last = [
        "Müller", "Schäfer", "Weiß", "Groß", "Köhler", "Bauer", "Baur", "Meyer", "Maier", "Yılmaz", "Łukasz", "Strößner", "Lehmann",
        "von der Heide", "Öztürk", "Dubois",
    ]
    static let trades = [
        "Bau", "Dachdeckerei", "Elektro", "Sanitär und Heizung", "Malerbetrieb", "Tischlerei", "Garten- und Landschaftsbau", "Fliesen",
        "Metallbau", "Stahl + Glas",
    ]
    static let streets = [
        "Hauptstraße", "Karl-Marx-Straße", "Königstraße", "Beispielweg", "Am Großen Graben", "Straße des 17. Juni", "Röntgenstraße",
        "St.-Florian-Straße",
    ]
}
