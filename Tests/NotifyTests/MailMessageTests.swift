import Bookkeeping
import Foundation
import TestSupport
import Testing
import Wording

@testable import Notify

/// The message as it leaves, taken apart here by the rules of RFC 5322, 2045 and 2047; `Tests/Outside/mail_trial.py` lets Python's parser
/// read it as well.
@Suite struct MailMessageTests {
    static let evil = [
        "RE-1\r\nBcc: everybody@evil.example", "a\nb", "\r\n.\r\nMAIL FROM:<x@evil.example>", "Größe & Zaunkönig GmbH", "=?utf-8?B?eA==?=",
        String(repeating: "Ä", count: 5000), "\u{202E}gnp.exe", "\u{0}\u{7}\u{1B}[2J", "", "🧾🧾🧾", ".", "..", "From here",
    ]

    private func message(subject: String, lines: [String]) -> MailMessage {
        MailMessage(
            sender: "reconcile@firma.example", recipient: "buero@firma.example", subject: subject, lines: lines, id: "digest.2026-11-30.af",
            date: Instant(milliseconds: 1_796_018_405_000))
    }

    /// Header lines with what is folded put together, and the body.
    private func parts(_ message: MailMessage) throws -> (headers: [String], body: String) {
        let text = String(decoding: message.bytes, as: UTF8.self)
        #expect(message.bytes.allSatisfy { $0 < 0x80 })
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.utf8.contains(13) && !$0.utf8.contains(10) && $0 != "." })
        let end = try #require(lines.firstIndex(of: ""))
        var headers: [String] = []
        for line in lines[..<end] {
            if line.hasPrefix(" "), let last = headers.indices.last { headers[last] += line } else { headers.append(line) }
        }
        let data = try #require(Data(base64Encoded: lines[(end + 1)...].joined()))
        return (headers, String(decoding: data, as: UTF8.self))
    }

    private func decoded(_ header: String) throws -> String {
        var bytes = Data()
        for word in header.components(separatedBy: " ") where !word.isEmpty {
            guard word.hasPrefix("=?utf-8?B?"), word.hasSuffix("?=") else { return header }
            #expect(word.utf8.count <= 75)
            bytes += try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func headersAreTheseAndNoOthers() throws {
        let (headers, body) = try parts(message(subject: "reconcile: Etwas wartet auf Sie", lines: ["Grüße", ""]))
        #expect(
            headers == [
                "From: reconcile <reconcile@firma.example>", "To: <buero@firma.example>", "Subject: reconcile: Etwas wartet auf Sie",
                "Date: Mon, 30 Nov 2026 07:00:05 +0100", "Message-ID: <digest.2026-11-30.af@firma.example>",
                "Auto-Submitted: auto-generated", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: base64",
            ])
        #expect(body == "Grüße\r\n\r\n")
    }

    @Test(arguments: evil) func foreignTextForgesNothing(_ text: String) throws {
        let (headers, body) = try parts(message(subject: text, lines: [text, "end"]))
        #expect(headers.count == 9)
        let subject = try decoded(String(headers[2].dropFirst("Subject: ".count)))
        #expect(subject == text)
        #expect(body == text + "\r\nend\r\n")
    }

    /// Of what a digest makes of them nothing begins a line or hides.
    @Test(arguments: evil) func foreignTextBeginsNoLine(_ text: String) throws {
        let held = DigestTests.held(DigestTests.line("11", text, 100, .contactAmbiguous), days: 0)
        let digest = DigestTests.digest(.office, toldDaysAgo: nil, situation: Situation(held: [held], hindrances: []))
        let links = try #require(ConsoleLinks("https://reconcile.example"))
        let lines = DigestText(language: .de, links: links).lines(digest)
        let plain = DigestTests.digest(.office, toldDaysAgo: nil, situation: Situation(held: [], hindrances: []))
        #expect(lines.count == DigestText(language: .de, links: links).lines(plain).count + 8)
        #expect(
            lines.allSatisfy { line in line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{202E}" } })
        let link = try #require(lines.first { $0.hasPrefix("  https://reconcile.example/beleg/") })
        #expect(link.dropFirst(2).utf8.allSatisfy { (0x21...0x7E).contains($0) })
        #expect(link.split(separator: "/", omittingEmptySubsequences: false).count == 5)
    }

    /// RFC 4231, test case 2.
    @Test func theSignatureIsHMAC() {
        #expect(
            WebhookSigning.signature(of: Array("what do ya want for nothing?".utf8), secret: "Jefe")
                == "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }
}
