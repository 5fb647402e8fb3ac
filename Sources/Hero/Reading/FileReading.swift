import Transport

extension HeroReader {
    /// lexoffice takes files up to 5 MiB, inclusive; what is larger is not worth carrying, and twice as much is not read at all.
    package static let fileBytesMax = 5 * 1024 * 1024

    /// The bytes of a document's PDF, unchanged.
    ///
    /// Throws `notFound` without a link or when it has expired (read the document again), `fileDamaged` for a web page or
    /// a file of another size than announced, `fileNotPDF`, and `fileTooLarge` beyond twice ``fileBytesMax``.
    package func downloadFile(_ file: HeroFile) async throws(HeroError) -> [UInt8] {
        let subject = file.description
        guard let link = file.temporaryURL else {
            throw HeroError(code: .notFound, subject: subject, cause: "HERO offers no link")
        }
        let bytes: [UInt8]
        do {
            bytes = try await connection.fetch(link, limit: HeroReader.fileBytesMax * 2, subject: subject)
        } catch {
            throw HeroReader.fileError(error)
        }
        if JSONValue.looksLikeHTML(bytes) {
            throw HeroError(code: .fileDamaged, subject: subject, cause: "an HTML page in place of the file")
        }
        if let size = file.size, size != bytes.count {
            throw HeroError(code: .fileDamaged, subject: subject, cause: "\(bytes.count) bytes in place of \(size)")
        }
        guard bytes.starts(with: Array("%PDF".utf8)) else {
            throw HeroError(code: .fileNotPDF, subject: subject, cause: "\(bytes.count) bytes that are no PDF")
        }
        return bytes
    }

    /// A file store answers an expired signature with 401, 403, 404 or 410: to us all of them mean "get a fresh link".
    private static func fileError(_ error: HeroError) -> HeroError {
        var error = error
        switch error.code {
        case .unauthorized, .forbidden: error.code = .notFound
        case .unreachable(let failure) where failure.cause == .tooLarge: error.code = .fileTooLarge
        default: break
        }
        return error
    }
}
