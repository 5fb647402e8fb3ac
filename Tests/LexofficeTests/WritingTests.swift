import Bookkeeping
import HTTPTypes
import Testing
import Transport

@testable import Lexoffice

/// Whether a write happened, did not happen, or nobody knows (design §1.4).
@Suite struct WritingTests {
    private enum JudgedMove: String { case done, rejected, notProcessed, unknown }

    private func verdict(_ outcome: LexofficeWriter.Outcome) -> JudgedMove {
        switch outcome {
        case .accepted: .done
        case .rejected: .rejected
        case .notProcessed: .notProcessed
        case .unknown: .unknown
        }
    }

    private func create(_ rig: Rig) async throws -> LexofficeWriter.Outcome {
        await rig.writer.createVoucher(
            try Sample.invoice(), contact: .contact(id: Sample.contactID), categories: Sample.categories)
    }

    @Test func createVoucher() async throws {
        let rig = try Rig(.fixture("action-result", status: 201))
        #expect(try await create(rig) == .accepted(CreatedEntry(id: Sample.contactID, status: 201)))
        let sent = try #require(rig.sent.first)
        #expect(sent.request.head.method == .post)
        #expect(sent.path == "/v1/vouchers")
        #expect(sent.request.isWrite)
        #expect(sent.request.head.headerFields[.contentType] == "application/json")
        #expect(sent.request.head.headerFields[.accept] == "application/json")
        #expect(sent.bodyText == Fixture.compact("create-voucher-salesinvoice"))
    }

    @Test func createContact() async throws {
        let rig = try Rig(.fixture("action-result", status: 200))
        #expect(await rig.writer.createContact(try Sample.person()) == .accepted(CreatedEntry(id: Sample.contactID, status: 200)))
        let sent = try #require(rig.sent.first)
        #expect(sent.request.head.method == .post)
        #expect(sent.path == "/v1/contacts")
        #expect(sent.request.isWrite)
        #expect(sent.request.body == LexofficeWriter.contactBody(try Sample.person()))
    }

    private static func issue(_ code: String, _ source: String) -> Step {
        .answer(406, #"{"IssueList":[{"i18nKey":"\#(code)","source":"\#(source)","type":"validation_failure"}]}"#)
    }

    /// lexoffice's own numbering, right after another create: waited out, and not for ever (lexoffice-2026.md §3).
    @Test(arguments: [1, 2, 3]) func aNumberGivenTwice(times: Int) async throws {
        let rig = try Rig { place, _ in
            place < times ? Self.issue("account_number_already_exists", "roles.customer.number") : .fixture("action-result", status: 200)
        }
        let outcome = await rig.writer.createContact(try Sample.person())
        #expect(verdict(outcome) == (times < 3 ? .done : .notProcessed))
        #expect(rig.sent.count == min(times + 1, 3) && rig.gaps.allSatisfy { $0 >= 3000 })
        #expect(Set(rig.sent.map(\.bodyText)).count == 1)
    }

    /// Which field it is about, so that the contact can do without it.
    @Test(arguments: [
        ("emailAddresses[0].emailAddress", [ContactField.email]), ("company.contactPersons[0].emailAddress", [.email]),
        ("phoneNumbers.business", [.phone]), ("person.salutation", [.salutation]), ("company.name", []), ("addresses.billing", []),
    ]) func aRefusalNamesTheField(source: String, fields: [ContactField]) async throws {
        let rig = try Rig(Self.issue("invalid_value", source))
        guard case .rejected(let error) = await rig.writer.createContact(try Sample.person()) else {
            return #expect(Bool(false), "406 is a refusal")
        }
        #expect(error.refusedContactFields == fields && !error.isNumberingClash)
    }

    @Test func attachFile() async throws {
        let rig = try Rig(.fixture("file-uploaded", status: 202))
        let bytes: [UInt8] = Array("%PDF-1.7\r\n--\u{0}\u{FF}".utf8)
        let outcome = await rig.writer.attachFile(voucherID: "b5a1c1de", fileName: "Rechnung \"Größe\".pdf", bytes: bytes)
        #expect(outcome == .accepted(CreatedEntry(id: "0c9d2f6e-2f5d-4d7c-9e55-4c4c5f4d9c77", status: 202)))
        let sent = try #require(rig.sent.first)
        #expect(sent.path == "/v1/vouchers/b5a1c1de/files")
        #expect(sent.request.isWrite)
        let type = try #require(sent.request.head.headerFields[.contentType])
        let boundary = try #require(type.split(separator: "boundary=").last)
        #expect(type == "multipart/form-data; boundary=\(boundary)")
        #expect(boundary.utf8.count <= 70)
        let expected =
            Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Rechnung-Groesse.pdf\"\r\n".utf8)
            + Array("Content-Type: application/pdf\r\n\r\n".utf8) + bytes + Array("\r\n--\(boundary)--\r\n".utf8)
        #expect(sent.request.body == expected)
    }

    /// Refused statuses prove that nothing was written; the rest proves nothing.
    @Test(arguments: [
        (400, "rejected"), (401, "notProcessed"), (402, "notProcessed"), (403, "notProcessed"), (404, "rejected"), (405, "rejected"),
        (406, "rejected"), (408, "unknown"), (409, "rejected"), (413, "rejected"), (415, "rejected"), (422, "rejected"), (301, "unknown"),
        (418, "unknown"), (500, "unknown"), (501, "rejected"), (502, "unknown"), (503, "unknown"), (504, "unknown"), (599, "unknown"),
    ])
    func statusCodes(_ status: Int, _ expected: String) async throws {
        let rig = try Rig { _, _ in .answer(status, "") }
        #expect(verdict(try await create(rig)).rawValue == expected)
        #expect(rig.sent.count == 1, "a write is sent once")
    }

