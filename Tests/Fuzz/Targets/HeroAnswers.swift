import Bookkeeping
import Foundation
import Hero
import Lexoffice
import Persistence
import Reconciliation
import TestSupport
import Transport

/// What HERO answers, read to the end: rows as they are stored, documents up to the voucher that would be booked.
enum HeroAnswers {
    static let target = FuzzTarget(name: "graphql", mebibytesMaximum: 192, tokens: tokens) {
        let rig = try Rig()
        return FuzzTarget.Prepared(seeds: Corpus.fixtures("hero")) { await rig.read($0) }
    }

    private static let tokens = [
        "\"data\"", "\"errors\"", "\"customer_documents\"", "\"contacts\"", "\"id\":", "\"nr\":", "\"value\":", "\"vat\":", "\"metadata\":",
        "\"message\"", "\"invoice\"", "\"recipient_tax_debtor\"", "\"photovoltaic\"", "\"commercial\"", "\"private\"", "\"88012\"", "88012",
        "{\"data\":null}", "{\"data\":{\"customer_documents\":[null]}}", "\"Internal server error\"", "\"of type\"", "\"RE-1\\n+ RE-2\"",
    ]

    static let noMore = Array(
        #"{"data":{"customer_documents":[],"contacts":[],"document_types":[],"countries":[]}}"#.utf8)

    static func connection(_ transport: any HTTPTransport, _ time: VirtualTime) throws -> HeroConnection {
        guard let endpoint = HeroEndpoint("https://hero.example/v7/graphql") else { throw FuzzFailure("no endpoint") }
        return HeroConnection(endpoint: endpoint, apiKey: "ac_0123456789abcdefghijABCDEFGHIJ01", transport: transport, time: time)
    }

    struct Rig {
        private let transport = AnsweringTransport()
        private let reader: HeroReader
        private let writer: HeroWriter
        private let day: BusinessDay
        private let mapping = VoucherMapping(
            rules: MappingRules(
                categories: Dictionary(uniqueKeysWithValues: PostingCategory.allCases.map { ($0, CategoryRule(id: $0.rawValue, name: "")) })
            ))
        private let documentTypes = [
            DocumentType(id: 11, name: "Rechnung", baseType: "invoice", isBookingRelevant: true),
            DocumentType(id: 12, name: "Storno", baseType: "reversal_invoice", isBookingRelevant: true),
        ]

        init() throws {
            let connection = try HeroAnswers.connection(transport, VirtualTime(autoAdvancing: true))
            (reader, writer) = (HeroReader(connection), HeroWriter(connection))
            guard let day = BusinessDay("2026-04-01") else { throw FuzzFailure("no day") }
            self.day = day
        }

        /// Everything is asked of what could be its answer, and one thing more of what cannot.
        func read(_ bytes: [UInt8]) async {
            let other = fingerprint(bytes) % 8
            if holds(bytes, "customer_documents") || other == 0 { await readDocuments(bytes) }
            if holds(bytes, "contacts") || other == 1 {
                answer(bytes)
                if let sweep = try? await reader.contacts(modifiedSince: Instant(milliseconds: 0)) { keep(sweep.rows) }
                answer(bytes)
                _ = try? await reader.allContacts()
            }
            if holds(bytes, "company") || other == 2 {
                answer(bytes)
                if let account = try? await reader.setup() { keep([account]) }
            }
            if holds(bytes, "create_payment") || other == 3 {
                answer(bytes)
                _ = await writer.createPayment(documentID: 88012, paidDate: day, value: Cents(100), discount: Cents(1))
            }
            if holds(bytes, "add_logbook_entry") || other == 4 {
                answer(bytes)
                _ = await writer.addLogbookEntry(projectMatchID: 4410, text: "Zahlung")
            }
            if holds(bytes, "countries") || other == 5 {
                answer(bytes)
                _ = try? await reader.countryIDs()
            }
            if holds(bytes, "fields") || other == 6 {
                answer(bytes)
                _ = try? await reader.checkSchema()
            }
        }

        private func answer(_ bytes: [UInt8]) {
            transport.answer(bytes, status: Statuses.status(of: bytes), later: HeroAnswers.noMore)
        }

        private func readDocuments(_ bytes: [UInt8]) async {
            answer(bytes)
            let sweep = try? await reader.documentHeaders(modifiedSince: nil)
            keep(sweep?.headers ?? [])
            answer(bytes)
            _ = try? await reader.documentHeaders(ids: [88012, 88013])
            answer(bytes)
            guard let document = try? await reader.document(id: 88012) else { return }
            for isSmall in [false, true] {
                let translation = DocumentTranslation(
                    documentTypes: documentTypes, contactPerson: isSmall ? .customer : .employee, isSmallBusiness: isSmall,
                    companyCurrency: "EUR")
                book(translation.translate(document, original: sweep?.headers.last))
            }
            if let file = document.file {
                answer(bytes)
                _ = try? await reader.downloadFile(file)
            }
        }

        private func book(_ translated: TranslatedDocument) {
            guard case .document(let document, _) = translated else { return }
            guard case .voucher(let voucher, _) = mapping.voucher(for: document, original: nil) else { return }
            hold(voucher.items.allSatisfy { $0.amount.isWithinLimit }, "an amount within the limit")
            hold(Self.again(voucher) == voucher, "a voucher is stored as it is")
        }

        /// Rows are stored as text and read again by every later pass.
        private func keep(_ rows: [some Codable & Hashable]) {
            for row in rows.prefix(4) {
                hold(Self.again(row) != nil, "a row is read again as it was stored")
            }
        }

        /// Stored and read again; nil when it cannot be.
        private static func again<Row: Codable>(_ row: Row) -> Row? {
            // The failure is the answer: whoever asks holds against it.
            try? JSONDecoder().decode(Row.self, from: JSONEncoder().encode(row))
        }
    }
}
