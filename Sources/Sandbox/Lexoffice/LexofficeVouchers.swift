internal import Bookkeeping

extension LexofficeStandIn {
    mutating func createVoucher(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        let json = try call.json()
        if let version = json["version"], !version.isNull, version != 0, version != 1 { throw .legacy(406, [.invalid("version")]) }
        if !rules.acceptsVoucherStatus, let status = json["voucherStatus"], !status.isNull {
            throw .legacy(406, [.invalid("voucherStatus")])
        }
        let status = try LexofficeStandIn.writtenStatus(json) ?? .open
        var content = try acceptedContent(json, isUnchecked: status == .unchecked, now: call.now)
        if let trouble = content.number.flatMap({ rules.trouble[$0] }) { throw trouble.refusal }
        if rules.trimsNumbers { content.number = content.number.map(LexofficeStandIn.trimmed) }
        let record = add(content, status: status, files: try writtenFiles(json), at: call.now)
        return actionResult(
            "vouchers", record.id, record.version, created: record.createdAt, updated: record.updatedAt,
            status: rules.voucherCreatedStatus)
    }

    mutating func updateVoucher(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        let json = try call.json()
        var record = try bookkeepingVoucher(call.id)
        guard let version = json["version"]?.intValue else { throw .legacy(406, [.missing("version")]) }
        guard version == record.version else { throw .legacy(rules.staleVoucherStatus, [.invalid("version")]) }
        let status = try LexofficeStandIn.writtenStatus(json)
        // Since July 2026 an unchecked voucher can be finalised and nothing else; no other status can be sent (§3.2).
        let finalises = record.status == .unchecked && status == .open
        guard finalises || status == nil && record.status != .unchecked else { throw .legacy(406, [.invalid("voucherStatus")]) }
        guard !record.isLocked, record.status != .blank, record.status != .voided else { throw .legacy(406, [.invalid("voucherStatus")]) }
        record.content = try acceptedContent(json, isUnchecked: false, now: call.now)
        let kept = try writtenFiles(json)
        for id in record.files where !kept.contains(id) { fileShelf[id] = nil }
        record.files = kept
        if finalises { record.status = .open }
        record = store(record, at: call.now)
        return actionResult("vouchers", record.id, record.version, created: record.createdAt, updated: record.updatedAt, status: 200)
    }

    func readVoucher(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        let record = try bookkeepingVoucher(call.id)
        return LexofficeReply(json: record.json(organizationID: organizationID))
    }

    /// Deprecated by lexoffice; kept because the missing parameter has a documented answer (§3.2).
    func searchVouchers(_ call: LexofficeCall) throws(LexofficeRefusal) -> LexofficeReply {
        guard let text = call.query["voucherNumber"], !text.isEmpty else {
            throw .legacy(400, [LexofficeIssue(nil, "voucherNumber parameter is required")])
        }
        guard let page = LexofficePage(call.query) else { throw .legacy(400, [LexofficeIssue(nil, "page or size out of range")]) }
        let number = LexofficePattern.unescaped(text)
        let organizationID = organizationID
        let found = voucherIndex.all.filter { number != nil && $0.content.number == number }
        return LexofficeReply(
            json: page.envelope(found, sort: "voucherdate", ascending: false) { $0.json(organizationID: organizationID) })
    }

    /// What was written in lexoffice's own editor is found under another address.
    private func bookkeepingVoucher(_ id: String) throws(LexofficeRefusal) -> LexofficeVoucherRecord {
        guard let record = voucherShelf[id], !record.content.kind.isSalesDocument else {
            throw .legacy(404, [LexofficeIssue(nil, "voucher not found")])
        }
        return record
    }

    private static func trimmed(_ number: String) -> String {
        let inner = number.drop { $0.isWhitespace }
        return inner.lastIndex { !$0.isWhitespace }.map { String(inner[...$0]) } ?? ""
    }

    /// `open`, `unchecked` or nothing; every derived status is refused (§3.2).
    private static func writtenStatus(_ json: SandboxJSON) throws(LexofficeRefusal) -> LexofficeVoucherStatus? {
        guard let value = json["voucherStatus"], !value.isNull else { return nil }
        switch value.stringValue {
        case "open": return .open
        case "unchecked": return .unchecked
        default: throw .legacy(406, [.invalid("voucherStatus")])
        }
    }

    private func writtenFiles(_ json: SandboxJSON) throws(LexofficeRefusal) -> [String] {
        guard let value = json["files"], !value.isNull else { return [] }
        let ids = value.arrayValue?.compactMap(\.stringValue) ?? []
        guard ids.count == value.arrayValue?.count, ids.allSatisfy({ fileShelf[$0] != nil }) else {
            throw .legacy(406, [.invalid("files")])
        }
        return ids
    }

    private func acceptedContent(
        _ json: SandboxJSON, isUnchecked: Bool, now: Instant
    ) throws(LexofficeRefusal) -> LexofficeVoucherContent {
        var reader = LexofficeVoucherReader(rules: rules, isUnchecked: isUnchecked)
        let content = try reader.content(json)
        var judge = LexofficeVoucherJudge(
            rules: rules, content: content, contact: content.contactID.flatMap { contactShelf[$0] }, now: now)
        try judge.judge()
        return content
    }

    mutating func add(
        _ content: LexofficeVoucherContent, status: LexofficeVoucherStatus, files: [String], at now: Instant
    ) -> LexofficeVoucherRecord {
        let record = LexofficeVoucherRecord(
            id: ids.next(), content: content, status: status, files: files, version: 0, createdAt: now, updatedAt: now)
        return store(record, at: now)
    }

    /// Every change raises the version, and reaches the list after the lag alone.
    mutating func store(_ changed: LexofficeVoucherRecord, at now: Instant) -> LexofficeVoucherRecord {
        var record = changed
        record.version += 1
        record.updatedAt = now
        let before = voucherShelf[record.id]?.status
        voucherShelf[record.id] = record
        voucherIndex.note(record, id: record.id, visibleFrom: now.adding(milliseconds: rules.indexLagMilliseconds))
        tell(before == nil ? "voucher.created" : "voucher.changed", record.id, at: now)
        if let before, before != record.status { tell("voucher.status.changed", record.id, at: now) }
        return record
    }
}
