/// Looks for every object of a file whose tables lead nowhere, from its beginning to its end: of two with one number the later counts.
/// What lies inside a stream is skipped, for an attachment may be a PDF itself.
struct PDFSearch {
    private let bytes: [UInt8]
    private var budget: PDFBudget
    private var position = 0
    private var found: [Int: PDFPlace] = [:]
    /// Of the last object.
    private var lastOffset = 0
    /// Whether the end of a stream may still come.
    private var hasStreamEnds = true
    /// Streams of objects in the order of the file, with the place of each.
    private var objectStreams: [(number: Int, offset: Int)] = []
    private var catalog: Int?
    private var reference = CrossReference()

    /// - Throws: `damaged` when nothing leads to a catalog, `overLimit` for too many objects.
    static func read(_ bytes: [UInt8], _ budget: inout PDFBudget) throws(PDFFault) -> CrossReference {
        var search = PDFSearch(bytes: bytes, budget: budget)
        defer { budget = search.budget }
        try search.walk()
        return try search.result()
    }

    private init(bytes: [UInt8], budget: PDFBudget) {
        self.bytes = bytes
        self.budget = budget
    }

    private mutating func walk() throws(PDFFault) {
        try budget.spend(bytes.count)
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "o") where PDFByte.matches(bytes, at: position, "obj"): try object()
            case UInt8(ascii: "t") where PDFByte.matches(bytes, at: position, "trailer"):
                var reading = PDFReading(bytes, at: position + 7)
                if let trailer = try value(&reading)?.dictionary { reference.learn(from: trailer, isNewer: true) }
                position += 7
            default: position += 1
            }
        }
    }

    /// Nil where no value can be read, unless because of the limits of the whole search.
    private mutating func value(_ reading: inout PDFReading) throws(PDFFault) -> PDFValue? {
        let value: PDFValue?
        do { value = try reading.value() } catch { value = nil }
        try budget.spend(reading.work)
        return value
    }

    /// At the word `obj`, which ends a number and a generation, or else is none of an object.
    private mutating func object() throws(PDFFault) {
        let start = position
        position += 3
        guard let (offset, number) = header(before: start) else { return }
        if found[number] == nil, found.count >= PDFBudget.objectsMaximum { throw .overLimit("too many objects") }
        found[number] = .file(offset: offset)
        lastOffset = offset
        var reading = PDFReading(bytes, at: position)
        guard let dictionary = try value(&reading)?.dictionary else { return }
        let type = dictionary["Type"].name
        guard reading.takes("stream") else {
            if dictionary.isCatalog { catalog = number }
            if dictionary.isEncryption { reference.isEncrypted = true }
            return
        }
        if type == "ObjStm" { objectStreams.append((number, offset)) }
        if type == "XRef" { reference.learn(from: dictionary, isNewer: true) }
        try skipStream(dictionary, &reading)
    }

    private mutating func skipStream(_ dictionary: PDFDictionary, _ reading: inout PDFReading) throws(PDFFault) {
        if let length = dictionary["Length"].integer, length >= 0, length <= bytes.count - reading.position {
            // The word's own end of line is one byte or two.
            var end = PDFReading(bytes, at: reading.position + length)
            end.position = min(end.position, bytes.count)
            if let mark = PDFByte.first("endstream", in: bytes, from: end.position, to: end.position + 16) {
                position = mark
                return
            }
        }
        guard hasStreamEnds else { return }
        guard let mark = PDFByte.first("endstream", in: bytes, from: reading.position) else {
            hasStreamEnds = false
            return try budget.spend(bytes.count - reading.position)
        }
        try budget.spend(mark - reading.position)
        position = mark
    }

    /// Backwards from the word `obj`: the generation and the number.
    private func header(before end: Int) -> (offset: Int, number: Int)? {
        var index = end
        skipBack(&index, PDFByte.isBlank)
        let generationEnd = index
        skipBack(&index, PDFByte.isDigit)
        guard index < generationEnd else { return nil }
        let generationStart = index
        skipBack(&index, PDFByte.isBlank)
        guard index < generationStart else { return nil }
        let numberEnd = index
        skipBack(&index, PDFByte.isDigit)
        var reading = PDFReading(bytes, at: index)
        guard index < numberEnd, let number = reading.takeInteger(), number > 0 else { return nil }
        return (index, number)
    }

    /// Not far: nobody writes numbers of more digits.
    private func skipBack(_ index: inout Int, _ isPart: (UInt8) -> Bool) {
        var left = 20
        while left > 0, index > 0, isPart(bytes[index - 1]) {
            index -= 1
            left -= 1
        }
    }
}

// MARK: what was found

extension PDFSearch {
    private mutating func result() throws(PDFFault) -> CrossReference {
        reference.found = found
        // What is encrypted cannot be unpacked, and need not be.
        guard !reference.isEncrypted else { return reference }
        guard isFinished else { throw .damaged("the file breaks off") }
        var document = PDFDocument(bytes, budget)
        defer { budget = document.budget }
        document.crossReference = reference
        for stream in objectStreams { try addObjects(of: stream, &document) }
        document.crossReference = reference
        if try document.resolved(reference.root).dictionary?.isCatalog != true {
            let packed = catalog == nil ? try packedCatalog(&document) : nil
            guard let number = catalog ?? packed else { throw .damaged("no catalog") }
            reference.root = .reference(PDFReference(number: number, generation: 0))
        }
        return reference
    }

    /// Whether an end of a version comes behind the last object. Otherwise the file was cut off, and a catalog that came later would be
    /// missed: what is embedded may be all that was lost.
    private var isFinished: Bool {
        PDFByte.first("startxref", in: bytes, from: lastOffset) != nil || PDFByte.first("%%EOF", in: bytes, from: lastOffset) != nil
    }

    /// An object of a stream counts if none of its number comes later in the file.
    private mutating func addObjects(
        of stream: (number: Int, offset: Int), _ document: inout PDFDocument
    ) throws(PDFFault) {
        guard case .file(stream.offset) = found[stream.number] else { return }
        for (index, number) in try document.objectNumbers(inStream: stream.number).enumerated() {
            if case .file(let offset) = found[number], offset > stream.offset { continue }
            guard reference.found.count < PDFBudget.objectsMaximum else { throw .overLimit("too many objects") }
            reference.found[number] = .stream(number: stream.number, index: index)
        }
    }

    /// Where no table is left to say which object the catalog is.
    private func packedCatalog(_ document: inout PDFDocument) throws(PDFFault) -> Int? {
        for stream in objectStreams.reversed() {
            guard case .file(stream.offset) = found[stream.number] else { continue }
            for number in try document.objectNumbers(inStream: stream.number) {
                let object = try document.object(PDFReference(number: number, generation: 0))
                if object?.value.dictionary?.isCatalog == true { return number }
            }
        }
        return nil
    }
}
