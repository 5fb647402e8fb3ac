import Bookkeeping
import Transport

/// The three things this program writes into HERO. Each call is one request, sent once.
package struct HeroWriter: Sendable {
    let connection: HeroConnection

    package init(_ connection: HeroConnection) { self.connection = connection }

    /// Records a payment (hero-api.md §5.6). Answers the ids of all payments HERO then shows on the document.
    ///
    /// `value` is what was received, gross; `discount` the *Skonto* granted with it. Neither may be negative and one of
    /// them must be positive: HERO has no call that takes a payment back, and a negative one is no substitute.
    package func createPayment(
        documentID: Int, paidDate: BusinessDay, value: Cents, discount: Cents? = nil
    ) async -> WriteOutcome<[Int], HeroError> {
        let subject = "payment on document \(documentID)"
        guard value >= .zero, (discount ?? .zero) >= .zero, value + (discount ?? .zero) > .zero else {
            return .rejected(HeroError(code: .rejected, subject: subject, cause: "not a positive amount"))
        }
        var payment: OrderedJSON.Members = [
            ("paid_date", .text(paidDate.description)), ("value", .amount(value)),
        ]
        if let discount { payment.append(("invoice_discount_value", .amount(discount))) }
        let reply = await connection.mutate(
            HeroDocuments.createPayment, [("d", .integer(documentID)), ("p", .object(payment))], subject: subject)
        return outcome(of: reply, subject: subject) { (data) throws(UnreadableField) in
            let document = try data.required("create_payment", data.object("create_payment"))
            let booking = try document.required("customer_document_booking", document.object("customer_document_booking"))
            return try DocumentBooking(booking).payments.map(\.id)
        }
    }

    /// Writes a line into the logbook of a project (hero-api.md §5.7). Answers the id of the entry.
    package func addLogbookEntry(projectMatchID: Int, text: String) async -> WriteOutcome<Int, HeroError> {
        let subject = "logbook of project \(projectMatchID)"
        let entry: OrderedJSON.Members = [
            ("target", .text("project_match")), ("target_id", .integer(projectMatchID)), ("custom_text", .text(text)),
        ]
        let reply = await connection.mutate(HeroDocuments.addLogbookEntry, [("e", .object(entry))], subject: subject)
        return outcome(of: reply, subject: subject) { (data) throws(UnreadableField) in
            let entry = try data.required("add_logbook_entry", data.object("add_logbook_entry"))
            return try entry.required("id", entry.identifier("id"))
        }
    }

    func outcome<Answer>(
        of reply: GraphQLReply, subject: String, _ read: (WireObject) throws(UnreadableField) -> Answer
    ) -> WriteOutcome<Answer, HeroError> {
        let failure: HeroError
        switch reply {
        case .failure(let error):
            failure = error
        case .data(let data):
            do throws(UnreadableField) {
                return .accepted(try read(data))
            } catch {
                return .unknown(HeroError(code: .badAnswer, subject: subject, cause: "\(error.path) \(error.detail)"))
            }
        case .partial(let data, let error, _):
            // An error beside the object we asked to change comes from reading it back: the write itself happened.
            if let answer = try? read(data) { return .accepted(answer) }
            if data.members.values.contains(where: { $0 != .null }) { return .unknown(error) }
            failure = error
        }
        switch failure.code {
        case .rejected, .schemaDrift, .complexity: return .rejected(failure)
        case .unauthorized, .forbidden, .notFound, .throttled: return .notProcessed(failure)
        case .unreachable(let request) where request.reach == .notSent: return .notProcessed(failure)
        case .unreachable, .internalError, .badAnswer, .fileDamaged, .fileNotPDF, .fileTooLarge: return .unknown(failure)
        }
    }
}
