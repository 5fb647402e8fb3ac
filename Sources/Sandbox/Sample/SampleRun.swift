package import Bookkeeping

/// A course of business to play into a ``HeroStandIn``: contacts, projects and document types at once, documents step by step.
package struct SampleRun: Sendable {
    package let steps: [SampleStep]
    package let startDate: BusinessDay
    let contacts: [SampleContact]
    let projects: [SampleProject]

    private var customerIDs: [Int] = []
    private var projectIDs: [Int] = []
    private var documentIDs: [Int: Int] = [:]
    /// What must become of each document published so far, by HERO's document id.
    package private(set) var expectations: [Int: SampleExpectation] = [:]

    init(startDate: BusinessDay, contacts: [SampleContact], projects: [SampleProject], steps: [SampleStep]) {
        self.startDate = startDate
        self.contacts = contacts
        self.projects = projects
        self.steps = steps.sorted { ($0.at, $0.key) < ($1.at, $1.key) }
    }

    /// HERO's id of the document a step made; nil before the step.
    package func documentID(of step: SampleStep) -> Int? { documentIDs[step.key] }

    /// Adds document types, employees, contacts and projects. Once, before the first step.
    package mutating func install(in hero: inout HeroStandIn) {
        let before = startDate.adding(days: -60).startInBerlin
        for type in SampleTypes.ofSampleData where hero.records.documentTypes[type.id] == nil { hero.addDocumentType(type) }
        for partner in SampleTypes.partners where hero.records.partners[partner.id] == nil { hero.addPartner(partner) }
        for contact in contacts {
            var customer = contact.customer
            customer.parentID = contact.parent.map { customerIDs[$0] }
            customerIDs.append(hero.addCustomer(customer, now: before))
        }
        for project in projects {
            projectIDs.append(
                hero.addProject(name: project.name, customerID: customerIDs[project.contact], partnerID: project.partnerID, now: before))
        }
    }

    /// Performs one step at its own time, or at `now`; documents of the time before the start always keep theirs. Steps must be
    /// performed in order. The id of the new document.
    @discardableResult
    package mutating func perform(_ step: SampleStep, on hero: inout HeroStandIn, now: Instant? = nil) -> Int? {
        let time = step.isBeforeStart ? step.at : now ?? step.at
        guard let id = carryOut(step, on: &hero, now: time), let document = hero.records.documents[id] else { return nil }
        documentIDs[step.key] = id
        switch step.outcome {
        case .booked:
            let original = document.selectedDocumentID.flatMap { hero.records.documents[$0] }
            expectations[id] = step.isBeforeStart ? .beforeStart : .booked(document, original: original)
        case .fixed(let expectation): expectations[id] = expectation
        }
        return id
    }

    /// Installs everything and performs every step at its own time.
    package mutating func publishAll(in hero: inout HeroStandIn) {
        install(in: &hero)
        for step in steps { perform(step, on: &hero) }
    }

    private func carryOut(_ step: SampleStep, on hero: inout HeroStandIn, now: Instant) -> Int? {
        switch step.action {
        case .publish(let script, let deducted, let isSent):
            var draft = resolved(script)
            draft.deductions = deducted.flatMap { key -> [HeroDeduction] in
                guard let part = documentIDs[key].flatMap({ hero.records.documents[$0] }) else { return [] }
                return part.totals.groups.map { group in
                    HeroDeduction(
                        number: part.number ?? "", date: part.draft.date, rate: group.rate, net: group.net, tax: group.tax)
                }
            }
            let id = hero.publish(draft, now: now)
            if isSent { hero.markSent(documentID: id, now: now) }
            return id
        case .saveDraft(let script, let isDeleted):
            let id = hero.saveDraft(resolved(script), now: now)
            if isDeleted { hero.softDelete(documentID: id, now: now) }
            return id
        case .cancel(let key):
            return documentIDs[key].flatMap { hero.cancel(documentID: $0, now: now) }
        case .credit(let key, let lines):
            return documentIDs[key].flatMap { hero.creditNote(for: $0, typeID: SampleTypes.creditNote, lines: lines, now: now) }
        }
    }

    private func resolved(_ script: HeroDraft) -> HeroDraft {
        var draft = script
        draft.customerID = customerIDs[script.customerID]
        draft.contactID = script.contactID.map { customerIDs[$0] }
        draft.projectID = script.projectID.map { projectIDs[$0] }
        return draft
    }
}

/// One thing somebody does in HERO. In its draft `customerID`, `contactID` and `projectID` are positions in the run's lists.
package struct SampleStep: Sendable {
    enum Action: Sendable {
        /// `deducting`: keys of the steps whose documents are subtracted.
        case publish(HeroDraft, deducting: [Int], isSent: Bool)
        case saveDraft(HeroDraft, isDeleted: Bool)
        case cancel(key: Int)
        case credit(key: Int, lines: [HeroLine])
    }

    enum Outcome: Sendable {
        /// To be worked out from the figures.
        case booked
        case fixed(SampleExpectation)
    }

    let key: Int
    /// Between 08:00 and 16:00 UTC.
    package let at: Instant
    package let isBeforeStart: Bool
    let action: Action
    let outcome: Outcome
}

/// A contact of the sample business; `parent` is the position of the firm a contact person works for.
struct SampleContact: Sendable {
    var customer: HeroCustomerRecord
    var parent: Int?
}

/// `contact` is a position in the list of contacts. Without a name it is the contact's hidden project.
struct SampleProject: Sendable {
    var name: String?
    var contact: Int
    var partnerID: Int?
}
