package import Bookkeeping

/// A year of one craft business, the same for the same arguments: all VAT cases of domain.md §3 a craft business meets, part,
/// cumulative and final invoices, many cancellations, and the documents that must be held or left alone.
package struct SampleYear: Sendable {
    package var run: SampleRun

    /// - Parameters:
    ///   - from: the start date of the synchronisation; only a few documents are created before it.
    ///   - days: over how many days the documents are spread, at least 100.
    ///   - invoices: invoices of all kinds, at least 40.
    ///   - cancellations: *Stornorechnungen* of such invoices; fewer than two thirds of them.
    ///   - contacts: customers, at least 10.
    package init(
        seed: UInt64 = 1, from startDate: BusinessDay, days: Int = 365, invoices: Int = 150, cancellations: Int = 45, contacts: Int = 80
    ) {
        var plan = SamplePlan(seed: seed, startDate: startDate, days: max(100, days), contacts: max(10, contacts))
        plan.addDocumentsBeforeStart()
        plan.addChains()
        plan.addCasesToHold()
        plan.addPlainInvoices(upTo: max(40, invoices))
        plan.addCancellations(min(cancellations, max(40, invoices) * 2 / 3))
        plan.addCreditNotes()
        plan.addDocumentsToIgnore()
        run = plan.run
    }
}

/// A ``SampleYear`` in the making.
struct SamplePlan {
    let startDate: BusinessDay
    let days: Int
    var random: SeededRandom
    let contacts: [SampleContact]
    let projects: [SampleProject]
    let customerCount: Int
    private(set) var steps: [SampleStep] = []
    private(set) var invoiceCount = 0
    /// Steps whose documents may be cancelled or corrected: plain invoices that nothing refers to.
    var plainInvoices: [(key: Int, day: Int, line: HeroLine?)] = []
    private var nextKey = 1

    init(seed: UInt64, startDate: BusinessDay, days: Int, contacts count: Int) {
        self.startDate = startDate
        self.days = days
        random = SeededRandom(seed: seed)
        customerCount = count
        contacts = SampleCustomers.contacts(count, &random)
        let titles = ["Badsanierung", "Neubau EFH \"Süd\"", "Heizungstausch & Wartung", "PV-Anlage <10 kWp", "Umbau Büro"]
        var projects: [SampleProject] = []
        for index in contacts.indices {
            // The first project of a contact is the hidden one.
            projects.append(SampleProject(name: nil, contact: index))
            projects.append(
                SampleProject(name: "\(titles[index % titles.count]) \(index + 1)", contact: index, partnerID: 7002 + index % 3))
        }
        self.projects = projects
    }

    var run: SampleRun { SampleRun(startDate: startDate, contacts: contacts, projects: projects, steps: steps) }

    /// The position of the Austrian firm.
    var foreigner: Int { contacts.count - 1 }

    /// A random customer: firms have even positions, private persons odd ones.
    mutating func customer(isFirm: Bool) -> Int {
        let position = random.number(0...(customerCount - 1) / 2) * 2 + (isFirm ? 0 : 1)
        return position < customerCount ? position : isFirm ? 0 : 1
    }

    func day(_ offset: Int) -> BusinessDay { startDate.adding(days: offset) }

    /// A moment between 08:00 and 16:00 UTC, the same day in Berlin however it is labelled.
    private mutating func moment(_ offset: Int) -> Instant {
        let seconds = 8 * 3600 + random.number(0...479) * 60 + nextKey % 60
        return Instant(milliseconds: day(offset).daysSince1970 * 86_400_000 + Int64(seconds) * 1000)
    }

    /// A draft with the attributes most documents have. `project` nil takes one of the customer's projects.
    mutating func draft(_ typeID: Int, customer: Int, day offset: Int, lines: [HeroLine]) -> HeroDraft {
        var draft = HeroDraft(typeID: typeID, customerID: customer, date: day(offset), lines: lines)
        draft.projectID = customer * 2 + (random.percent(80) ? 1 : 0)
        draft.partnerID = 7002 + random.number(0...2)
        draft.contactID = contacts.firstIndex { $0.parent == customer }
        draft.statesTotals = false
        draft.deductionForm = .negativeLines
        // Who buys for a business gets an e-invoice.
        if contacts[customer].customer.type == "commercial" { draft.eInvoice = HeroEInvoice() }
        draft.dueDays = random.percent(90) ? random.pick([7, 14, 30]) : nil
        switch random.number(1...4) {
        case 1: draft.serviceTo = day(offset - 1)
        case 2: (draft.serviceFrom, draft.serviceTo) = (day(offset - 12), day(offset - 2))
        case 3: draft.serviceTo = day(offset)
        default: break
        }
        return draft
    }

    /// Adds a step and returns its key. An offset below zero lies before the start date.
    @discardableResult
    mutating func add(_ action: SampleStep.Action, day offset: Int, _ outcome: SampleStep.Outcome = .booked) -> Int {
        let key = nextKey
        let step = SampleStep(key: key, at: moment(offset), isBeforeStart: offset < 0, action: action, outcome: outcome)
        nextKey += 1
        steps.append(step)
        return key
    }

    /// Adds an invoice and returns its key.
    @discardableResult
    mutating func publish(
        _ draft: HeroDraft, day offset: Int, deducting: [Int] = [], _ outcome: SampleStep.Outcome = .booked
    ) -> Int {
        invoiceCount += 1
        return add(.publish(draft, deducting: deducting, isSent: random.percent(60)), day: offset, outcome)
    }
}
