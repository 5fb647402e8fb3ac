import Bookkeeping
import FoundationEssentials
import Testing

@testable import Hero

struct HeaderTests {
    private func header(_ json: String) throws -> DocumentHeader {
        guard case .object(let members)? = JSONValue(bytes: Array(json.utf8)) else { throw UnreadableField(path: "", detail: json) }
        return try #require(DocumentHeader(WireObject(path: "", members: members)))
    }

    @Test(arguments: [
        ("1190.0000000000002", 119_000), ("1190", 119_000), ("1189.9999999999998", 119_000), ("0.1", 10), ("1e3", 100_000),
        ("-18.525", -1853), ("18.525", 1853), ("18.5249", 1852), ("0.30000000000000004", 30), ("1.005", 101), ("0", 0),
        ("99999999.99", 9_999_999_999),
    ])
    func aNoisyFloatIsTheAmountItMeans(text: String, cents: Int) throws {
        #expect(try header("{\"id\":1,\"value\":\(text)}").valueNet == Cents(Int64(cents)))
    }

    @Test(arguments: ["\"1000.00\"", "true", "[1]", "{}", "1e19", "1e300", "99999999999999"])
    func whatIsNoAmountIsNamedAndLosesNothingElse(text: String) throws {
        let header = try header("{\"id\":1,\"nr\":\"RE-1\",\"value\":\(text),\"vat\":1.9}")
        #expect(header.valueNet == nil)
        #expect(header.unreadable.map(\.path) == ["value"])
        #expect(header.number == "RE-1")
        #expect(header.vat == Cents(190))
    }

    @Test(
        arguments: [
            ("\"RE-xxxx\"", nil), ("\"RE-2026-XXXX\"", nil), ("\"\"", nil), ("\"  \"", nil), ("null", nil), ("\"RE-1\"", "RE-1"),
            ("\" 00/RE-1 \"", " 00/RE-1 "), ("\"xxxx-7\"", "xxxx-7"),
        ] as [(String, String?)])
    func aPlaceholderIsNoNumberAndANumberIsKeptByteForByte(json: String, number: String?) throws {
        #expect(try header("{\"id\":1,\"nr\":\(json)}").number == number)
    }

    @Test(
        arguments: [
            (0, "Entwurf", DocumentLifecycle.draft), (1, "x", .processing(1)), (99, nil, .processing(99)), (100, "Erstellt", .issued),
            (200, "Versendet", .issued), (599, "?", .issued), (600, "irgendwas", .cancelled), (200, "Storniert", .cancelled),
            (1000, "Storniert", .deleted), (1000, nil, .deleted), (601, nil, .unknown(601)), (2100, "?", .unknown(2100)),
            (-1, nil, .unknown(-1)), (40, "PUBLISHING", .processing(40)), (60, "publish_failed", .processing(60)),
            (150, "PUBLISH_FAILED", .processing(150)), (0, "PUBLISHING", .draft), (600, "PUBLISHING", .cancelled),
            (nil, "Versendet", .unknown(nil)),
        ] as [(Int?, String?, DocumentLifecycle)])
    func theStatusIsReadOrNamed(code: Int?, name: String?, lifecycle: DocumentLifecycle) {
        #expect(DocumentLifecycle(statusCode: code, statusName: name) == lifecycle)
    }

    /// HERO writes 0 where it means none (hero-2026.md §8).
    @Test(arguments: ["0", "0.0", "\"0\"", "null"])
    func zeroIsNoID(json: String) throws {
        let header = try header("{\"id\":1,\"selected_document_id\":\(json),\"project_match_id\":\(json),\"document_type_id\":\(json)}")
        #expect(header.selectedDocumentID == nil && header.projectMatchID == nil && header.documentTypeID == nil)
        #expect(header.unreadable.isEmpty)
    }

