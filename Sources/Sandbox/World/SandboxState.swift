internal import Bookkeeping

extension SandboxAdmin {
    /// `GET /_sandbox/state`.
    func state() -> SandboxJSON {
        let lexoffice = world.lexoffice
        return [
            "hero": [
                "requests": .int(world.requests(to: .hero)), "writes": .int(world.executedWrites(in: .hero)),
            ],
            "lexoffice": [
                "requests": .int(world.requests(to: .lexoffice)), "writes": .int(world.executedWrites(in: .lexoffice)),
                "operations": SandboxAdmin.operations(lexoffice),
                "vouchers": .array(lexoffice.vouchers.map { SandboxAdmin.voucher($0, in: lexoffice) }),
                "contacts": .array(lexoffice.contacts.map(SandboxAdmin.contact)),
                "connections": .array(
                    lexoffice.authorisation.connections.map { ["id": .string($0.id), "rotations": .int($0.rotations)] }),
            ],
            "log": .array(world.log.suffix(100).map(SandboxAdmin.entry)),
        ]
    }

    /// Received and carried out, per operation that came at all.
    private static func operations(_ lexoffice: LexofficeStandIn) -> SandboxJSON {
        var json: SandboxJSON = [:]
        for operation in LexofficeOperation.allCases where lexoffice.requests(operation) > 0 {
            json[operation.rawValue] = [
                "received": .int(lexoffice.requests(operation)), "executed": .int(lexoffice.executions(operation)),
            ]
        }
        return json
    }

    private static func voucher(_ voucher: LexofficeVoucherRecord, in lexoffice: LexofficeStandIn) -> SandboxJSON {
        [
            "id": .string(voucher.id), "number": SandboxJSON(voucher.content.number), "type": .string(voucher.content.kind.rawValue),
            "status": .string(voucher.status.rawValue), "date": SandboxJSON(voucher.content.voucherDate?.description),
            "gross": .number(voucher.content.gross.description), "tax": .number(voucher.content.tax.description),
            "open": .number(voucher.openAmount.description), "contactId": SandboxJSON(voucher.content.contactID),
            "remark": SandboxJSON(voucher.content.remark), "files": .int(voucher.files.count),
            "sha256": .array(voucher.files.compactMap { lexoffice.file($0).map { .string($0.sha256) } }),
            "version": .int(voucher.version),
        ]
    }

    private static func contact(_ contact: LexofficeContactRecord) -> SandboxJSON {
        [
            "id": .string(contact.id), "name": .string(contact.content.name), "number": SandboxJSON(contact.customerNumber),
            "archived": .bool(contact.isArchived), "version": .int(contact.version),
        ]
    }

    private static func entry(_ entry: SandboxLogEntry) -> SandboxJSON {
        [
            "sequence": .int(entry.sequence), "at": .string(entry.at.isoText), "system": .string(entry.request.system.rawValue),
            "method": .string(entry.request.method), "path": .string(entry.request.path), "write": .bool(entry.request.isWrite),
            "outcome": .string(entry.outcome.rawValue), "status": SandboxJSON(entry.status), "executed": .bool(entry.isExecuted),
            "fault": SandboxJSON(entry.fault?.rawValue),
        ]
    }
}
