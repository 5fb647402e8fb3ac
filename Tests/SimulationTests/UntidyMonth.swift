import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import StateCharts
import Synchronization
import TestSupport
import Transport

@testable import Sandbox

/// A month of an office where everything that real offices told of goes wrong at random, beside documents nothing is wrong with. What is
/// true is kept here, and held against what the program does and says after every pass. Same seed, same month.
struct UntidyMonth {
    let company: Company
    let naivety: Naivety?
    var dice: History.Dice
    var parties: [UntidyParty] = []
    var papers: [UntidyPaper] = []
    var trouble = UntidyTrouble()
    let lost = LostAnswers()
    /// Contacts that are nobody's of ours, and those that were lost.
    var strangers: Set<String> = []
    var isDenied = false
    private(set) var problems: [String] = []

    static let rights: [Set<LexofficeOperation>] = [
        [.readPayments], [.createContact], [.createVoucher], [.uploadFile], [.createContact, .searchContacts, .readContact],
    ]

    init(seed: UInt64, naivety: Naivety? = nil) async throws {
        self.naivety = naivety
        dice = History.Dice(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x0DD5)
        var rules = Company.rules()
        rules.trimsNumbers = dice.percent(50)
        rules.acceptsUmlautEmails = dice.percent(50)
        rules.acceptsVoucherStatus = dice.percent(50)
        rules.numberingMilliseconds = dice.percent(30) ? 3_000 : 0
        rules.unknownContactStatus = dice.percent(50) ? 404 : 406
        company = try Company(rules: rules, settle: 60_000)
        company.world.withHero { hero in
            for (id, code) in [(7, "AUT"), (8, "Österreich"), (9, "Mittelerde")] {
                hero.addCountry(id, code: code)
            }
        }
        for index in 0..<Int.random(in: 5...8, using: &dice) { meet(index) }
        try await company.setup()
    }

    // MARK: the month

    mutating func run(rounds: Int = 9) async throws {
        for _ in 0..<rounds {
            company.time.advance(milliseconds: Int64.random(in: 40...80, using: &dice) * 3_600_000)
            let wasDenied = isDenied
            isDenied = dice.percent(15)
            let denied = isDenied ? Self.rights.randomElement(using: &dice) ?? [] : []
            company.world.withLexoffice { $0.rules.denied = denied }
            for index in parties.indices where !parties[index].contacts.isEmpty { parties[index].isShaky = false }
            if dice.percent(35) { try loseContact() }
            if dice.percent(40) { try await settleSomebody() }
            for _ in 0..<Int.random(in: 1...3, using: &dice) { try await publish() }
            try somethingHappens()
            company.settleIndex()
            for turn in 0..<Int.random(in: 1...3, using: &dice) {
                let isTold = turn > 0 || !wasDenied
                try await pass(mustBook: isTold && !isDenied)
                company.time.advance(milliseconds: 60_000)
            }
        }
        isDenied = false
        company.world.withLexoffice { $0.rules.denied = [] }
    }

    mutating func pass(mustBook: Bool) async throws {
        let report = try await onePass()
        try note(UntidyBooks(self, report).problems(mustBook: mustBook))
        meetContacts()
    }

    mutating func note(_ found: [String]) { for problem in found where !problems.contains(problem) { problems.append(problem) } }

    func clients() throws -> Company.Clients {
        let inner = SandboxTransport(world: company.world, time: company.time)
        return try company.clients(over: UntidyTransport(inner: inner, trouble: trouble, lost: lost, naivety: naivety))
    }

    private func onePass() async throws -> PassReport {
        let turns = Mutex(0)
        let isSlow = naivety == .slow
        var report = await
            (try clients().pass(mayContinue: {
                turns.withLock { turns in
                    turns += 1
                    return !isSlow || turns < 2
                }
            })).run()
        if naivety == .deaf { report.lines.removeAll { $0.symbol == .person } }
        return report
    }

    /// People rest. What comes by itself has come; everything else is said.
    mutating func comeToRest() async throws -> PassReport {
        company.advance(hours: 25)
        for turn in 0..<70 {
            let report = try await onePass()
            try note(UntidyBooks(self, report).problems(mustBook: turn > 0))
            meetContacts()
            let isMoving =
                report.lines.contains { [.waiting, .ready].contains($0.symbol) }
                || report.unanswered.contains { $0.attempts < Policy(settle: company.settle).triesBeforeTask && !$0.question.isWrite }
            if report.writes == 0, report.interruption == nil, report.count(.uncertain) == 0, !isMoving { return report }
            // What was asked about often before is asked about once an hour.
            company.time.advance(milliseconds: turn < 25 ? 61_000 : 3_600_000)
        }
        let lines = company.lastReport.lines.map { "\($0.symbol) \($0.number ?? $0.key) \($0.reason?.rawValue ?? "-")" }
        note(["never at rest: \(lines)"])
        return try await onePass()
    }

