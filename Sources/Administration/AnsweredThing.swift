internal import Bookkeeping
package import Persistence
package import Reconciliation
package import StateCharts

/// What an answer is about, and where it stands.
package enum AnsweredThing: Sendable {
    case document(DocumentStatus)
    case payment(PaymentStatus)
    /// The contact of the document's customer, where one is known. Nothing is known of it while no document needed one.
    case contact(DocumentStatus, key: String, Machine<ContactChart>?)

    /// What this answer to this name is about, as it stands now. A document that needs nothing itself is its one payment that does.
    static func named(_ name: String, _ answer: Answer, _ store: Store) throws -> AnsweredThing {
        if case .contact = answer {
            let standing = try document(name, store)
            return try contact(of: standing, store)
        }
        if let payment = try PaymentStatus.find(name, store) { return .payment(payment) }
        let standing = try document(name, store)
        guard case .payment(let payment) = try AnswerSubject.of(standing, store) else { return .document(standing) }
        return .payment(payment)
    }

    private static func document(_ name: String, _ store: Store) throws -> DocumentStatus {
        let found = try DocumentStatus.find(name, store)
        guard let standing = found.first else { throw AnswerFailure.notFound }
        guard found.count == 1 else { throw AnswerFailure.severalFound(found.count) }
        return standing
    }

    private static func contact(of standing: DocumentStatus, _ store: Store) throws -> AnsweredThing {
        guard let key = try DocumentCustomer.key(standing, store) else { return .contact(standing, key: "-", nil) }
        return .contact(standing, key: key, try store.machine(ContactChart.self, key))
    }

    /// The same thing, as it stands now.
    func afresh(_ store: Store) throws -> AnsweredThing {
        switch self {
        case .document(let standing): .document(try DocumentStatus.find(standing.key, store).first { $0.key == standing.key } ?? standing)
        case .payment(let payment): .payment(try PaymentStatus.find(payment.machine.key, store) ?? payment)
        case .contact(let standing, _, _): try AnsweredThing.contact(of: standing, store)
        }
    }

    /// As the command tells it.
    var state: String {
        switch self {
        case .document(let standing): standing.machine.configuration.description
        case .payment(let payment): payment.state.rawValue
        case .contact(_, _, let contact): (contact?.configuration ?? ContactChart.initial).state.rawValue
        }
    }

    /// The machine whose move would make the answer one to another question.
    var subject: DecisionSubject {
        switch self {
        case .document(let standing): DecisionSubject(InvoiceChart.self, standing.key, standing.machine)
        case .payment(let payment): DecisionSubject(PaymentChart.self, payment.machine.key, payment.machine)
        case .contact(_, let key, let contact): DecisionSubject(ContactChart.self, key, contact)
        }
    }
}

/// What an answer was given to and what came of it: told by the command, and kept with a decision.
package struct AnswerReceipt: Storable {
    /// HERO's id.
    package var document: String
    /// The key of the payment it was about.
    package var payment: String?
    package var number: String?
    package var before: String
    package var state: String

    init(_ thing: AnsweredThing, _ before: String, _ state: String) {
        self.before = before
        self.state = state
        switch thing {
        case .document(let standing), .contact(let standing, _, _):
            document = standing.key
            number = standing.number
        case .payment(let standing):
            document = String(standing.key.documentID)
            payment = standing.machine.key
            number = standing.number
        }
    }
}
