package import Bookkeeping
internal import Foundation

/// A message as it leaves (RFC 5322, RFC 2045, RFC 2047): plain text, UTF-8 in base64, lines ended by CR LF. Nothing in it that is
/// somebody's text can begin a header or end the message: headers are made of words of this program and of checked addresses, and the
/// body has no characters but base64's.
package struct MailMessage: Sendable {
    package var sender: String
    package var recipient: String
    package var subject: String
    package var lines: [String]
    /// What makes two copies of one mail recognisable; of letters, digits, dots and dashes.
    package var id: String
    package var date: Instant

    package var bytes: [UInt8] {
        let host = sender.split(separator: "@").last ?? "localhost"
        let head = [
            "From: reconcile <\(sender)>", "To: <\(recipient)>", "Subject: \(MailMessage.header(subject))",
            "Date: \(MailMessage.date(date))", "Message-ID: <\(id)@\(host)>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
        ]
        let text = Array(lines.map { $0 + "\r\n" }.joined().utf8)
        return Array((head + [""] + MailMessage.base64(text)).map { $0 + "\r\n" }.joined().utf8)
    }

    private static let lineLength = 76

    private static func base64(_ bytes: [UInt8]) -> [String] {
        let text = Array(Data(bytes).base64EncodedString().utf8)
        return stride(from: 0, to: text.count, by: lineLength).map { start in
            String(decoding: text[start..<min(start + lineLength, text.count)], as: UTF8.self)
        }
    }

    /// As it is where it is plain ASCII in one short line; else as encoded words, each of whole characters and no longer than 75.
    private static func header(_ text: String) -> String {
        if text.utf8.count <= 60, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !text.contains("=?") { return text }
        var words: [String] = []
        var part = ""
        for character in text.unicodeScalars {
            if part.utf8.count + String(character).utf8.count > 42 {
                words.append(part)
                part = ""
            }
            part.unicodeScalars.append(character)
        }
        words.append(part)
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// `Mon, 30 Nov 2026 07:00:05 +0100`
    private static func date(_ instant: Instant) -> String {
        let day = BusinessDay(berlinDayOf: instant)
        let text = instant.berlinText
        let clock = text.dropFirst(11).prefix(8)
        let offset = text.suffix(6).filter { $0 != ":" }
        return "\(weekdays[day.weekday - 1]), \(day.day) \(months[day.month - 1]) \(day.year) \(clock) \(offset)"
    }
}