    /// The gateway's 500 may be throttling, or may not: it proves nothing.
    @Test func theTextOfAnAnswerProvesNothing() async throws {
        let rig = try Rig { _, _ in .fixture("error-gateway-500", status: 500) }
        #expect(verdict(try await create(rig)) == .unknown)
        let window = try Rig { _, _ in .fixture("error-window-exceeded", status: 500) }
        #expect(verdict(try await create(window)) == .unknown)
    }

    @Test(arguments: [
        (RequestFailure.Reach.notSent, "notProcessed"), (.mayHaveBeenSent, "unknown"), (.answered(status: 200), "unknown"),
        (.answered(status: 201), "unknown"), (.answered(status: 302), "unknown"), (.answered(status: 406), "rejected"),
        (.answered(status: 401), "notProcessed"), (.answered(status: 504), "unknown"),
    ])
    func failures(_ reach: RequestFailure.Reach, _ expected: String) async throws {
        for cause in RequestFailure.Cause.allCases {
            let rig = try Rig { _, _ in .failure(reach, cause) }
            #expect(verdict(try await create(rig)).rawValue == expected)
            #expect(rig.sent.count == 1, "a write is sent once")
        }
    }

    @Test(arguments: [
        "", "{}", "{\"id\":null}", "{\"id\":7}", "{\"id\":\"\"}", "{\"id\":\"a/b\"}", "[]", "<html>", "{\"id\":\"3b0f7c0e",
    ])
    func successWithoutAnIDIsUnknown(_ body: String) async throws {
        let rig = try Rig { _, _ in .answer(201, body) }
        guard case .unknown(let error) = try await create(rig) else { return #expect(Bool(false), "an id was made up") }
        #expect(error.code == .badAnswer)
        #expect(error.status == 201)
        #expect(rig.sent.count == 1)
    }

    @Test func throttledWritesAreRepeatedBecauseTheyWereNotExecuted() async throws {
        let recovering = try Rig { place, _ in place < 4 ? .answer(429, "") : .fixture("action-result", status: 201) }
        #expect(verdict(try await create(recovering)) == .done)
        #expect(recovering.sent.count == 5)
        #expect(Set(recovering.sent.map(\.bodyText)).count == 1)
        let never = try Rig { _, _ in .answer(429, "") }
        guard case .notProcessed(let error) = try await create(never) else { return #expect(Bool(false), "429 is never executed") }
        #expect(error.code == .throttled)
        #expect(never.sent.count == 5)
    }

    /// After a 429 the next try counts alone: what becomes of it is the answer.
    @Test func doubtAfterThrottlingIsDoubt() async throws {
        let rig = try Rig(.answer(429, ""), .failure(.mayHaveBeenSent, .timeout))
        #expect(verdict(try await create(rig)) == .unknown)
        #expect(rig.sent.count == 2)
    }

    @Test func refusalsNameTheFields() async throws {
        let rig = try Rig(.fixture("error-issue-list", status: 406))
        guard case .rejected(let error) = await rig.writer.createContact(try Sample.company()) else {
            return #expect(Bool(false), "406 is a refusal")
        }
        #expect(error.code == .validation([RemoteIssue(code: "missing_entity", field: "company.name")]))
    }

    @Test func unsoundWritesAreNotSent() async throws {
        let rig = try Rig { _, _ in .fixture("action-result", status: 201) }
        let voucher = await rig.writer.createVoucher(try Sample.invoice(), contact: .contact(id: "c"), categories: [:])
        #expect(verdict(voucher) == .rejected)
        for (size, code) in [(0, "missing_entity"), (5_242_881, "max_file_size_exceeded")] {
            let file = await rig.writer.attachFile(
                voucherID: "v-1", fileName: "a.pdf", bytes: [UInt8](repeating: 1, count: size))
            guard case .rejected(let error) = file else { return #expect(Bool(false), "\(size) bytes were sent") }
            #expect(error.code == .validation([RemoteIssue(code: code, field: "file")]))
        }
        #expect(rig.sent.isEmpty)
    }

    @Test func aCancelledWriteWasNotProcessed() async throws {
        let rig = try Rig { _, _ in .fixture("file-uploaded", status: 202) }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await rig.writer.attachFile(voucherID: "v-1", fileName: "a.pdf", bytes: [1])
        }
        #expect(verdict(await task.value) == .notProcessed)
        #expect(rig.sent.isEmpty)
    }

    @Test(arguments: [
        ("RE-2026-0042.pdf", "RE-2026-0042.pdf"), ("RE/2026/42", "RE-2026-42.pdf"), ("a.PDF", "a.pdf"), ("Müß Äh.pdf", "Muess-Aeh.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"), ("x\"; name=\"y\r\nEvil: 1", "x-name-y-Evil-1.pdf"), ("", "document.pdf"),
        (".pdf", "document.pdf"), ("---", "document.pdf"), ("Счёт", "document.pdf"), ("a.xml", "a.pdf"), ("u\u{308}.pdf", "ue.pdf"),
        (String(repeating: "a", count: 300), String(repeating: "a", count: 96) + ".pdf"),
    ])
    func fileNames(_ name: String, _ safe: String) {
        #expect(MultipartFile.safeName(name) == safe)
    }
}
