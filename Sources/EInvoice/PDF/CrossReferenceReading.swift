/// Follows the chain of tables and streams of places from the end of the file back to its first version.
struct CrossReferenceReading {
    private static let sectionsMaximum = 1024
    private static let subsectionsMaximum = 20_000
    /// How far from the end of the file the last place may stand.
    private static let tailBytes = 2048

    private let bytes: [UInt8]
    private let origin: Int
    private var result = CrossReference()
    private var seen: Set<Int> = []
    private var subsectionCount = 0

    private init(_ bytes: [UInt8], origin: Int) {
        self.bytes = bytes
        self.origin = origin
    }

    /// - Parameter origin: where the file really begins, which its offsets count from.
    /// - Throws: `damaged` where the chain leads nowhere; then every object must be looked for.
    static func read(_ bytes: [UInt8], origin: Int, _ budget: inout PDFBudget) throws(PDFFault) -> CrossReference {
        guard let mark = PDFByte.last("startxref", in: bytes, notBefore: bytes.count - tailBytes) else {
            throw .damaged("no place of the last table")
        }
        // A later version begins there and was cut off, or lost its table.
        guard PDFByte.first("obj", in: bytes, from: mark) == nil else { throw .damaged("objects behind the last table") }
        var end = PDFReading(bytes, at: mark + 9)
        var reading = CrossReferenceReading(bytes, origin: origin)
        var offset = end.takeInteger()
        guard offset != nil else { throw .damaged("no place of the last table") }
        while let start = offset, reading.seen.insert(start).inserted {
            guard reading.seen.count <= sectionsMaximum else { throw .overLimit("too many versions") }
            let trailer = try reading.section(at: start, &budget)
            offset = trailer["Prev"].integer.flatMap { $0 > 0 ? $0 : nil }
        }
        return reading.result
    }

    /// Reads the table or stream and the stream that goes with a table.
    private mutating func section(at offset: Int, _ budget: inout PDFBudget) throws(PDFFault) -> PDFDictionary {
        let (start, isFar) = offset.addingReportingOverflow(origin)
        guard !isFar, start < bytes.count else { throw .damaged("a table beyond the end") }
        var reading = PDFReading(bytes, at: start)
        guard reading.takes("xref") else { return try stream(at: start, &budget) }
        var section = CrossReferenceSection(bytes: bytes, form: .table, origin: origin)
        while let subsection = try tableSubsection(&reading) { section.subsections.append(subsection) }
        guard reading.takes("trailer"), let trailer = try reading.value().dictionary else { throw .damaged("a table without trailer") }
        try budget.spend(reading.work)
        result.learn(from: trailer, isNewer: false)
        let hybrid = trailer["XRefStm"].integer
        section.isHybrid = hybrid != nil
        result.sections.append(section)
        if let hybrid, seen.insert(hybrid).inserted {
            let (start, isFar) = hybrid.addingReportingOverflow(origin)
            guard !isFar else { throw .damaged("a table beyond the end") }
            _ = try stream(at: start, &budget)
        }
        return trailer
    }

    /// Nil where the trailer begins. The entries are skipped.
    private mutating func tableSubsection(_ reading: inout PDFReading) throws(PDFFault) -> CrossReferenceSection.Subsection? {
        guard let first = reading.takeInteger() else { return nil }
        guard let count = reading.takeInteger() else { throw .damaged("a table of unknown length") }
        reading.skipBlanks()
        let start = reading.position
        guard count <= (bytes.count - start) / CrossReferenceSection.tableEntryBytes else { throw .damaged("a table beyond the end") }
        // What follows the last entry shows whether all had their twenty bytes; its last blank may be missing.
        reading.position = start + count * CrossReferenceSection.tableEntryBytes
        try countSubsection()
        return CrossReferenceSection.Subsection(first: first, count: count, start: start)
    }

    private mutating func countSubsection() throws(PDFFault) {
        subsectionCount += 1
        guard subsectionCount <= Self.subsectionsMaximum else { throw .overLimit("too many tables") }
    }

    private mutating func stream(at start: Int, _ budget: inout PDFBudget) throws(PDFFault) -> PDFDictionary {
        // The stream that tells places cannot refer to others for its own length or packing.
        var document = PDFDocument(bytes, budget)
        defer { budget = document.budget }
        guard let object = try document.object(at: start, number: nil), let dictionary = object.value.dictionary,
            let stream = try document.stream(object)
        else { throw .damaged("no table where one should be") }
        let widths = dictionary["W"].list?.compactMap(\.integer) ?? []
        guard (3...8).contains(widths.count), widths.allSatisfy({ (0...8).contains($0) }), widths.reduce(0, +) > 0 else {
            throw .damaged("a table of impossible measures")
        }
        let rows = try stream.unpacked(bytes, &document.budget)
        var section = CrossReferenceSection(bytes: rows, form: .stream(widths: widths), origin: origin)
        let rowBytes = widths.reduce(0, +)
        let index = dictionary["Index"].list ?? [.integer(0), .integer(dictionary["Size"].integer ?? rows.count / rowBytes)]
        var rowStart = 0
        for pair in stride(from: 0, to: index.count - 1, by: 2) {
            guard let first = index[pair].integer, let count = index[pair + 1].integer, first >= 0, count >= 0 else {
                throw .damaged("a table of impossible measures")
            }
            let countThere = min(count, (rows.count - rowStart) / rowBytes)
            section.subsections.append(CrossReferenceSection.Subsection(first: first, count: countThere, start: rowStart))
            rowStart += countThere * rowBytes
            try countSubsection()
        }
        result.learn(from: dictionary, isNewer: false)
        result.sections.append(section)
        return dictionary
    }
}
