import HTTPTypes
import Testing
import Transport

@testable import Hero

struct FileTests {
    private let pdf = Array("%PDF-1.7\n%%EOF\n".utf8)

    private func file(size: Int? = nil, link: String? = "https://files.example/a?X-Sig=a%2Bb") -> HeroFile {
        HeroFile(uuid: "u-1", filename: "RE-1.pdf", size: size, type: "application/pdf", temporaryURL: link)
    }

    private func error(_ answer: ScriptedTransport.Answer, size: Int? = nil) async throws -> HeroError? {
        let reader = try reader(ScriptedTransport(answer))
        return await heroError { () async throws(HeroError) in try await reader.downloadFile(file(size: size)) }
    }

    @Test func theLinkIsFetchedUnchangedAndWithoutTheKey() async throws {
        let transport = ScriptedTransport(.body(pdf))
        #expect(try await reader(transport).downloadFile(file(size: pdf.count)) == pdf)
        let request = try #require(transport.requests.first).outgoing
        #expect(request.head.method == .get)
        #expect([request.head.authority, request.head.path] == ["files.example", "/a?X-Sig=a%2Bb"])
        #expect(request.head.headerFields.isEmpty)
        #expect(request.body.isEmpty)
        #expect(!request.isWrite)
        #expect(request.responseLimit >= HeroReader.fileBytesMax)
    }

    @Test func aWebPageIsNoFile() async throws {
        for page in ["<!DOCTYPE html>\n<title>Login</title>", "  \n<html lang=de>", "\u{FEFF}<html>"] {
            #expect(try await error(.body(Array(page.utf8)))?.code == .fileDamaged)
        }
    }

    @Test func anythingButPDFIsRefused() async throws {
        #expect(try await error(.body(Array("PK\u{3}\u{4}zip".utf8)))?.code == .fileNotPDF)
        #expect(try await error(.body([]))?.code == .fileNotPDF)
        #expect(try await error(.body(Array(" %PDF-1.7".utf8)))?.code == .fileNotPDF)
    }

    @Test func anotherSizeThanAnnouncedIsADamagedFile() async throws {
        let short = try await error(.body(pdf), size: pdf.count + 1)
        #expect(short?.code == .fileDamaged)
        #expect(short?.isTransient == true && short?.hint.contains("proxy") == false)
    }

    @Test func tooLargeIsNamed() async throws {
        #expect(try await error(.broken(.answered(status: 200), .tooLarge))?.code == .fileTooLarge)
    }

    @Test(arguments: [401, 403, 404, 410])
    func anExpiredLinkIsNotFound(status: Int) async throws {
        #expect(try await error(.body([], status: status))?.code == .notFound)
    }

    @Test func aFailingStoreIsAskedAgain() async throws {
        let transport = ScriptedTransport(.body([], status: 503), .broken(.mayHaveBeenSent, .timeout), .body(pdf))
        #expect(try await reader(transport).downloadFile(file()) == pdf)
        #expect(transport.requests.count == 3)
    }

    @Test(arguments: [nil, "http://files.example/a", "file:///etc/passwd", "/app/x", "https://a@b/"] as [String?])
    func aLinkThatIsNoneIsNotFollowed(link: String?) async throws {
        let transport = ScriptedTransport(.body(pdf))
        let reader = try reader(transport)
        let error = await heroError { () async throws(HeroError) in try await reader.downloadFile(file(link: link)) }
        #expect(error?.code == (link == nil ? .notFound : .badAnswer))
        #expect(transport.requests.isEmpty)
    }

    @Test func anUnencryptedEndpointMayHaveUnencryptedLinks() async throws {
        let reader = HeroReader(try connection(ScriptedTransport(.body(pdf)), endpoint: "http://127.0.0.1:8089/hero"))
        #expect(try await reader.downloadFile(file(link: "http://127.0.0.1:8089/f")) == pdf)
    }

    @Test func theLinkIsNeverPrinted() {
        var dumped = ""
        dump(file(), to: &dumped)
        #expect(!(dumped + "\(file())" + String(reflecting: file())).contains("X-Sig"))
    }
}
