internal import Bookkeeping

extension LexofficeStandIn {
    mutating func uploadFile(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        guard var voucher = voucherShelf[call.id] else { throw .legacy(404, [LexofficeIssue(nil, "voucher not found")]) }
        guard let upload = LexofficeUpload(contentType: call.contentType, body: call.body), !upload.bytes.isEmpty else {
            throw .legacy(406, [.missing("file")])
        }
        let contentType = try acceptedType(upload)
        let sha256 = ContentDigest.sha256(upload.bytes)
        // Bytes lexoffice already holds are dropped and the old id comes back, even when it belongs to another voucher (E5).
        if let known = fileShelf.all.first(where: { $0.sha256 == sha256 }) { return accepted(known.id) }
        let file = LexofficeFileRecord(
            id: ids.next(), name: upload.fileName, contentType: contentType, bytes: upload.bytes, sha256: sha256, voucherID: voucher.id)
        fileShelf[file.id] = file
        voucher.files.append(file.id)
        _ = store(voucher, at: call.now)
        return accepted(file.id)
    }

    func readFile(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        guard let file = fileShelf[call.id] else { throw .legacy(404, [LexofficeIssue(nil, "file not found")]) }
        return LexofficeReply(bytes: file.bytes, contentType: file.contentType)
    }

    private func accepted(_ id: String) -> LexofficeReply { LexofficeReply(status: 202, json: ["id": .string(id)]) }

    /// The name needs an extension; what the file is, its content says (lexoffice-2026.md §1).
    private func acceptedType(_ upload: LexofficeUpload) throws(LexofficeRefusal) -> String {
        let parts = upload.fileName.split(separator: ".", omittingEmptySubsequences: false)
        let suffix = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
        guard ["pdf", "png", "jpg", "jpeg", "xml"].contains(suffix) else { throw .file("inacceptable_file_extension") }
        guard upload.bytes.count <= rules.maximumFileBytes else { throw .file("max_file_size_exceeded") }
        let bytes = upload.bytes
        if bytes.starts(with: Array("%PDF-".utf8)) {
            guard !LexofficeStandIn.holds(bytes, rules.toxicText) else { throw .file("voucher_upload_toxic_pdf") }
            return "application/pdf"
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8]) { return "image/jpeg" }
        if ["png", "jpg", "jpeg"].contains(suffix) { throw .file("image_conversion_error") }
        if suffix == "pdf" { throw .file(LexofficeStandIn.isMarkup(bytes) ? "inacceptable_file_extension" : "voucher_upload_toxic_pdf") }
        guard rules.acceptsXML else { throw .file("inacceptable_file_extension") }
        guard LexofficeStandIn.holds(bytes, "xrechnung") else { throw .file("invalid_xrechnung") }
        return "application/xml"
    }

    private static func isMarkup(_ bytes: [UInt8]) -> Bool { bytes.first == UInt8(ascii: "<") }

    private static func holds(_ bytes: [UInt8], _ text: String) -> Bool {
        LexofficeUpload.find(Array(text.utf8), in: bytes, from: 0) != nil
    }
}

extension LexofficeRefusal {
    fileprivate static func file(_ code: String) -> LexofficeRefusal { .legacy(406, [LexofficeIssue(code, "file")]) }
}
