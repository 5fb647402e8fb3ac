/// Where an object stands.
enum PDFPlace: Sendable {
    /// The file says nothing of it. The standard takes that for null, but then what is lost could not be told from what never was.
    case nowhere
    /// A reference to it means null.
    case deleted
    /// - Parameter offset: from the first byte of the file.
    case file(offset: Int)
    /// - Parameter index: how many objects of the stream come before it.
    case stream(number: Int, index: Int)
}

/// Leads from the number of an object to its place.
struct CrossReference: Sendable {
    /// The newest first. Empty where every object was looked for.
    var sections: [CrossReferenceSection] = []
    /// What was found where the sections lead nowhere.
    var found: [Int: PDFPlace] = [:]
    /// The reference to the catalog, which leads to everything else.
    var root = PDFValue.null
    var isEncrypted = false

    /// - Throws: `damaged` where an entry cannot be read.
    func place(of number: Int) throws(PDFFault) -> PDFPlace {
        for (index, section) in sections.enumerated() {
            guard let place = try section.place(of: number) else { continue }
            // Older readers are to take an object in a stream for a deleted one; the section behind it knows better.
            if case .deleted = place, section.isHybrid, index + 1 < sections.count {
                return try sections[index + 1].place(of: number) ?? .deleted
            }
            return place
        }
        return found[number] ?? .nowhere
    }

    /// How much is looked through for a place, at most.
    var work: Int { sections.reduce(1) { $0 + 1 + $1.subsections.count } }

    /// - Parameter isNewer: whether it comes from a later version than those before it.
    mutating func learn(from trailer: PDFDictionary, isNewer: Bool) {
        isEncrypted = isEncrypted || !trailer["Encrypt"].isNull
        if isNewer || root.isNull, !trailer["Root"].isNull { root = trailer["Root"] }
    }
}

/// A table or a stream of places (ISO 32000-1 §7.5.4, §7.5.8). An entry is read when it is asked for: most never are.
struct CrossReferenceSection: Sendable {
    static let tableEntryBytes = 20

    struct Subsection: Sendable {
        let first: Int
        let count: Int
        /// Of its first entry.
        let start: Int
    }

    enum Form: Sendable {
        case table
        /// How many bytes each of the three fields has.
        case stream(widths: [Int])
    }

    let bytes: [UInt8]
    let form: Form
    var subsections: [Subsection] = []
    /// Whether the next section holds what this one says is deleted.
    var isHybrid = false
    /// Where the file really begins, which offsets count from.
    let origin: Int

    /// Nil when the number is none of this section.
    func place(of number: Int) throws(PDFFault) -> PDFPlace? {
        for subsection in subsections where number >= subsection.first && number - subsection.first < subsection.count {
            switch form {
            case .table: return try tablePlace(at: subsection.start + (number - subsection.first) * Self.tableEntryBytes)
            case .stream(let widths):
                return try streamPlace(at: subsection.start + (number - subsection.first) * widths.reduce(0, +), widths)
            }
        }
        return nil
    }

    private func tablePlace(at start: Int) throws(PDFFault) -> PDFPlace {
        var reading = PDFReading(bytes, at: start)
        guard let offset = reading.takeInteger(), reading.takeInteger() != nil else { throw .damaged("an entry of the table") }
        let isDeleted = reading.takes("f")
        guard isDeleted || reading.takes("n"), reading.position <= start + Self.tableEntryBytes else {
            throw .damaged("an entry of the table")
        }
        return isDeleted ? .deleted : place(offset: offset)
    }

    private func streamPlace(at start: Int, _ widths: [Int]) throws(PDFFault) -> PDFPlace {
        var position = start
        var fields: [Int?] = []
        for width in widths {
            guard position + width <= bytes.count else { throw .damaged("an entry beyond the stream of entries") }
            fields.append(Int(exactly: bytes[position..<position + width].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
            position += width
        }
        guard let kind = fields[0], let second = fields[1], let third = fields[2] else { throw .damaged("an entry too large") }
        switch widths[0] == 0 ? 1 : kind {
        case 0: return .deleted
        case 1: return place(offset: second)
        case 2: return .stream(number: second, index: third)
        default: return .nowhere
        }
    }

    private func place(offset: Int) -> PDFPlace {
        let (sum, isFar) = offset.addingReportingOverflow(origin)
        return isFar || offset == 0 ? .nowhere : .file(offset: sum)
    }
}
