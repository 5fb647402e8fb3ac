/// Where the bytes of a stream lie in the file, and how they are packed. Knows nothing of other objects any more.
struct PDFStream: Sendable {
    let range: Range<Int>
    let filters: [PDFFilter]

    /// - Parameter file: the one in which the stream was found.
    func unpacked(_ file: [UInt8], _ budget: inout PDFBudget) throws(PDFFault) -> [UInt8] {
        guard let first = filters.first else {
            guard range.count <= budget.streamBytesLeft else { throw .overLimit("a stream is too long") }
            try budget.spend(inflated: range.count)
            return Array(file[range])
        }
        var bytes = try first.unpacked(file[range], &budget)
        for filter in filters.dropFirst() { bytes = try filter.unpacked(bytes[...], &budget) }
        return bytes
    }
}
