import Transport

/// Everything that can be asked of lexoffice. It has no method that writes, so a dry run cannot (design §4.3).
package struct LexofficeReader: Sendable {
    let connection: LexofficeConnection
    /// Of the voucher list, newest change first.
    let newestPage = RecentAnswers<VoucherlistPage>()

    package init(_ connection: LexofficeConnection) { self.connection = connection }

    func get<Answer: Decodable>(_: Answer.Type, _ request: LexofficeRequest) async throws(LexofficeError) -> Answer {
        let body = try await connection.read(request)
        return try connection.decode(Answer.self, from: body, subject: request.subject)
    }
}
