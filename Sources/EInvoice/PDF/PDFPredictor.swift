/// Undoes what was done to rows of bytes so that they pack better (ISO 32000-1 §7.4.4.4): PNG's five ways, and TIFF's for whole bytes.
struct PDFPredictor: Sendable {
    static let parameterNames = ["Predictor", "Colors", "BitsPerComponent", "Columns"]

    private let isTIFF: Bool
    private let rowBytes: Int
    /// How far to the left the byte lies that goes with a byte.
    private let distance: Int

    /// Nil where nothing was done.
    init?(_ parameters: PDFDictionary?) throws(PDFFault) {
        guard let parameters else { return nil }
        let kind = parameters["Predictor"].integer ?? 1
        guard kind != 1 else { return nil }
        guard kind == 2 || (10...15).contains(kind) else { throw .unsupported("a predictor nobody knows") }
        let colors = parameters["Colors"].integer ?? 1
        let bits = parameters["BitsPerComponent"].integer ?? 8
        let columns = parameters["Columns"].integer ?? 1
        guard (1...32).contains(colors), [1, 2, 4, 8, 16].contains(bits), (1...1 << 20).contains(columns) else {
            throw .damaged("a predictor of impossible measures")
        }
        isTIFF = kind == 2
        guard !isTIFF || bits == 8 else { throw .unsupported("a predictor for parts of bytes") }
        rowBytes = (colors * bits * columns + 7) / 8
        distance = max(1, colors * bits / 8)
    }

    func restored(_ bytes: [UInt8]) throws(PDFFault) -> [UInt8] { isTIFF ? restoredTIFF(bytes) : try restoredPNG(bytes) }

    private func restoredTIFF(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for index in bytes.indices where index % rowBytes >= distance { bytes[index] &+= bytes[index - distance] }
        return bytes
    }

    /// Each row begins with a byte that says its way. The last row may be short.
    private func restoredPNG(_ bytes: [UInt8]) throws(PDFFault) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + 1 + rowBytes)
            try restoreRow(bytes[(start + 1)..<end], way: bytes[start], into: &output)
            start = end
        }
        return output
    }

    private func restoreRow(_ row: ArraySlice<UInt8>, way: UInt8, into output: inout [UInt8]) throws(PDFFault) {
        guard way <= 4 else { throw .damaged("a row of a way nobody knows") }
        let rowStart = output.count
        for byte in row {
            let column = output.count - rowStart
            let left = column >= distance ? output[output.count - distance] : 0
            let up = rowStart >= rowBytes ? output[output.count - rowBytes] : 0
            let corner = column >= distance && rowStart >= rowBytes ? output[output.count - rowBytes - distance] : 0
            switch way {
            case 0: output.append(byte)
            case 1: output.append(byte &+ left)
            case 2: output.append(byte &+ up)
            case 3: output.append(byte &+ UInt8((Int(left) + Int(up)) / 2))
            default: output.append(byte &+ Self.paeth(Int(left), Int(up), Int(corner)))
            }
        }
    }

    private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> UInt8 {
        let estimate = left + up - corner
        let (toLeft, toUp, toCorner) = (abs(estimate - left), abs(estimate - up), abs(estimate - corner))
        let nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
        return UInt8(nearest)
    }
}
