/// Objects packed together (ISO 32000-1 §7.5.7): first their numbers and places, then their values.
struct PDFObjectStream {
    private let bytes: [UInt8]
    private let first: Int
    private var places: [(number: Int, offset: Int)] = []

    /// - Parameters:
    ///   - count: how many objects the dictionary says there are.
    ///   - first: where the values begin.
    init(_ bytes: [UInt8], count: Int?, first: Int?, _ budget: inout PDFBudget) throws(PDFFault) {
        guard let count, let first, count >= 0, (0...bytes.count).contains(first) else { throw .damaged("a stream of objects") }
        guard count <= PDFBudget.objectsMaximum else { throw .overLimit("too many objects") }
        self.bytes = bytes
        self.first = first
        var reading = PDFReading(bytes, at: 0)
        while places.count < count {
            guard let number = reading.takeInteger(), let offset = reading.takeInteger() else { throw .damaged("a stream of objects") }
            places.append((number, offset))
        }
        try budget.spend(reading.work)
    }

    var numbers: [Int] { places.map(\.number) }

    /// - Parameter index: where it should be; elsewhere it is looked for.
    func value(of number: Int, index: Int, _ budget: inout PDFBudget) throws(PDFFault) -> PDFValue {
        let isThere = places.indices.contains(index) && places[index].number == number
        guard let place = isThere ? places[index] : places.last(where: { $0.number == number }) else {
            throw .damaged("an object missing from its stream")
        }
        let (start, isFar) = first.addingReportingOverflow(place.offset)
        guard !isFar, start < bytes.count else { throw .damaged("an object beyond its stream") }
        var reading = PDFReading(bytes, at: start)
        let value = Result { () throws(PDFFault) in try reading.value() }
        // Also what fails is work.
        try budget.spend(reading.work + (isThere ? 0 : places.count))
        return try value.get()
    }
}
