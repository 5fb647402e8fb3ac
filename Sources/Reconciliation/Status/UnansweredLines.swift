package import Bookkeeping
internal import Hero
package import Persistence

/// What was asked about single items and not answered, as people read it: that it is tried again, or from so many tries on that
/// somebody has to look.
package struct UnansweredLines: Sendable {
    let store: Store
    let policy: Policy

    package init(_ store: Store, _ policy: Policy) {
        self.store = store
        self.policy = policy
    }

    package func all() throws -> [ReportLine] {
        let records = try store.unanswered()
        return try records.filter(isTold).map { record throws in try line(record) }
    }

    /// What a person is asked about, and since when it was asked in vain.
    package func tasks() throws -> [(since: Instant, line: ReportLine)] {
        let records = try store.unanswered()
        return try records.filter { isTold($0) && $0.isTask(policy) }.map { record throws in (record.since, try line(record)) }
    }

    package func about(document key: String) throws -> [ReportLine] {
        let records = try store.unanswered(document: key)
        return try records.filter(isTold).map { record throws in try line(record) }
    }

    /// Lines of documents and of questions in one list: of what concerns the same thing the more urgent is told.
    package func merged(with lines: [ReportLine]) throws -> [ReportLine] {
        var merged = lines
        for line in try all() {
            guard line.payment == nil, let place = merged.firstIndex(where: { $0.key == line.key && $0.payment == nil }) else {
                merged.append(line)
                continue
            }
            if merged[place].symbol != .person && merged[place].symbol != .uncertain && line.symbol == .person { merged[place] = line }
        }
        return merged
    }

    /// A write that is looked up is told by its machine until it has failed too often; a contact by each document that waits for it.
    private func isTold(_ record: Unanswered) -> Bool {
        record.question != .createContact && (!record.question.isWrite || record.isTask(policy))
    }

    /// Codes, tries and the day of the first.
    package static func detail(_ record: Unanswered) -> String {
        record.question.isWrite ? BoundedWait.detail(record) : "\(BoundedWait.detail(record)) \(BoundedWait.tries(record))"
    }

    private func line(_ record: Unanswered) throws -> ReportLine {
        let isTask = record.isTask(policy)
        let standing = try record.document.flatMap { key throws in try DocumentStatus.find(key: key, store) }
        var line = ReportLine(
            symbol: isTask ? .person : .waiting, record: isTask ? .held : .diagnostic, key: record.document ?? record.subject,
            number: try standing?.number ?? number(record), voucherType: standing?.booking?.voucher.type,
            gross: standing?.booking?.voucher.gross ?? standing?.heroGross?.magnitude, reason: record.reason,
            detail: Self.detail(record))
        if record.question == .payments, let id = record.document.flatMap({ Int($0) }) {
            line.payment = PaymentNote(documentID: id, payment: nil)
        } else if record.document == nil {
            line.subject = record.question.subject
        }
        return line
    }
}

extension UnansweredLines {
    /// What the office knows it by: the number a row of HERO's list bears, or that of the document it is; the customer's own.
    private func number(_ record: Unanswered) throws -> String? {
        switch record.question {
        case .row where record.subject.hasPrefix("document "):
            let name = record.subject.split(separator: " ").last ?? ""
            if name.hasPrefix("nr_") { return String(name.dropFirst("nr_".count)) }
            guard name.hasPrefix("id_"), let id = Int(name.dropFirst("id_".count)) else { return nil }
            return try store.document(DocumentRow.self, id)?.header.number
        case .contact where record.document == nil, .createContact where record.document == nil:
            return try store.fact(SentCustomer.self, about: record.subject)?.customer.number
        case .row, .document, .file, .payments, .voucher, .contact, .createVoucher, .createContact, .attachFile, .createPayment, .right:
            return nil
        }
    }
}

extension Unanswered {
    /// Whether a person is asked.
    package func isTask(_ policy: Policy) -> Bool {
        switch question {
        // Nobody but a person can grant it.
        case .right: true
        // Its first try was followed by no window.
        case .attachFile: attempts > policy.writesBeforeTask
        case .createVoucher, .createContact, .createPayment: attempts >= policy.writesBeforeTask
        case .row, .document, .file, .payments, .voucher, .contact: attempts >= policy.triesBeforeTask
        }
    }
}

extension Unanswered.Question {
    /// What a line is about that is about no document.
    fileprivate var subject: ReportLine.Subject {
        switch self {
        case .row: .row
        case .voucher, .payments, .attachFile: .voucher
        case .right: .right
        case .document, .createVoucher, .createPayment, .file: .document
        case .contact, .createContact: .contact
        }
    }
}