    // MARK: whom the firm works for

    private mutating func meet(_ index: Int) {
        let kind = UntidyParty.Kind.allCases.randomElement(using: &dice) ?? .fresh
        var party = UntidyParty(kind)
        let spelling = UntidySpelling(index, using: &dice)
        enterCustomer(&party, spelling, name: spelling.full, number: "K-\(101 + index)")
        switch kind {
        case .spelt, .near: party.contacts = [enterContact(kind, spelling)]
        case .twice:
            if dice.percent(50) { party.contacts = [enterContact(kind, spelling)] }
            let other = UntidySpelling.respelt(spelling.full, using: &dice)
            enterCustomer(&party, spelling, name: other, number: "K-\(301 + index)")
        case .neighbour:
            var other = UntidySpelling(index + 12, using: &dice)
            other.move(to: spelling)
            strangers.insert(enterContact(kind, other))
        case .namesake:
            var other = spelling
            other.move(to: UntidySpelling(index + 12, using: &dice), withMail: true)
            strangers.insert(enterContact(kind, other))
        case .fresh:
            party.isShaky = dice.percent(30)
            if party.isShaky { lost.lose("HERO-Kunde \(party.numbers[0])") }
            party.isRefused = !party.isShaky && dice.percent(20)
            if party.isRefused { trouble.refusedContacts.insert("HERO-Kunde \(party.numbers[0])") }
        case .abroad, .nowhere: break
        }
        parties.append(party)
    }

    private mutating func enterCustomer(_ party: inout UntidyParty, _ spelling: UntidySpelling, name: String, number: String) {
        let country =
            switch party.kind {
            case .abroad: dice.percent(50) ? 7 : 8
            case .nowhere: 9
            default: 1
            }
        let hasForm = name == spelling.full && dice.percent(40)
        var record = HeroCustomerRecord(
            number: number, type: "commercial", companyName: hasForm ? spelling.name : name,
            companyLegalForm: hasForm ? spelling.form : nil, email: spelling.writtenEmail(using: &dice),
            phoneHome: dice.percent(30) ? "Tel. 0511/12345 (abends)" : nil,
            address: HeroAddressRecord(
                street: UntidySpelling.respeltStreet(spelling.street, using: &dice), zipcode: spelling.town.zip, city: spelling.town.city,
                countryID: country))
        if party.kind == .fresh, dice.percent(50) { record.email = dice.percent(50) ? "büro@\(number)ü.example" : "keine" }
        party.customers.append(company.openShop(record))
        party.numbers.append(number)
    }

    private mutating func enterContact(_ kind: UntidyParty.Kind, _ spelling: UntidySpelling) -> String {
        let name = kind == .near ? spelling.mistaken(using: &dice) : UntidySpelling.respelt(spelling.full, using: &dice)
        var content = LexofficeContactContent(identity: .company(.init(name: name)))
        let street = UntidySpelling.respeltStreet(spelling.street, using: &dice)
        content.billing = [PostalAddress(street: street, zip: spelling.town.zip, city: spelling.town.city, countryCode: "DE")]
        if kind == .near || kind == .namesake || dice.percent(60) { content.emails = [.init(list: "business", value: spelling.email)] }
        let (made, now) = (content, company.now)
        return company.world.withLexoffice { $0.enterContact(made, now: now) }
    }

    /// Contacts that are new are somebody's: the note says whose.
    private mutating func meetContacts() {
        let known = strangers.union(parties.flatMap(\.contacts))
        for contact in company.world.lexoffice.contacts where !known.contains(contact.id) {
            guard let index = parties.firstIndex(where: { $0.numbers.contains { contact.content.note == "HERO-Kunde \($0)" } }) else {
                note(["contact \(contact.content.name) is nobody's"])
                continue
            }
            if !parties[index].contacts.isEmpty { note(["a second contact for \(parties[index].kind) \(parties[index].numbers)"]) }
            parties[index].contacts.insert(contact.id)
        }
    }
}
