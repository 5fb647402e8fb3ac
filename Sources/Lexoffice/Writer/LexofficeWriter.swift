import Bookkeeping
import FoundationEssentials
import Transport

/// The only three writes into the books there are: vouchers are never changed, deleted or paid by us (domain.md S2, S30).
///
/// Each is sent once. Only a 429, and a number that lexoffice gave twice, lead to another try, because such a call was certainly not
/// executed; everything else is told to the caller, who alone knows what the journal says.
package struct LexofficeWriter: Sendable {
    /// Bytes of the largest file that lexoffice takes, inclusive (lexoffice-2026.md §1).
    package static let fileLimit = 5 << 20

    package typealias Outcome = WriteOutcome<CreatedEntry, LexofficeError>

    let connection: LexofficeConnection

    package init(_ connection: LexofficeConnection) { self.connection = connection }

    /// How long lexoffice's numbering of contacts needs after a create, and how often it is waited for (lexoffice-2026.md §3).
    private static let numberingMilliseconds: Int64 = 3_000
    private static let numberingTries = 3

    package func createContact(_ draft: ContactDraft) async -> Outcome {
        let request = LexofficeRequest.post(.createContact, "/v1/contacts", body: LexofficeWriter.contactBody(draft))
        for _ in 1..<Self.numberingTries {
            let outcome = await send(request)
            guard case .rejected(let error) = outcome, error.isNumberingClash else { return outcome }
            do {
                try await connection.time.sleep(milliseconds: Self.numberingMilliseconds)
            } catch {
                return .notProcessed(.cancelledBeforeSending(subject: request.subject))
            }
        }
        let last = await send(request)
        // Refused for a moment and for nothing in it: the next pass tries again.
        if case .rejected(let error) = last, error.isNumberingClash { return .notProcessed(error) }
        return last
    }

    /// - Parameter categories: lexoffice's id of each category used.
    package func createVoucher(_ voucher: Voucher, contact: VoucherContact, categories: [PostingCategory: String]) async
        -> Outcome
    {
        let body: [UInt8]
        do {
            body = try LexofficeWriter.voucherBody(voucher, contact: contact, categories: categories)
        } catch {
            return .rejected(error)
        }
        return await send(.post(.createVoucher, "/v1/vouchers", body: body))
    }

    /// Attaches a PDF of at most ``fileLimit`` bytes. The id of the outcome is the file's. lexoffice recognises the same bytes and
    /// answers with the same id, so that sending them again does no harm (lexoffice-api.md §3.3).
    package func attachFile(voucherID: String, fileName: String, bytes: [UInt8]) async -> Outcome {
        let template = "POST /v1/vouchers/{id}/files"
        let path: PathID
        do {
            path = try PathID(voucherID, subject: template)
        } catch {
            return .rejected(error)
        }
        guard !bytes.isEmpty else {
            return .rejected(.refusedHere([RemoteIssue(code: "missing_entity", field: "file")], subject: template))
        }
        guard bytes.count <= LexofficeWriter.fileLimit else {
            return .rejected(.refusedHere([RemoteIssue(code: FileObjection.tooLarge.rawValue, field: "file")], subject: template))
        }
        // 128 random bits: no file holds them by chance.
        let boundary = "reconcile" + String(connection.time.randomWord(), radix: 16) + String(connection.time.randomWord(), radix: 16)
        let file = MultipartFile(fileName: fileName, bytes: bytes, boundary: boundary)
        return await send(.post(.attachFile, "/v1/vouchers/\(path.text)/files", contentType: file.contentType, body: file.body))
    }

    private func send(_ request: LexofficeRequest) async -> Outcome {
        let exchange: Exchange
        do {
            exchange = try await connection.exchange(request)
        } catch {
            return error.outcome()
        }
        let status = exchange.response.status
        guard (200...299).contains(status) else {
            let failure = exchange.error(subject: request.subject)
            // For the next request; this one goes back to the caller all the same.
            if failure.code == .unauthorized { _ = await connection.accessToken.renewed(exchange.token) }
            return failure.outcome()
        }
        do {
            let created = try connection.decode(WireCreated.self, from: exchange.response.body, subject: request.subject)
            let id = try PathID(created.id, subject: request.subject).text
            return .accepted(CreatedEntry(id: id, status: status))
        } catch {
            // Executed, most likely, but under which id nobody knows.
            return .unknown(LexofficeError(.badAnswer, subject: request.subject, cause: "HTTP \(status) without an id", status: status))
        }
    }
}

/// What lexoffice made of a write.
package struct CreatedEntry: Sendable, Hashable {
    package var id: String
    package var status: Int
}

private struct WireCreated: Decodable {
    var id: String
}
