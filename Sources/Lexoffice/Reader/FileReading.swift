extension LexofficeReader {
    /// The bytes of a file as lexoffice holds it, at most 32 MiB; `notFound` when it is gone.
    package func downloadFile(_ id: String) async throws(LexofficeError) -> [UInt8] {
        let path = try PathID(id, subject: "GET /v1/files/{id}")
        var request = LexofficeRequest.get(.file, "/v1/files/\(path.text)")
        request.accept = "*/*"
        request.responseLimit = 32 << 20
        let bytes = try await connection.read(request)
        guard !bytes.isEmpty else { throw LexofficeError(.badAnswer, subject: request.subject, cause: "an empty file") }
        return bytes
    }
}
