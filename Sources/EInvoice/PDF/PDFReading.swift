/// Reads values from some bytes of a PDF, from a place on. Lenient where other readers are, and never beyond the bytes.
struct PDFReading {
    /// Values are dearer than bytes; no object on the way to an embedded file has more.
    private static let valuesMaximum = 10_000
    /// What a value costs beside its bytes, for ``PDFBudget``.
    private static let workOfValue = 32

    let bytes: [UInt8]
    var position: Int
    private let start: Int
    private var valuesLeft = valuesMaximum

    /// - Parameter position: may lie beyond the end, or before the beginning, where nothing is.
    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        start = bytes.indices.contains(position) ? position : bytes.count
        self.position = start
    }

    /// What was done so far, as ``PDFBudget`` counts it.
    var work: Int { position - start + (Self.valuesMaximum - valuesLeft) * Self.workOfValue }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Blanks and comments.
    mutating func skipBlanks() {
        while let byte = next {
            if byte == UInt8(ascii: "%") {
                while let other = next, other != 0x0A, other != 0x0D { position += 1 }
            } else if PDFByte.isBlank(byte) {
                position += 1
            } else {
                return
            }
        }
    }

    /// Whether this word comes next, blanks aside, and is whole.
    mutating func takes(_ word: StaticString) -> Bool {
        skipBlanks()
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, PDFByte.matches(bytes, at: position, word) else { return false }
        guard end == bytes.count || !PDFByte.isRegular(bytes[end]) else { return false }
        position = end
        return true
    }

    /// An unsigned whole number, blanks aside.
    mutating func takeInteger() -> Int? {
        skipBlanks()
        let start = position
        var value = 0
        while let byte = next, PDFByte.isDigit(byte) {
            let (tens, isFar) = value.multipliedReportingOverflow(by: 10)
            let (sum, isFarther) = tens.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            guard !isFar, !isFarther else { return nil }
            value = sum
            position += 1
        }
        return position > start ? value : nil
    }

    mutating func value(depth: Int = 0) throws(PDFFault) -> PDFValue {
        guard depth < PDFBudget.depthMaximum else { throw .overLimit("values nested too deeply") }
        valuesLeft -= 1
        guard valuesLeft >= 0 else { throw .overLimit("an object of too many values") }
        skipBlanks()
        guard let byte = next else { throw .damaged("a value breaks off") }
        switch byte {
        case UInt8(ascii: "/"): return .name(try name())
        case UInt8(ascii: "("): return .text(try literalText())
        case UInt8(ascii: "["): return .list(try list(depth: depth))
        case UInt8(ascii: "<"):
            guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "<") else { return .text(try hexadecimalText()) }
            return .dictionary(try dictionary(depth: depth))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): return number()
        default: return try word()
        }
    }

    private mutating func list(depth: Int) throws(PDFFault) -> [PDFValue] {
        position += 1
        var values: [PDFValue] = []
        while true {
            skipBlanks()
            if next == UInt8(ascii: "]") {
                position += 1
                return values
            }
            values.append(try value(depth: depth + 1))
        }
    }

    private mutating func dictionary(depth: Int) throws(PDFFault) -> PDFDictionary {
        position += 2
        var dictionary = PDFDictionary()
        while true {
            skipBlanks()
            if isAtDictionaryEnd {
                position += 2
                return dictionary
            }
            guard next == UInt8(ascii: "/") else { throw .damaged("a dictionary without its end") }
            let name = try name()
            skipBlanks()
            dictionary.members.append((name, isAtDictionaryEnd ? .null : try value(depth: depth + 1)))
        }
    }

    private var isAtDictionaryEnd: Bool { PDFByte.matches(bytes, at: position, ">>") }

    /// A number, or a reference, which is two whole numbers and an R.
    private mutating func number() -> PDFValue {
        let start = position
        if let number = takeInteger(), next.map(PDFByte.isRegular) != true {
            let afterNumber = position
            if let generation = takeInteger(), takes("R") { return .reference(PDFReference(number: number, generation: generation)) }
            position = afterNumber
            return .integer(number)
        }
        position = start
        let isNegative = next == UInt8(ascii: "-")
        if isNegative || next == UInt8(ascii: "+") { position += 1 }
        if let number = takeInteger(), next.map(PDFByte.isRegular) != true { return .integer(isNegative ? -number : number) }
        position = start
        skipRegular()
        return .otherNumber
    }

    private mutating func word() throws(PDFFault) -> PDFValue {
        let start = position
        skipRegular()
        guard position > start else { throw .damaged("a value begins with a closing bracket") }
        let isEnd = ["endobj", "stream", "endstream", "xref", "trailer", "obj"].contains { (word: StaticString) in
            word.utf8CodeUnitCount == position - start && PDFByte.matches(bytes, at: start, word)
        }
        guard !isEnd else { throw .damaged("an object ends inside a value") }
        let isFlag = PDFByte.matches(bytes, at: start, "true") || PDFByte.matches(bytes, at: start, "false")
        return isFlag ? .flag : .null
    }

    private mutating func skipRegular() {
        while let byte = next, PDFByte.isRegular(byte) { position += 1 }
    }
}
