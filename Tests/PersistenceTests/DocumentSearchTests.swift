import Bookkeeping
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// What a search finds, against a walk over the same documents as plain values.
@Suite struct DocumentSearchTests {
    private struct Paper {
        var id: Int
        var number: String
        var customer: String
        var date: String
        var kind: DocumentKind
        var gross: Int64
        var isBooked: Bool
    }

    private static let names = ["Müller", "Mueller", "Weiß", "Weiss & Söhne", "ÖLMÜHLE", "Nord \"GmbH\"", "100 % Bau", "O'Hara_"]

    private static let papers: [Paper] = (1...240).map { index in
        Paper(
            id: 80_000 + index, number: index % 7 == 0 ? "ST-2026-\(1_000 + index)" : "RE-2026-\(1_000 + index)",
            customer: names[index % names.count], date: index % 11 == 0 ? "" : "2026-\(10 + index % 3)-\(10 + index % 19)",
            kind: index % 7 == 0 ? .cancellation : index % 5 == 0 ? .finalInvoice : .invoice,
            gross: Int64(100 + index * 37) * (index % 7 == 0 ? -1 : 1), isBooked: index % 2 == 0)
    }

    private func json(_ text: String) -> String { text.replacing("\"", with: "\\\"") }

    private func store() throws -> Store {
        let store = try Store.inMemory()
        for paper in Self.papers {
            let key = String(paper.id)
            try store.begin(InvoiceChart.self, key, by: StateFile.author, at: StateFile.now)
            let date = paper.date.isEmpty ? "" : #""date":"\#(paper.date)","#
            let header = #"{\#(date)"id":\#(paper.id),"valueNet":\#(paper.gross - 7),"vat":7}"#
            let customer = #"{"companyName":"\#(json(paper.customer))","isCompany":true}"#
            let detail = #"{"document":{"_0":{"customer":\#(customer),"kind":"\#(paper.kind.rawValue)"}}}"#
            try store.write { db in
                try db.execute(
                    sql: "INSERT INTO hero_document (id, header, fingerprint, number, seen_at) VALUES (?, ?, '', ?, 1)",
                    arguments: [paper.id, header, paper.number])
                try db.execute(sql: "UPDATE hero_document SET detail = ? WHERE id = ?", arguments: [detail, paper.id])
                guard paper.isBooked else { return }
                let type = paper.gross < 0 ? "salescreditnote" : "salesinvoice"
                let voucher = #"{"items":[{"amount":\#(abs(paper.gross) - 1)},{"amount":1}],"type":"\#(type)"}"#
                try db.execute(sql: "INSERT INTO booking (key, voucher) VALUES (?, ?)", arguments: [key, voucher])
                try db.execute(
                    sql: "INSERT INTO link (kind, key, remote_id, linked_at) VALUES ('invoice', ?, ?, 1)",
                    arguments: [key, Self.voucher(paper.id)])
            }
        }
        return store
    }

    private static func voucher(_ id: Int) -> String { "a\(id)b0-c0b1-4000-8000-000000000000" }

    /// By hand: what each of the names is looked up as.
    private static let spelt = ["muller", "muller", "weiss", "weiss & sohne", "olmuhle", "nord \"gmbh\"", "100 % bau", "o'hara_"]

    private func expected(_ fits: (Paper) -> Bool) -> [String] {
        Self.papers.filter(fits).sorted { ($0.date, $0.id) > ($1.date, $1.id) }.map { String($0.id) }
    }

    private func all(_ search: DocumentSearch, _ store: Store) throws -> [String] {
        var keys: [String] = []
        var place: DocumentPlace?
        for _ in 0..<100 {
            let page = try store.found(search, after: place, limit: 7)
            keys += page.map(\.key)
            guard page.count == 7, let last = page.last else { break }
            place = last.place
        }
        return keys
    }

