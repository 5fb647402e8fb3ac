import Bookkeeping
import FoundationEssentials

extension LexofficeReader {
    /// The voucher as lexoffice holds it now, or nil when it was deleted there (404).
    package func voucher(_ id: String) async throws(LexofficeError) -> ObservedVoucher? {
        let path = try PathID(id, subject: "GET /v1/vouchers/{id}")
        let request = LexofficeRequest.get(.voucher, "/v1/vouchers/\(path.text)")
        let wire: WireVoucher
        do {
            wire = try await get(WireVoucher.self, request)
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
        try connection.checkOrganization(wire.organizationID, subject: request.subject)
        return wire.voucher
    }
}

/// Figures are read strictly here: one voucher that cannot be read stops nobody but itself.
private struct WireVoucher: Decodable {
    var organizationID: String?
    var voucher: ObservedVoucher

    private enum Key: String, CodingKey {
        case id, type, voucherStatus, voucherNumber, voucherDate, shippingDate, dueDate, totalGrossAmount, totalTaxAmount
        case organizationID = "organizationId"
        case useCollectiveContact, contactId, remark, voucherItems, files
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func day(_ key: Key) throws -> BusinessDay? {
            guard let wire = try container.decodeIfPresent(WireDay.self, forKey: key) else { return nil }
            guard let day = wire.day else {
                throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "not a day")
            }
            return day
        }
        organizationID = container.lenient(.organizationID)
        let isCollective: Bool = container.lenient(.useCollectiveContact) ?? false
        voucher = ObservedVoucher(
            id: try container.decode(String.self, forKey: .id), type: try container.decode(String.self, forKey: .type),
            status: try container.decode(String.self, forKey: .voucherStatus),
            number: try container.decodeIfPresent(String.self, forKey: .voucherNumber), voucherDate: try day(.voucherDate),
            shippingDate: try day(.shippingDate), dueDate: try day(.dueDate), gross: try container.cents(.totalGrossAmount),
            tax: try container.cents(.totalTaxAmount),
            contactID: isCollective ? nil : try container.decodeIfPresent(String.self, forKey: .contactId),
            remark: try container.decodeIfPresent(String.self, forKey: .remark),
            items: try container.decodeIfPresent([WireVoucherItem].self, forKey: .voucherItems)?.map(\.item) ?? [],
            fileIDs: try container.decodeIfPresent([String].self, forKey: .files) ?? [])
    }
}

private struct WireVoucherItem: Decodable {
    var item: ObservedVoucherItem

    private enum Key: String, CodingKey { case amount, taxAmount, taxRatePercent, categoryId }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard let rate = try container.decode(WireAmount.self, forKey: .taxRatePercent).decimal else {
            throw DecodingError.dataCorruptedError(forKey: .taxRatePercent, in: container, debugDescription: "not a number")
        }
        item = ObservedVoucherItem(
            categoryID: try container.decode(String.self, forKey: .categoryId), rate: rate, amount: try container.cents(.amount),
            tax: try container.cents(.taxAmount))
    }
}

extension KeyedDecodingContainer {
    /// An amount that must be there and readable.
    func cents(_ key: Key) throws -> Cents {
        guard let cents = try decode(WireAmount.self, forKey: key).cents else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not an amount")
        }
        return cents
    }
}
