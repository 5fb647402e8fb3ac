import Bookkeeping
import Foundation
import HTTPTypes
import Hero
import Lexoffice
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Transport

@testable import Sandbox

/// Somebody between us and both systems: answers in their place, or changes what they said.
struct Meddler: Sendable {
    /// Not nil: the request never arrives, this is the answer.
    var answer: @Sendable (OutgoingRequest) -> IncomingResponse? = { _ in nil }
    var change: @Sendable (OutgoingRequest, inout IncomingResponse) -> Void = { _, _ in }

    /// HERO's answers about this document in full, not the lists, with one text in place of another.
    static func document(_ id: Int, _ text: String, _ other: String) -> Meddler {
        Meddler(change: { request, response in
            if request.asksForDocument(id) { response.replace(text, other) }
        })
    }

    /// Everywhere in HERO's answers.
    static func hero(_ text: String, _ other: String) -> Meddler {
        Meddler(change: { request, response in
            if request.head.path?.hasSuffix("graphql") == true { response.replace(text, other) }
        })
    }

    static func lexoffice(_ path: String, _ text: String, _ other: String) -> Meddler {
        Meddler(change: { request, response in
            if request.head.path?.hasPrefix(path) == true { response.replace(text, other) }
        })
    }
}

extension OutgoingRequest {
    func asksForDocument(_ id: Int) -> Bool {
        let text = String(decoding: body, as: UTF8.self)
        return text.contains("query Document(") && text.contains("[\(id)]")
    }
}

extension IncomingResponse {
    init(status: Int, _ text: String) {
        self.init(head: .init(status: .init(code: status), headerFields: [.contentType: "application/json"]), body: Array(text.utf8))
    }

    mutating func replace(_ text: String, _ other: String) {
        body = Array(String(decoding: body, as: UTF8.self).replacingOccurrences(of: text, with: other).utf8)
    }
}

struct MeddledTransport: HTTPTransport {
    let inner: SandboxTransport
    let meddler: Meddler

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        if let answer = meddler.answer(request) { return answer }
        var response = try await inner.send(request)
        meddler.change(request, &response)
        return response
    }
}

extension Company {
    static let organizationID = "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01"

    func clients(_ meddler: Meddler, organizationID: String? = Company.organizationID) throws -> Clients {
        try clients(
            over: MeddledTransport(inner: SandboxTransport(world: world, time: time), meddler: meddler), organizationID: organizationID)
    }

    @discardableResult
    func pass(_ meddler: Meddler, credential: String = "test") async throws -> PassReport {
        try await clients(meddler).pass(credential: credential).run()
    }

    /// What the pass has to say about a document.
    static func line(_ report: PassReport, _ id: Int) -> ReportLine? { report.lines.first { $0.key == String(id) } }

    func number(_ id: Int) -> String? { world.hero.records.documents[id]?.number }
    func vouchers(of id: Int) -> [LexofficeVoucherRecord] { vouchers.filter { $0.content.number == number(id) } }
    func voucher(of id: Int) throws -> LexofficeVoucherRecord {
        guard let voucherID = try standing(id: id)?.voucherID, let voucher = world.lexoffice.voucher(voucherID) else {
            throw Misuse("document \(id) has no voucher")
        }
        return voucher
    }

    var integration: IntegrationConfiguration? { try? store.machines(IntegrationChart.self).last?.configuration }
    func history(_ id: Int) throws -> [JournalEntry] { try store.journal(InvoiceChart.self, String(id)) }

    /// The lists of lexoffice catch up.
    func settleIndex() { time.advance(milliseconds: 5_000) }
    func advance(hours: Int64) { time.advance(milliseconds: hours * 3_600_000) }

    /// What a document looks like before it is published; net amounts in cents.
    func draft(_ customer: Int, _ lines: [HeroLine], type: Int = SampleTypes.invoice) -> HeroDraft {
        HeroDraft(typeID: type, customerID: customer, date: today, lines: lines)
    }

    func publish(_ draft: HeroDraft) -> Int {
        let now = now
        return world.withHero { $0.publish(draft, now: now) }
    }

    func cancel(_ id: Int) throws -> Int {
        let now = now
        guard let reversal = world.withHero({ $0.cancel(documentID: id, now: now) }) else { throw Misuse("not cancellable") }
        return reversal
    }

    /// A contact somebody typed into lexoffice.
    func enterContact(_ name: String, email: String? = nil, isCustomer: Bool = true) -> String {
        let now = now
        return world.withLexoffice { lexoffice in
            var content = LexofficeContactContent(identity: .company(.init(name: name)))
            content.isCustomer = isCustomer
            content.isVendor = !isCustomer
            if let email { content.emails = [.init(list: "business", value: email)] }
            return lexoffice.enterContact(content, now: now)
        }
    }

    /// A voucher somebody typed into lexoffice: our number, 19 % revenue, another note.
    func enterVoucher(
        _ number: String, cents: Int64, type: VoucherType = .salesInvoice, contact: String? = nil, date: BusinessDay? = nil
    ) async throws -> String {
        let tax = (cents * 19 + 59) / 119
        let voucher = Voucher(
            type: type, number: number, voucherDate: date ?? today, remark: "von Hand",
            items: [VoucherItem(rate: 19, category: .revenue, amount: Cents(cents), taxAmount: Cents(tax))])
        let outcome = try await clients(Meddler()).writer.createVoucher(
            voucher, contact: contact.map { .contact(id: $0) } ?? .collective(name: nil),
            categories: [.revenue: "8f8664a1-fd86-11e1-a21f-0800200c9a66"])
        guard case .accepted(let created) = outcome else { throw Misuse("\(outcome)") }
        return created.id
    }
}
