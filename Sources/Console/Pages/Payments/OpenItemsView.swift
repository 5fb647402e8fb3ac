internal import Bookkeeping
internal import Comparison
internal import Reconciliation
internal import Wording

/// Open items of both sides, as a page shows them.
struct OpenItemsView: Sendable {
    struct Item: Sendable {
        let number: String
        let address: String?
        let date: String
        let due: String
        let days: String
        let gross: String
        let hero: String
        let lexoffice: String
        let difference: String
        let differs: Bool
    }

    struct Bucket: Sendable {
        let name: String
        let count: String
        let hero: String
        let lexoffice: String
        let difference: String
        let differs: Bool
        /// Of how many of them a side says nothing, and what the other says of those.
        let untold: String?
    }

    /// More are not listed on a page; the table for a spreadsheet has them all.
    static let listed = 1_000

    let heroSeen: String
    let lexofficeSeen: String
    let resting: Bool
    let buckets: [Bucket]
    let total: Bucket
    let items: [Item]
    let isCut: Bool
    let isEmpty: Bool
    let settled: String
    let undated: String?

    init(_ open: OpenItems, _ text: PageText) {
        heroSeen = OpenItemsView.age(open.freshness.hero, open.now, text)
        lexofficeSeen = OpenItemsView.age(open.freshness.lexoffice, open.now, text)
        resting = open.freshness.isStill
        buckets = AgeBucket.allCases.map { bucket in
            Bucket(text(Catalogue.word(bucket)), open.total(bucket), text)
        }
        total = Bucket(text(FrameWord.total), open.total(), text)
        items = open.items.prefix(OpenItemsView.listed).map { Item($0, text) }
        isCut = open.items.count > OpenItemsView.listed
        isEmpty = open.items.isEmpty
        settled = text.count(open.settled)
        undated = open.undated > 0 ? text.count(open.undated) : nil
    }

    static func age(_ moment: Instant?, _ now: Instant, _ text: PageText) -> String {
        moment.map { "\(text.moment($0)) (\(text.age(of: $0, at: now)))" } ?? text(PaymentsWord.neverSeen)
    }
}

extension OpenItemsView.Item {
    init(_ item: OpenItem, _ text: PageText) {
        let untold = text(PaymentsWord.notTold)
        self.init(
            number: item.number ?? "#\(item.key)", address: DocumentLink.address(number: item.number, key: item.key),
            date: item.date.map(text.day) ?? "", due: item.due.map(text.day) ?? "",
            days: item.daysOverdue > 0 ? String(item.daysOverdue) : "–", gross: text.number(item.total),
            hero: item.heroOpen.map(text.number) ?? untold, lexoffice: item.lexofficeOpen.map(text.number) ?? untold,
            difference: item.difference.map(text.number) ?? "–", differs: item.difference.map { $0 != .zero } ?? false)
    }
}

extension OpenItemsView.Bucket {
    init(_ name: String, _ total: OpenItems.Total, _ text: PageText) {
        let untold = "\(text.count(total.notTold)) \(text(PaymentsWord.notTold)): \(text.number(total.untold))"
        self.init(
            name: name, count: text.count(total.count), hero: text.number(total.hero), lexoffice: text.number(total.lexoffice),
            difference: text.number(total.difference), differs: total.difference != .zero, untold: total.notTold > 0 ? untold : nil)
    }
}

/// *Nicht mahnen*: one of three for each overdue document.
struct DunningView: Sendable {
    struct Row: Sendable {
        let number: String
        let address: String?
        let due: String
        let days: String
        let open: String
        let tone: String
        let verdict: String
        let why: String?
        let code: String?
        let proof: String
    }

    struct Count: Sendable {
        let count: String
        let name: String
        let tone: String
    }

    let counts: [Count]
    let rows: [Row]
    let isAny: Bool
    let isCut: Bool

    init(_ open: OpenItems, _ text: PageText) {
        let overdue = open.items.compactMap { item in item.verdict.map { (item, $0) } }
        let kinds: [(PaymentsWord, Frame.Notice.Tone)] = [(.mayBeDunned, .good), (.doNotDun, .bad), (.unknown, .warn)]
        counts = kinds.map { word, tone in
            let count = overdue.count { DunningView.word($0.1).0 == word }
            return Count(count: text.count(count), name: text(word), tone: tone.rawValue)
        }
        rows = overdue.prefix(OpenItemsView.listed).map { Row($0.0, $0.1, open, text) }
        isAny = !rows.isEmpty
        isCut = overdue.count > OpenItemsView.listed
    }

    static func word(_ verdict: DunningVerdict) -> (PaymentsWord, Frame.Notice.Tone) {
        switch verdict {
        case .mayBeDunned: (.mayBeDunned, .good)
        case .not: (.doNotDun, .bad)
        case .unknown: (.unknown, .warn)
        }
    }
}

extension DunningView.Row {
    init(_ item: OpenItem, _ verdict: DunningVerdict, _ open: OpenItems, _ text: PageText) {
        let (word, tone) = DunningView.word(verdict)
        func age(_ name: String, _ moment: Instant?) -> String {
            "\(name) \(moment.map { text.age(of: $0, at: open.now) } ?? text(PaymentsWord.neverSeen))"
        }
        var proof = [age("HERO", open.freshness.hero), age("lexoffice", open.freshness.lexoffice)]
        if let read = item.paymentsReadAt { proof.append(age(text(PaymentsWord.paymentsRead), read)) }
        self.init(
            number: item.number ?? "#\(item.key)", address: DocumentLink.address(number: item.number, key: item.key),
            due: item.due.map(text.day) ?? "", days: String(item.daysOverdue),
            open: (item.lexofficeOpen ?? item.heroOpen).map(text.number) ?? "–", tone: tone.rawValue, verdict: text(word),
            why: Catalogue.reason(verdict).map { text($0) }, code: verdict.reason, proof: proof.joined(separator: ", "))
    }
}
