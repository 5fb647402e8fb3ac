import Bookkeeping

/// A page of the voucher list whose rows are as lexoffice writes them day by day. Read without a decoder, which takes ten times as long for
/// a hundred thousand rows; whatever a decoder could take otherwise is left to it.
struct PlainVoucherPage {
    private(set) var rows: [VoucherRow] = []
    private(set) var last: Bool?
    private(set) var totalElements = 0

    /// Nil for whatever is unusual.
    init?(_ body: [UInt8]) {
        // The texts of rows are taken as they stand.
        guard String(validating: body, as: UTF8.self) != nil else { return nil }
        do {
            try body.withUnsafeBufferPointer { (bytes) throws(PlainJSON.Unusual) in
                var json = PlainJSON(bytes)
                try read(&json)
                try json.end()
            }
        } catch {
            return nil
        }
    }

    private mutating func read(_ json: inout PlainJSON) throws(PlainJSON.Unusual) {
        var (rows, last, total): ([VoucherRow]?, Bool??, Int64?)
        try json.members { (json, name) throws(PlainJSON.Unusual) in
            switch name {
            case "content":
                guard rows == nil else { throw PlainJSON.Unusual() }
                rows = try Self.rows(&json)
            case "last":
                guard last == nil else { throw PlainJSON.Unusual() }
                last = .some(try json.truth())
            case "totalElements":
                guard total == nil, case let number = try json.number(), number.scale == 0 else { throw PlainJSON.Unusual() }
                total = number.coefficient
            default: try json.skip()
            }
        }
        guard let rows, let total else { throw PlainJSON.Unusual() }
        (self.rows, self.last, totalElements) = (rows, last ?? nil, Int(total))
    }

    private static func rows(_ json: inout PlainJSON) throws(PlainJSON.Unusual) -> [VoucherRow] {
        var rows: [VoucherRow] = []
        try json.elements { (json) throws(PlainJSON.Unusual) in
            guard rows.count < PageLimit.refused else { throw PlainJSON.Unusual() }
            guard let row = try PlainRow(&json).row else { throw PlainJSON.Unusual() }
            rows.append(row)
        }
        return rows
    }
}

/// A row as far as it was read.
private struct PlainRow {
    private enum Member: UInt16 {
        case id = 1, type = 2, status = 4, number = 8, date = 16, created = 32, updated = 64, contact = 128, total = 256, open = 512
        case currency = 1024, archived = 2048

        init?(_ name: UnsafeBufferPointer<UInt8>) {
            switch name {
            case "id": self = .id
            case "voucherType": self = .type
            case "voucherStatus": self = .status
            case "voucherNumber": self = .number
            case "voucherDate": self = .date
            case "createdDate": self = .created
            case "updatedDate": self = .updated
            case "contactId": self = .contact
            case "totalAmount": self = .total
            case "openAmount": self = .open
            case "currency": self = .currency
            case "archived": self = .archived
            default: return nil
            }
        }
    }

    private var met: UInt16 = 0
    private var id, type, status, number, updatedText, contactID, currency: String?
    private var date: BusinessDay?
    private var created, updated: Instant?
    private var total, open: Cents?
    private var isArchived: Bool?

    init(_ json: inout PlainJSON) throws(PlainJSON.Unusual) {
        try json.members { (json, name) throws(PlainJSON.Unusual) in
            guard let member = Member(name) else { return try json.skip() }
            // Which of two counts is for a decoder to say.
            guard met & member.rawValue == 0 else { throw PlainJSON.Unusual() }
            met |= member.rawValue
            // What must not be absent is missed in the end.
            if try !json.isNull() { try take(member, &json) }
        }
    }

    /// As `VoucherRow.init(from:)` has it.
    var row: VoucherRow? {
        guard let id, let type, let status, let created, let updated, let updatedText else { return nil }
        return VoucherRow(
            id: id, type: type, status: VoucherStatus(status), number: number, voucherDate: date, createdAt: created, updatedAt: updated,
            updatedText: updatedText, contactID: contactID, total: total, open: open, currency: currency, isArchived: isArchived ?? false)
    }

    private mutating func take(_ member: Member, _ json: inout PlainJSON) throws(PlainJSON.Unusual) {
        switch member {
        case .id: id = try json.string()
        case .type: type = try json.string()
        case .status: status = try json.string()
        case .number: number = try json.string()
        case .contact: contactID = try json.string()
        case .currency: currency = try json.string()
        case .date:
            let text = try json.text()
            date = BusinessDay(bytes: text[...]) ?? Instant(iso: text).map { BusinessDay(berlinDayOf: $0) }
            guard date != nil else { throw PlainJSON.Unusual() }
        case .created: created = try moment(json.text())
        case .updated:
            let text = try json.text()
            (updated, updatedText) = (try moment(text), String(decoding: text, as: UTF8.self))
        case .total: total = try amount(&json)
        case .open: open = try amount(&json)
        case .archived: isArchived = try json.truth()
        }
    }

    private func moment(_ text: UnsafeBufferPointer<UInt8>) throws(PlainJSON.Unusual) -> Instant {
        guard let moment = Instant(iso: text) else { throw PlainJSON.Unusual() }
        return moment
    }

    private func amount(_ json: inout PlainJSON) throws(PlainJSON.Unusual) -> Cents {
        let (coefficient, scale) = try json.number()
        guard let cents = Cents(rounding: ExactDecimal(coefficient: Int128(coefficient), scale: scale)) else { throw PlainJSON.Unusual() }
        return cents
    }
}

extension PlainJSON {
    fileprivate mutating func string() throws(Unusual) -> String { String(decoding: try text(), as: UTF8.self) }
}

private func ~= (name: StaticString, bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    name.utf8CodeUnitCount == bytes.count && name.withUTF8Buffer { $0.elementsEqual(bytes) }
}
