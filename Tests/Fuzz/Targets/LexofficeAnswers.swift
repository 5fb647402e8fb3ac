import Bookkeeping
import Lexoffice
import TestSupport
import Transport

/// What lexoffice answers, the refusals included.
enum LexofficeAnswers {
    static let target = FuzzTarget(name: "lexoffice", mebibytesMaximum: 192, tokens: tokens) {
        let rig = try Rig()
        return FuzzTarget.Prepared(seeds: Corpus.fixtures("lexoffice")) { await rig.read($0) }
    }

    private static let tokens = [
        "\"content\"", "\"last\":true", "\"totalElements\":", "\"id\":", "\"voucherNumber\":", "\"voucherStatus\":", "\"paymentItems\":",
        "\"amount\":", "\"roles\":{\"customer\":{}}", "\"IssueList\":[]", "\"details\":[]", "\"message\":", "\"organizationId\":",
        "\"openAmount\":\"12.50\"", "\"voided\"", "\"paidoff\"", "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01",
    ]

    static func connection(_ transport: any HTTPTransport, _ time: VirtualTime) throws -> LexofficeConnection {
        guard let endpoint = LexofficeEndpoint("https://api.lexware.io") else { throw FuzzFailure("no endpoint") }
        return LexofficeConnection(
            endpoint: endpoint, accessToken: AccessToken(key: "ca5a1b20-feed-4bad-8cad-ec0ffee15bad"), organizationID: nil,
            transport: transport, time: time, limiter: RateLimiter(thousandthsPerSecond: 1_000_000, time: time))
    }

    struct Rig {
        private static let id = "b5a1c1de-0000-4000-8000-000000000001"
        private let transport = AnsweringTransport()
        private let reader: LexofficeReader
        private let writer: LexofficeWriter

        init() throws {
            let connection = try LexofficeAnswers.connection(transport, VirtualTime(autoAdvancing: true))
            (reader, writer) = (LexofficeReader(connection), LexofficeWriter(connection))
        }

        /// Everything is asked of what could be its answer, and one thing more of what cannot.
        func read(_ bytes: [UInt8]) async {
            let other = fingerprint(bytes) % 10
            if holds(bytes, "content") {
                if holds(bytes, "roles") || other == 0 { await readContacts(bytes) }
                if holds(bytes, "voucherStatus") || other == 1 { await readRows(bytes) }
            }
            await asking(holds(bytes, "voucherItems") || other == 2, bytes) { _ = try await $0.voucher(Self.id) }
            await asking(holds(bytes, "paymentItems") || other == 3, bytes) { _ = try await $0.payments(Self.id) }
            await asking(holds(bytes, "businessFeatures") || other == 4, bytes) { _ = try await $0.profile() }
            await asking(holds(bytes, "splitAllowed") || other == 5, bytes) { _ = try await $0.postingCategories() }
            await asking(holds(bytes, "callbackUrl") || other == 6, bytes) { _ = try await $0.eventSubscriptions() }
            await asking(holds(bytes, "roles") || other == 7, bytes) { _ = try await $0.contact(Self.id) }
            await asking(other == 8, bytes) { _ = try await $0.downloadFile(Self.id) }
            if holds(bytes, "resourceUri") || other == 9 {
                answer(bytes)
                _ = await writer.attachFile(voucherID: Self.id, fileName: "RE-1.pdf", bytes: [0x25])
            }
        }

        private func readContacts(_ bytes: [UInt8]) async {
            answer(bytes)
            guard let cards = try? await reader.contactCards() else { return }
            for card in cards.rows.prefix(4) { _ = try? CustomerDraft(card) }
        }

        private func readRows(_ bytes: [UInt8]) async {
            await asking(true, bytes) {
                var sweep = $0.voucherSweep()
                while try await sweep.next() != nil {}
            }
            await asking(true, bytes) { _ = try await $0.voucherRows(number: "RE-1") }
        }

        private func asking(_ isWanted: Bool, _ bytes: [UInt8], _ question: (LexofficeReader) async throws -> Void) async {
            guard isWanted else { return }
            answer(bytes)
            try? await question(reader)
        }

        private func answer(_ bytes: [UInt8]) {
            let end = Array(#"{"content":[],"last":true,"totalElements":0,"totalPages":1,"number":1,"size":250}"#.utf8)
            transport.answer(bytes, status: Statuses.status(of: bytes), later: end)
        }
    }
}
