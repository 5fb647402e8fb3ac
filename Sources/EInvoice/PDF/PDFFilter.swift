/// How the bytes of a stream are packed (ISO 32000-1 §7.4).
enum PDFFilter: Sendable {
    case flate(PDFPredictor?)
    case hexadecimal
    case base85

    static let chainMaximum = 4

    /// - Parameters:
    ///   - names: of the stream's dictionary, nothing in it a reference any more.
    ///   - parameters: one for each name.
    /// - Throws: `unsupported` for any other way of packing.
    static func chain(names: PDFValue, parameters: PDFValue) throws(PDFFault) -> [PDFFilter] {
        let names = names.list ?? (names.isNull ? [] : [names])
        let parameters = parameters.list ?? [parameters]
        guard names.count <= chainMaximum else { throw .overLimit("a stream packed too often") }
        var filters: [PDFFilter] = []
        for (index, name) in names.enumerated() {
            switch name.name {
            case "FlateDecode":
                filters.append(.flate(try PDFPredictor(index < parameters.count ? parameters[index].dictionary : nil)))
            case "ASCIIHexDecode": filters.append(.hexadecimal)
            case "ASCII85Decode": filters.append(.base85)
            default: throw .unsupported("a way of packing that is not read")
            }
        }
        return filters
    }

    func unpacked(_ packed: ArraySlice<UInt8>, _ budget: inout PDFBudget) throws(PDFFault) -> [UInt8] {
        switch self {
        case .flate(let predictor):
            let bytes = try Inflating.inflated(packed, &budget)
            return try predictor?.restored(bytes) ?? bytes
        case .hexadecimal: return try Self.accounted(ASCIIPacking.fromHexadecimal(packed), packed, &budget)
        case .base85:
            return try Self.accounted(ASCIIPacking.fromBase85(packed, bytesMaximum: budget.streamBytesLeft), packed, &budget)
        }
    }

    private static func accounted(
        _ bytes: [UInt8], _ packed: ArraySlice<UInt8>, _ budget: inout PDFBudget
    ) throws(PDFFault) -> [UInt8] {
        try budget.spend(packed.count)
        try budget.spend(inflated: bytes.count)
        return bytes
    }
}
