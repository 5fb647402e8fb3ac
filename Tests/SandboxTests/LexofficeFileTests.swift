import Bookkeeping
import HTTPTypes
import Sandbox
import Testing
import Transport

@Suite struct LexofficeFileTests {
    private let pdf = Array("%PDF-1.7\r\n--grenze 8\r\n\u{0}binär".utf8) + [0xFF, 0x00, 0x0D, 0x0A, 0x2D, 0x2D]

    @Test func `an upload is stored byte for byte and raises the version`() {
        var desk = LexofficeDesk()
        let voucher = desk.bookedInvoice()
        let reply = desk.upload(voucher, name: "RE-2026-0042.pdf", bytes: pdf)
        #expect(reply.status == 202)
        #expect(reply.json.objectValue?.keys == ["id"])
        let file = reply.json["id"]?.stringValue ?? ""
        #expect(desk.standIn.file(file)?.bytes == pdf)
        #expect(desk.standIn.file(file)?.name == "RE-2026-0042.pdf")
        let shown = desk.get("/v1/vouchers/\(voucher)").json
        #expect(shown["files"] == [.string(file)])
        #expect(shown["version"] == 2)
        let download = desk.get("/v1/files/\(file)")
        #expect(download.response.body == pdf)
        #expect(download.response.head.headerFields[.contentType] == "application/pdf")
    }

    @Test func `the same bytes give the same id, once per voucher`() {
        var desk = LexofficeDesk()
        let voucher = desk.bookedInvoice()
        let first = desk.upload(voucher, name: "RE.pdf", bytes: pdf)
        let second = desk.upload(voucher, name: "anders.pdf", bytes: pdf)
        #expect(second.status == 202)
        #expect(second.json == first.json)
        #expect(desk.standIn.voucher(voucher)?.files.count == 1)
        #expect(desk.standIn.voucher(voucher)?.version == 2)
        let third = desk.upload(voucher, name: "RE.pdf", bytes: pdf + [0x0A])
        #expect(third.json != first.json)
        #expect(desk.standIn.voucher(voucher)?.files.count == 2)
    }

    /// domain.md E5: the upload is dropped, the old id comes back, and the voucher stays without a file.
    @Test func `bytes that belong to another voucher stay there`() {
        var desk = LexofficeDesk()
        let first = desk.bookedInvoice()
        let second = desk.bookedInvoice(number: "RE-2026-0043")
        let old = desk.upload(first, name: "RE.pdf", bytes: pdf)
        #expect(desk.upload(second, name: "RE.pdf", bytes: pdf).json == old.json)
        #expect(desk.standIn.voucher(second)?.files == [])
        #expect(desk.standIn.voucher(second)?.version == 1)
    }

    @Test func `only known kinds of files pass, by name and content`() {
        var desk = LexofficeDesk()
        let voucher = desk.bookedInvoice()
        #expect(desk.upload(voucher, name: "RE.docx", bytes: pdf).issues == ["inacceptable_file_extension file"])
        #expect(desk.upload(voucher, name: "RE", bytes: pdf).issues == ["inacceptable_file_extension file"])
        #expect(desk.upload(voucher, name: "", bytes: pdf).issues == ["inacceptable_file_extension file"])
        #expect(desk.upload(voucher, name: "RE.xml", bytes: Array("<a/>".utf8)).issues == ["inacceptable_file_extension file"])
        #expect(desk.upload(voucher, name: "RE.pdf", bytes: Array("<html>".utf8)).issues == ["inacceptable_file_extension file"])
        #expect(desk.upload(voucher, name: "RE.pdf", bytes: Array("Hallo".utf8)).issues == ["voucher_upload_toxic_pdf file"])
        let hostile = Array("%PDF-1.7 /OpenAction << /JavaScript (x) >>".utf8)
        #expect(desk.upload(voucher, name: "RE.pdf", bytes: hostile).issues == ["voucher_upload_toxic_pdf file"])
        #expect(desk.upload(voucher, name: "bild.png", bytes: Array("kein Bild".utf8)).issues == ["image_conversion_error file"])
        #expect(desk.upload(voucher, name: "RE.pdf", bytes: []).issues == ["missing_entity file"])
        #expect(desk.upload(voucher, name: "RE.pdf", bytes: pdf, part: "datei").issues == ["missing_entity file"])
        #expect(desk.upload("unbekannt", name: "RE.pdf", bytes: pdf).status == 404)
        #expect(desk.standIn.files.isEmpty)
        #expect(desk.upload(voucher, name: "bild.PNG", bytes: [0x89, 0x50, 0x4E, 0x47, 1]).status == 202)
        desk.standIn.rules.acceptsXML = true
        #expect(desk.upload(voucher, name: "RE.xml", bytes: Array("<a/>".utf8)).issues == ["invalid_xrechnung file"])
        #expect(desk.upload(voucher, name: "RE.xml", bytes: Array("<a>urn:xrechnung</a>".utf8)).status == 202)
    }

    @Test func `a file may be as large as the limit and no larger`() {
        var desk = LexofficeDesk { $0.maximumFileBytes = 100 }
        let voucher = desk.bookedInvoice()
        let exact = Array("%PDF-".utf8) + [UInt8](repeating: 0x20, count: 95)
        #expect(desk.upload(voucher, name: "RE.pdf", bytes: exact + [0x20]).issues == ["max_file_size_exceeded file"])
        #expect(desk.upload(voucher, name: "RE.pdf", bytes: exact).status == 202)
    }

    @Test(arguments: [(5_242_879, 202), (5_242_880, 202), (5_242_881, 406)]) func `the limit is five mebibytes`(size: Int, status: Int) {
        var desk = LexofficeDesk()
        let voucher = desk.bookedInvoice()
        let bytes = Array("%PDF-".utf8) + [UInt8](repeating: 0x20, count: size - 5)
        #expect(desk.upload(voucher, name: "RE.pdf", bytes: bytes).status == status)
    }

    @Test func `an upload that is not multipart gets 415`() {
        var desk = LexofficeDesk()
        let voucher = desk.bookedInvoice()
        #expect(desk.send(.post, "/v1/vouchers/\(voucher)/files", bytes: pdf).status == 415)
        desk.headers[.contentType] = "multipart/form-data"
        #expect(desk.send(.post, "/v1/vouchers/\(voucher)/files", bytes: pdf).issues == ["missing_entity file"])
    }

    /// FIPS 180-4 examples, and lengths around the padding's borders checked with coreutils' sha256sum.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (String(repeating: "x", count: 55), "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"),
        (String(repeating: "x", count: 64), "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"),
    ])
    func `SHA-256 is right`(text: String, digest: String) { #expect(ContentDigest.sha256(Array(text.utf8)) == digest) }
}
