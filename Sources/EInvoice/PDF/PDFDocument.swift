/// The objects of a PDF, each read when it is asked for.
struct PDFDocument {
    let bytes: [UInt8]
    var budget: PDFBudget
    var crossReference = CrossReference()
    private var objectStreams: [Int: PDFObjectStream] = [:]
    private var packedObjectCount = 0

    init(_ bytes: [UInt8], _ budget: PDFBudget) {
        self.bytes = bytes
        self.budget = budget
    }

    /// What a reference leads to; nil where nothing is, by the file's own word.
    /// - Throws: `damaged` where something else is there.
    mutating func object(_ reference: PDFReference, depth: Int = 0) throws(PDFFault) -> PDFObject? {
        guard depth < PDFBudget.depthMaximum else { throw .overLimit("references nested too deeply") }
        try budget.spend(crossReference.work)
        switch try crossReference.place(of: reference.number) {
        case .nowhere, .deleted: return nil
        case .file(let offset):
            guard let object = try object(at: offset, number: reference.number) else { throw .damaged("another object than referred to") }
            return object
        case .stream(let number, let index):
            let stream = try objectStream(number, depth: depth + 1)
            return PDFObject(value: try stream.value(of: reference.number, index: index, &budget))
        }
    }

    /// The object that begins at a place of the file; nil if none does, or another than wanted.
    mutating func object(at offset: Int, number: Int?) throws(PDFFault) -> PDFObject? {
        var reading = PDFReading(bytes, at: offset)
        let object = Result { () throws(PDFFault) in try PDFObject(reading: &reading, number: number) }
        // Also what fails is work.
        try budget.spend(reading.work)
        return try object.get()
    }

    /// The value itself, or the one its references lead to. One that leads in a circle is null.
    mutating func resolved(_ value: PDFValue, depth: Int = 0) throws(PDFFault) -> PDFValue {
        var value = value
        for _ in 0..<PDFBudget.depthMaximum {
            guard case .reference(let reference) = value else { return value }
            value = try object(reference, depth: depth)?.value ?? .null
        }
        return .null
    }

    private mutating func objectStream(_ number: Int, depth: Int) throws(PDFFault) -> PDFObjectStream {
        if let stream = objectStreams[number] { return stream }
        // A stream of objects lies in no other.
        guard case .file(let offset) = try crossReference.place(of: number), let object = try object(at: offset, number: number),
            let packed = try stream(object, depth: depth), let dictionary = object.value.dictionary
        else { throw .damaged("no stream of objects where one should be") }
        let stream = try PDFObjectStream(
            try packed.unpacked(bytes, &budget), count: try resolved(dictionary["N"], depth: depth).integer,
            first: try resolved(dictionary["First"], depth: depth).integer, &budget)
        packedObjectCount += stream.numbers.count
        guard packedObjectCount <= PDFBudget.objectsMaximum else { throw .overLimit("too many objects") }
        objectStreams[number] = stream
        return stream
    }

    /// The numbers of the objects in a stream of objects, in its order.
    mutating func objectNumbers(inStream number: Int) throws(PDFFault) -> [Int] { try objectStream(number, depth: 0).numbers }
}

// MARK: streams

extension PDFDocument {
    /// Nil when the object has no stream.
    /// - Throws: `unsupported` for a way of packing that is not read, `damaged` when its end cannot be found.
    mutating func stream(_ object: PDFObject, depth: Int = 0) throws(PDFFault) -> PDFStream? {
        guard let start = object.streamStart, let dictionary = object.value.dictionary else { return nil }
        let range = try streamRange(dictionary, from: start, depth: depth)
        return PDFStream(
            range: range,
            filters: try PDFFilter.chain(
                names: try plain(dictionary["Filter"], depth: depth), parameters: try plain(dictionary["DecodeParms"], depth: depth)))
    }

    /// Without references, also inside a list or a dictionary.
    private mutating func plain(_ value: PDFValue, depth: Int) throws(PDFFault) -> PDFValue {
        switch try resolved(value, depth: depth + 1) {
        case .list(let list):
            var plainList: [PDFValue] = []
            for value in list.prefix(PDFFilter.chainMaximum + 1) {
                plainList.append(try plainDictionary(try resolved(value, depth: depth + 1), depth))
            }
            return .list(plainList)
        case let other: return try plainDictionary(other, depth)
        }
    }

    private mutating func plainDictionary(_ value: PDFValue, _ depth: Int) throws(PDFFault) -> PDFValue {
        guard let dictionary = value.dictionary else { return value }
        var plainDictionary = PDFDictionary()
        for name in PDFPredictor.parameterNames {
            guard let number = try resolved(dictionary[name], depth: depth + 1).integer else { continue }
            plainDictionary.members.append((name, .integer(number)))
        }
        return .dictionary(plainDictionary)
    }

    /// The length the dictionary says, if the stream ends there; else up to the next word that ends one.
    private mutating func streamRange(_ dictionary: PDFDictionary, from start: Int, depth: Int) throws(PDFFault) -> Range<Int> {
        if let length = try resolved(dictionary["Length"], depth: depth + 1).integer, length >= 0, length <= bytes.count - start {
            var reading = PDFReading(bytes, at: start + length)
            let isEnd = reading.takes("endstream") || reading.takes("endobj")
            try budget.spend(reading.work)
            if isEnd { return start..<start + length }
        }
        let mark = PDFByte.first("endstream", in: bytes, from: start) ?? PDFByte.first("endobj", in: bytes, from: start)
        try budget.spend((mark ?? bytes.count) - start)
        guard var end = mark else { throw .damaged("a stream without its end") }
        if end > start, bytes[end - 1] == 0x0A { end -= 1 }
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }
}

extension PDFObject {
    /// Nil where none begins, or another than wanted.
    /// - Parameter reading: afterwards behind the value, or where the stream begins.
    init?(reading: inout PDFReading, number: Int?) throws(PDFFault) {
        guard let actual = reading.takeInteger(), number == nil || actual == number, reading.takeInteger() != nil, reading.takes("obj")
        else { return nil }
        value = try reading.value()
        guard value.dictionary != nil, reading.takes("stream") else { return }
        // One end of line belongs to the word, also where it is half of one.
        if reading.next == 0x20 { reading.position += 1 }
        if reading.next == 0x0D { reading.position += 1 }
        if reading.next == 0x0A { reading.position += 1 }
        streamStart = reading.position
    }
}
