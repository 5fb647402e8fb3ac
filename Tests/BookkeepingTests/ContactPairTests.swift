import Bookkeeping
import TestSupport
import Testing

/// The rule by which contacts are told apart, on ten thousand pairs whose truth is known (domain.md S38): lexoffice cannot merge two
/// contacts, so a wrong yes and a wrong no are both for good, and a question for everything would be no rule.
@Suite struct ContactPairTests {
    struct Tally: CustomStringConvertible {
        var all = 0
        var wrongMerges: [String] = []
        var missed: [String] = []
        var questions = 0
        /// Where no question was needed.
        var idleQuestions: [String] = []
        var unasked: [String] = []

        mutating func count(_ pair: ContactPair, _ match: ContactMatch) {
            all += 1
            let text = "\(pair.kind): \(pair.customer.legalName ?? "-") | \(pair.contacts.last?.name ?? "-") \(match)"
            switch (pair.truth, match) {
            case (.same, .one("it")), (.different, .none): break
            case (.same, .none): missed.append(text)
            case (.same, .similar), (.same, .many), (.same, .notCustomer), (.different, .similar):
                questions += 1
                idleQuestions.append(text)
            case (.sameButAsk, .similar(["it"])): questions += 1
            case (.sameButAsk, .none): missed.append(text)
            case (.sameButAsk, .one("it")): unasked.append(text)
            default: wrongMerges.append(text)
            }
        }

        var description: String {
            """
            pairs \(all), wrong merges \(wrongMerges.count), missed \(missed.count), questions \(questions) \
            (needless \(idleQuestions.count)), linked without asking \(unasked.count)
            """
        }
    }

    static func tally(_ seed: UInt64, _ count: Int, _ match: (ContactPair) -> ContactMatch) -> Tally {
        var pairs = ContactPairs(seed: seed)
        var tally = Tally()
        for _ in 0..<count {
            let pair = pairs.next()
            tally.count(pair, match(pair))
        }
        return tally
    }

    @Test func noWrongMergeHardlyAMissFewQuestions() async throws {
        try await sideBySide([1, 2, 3]) { judge($0) }
    }

    private func judge(_ seed: UInt64) {
        let tally = Self.tally(seed, 10_000) { ContactIndex($0.contacts).match($0.customer) }
        #expect(tally.wrongMerges == [], "seed \(seed): \(tally)")
        #expect(tally.missed.count * 200 <= tally.all, "\(tally) \(tally.missed.prefix(10))")
        #expect(tally.questions * 50 <= tally.all, "\(tally) \(tally.idleQuestions.prefix(10))")
        #expect(tally.unasked == [], "seed \(seed)")
        print("contact rule, seed \(seed): \(tally)")
    }

    /// Rules somebody might think of first; each fails by what it cannot see.
    @Test func naiveRulesFail() {
        // The name as it is written.
        let literal = Self.tally(1, 2_000) { pair in
            let hits = pair.contacts.filter { $0.name == pair.customer.legalName }.map(\.id)
            return hits.isEmpty ? .none : .one(hits[0])
        }
        #expect(literal.missed.count * 200 > literal.all)
        // Whoever lives at the address is the customer.
        let address = Self.tally(1, 2_000) { pair in
            let hits = pair.contacts.filter { contact in
                contact.addresses.contains { $0.zip == pair.customer.address?.zip && $0.street == pair.customer.address?.street }
            }
            return hits.isEmpty ? .none : .one(hits[0].id)
        }
        #expect(!address.wrongMerges.isEmpty)
        // Half of the name's letters agree, at any place.
        let vague = Self.tally(1, 2_000) { pair in
            let letters = Set((pair.customer.legalName ?? "").lowercased())
            let hits = pair.contacts.filter { letters.intersection(Set($0.name.lowercased())).count * 2 > letters.count }
            return hits.isEmpty ? .none : .one(hits[hits.count - 1].id)
        }
        #expect(!vague.wrongMerges.isEmpty)
        // Ask whenever a postcode agrees.
        let anxious = Self.tally(1, 2_000) { pair in
            let hits = pair.contacts.filter { $0.addresses.contains { $0.zip == pair.customer.address?.zip } }
            return hits.isEmpty ? .none : .similar(hits.map(\.id))
        }
        #expect(anxious.questions * 50 > anxious.all)
    }
}
