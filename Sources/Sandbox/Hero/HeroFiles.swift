internal import Bookkeeping
internal import HTTPTypes
internal import Transport

/// Links to files that work without a token until they expire (hero-api.md §2.7).
enum HeroSignedLink {
    static let defaultSeconds = 3600

    static func url(uuid: String, expires: Int64, key: String, base: String) -> String {
        "\(base)/files/\(uuid)?expires=\(expires)&signature=\(signature(uuid: uuid, expires: expires, key: key))"
    }

    /// A keyed FNV-1a checksum: enough to tell a forged or altered link in a stand-in.
    static func signature(uuid: String, expires: Int64, key: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(key)|\(uuid)|\(expires)|\(key)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    /// A stable id in UUID form.
    static func uuid(_ number: Int, _ version: Int64) -> String {
        let seed = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: version)
        var random = SeededRandom(seed: seed)
        let (high, low) = (padded(random.next(), 16, radix: 16), padded(random.next(), 16, radix: 16))
        return "\(high.prefix(8))-\(high.dropFirst(8).prefix(4))-4\(high.suffix(3))-a\(low.prefix(3))-\(low.suffix(12))"
    }
}

extension HeroStandIn {
    func signedFile(_ uuid: String, query: [String: String], now: Instant) -> IncomingResponse {
        guard let text = query["expires"], let expires = Int64(text),
            query["signature"] == HeroSignedLink.signature(uuid: uuid, expires: expires, key: settings.apiKey)
        else { return .storeRefusal(403, "SignatureDoesNotMatch", "The signature does not match.") }
        guard now.milliseconds / 1000 < expires else { return .storeRefusal(403, "AccessDenied", "Request has expired") }
        return file(uuid, now: now)
    }

    func file(_ uuid: String, now: Instant) -> IncomingResponse {
        guard let document = records.document(fileUUID: uuid), settings.hasPDF(document, now: now) else {
            return .storeRefusal(404, "NoSuchKey", "The specified key does not exist.")
        }
        return IncomingResponse(
            head: HTTPResponse(status: .ok, headerFields: [.contentType: "application/pdf"]), body: HeroPDF.bytes(document, records))
    }
}

extension HeroSettings {
    /// Whether the PDF of a document exists by now.
    func hasPDF(_ document: HeroDocumentRecord, now: Instant) -> Bool {
        guard let since = document.renderingSince else { return false }
        return now >= since.adding(seconds: pdfDelaySeconds)
    }
}
