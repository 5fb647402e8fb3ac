import CZlib
import EInvoice

/// Writes a small PDF object by object, with a table or a stream of places at the end.
struct HandmadePDF {
    private(set) var bytes: [UInt8]
    private var offsets: [Int: Int] = [:]
    /// Objects in streams: in which, and as which of it.
    private var packed: [Int: (stream: Int, index: Int)] = [:]
    /// Of the last table, for the next version.
    private(set) var tableStart = 0

    init(_ start: String = "%PDF-1.7\n%\u{E4}\n") { bytes = Array(start.utf8) }

    /// The catalog as object 1 and a file called `a.xml` in object 3, with what else is said.
    init(catalog: String, content: String = "<a/>") {
        self.init()
        object(1, "<< /Type /Catalog \(catalog) >>")
        object(2, "<< /Type /Filespec /F (a.xml) /UF (a.xml) /AFRelationship /Data /EF << /F 3 0 R >> >>")
        stream(3, "", Array(content.utf8))
    }

    mutating func raw(_ text: String) { bytes += Array(text.utf8) }

    mutating func object(_ number: Int, _ text: String) {
        offsets[number] = bytes.count
        raw("\(number) 0 obj\n\(text)\nendobj\n")
    }

    /// - Parameter length: what the dictionary says; by default the truth.
    mutating func stream(_ number: Int, _ members: String, _ data: [UInt8], length: String? = nil) {
        offsets[number] = bytes.count
        raw("\(number) 0 obj\n<< \(members) /Length \(length ?? String(data.count)) >>\nstream\n")
        bytes += data
        raw("\nendstream\nendobj\n")
    }

    /// A stream of objects.
    mutating func objectStream(_ number: Int, _ objects: [(number: Int, text: String)], members: String = "") {
        var head = ""
        var body = ""
        for (index, object) in objects.enumerated() {
            head += "\(object.number) \(body.utf8.count) "
            body += object.text + " "
            packed[object.number] = (number, index)
        }
        let data = Packing.zlib(Array((head + body).utf8))
        stream(number, "/Type /ObjStm /N \(objects.count) /First \(head.utf8.count) /Filter /FlateDecode \(members)", data)
    }

    /// A subsection for each run of numbers since the last table.
    mutating func table(_ trailer: String = "/Root 1 0 R") {
        let start = bytes.count
        raw("xref\n0 1\n0000000000 65535 f \n")
        for first in offsets.keys.sorted() where offsets[first - 1] == nil {
            var rows = ""
            var number = first
            while let digits = offsets[number].map({ String($0) }) {
                rows += "\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \n"
                number += 1
            }
            raw("\(first) \(number - first)\n\(rows)")
        }
        raw("trailer\n<< \(trailer) >>\n")
        finish(start)
    }

    /// - Parameter isPredicted: whether rows are written as differences to the row above.
    mutating func placesStream(_ number: Int, _ members: String = "/Root 1 0 R", isPredicted: Bool = false, isLast: Bool = true) {
        let start = bytes.count
        var rows: [[UInt8]] = []
        var index = ""
        offsets[number] = start
        let all = offsets.mapValues { [1] + Self.big($0, 4) + [0, 0] }
        let inStreams = packed.mapValues { [2] + Self.big($0.stream, 4) + Self.big($0.index, 2) }
        for (number, row) in all.merging(inStreams, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            index += "\(number) 1 "
            rows.append(row)
        }
        let parameters = isPredicted ? "/DecodeParms << /Predictor 12 /Columns 7 >>" : ""
        let data = Packing.zlib(isPredicted ? Packing.rows(rows, way: 2, distance: 1) : rows.flatMap(\.self))
        stream(number, "/Type /XRef /W [1 4 2] /Index [\(index)] /Filter /FlateDecode \(parameters) \(members)", data)
        if isLast { finish(start) } else { tableStart = start }
    }

    private mutating func finish(_ start: Int) {
        raw("startxref\n\(start)\n%%EOF\n")
        tableStart = start
        offsets = [:]
        packed = [:]
    }

    private static func big(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// Names of the embedded files, with what is in them.
    func files() throws(PDFFault) -> [String: String] { try Self.files(in: bytes) }

    static func files(in bytes: [UInt8]) throws(PDFFault) -> [String: String] {
        var budget = PDFBudget()
        var files: [String: String] = [:]
        for attachment in try PDFAttachments.read(bytes, &budget) {
            files[attachment.name] = String(decoding: try attachment.contents(&budget), as: UTF8.self)
        }
        return files
    }

    /// The code with which it is refused, or nil.
    func fault() -> PDFFault.Code? { Self.fault(of: bytes) }

    static func fault(of bytes: [UInt8]) -> PDFFault.Code? {
        do {
            _ = try files(in: bytes)
            return nil
        } catch { return error.code }
    }
}

/// Packs bytes as writers do.
enum Packing {
    static func zlib(_ data: [UInt8]) -> [UInt8] {
        var length = compressBound(UInt(data.count))
        var output = [UInt8](repeating: 0, count: Int(length))
        guard compress2(&output, &length, data, UInt(data.count), 9) == Z_OK else { return [] }
        return Array(output.prefix(Int(length)))
    }

    /// Many mebibytes of zeros in a few bytes for each, without their checksum, which nobody reaches.
    static func bomb(mebibytes: Int) -> [UInt8] {
        // The header of two bytes, then one and the same block, which is never the last.
        var output = Array(zlib([]).prefix(2))
        let block = fullFlush([UInt8](repeating: 0, count: 1 << 20))
        for _ in 0..<mebibytes { output += block }
        return output
    }

    private static func fullFlush(_ data: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard deflateInit2_(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return [] }
        defer { deflateEnd(&stream) }
        var input = data
        var output = [UInt8](repeating: 0, count: data.count + 1024)
        let count = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                deflate(&stream, Z_FULL_FLUSH)
                return output.count - Int(stream.avail_out)
            }
        }
        return Array(output.prefix(count))
    }

    /// Rows as PNG writes them, each as differences of one way.
    static func rows(_ rows: [[UInt8]], way: UInt8, distance: Int) -> [UInt8] {
        var output: [UInt8] = []
        for (number, row) in rows.enumerated() {
            let above = number > 0 ? rows[number - 1] : [UInt8](repeating: 0, count: row.count)
            output.append(way)
            for (column, byte) in row.enumerated() {
                let left = column >= distance ? row[column - distance] : 0
                let corner = column >= distance ? above[column - distance] : 0
                output.append(byte &- guess(way, left, above[column], corner))
            }
        }
        return output
    }

    private static func guess(_ way: UInt8, _ left: UInt8, _ up: UInt8, _ corner: UInt8) -> UInt8 {
        switch way {
        case 1: return left
        case 2: return up
        case 3: return UInt8((UInt16(left) + UInt16(up)) / 2)
        case 4:
            // The one of the three that is nearest to left + up − corner; the first of equals.
            let aim = Int(left) + Int(up) - Int(corner)
            return [left, up, corner].min { abs(Int($0) - aim) < abs(Int($1) - aim) } ?? 0
        default: return 0
        }
    }
}
