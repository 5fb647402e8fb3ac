internal import CZlib

/// Unpacks zlib's format up to a bound, so that a small file cannot become a large one.
enum Inflating {
    private static let pieceBytes = 32 << 10

    private enum Outcome { case whole, broken, tooLong }

    /// - Throws: `overLimit` as soon as the bound is reached, `damaged` when the end does not come or its checksum is another.
    static func inflated(_ packed: ArraySlice<UInt8>, _ budget: inout PDFBudget) throws(PDFFault) -> [UInt8] {
        try budget.spend(packed.count)
        let bytesMaximum = budget.streamBytesLeft
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: pieceBytes)
        let outcome = packed.withUnsafeBufferPointer { packed in
            piece.withUnsafeMutableBufferPointer { piece in inflate(packed, by: piece, into: &output, bytesMaximum) }
        }
        try budget.spend(inflated: output.count)
        switch outcome {
        case .whole: return output
        case .broken: throw .damaged("a packed stream is broken")
        case .tooLong: throw .overLimit("a packed stream becomes too long")
        }
    }

    private static func inflate(
        _ packed: UnsafeBufferPointer<UInt8>, by piece: UnsafeMutableBufferPointer<UInt8>, into output: inout [UInt8], _ bytesMaximum: Int
    ) -> Outcome {
        var stream = z_stream()
        guard let length = UInt32(exactly: packed.count), czlib_inflate_init(&stream) == Z_OK else { return .broken }
        defer { inflateEnd(&stream) }
        stream.next_in = UnsafeMutablePointer(mutating: packed.baseAddress)
        stream.avail_in = length
        while true {
            stream.next_out = piece.baseAddress
            stream.avail_out = UInt32(pieceBytes)
            let result = CZlib.inflate(&stream, Z_NO_FLUSH)
            let count = pieceBytes - Int(stream.avail_out)
            guard output.count + count <= bytesMaximum else { return .tooLong }
            output.append(contentsOf: piece.prefix(count))
            if result == Z_STREAM_END { return .whole }
            guard result == Z_OK else { return .broken }
        }
    }
}
