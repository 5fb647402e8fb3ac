import Bookkeeping
import Foundation
import Sandbox

/// Somebody the firm works for, as he really is, and how both systems came to write him.
struct UntidyParty: Sendable {
    enum Kind: Sendable, CaseIterable {
        /// lexoffice does not know him.
        case fresh
        /// lexoffice has him in another spelling.
        case spelt
        /// lexoffice has him, and more than the spelling differs: a person has to say so.
        case near
        /// Twice in HERO, in two spellings.
        case twice
        /// Somebody else of another name lives in the same house, and lexoffice has that one.
        case neighbour
        /// Somebody else has the very name, in another town.
        case namesake
        /// HERO writes his country by name or in three letters.
        case abroad
        /// HERO writes a country that nobody knows.
        case nowhere
    }

    let kind: Kind
    /// HERO's ids of the customer, and the numbers people know him by.
    var customers: [Int] = []
    var numbers: [String] = []
    /// What lexoffice calls him. Contacts that were lost are no longer among them.
    var contacts: Set<String> = []
    var former: Set<String> = []
    /// A person has said which contact he is, or need not.
    var isSettled: Bool
    /// His contact cannot be created, for ever.
    var isRefused = false
    /// The answer to his contact gets lost.
    var isShaky = false

    init(_ kind: Kind) {
        self.kind = kind
        isSettled = kind != .near && kind != .nowhere
    }
}

/// How the same name is written by different hands.
struct UntidySpelling {
    private static let stems = [
        "Ahrens", "Brückner", "Clausen", "Dörfler", "Eßer", "Fröhlich", "Größer", "Hübner", "Ihlenfeld", "Jäger", "Kröger", "Lüders",
        "Möbius", "Nölke", "Öztürk", "Pöhlmann", "Quast", "Römer", "Süßmuth", "Thürmer", "Ußler", "Vössing", "Wößner", "Zöllner",
    ]
    private static let trades = ["Bau", "Dach", "Elektro", "Haustechnik", "Malerei", "Holz & Form"]
    private static let forms = ["GmbH", "GmbH & Co. KG", "UG (haftungsbeschränkt)", "e.K.", "KG"]
    private static let streets = ["Hauptstraße", "Bäckerstraße", "Schloßstraße", "Gartenstraße"]

    let name: String
    let form: String
    private(set) var street: String
    private(set) var town: (zip: String, city: String)
    private(set) var email: String

    var full: String { "\(name) \(form)" }

    /// - Parameter index: of the party; no two have the same name, house or address.
    init(_ index: Int, using dice: inout History.Dice) {
        let stem = Self.stems[index % Self.stems.count]
        name = "\(stem) \(Self.trades.randomElement(using: &dice) ?? "Bau")"
        form = Self.forms.randomElement(using: &dice) ?? "GmbH"
        street = "\(Self.streets.randomElement(using: &dice) ?? "Hauptstraße") \(index + 3)a"
        town = ("30\(159 + index)", "Hannover")
        email = "post@\(Self.plain(stem).lowercased()).example"
    }

    private static func plain(_ text: String) -> String {
        let letters = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"), ("ß", "ss")]
        return letters.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
    }

    /// Into the house of another, with one's own name.
    mutating func move(to other: UntidySpelling, withMail: Bool = false) {
        (street, town) = (other.street, other.town)
        if withMail { email = other.email }
    }

    /// The same name and house in another spelling, which is no question to anybody.
    static func respelt(_ text: String, using dice: inout History.Dice) -> String {
        var text = text
        if dice.percent(40) { text = plain(text) }
        if dice.percent(30) { text = text.uppercased() }
        if dice.percent(40) { text = text.replacingOccurrences(of: "& Co. KG", with: "& Co.KG") }
        if dice.percent(30) { text = text.replacingOccurrences(of: " & ", with: dice.percent(50) ? " und " : " + ") }
        if dice.percent(30) { text = text.replacingOccurrences(of: " ", with: "  ") }
        return text
    }

    static func respeltStreet(_ street: String, using dice: inout History.Dice) -> String {
        guard dice.percent(60) else { return street }
        let short = street.replacingOccurrences(of: "straße", with: dice.percent(50) ? "str." : "strasse")
        return "\(short.dropLast()) A"
    }

    /// Another name, which may be his or may not.
    func mistaken(using dice: inout History.Dice) -> String {
        switch Int.random(in: 0...2, using: &dice) {
        case 0: "\(name) und Service \(form)"
        case 1: "\(name.prefix(3))\(name.dropFirst(4)) \(form)"
        default: "Hausverwaltung Mitte"
        }
    }

    /// What people write into the field of the e-mail address. The first address in it, if there is one, is his.
    func writtenEmail(using dice: inout History.Dice) -> String? {
        switch Int.random(in: 0...5, using: &dice) {
        case 0: "\(email); buero@zweite.example"
        case 1: "\(full) <\(email)>"
        case 2: email.uppercased()
        default: email
        }
    }
}