    @Test func whatIsFoundIsWhatFits() throws {
        let store = try store()
        func name(_ paper: Paper) -> String { Self.spelt[(paper.id - 80_000) % Self.spelt.count] }
        let questions: [(DocumentSearch, (Paper) -> Bool)] = [
            (.init(), { _ in true }),
            (.init(terms: [.init(text: "MÜLLER")]), { name($0) == "muller" }),
            (.init(terms: [.init(text: "mueller")]), { name($0) == "muller" }),
            (.init(terms: [.init(text: "weiß"), .init(text: "Söhne")]), { name($0) == "weiss & sohne" }),
            (.init(terms: [.init(text: "%")]), { name($0) == "100 % bau" }),
            (.init(terms: [.init(text: "_")]), { name($0) == "o'hara_" }),
            (.init(terms: [.init(text: "'")]), { name($0) == "o'hara_" }),
            (.init(terms: [.init(text: "re-2026-11")]), { $0.number.hasPrefix("RE-2026-11") }),
            (.init(terms: [.init(text: "nirgends")]), { _ in false }),
            (.init(terms: [.init(text: "99999", amount: Cents(100 + 35 * 37))]), { abs($0.gross) == 100 + 35 * 37 }),
            (.init(terms: [.init(text: "A80012B0-c0b1")]), { $0.id == 80_012 }),
            (.init(terms: [.init(text: "a80012")]), { _ in false }),
            (.init(month: BookMonth("2026-11")), { $0.date.hasPrefix("2026-11") }),
            (.init(kind: .cancellation), { $0.kind == .cancellation }),
            (
                .init(terms: [.init(text: "muller")], month: BookMonth("2026-12"), kind: .finalInvoice),
                { name($0) == "muller" && $0.date.hasPrefix("2026-12") && $0.kind == .finalInvoice }
            ),
        ]
        for (search, fits) in questions {
            let keys = expected(fits)
            #expect(try all(search, store) == keys, "\(search)")
            let sum = try store.sum(search)
            #expect(sum.count == keys.count && sum.withoutGross == 0)
            #expect(sum.gross == Cents(Self.papers.filter(fits).reduce(0) { $0 + $1.gross }), "\(search)")
        }
        #expect(try store.documentMonths().map(\.description) == ["2026-12", "2026-11", "2026-10"])
    }

    @Test func pagesGoBackAsTheyWentForth() throws {
        let store = try store()
        let first = try store.found(.init(), after: nil, limit: 20)
        let second = try store.found(.init(), after: first.last?.place, limit: 20)
        let begin = try #require(second.first?.place)
        #expect(try store.found(.init(), before: begin, limit: 20) == first)
    }

    /// The word for where a document stands is the same in the chart's words and in SQL's, for every configuration there is.
    @Test func standingsAgree() throws {
        let store = try Store.inMemory()
        for configuration in InvoiceChart.configurations {
            let word = try store.read { db in
                try String.fetchOne(
                    db, sql: "SELECT \(DocumentStanding.sql) FROM (SELECT ? AS phase, ? AS life, ? AS evidence, ? AS transfer)",
                    arguments: [
                        configuration.phase.rawValue, configuration.life.rawValue, configuration.evidence.rawValue,
                        configuration.transfer.rawValue,
                    ])
            }
            #expect(word == DocumentStanding(configuration).rawValue, "\(configuration)")
            #expect(
                InvoiceChart.isAttention(configuration) == (DocumentStanding(configuration) == .needsPerson)
                    || configuration.phase != .tracked)
        }
    }

    /// Rows that are written before a document is followed, and after; those that change; those that go.
    @Test func rowsFollowWhatTheyAreMadeOf() throws {
        let store = try Store.inMemory()
        func row() throws -> FoundDocument? { try store.found(.init(), after: nil, limit: 1).first }
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO hero_document (id, header, fingerprint, number, seen_at)
                    VALUES (1, '{"date":"2026-11-30","valueNet":100,"vat":19}', '', 'RE-1', 1)
                    """)
        }
        #expect(try row() == nil)
        try store.begin(InvoiceChart.self, "1", by: StateFile.author, at: StateFile.now)
        #expect(try row()?.number == "RE-1" && row()?.gross == Cents(119) && row()?.date == BusinessDay("2026-11-30"))
        try store.write { db in
            try db.execute(sql: #"UPDATE hero_document SET header = '{"valueNet":200,"vat":38}', number = 'RE-2'"#)
            try db.execute(sql: "INSERT INTO link (kind, key, remote_id, linked_at) VALUES ('invoice', '1', 'v-1', 1)")
        }
        #expect(try row()?.number == "RE-2" && row()?.gross == Cents(238) && row()?.date == nil && row()?.voucherID == "v-1")
        try store.write { db in
            try db.execute(sql: "UPDATE link SET unlinked_at = 2")
            try db.execute(sql: "UPDATE hero_document SET header = '{'")
        }
        #expect(try row()?.voucherID == nil && row()?.gross == nil)
        // A figure nobody can have written: no sum and no pass fails of it.
        try store.write { try $0.execute(sql: #"UPDATE hero_document SET header = '{"valueNet":9223372036854775807,"vat":1}'"#) }
        #expect(try store.sum(.init()) == FoundSum(count: 1, gross: .zero, withoutGross: 1))
    }

    @Test(
        arguments: [
            ("Müller", "muller"), ("MUELLER", "muller"), ("Mu\u{308}ller", "muller"), ("Straße  12", "strasse 12"), (" Große ", "grosse"),
            ("Yıldız", "yıldız"), ("Łódź", "łodz"), ("ﬁrma", "firma"), ("a\u{200B}b", "ab"), ("\u{0}", ""),
            ("RE-2026-0004", "re-2026-0004"),
        ])
    func folds(text: String, folded: String) {
        #expect(SearchFold.folded(text) == folded)
    }
}