    @Test func whetherADocumentShowsVAT() throws {
        let booking = try header(#"{"id":1,"customer_document_booking":{"show_vat":false,"status":"open"}}"#).booking
        #expect(booking?.showsVAT == false && booking?.status == "open")
        #expect(try header(#"{"id":1,"customer_document_booking":{}}"#).booking?.showsVAT == nil)
    }

    @Test func aListOfPaymentsIsWholeOrAbsent() throws {
        let good =
            #"{"id":1,"customer_document_booking":{"is_open":false,"balance":0.0,"payments":[{"id":5,"paid_date":"2026-09-25","#
            + #""value":1190.0000000000002,"invoice_discount_value":0.0},null]}}"#
        let booking = try #require(try header(good).booking)
        #expect(booking.payments == [BookedPayment(id: 5, paidDate: BusinessDay("2026-09-25"), value: Cents(119_000), discount: .zero)])
        let bad = try header(#"{"id":1,"customer_document_booking":{"payments":[{"id":5,"value":1.0},{"id":6,"value":null}]}}"#)
        #expect(bad.booking == nil)
        #expect(bad.unreadable.map(\.path) == ["customer_document_booking.payments[1].value"])
        #expect(try header(#"{"id":1,"customer_document_booking":null}"#).booking == nil)
    }

    @Test(
        arguments: [
            (#""customer":{"id":1},"contact":{"id":2},"project_match":{"customer":{"id":3}}"#, 1),
            (#""customer":null,"contact":{"id":2},"project_match":{"customer":{"id":3}}"#, 2),
            (#""project_match":{"customer":{"id":3}}"#, 3), (#""project_match":{"customer":null}"#, nil), (#""project_match":null"#, nil),
        ] as [(String, Int?)])
    func theRecipientHasAnOrder(members: String, id: Int?) throws {
        #expect(try header("{\"id\":9,\(members)}").customerID == id)
    }

    @Test(arguments: [
        #""date":"14.09.2026""#, #""date":"2026-02-30""#, #""modified":"2026-09-14 09:05:40""#, #""created":"gestern""#,
        #""status_code":"200""#, #""status_code":1.5"#, #""nr":7"#, #""metadata":[]"#, #""customer":"Max""#, #""file_upload":{"uuid":1}"#,
    ])
    func aFieldInAnotherFormIsNamed(member: String) throws {
        let header = try header("{\"id\":1,\(member)}")
        #expect(header.unreadable.count == 1)
        #expect(header.unreadable.first.map { member.contains(String($0.path.split(separator: ".")[0])) } == true)
    }

    @Test func theFingerprintFollowsWhatMayNotChange() throws {
        let base =
            #""nr":"RE-1","value":1.0,"vat":0.19,"date":"2026-01-01","type":"invoice","document_type_id":1,"#
            + #""metadata":{"invoice_style":"full"}"#
        let original = try header("{\"id\":1,\(base)}")
        let same = try header(
            "{\"id\":1,\(base),\"status_code\":600,\"modified\":\"2026-01-01T00:00:00Z\",\"customer_document_booking\":{}}")
        #expect(original.fingerprint == same.fingerprint)
        let changes = [
            ("RE-1", "RE-2"), ("\"value\":1.0", "\"value\":1.01"), ("0.19", "0.18"), ("2026-01-01", "2026-01-02"),
            ("invoice\"", "reversal\""),
            ("\"document_type_id\":1", "\"document_type_id\":2"), ("full", "parted"), ("\"nr\":\"RE-1\"", "\"nr\":null"),
        ]
        var seen: Set<String> = [original.fingerprint]
        for (old, new) in changes {
            let changed = base.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false).joined(separator: new)
            #expect(changed != base)
            #expect(seen.insert(try header("{\"id\":1,\(changed)}").fingerprint).inserted, "\(new)")
        }
    }

    @Test func aHeaderSurvivesStorage() throws {
        let header = try heroDocument(["customer_document_booking.balance": "\"?\""]).header
        #expect(header.unreadable.count == 1)
        #expect(try JSONDecoder().decode(DocumentHeader.self, from: JSONEncoder().encode(header)) == header)
    }

    @Test func aThousandLevelsDoNotTakeTheProcessDown() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(JSONValue(bytes: Array(deep.utf8)) == nil)
        let bearable = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
        #expect(JSONValue(bytes: Array(bearable.utf8)) != nil)
    }
}
