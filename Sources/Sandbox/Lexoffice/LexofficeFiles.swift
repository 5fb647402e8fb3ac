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

    /// By the extension of the file name, and the content must be what the extension says (§3.3).
    private func acceptedType(_ upload: LexofficeUpload) throws(LexofficeRefusal) -> String {
        let parts = upload.fileName.split(separator: ".", omittingEmptySubsequences: false)
        let suffix = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
        let known: [String: (type: String, magic: [UInt8])] = [
            "pdf": ("application/pdf", Array("%PDF-".utf8)), "png": ("image/png", [0x89, 0x50, 0x4E, 0x47]),
            "jpg": ("image/jpeg", [0xFF, 0xD8]), "jpeg": ("image/jpeg", [0xFF, 0xD8]), "xml": ("application/xml", Array("<".utf8)),
        ]
        guard let (type, magic) = known[suffix], suffix != "xml" || rules.acceptsXML else {
            throw .legacy(406, [LexofficeIssue("inacceptable_file_extension", "file")])
        }
        guard upload.bytes.count <= rules.maximumFileBytes else { throw .legacy(406, [LexofficeIssue("invalid_size", "file")]) }
        guard upload.bytes.starts(with: magic) else { throw .legacy(406, [.invalid("file")]) }
        return type
    }
}
