import EInvoice
import Glibc
import Testing

/// Files made to take time or memory are refused early, and circles harm nobody.
@Suite(.timeLimit(.minutes(1))) struct PDFBoundTests {
    /// The code, and that it took less than a second of a processor, whoever else wants one.
    private func quickFault(_ pdf: HandmadePDF) -> PDFFault.Code? {
        let start = milliseconds()
        let code = pdf.fault()
        #expect(milliseconds() - start < 1_000)
        return code
    }

    /// Spent by this thread.
    private func milliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }

    private func pdf(_ members: String, _ data: [UInt8]) -> HandmadePDF {
        var pdf = HandmadePDF()
        pdf.object(1, "<< /Type /Catalog /AF [2 0 R] >>")
        pdf.object(2, "<< /F (a.xml) /EF << /F 3 0 R >> >>")
        pdf.stream(3, members, data)
        pdf.table()
        return pdf
    }

    @Test func anEmbeddedFileOfTwoGibibytes() {
        let bomb = pdf("/Filter /FlateDecode", Packing.bomb(mebibytes: 2048))
        #expect(bomb.bytes.count < PDFBudget.fileBytesMaximum)
        #expect(quickFault(bomb) == .overLimit)
    }

    @Test(arguments: [false, true]) func aStreamOfObjectsOfAGibibyte(hasTable: Bool) {
        var pdf = HandmadePDF()
        pdf.stream(5, "/Type /ObjStm /N 2 /First 10 /Filter /FlateDecode", Packing.bomb(mebibytes: 1024))
        pdf.objectStream(6, [(1, "<< /Type /Catalog >>")])
        if hasTable {
            pdf.objectStream(5, [(1, "")])
            pdf.stream(5, "/Type /ObjStm /N 2 /First 10 /Filter /FlateDecode", Packing.bomb(mebibytes: 1024))
            pdf.placesStream(7)
        } else {
            pdf.raw("%%EOF")
        }
        #expect(quickFault(pdf) == .overLimit)
    }

    @Test func placesOfAGibibyte() {
        var pdf = HandmadePDF(catalog: "/AF [2 0 R]")
        let start = pdf.bytes.count
        pdf.stream(9, "/Type /XRef /W [1 4 2] /Size 9 /Root 1 0 R /Filter /FlateDecode", Packing.bomb(mebibytes: 1024))
        pdf.raw("startxref\n\(start)\n%%EOF")
        #expect(quickFault(pdf) == .overLimit)
    }

    /// Packed twice, a few kilobytes are enough.
    @Test func aBombInsideABomb() {
        let bomb = Packing.zlib(Packing.bomb(mebibytes: 2048))
        #expect(quickFault(pdf("/Filter [/FlateDecode /FlateDecode]", bomb)) == .overLimit)
    }

    /// 8 MiB and not a byte more; 16 MiB of all together.
    @Test(arguments: [(8 << 20, nil), ((8 << 20) + 1, PDFFault.Code.overLimit)])
    func theBoundOfAnEmbeddedFile(count: Int, code: PDFFault.Code?) {
        #expect(pdf("/Filter /FlateDecode", Packing.zlib([UInt8](repeating: 0x20, count: count))).fault() == code)
    }

    @Test func theBoundOfAllTogether() throws {
        var budget = PDFBudget()
        let packed = Packing.zlib([UInt8](repeating: 0x20, count: 8 << 20))
        let attachment = try #require(try PDFAttachments.read(pdf("/Filter /FlateDecode", packed).bytes, &budget).first)
        for _ in 0..<2 { _ = try attachment.contents(&budget) }
        let fault = #expect(throws: PDFFault.self) { try attachment.contents(&budget) }
        #expect(fault?.code == .overLimit)
    }

    @Test func theBoundOfThePDF() throws {
        var pdf = pdf("", Array("<a/>".utf8))
        let padding = PDFBudget.fileBytesMaximum - pdf.bytes.count
        pdf.raw(String(repeating: " ", count: padding))
        #expect(try pdf.files() == ["a.xml": "<a/>"])
        pdf.raw(" ")
        #expect(pdf.fault() == .overLimit)
    }

    @Test(arguments: [
        "/AF 1 0 R", "/AF [1 0 R 1 0 R 2 0 R]", "/Names 1 0 R /EmbeddedFiles 1 0 R /Kids [1 0 R] /AF 2 0 R",
        "/Names << /EmbeddedFiles 10 0 R >> /AF [2 0 R]", "/Names << /EmbeddedFiles << /Kids [12 0 R 13 0 R] >> >> /AF [2 0 R]",
    ])
    func circlesHarmNobody(catalog: String) throws {
        var pdf = HandmadePDF(catalog: catalog)
        // 10 leads to 11 and back; 12 and 13 are each other's kids.
        pdf.object(10, "11 0 R")
        pdf.object(11, "<< /Kids [10 0 R 11 0 R] >>")
        pdf.object(12, "<< /Kids [13 0 R] >>")
        pdf.object(13, "<< /Kids [12 0 R] >>")
        pdf.table()
        #expect(try pdf.files() == (catalog == "/AF 1 0 R" ? [:] : ["a.xml": "<a/>"]))
    }

    @Test func versionsInACircle() throws {
        var pdf = HandmadePDF(catalog: "/AF [2 0 R]")
        pdf.table("/Root 1 0 R /Prev 00000")
        pdf.object(8, "null")
        let start = pdf.bytes.count
        pdf.table("/Root 1 0 R /Prev \(start)")
        // The newest leads to itself and knows only one object: the others are lost to it, and looked for.
        #expect(try pdf.files() == ["a.xml": "<a/>"])
    }

    @Test func aReferenceToItself() throws {
        var pdf = HandmadePDF(catalog: "/AF 7 0 R")
        pdf.object(7, "7 0 R")
        pdf.stream(8, "", [1], length: "8 0 R")
        pdf.table()
        #expect(try pdf.files().isEmpty)
    }

    @Test(arguments: [("[", "]"), ("<< /A ", ">>"), ("(", ")")]) func nestedDeeply(open: String, close: String) throws {
        let deep = String(repeating: open, count: 100_000) + String(repeating: close, count: 100_000)
        var pdf = HandmadePDF(catalog: "/Deep \(deep) /AF [2 0 R]")
        pdf.table()
        // Brackets of a string need no depth.
        #expect(quickFault(pdf) == (open == "(" ? nil : .overLimit))
    }

    @Test(arguments: [31, 33]) func aDeepTreeOfNames(depth: Int) {
        var pdf = HandmadePDF(catalog: "/Names << /EmbeddedFiles 10 0 R >>")
        for level in 0..<depth { pdf.object(10 + level, "<< /Kids [\(11 + level) 0 R] >>") }
        pdf.object(10 + depth, "<< /Names [(a) 2 0 R] >>")
        pdf.table()
        #expect(quickFault(pdf) == (depth > 32 ? .overLimit : nil))
    }

    /// Each of these makes a reader that keeps no account look at the same bytes again and again, or keep what it need not.
    @Test(arguments: Hunger.allCases) func hungryFiles(hunger: Hunger) {
        #expect(quickFault(hunger.pdf) == hunger.code)
    }

    enum Hunger: CaseIterable {
        case manyValues, manyAttachments, manyKids, longObject, longName, manyObjects, manyTables, manyTrailers, stringsThatNeverEnd,
            packedStringsThatNeverEnd

        var code: PDFFault.Code? { [.manyObjects, .manyTables, .manyTrailers].contains(self) ? nil : .overLimit }

        var pdf: HandmadePDF {
            var pdf = HandmadePDF(catalog: catalog)
            switch self {
            case .longObject:
                // Every entry leads to the same object of a megabyte.
                for number in 10..<110 { pdf.object(number, "<< /Kids [200 0 R] /A \(number) 200 0 R >>") }
                pdf.object(200, "<< \(String(repeating: " ", count: 1 << 20)) >>")
            case .manyKids: for number in 10..<20 { pdf.object(number, "<< /Kids \(Self.references(10..<20, count: 4_500)) >>") }
            case .manyObjects: for number in 10..<49_000 { pdf.object(number, "0") }
            case .manyTables:
                for number in 10..<1_000 {
                    pdf.object(number, "0")
                    pdf.table("/Root 1 0 R" + (number == 10 ? "" : " /Prev \(pdf.tableStart)"))
                }
                return pdf
            case .manyTrailers:
                pdf.raw(String(repeating: "trailer<</Root 1 0 R>>", count: 200_000) + "%%EOF")
                return pdf
            case .packedStringsThatNeverEnd:
                // Every embedded file is such a string, and none of them is a reason not to look at the next.
                pdf.objectStream(
                    600, (300..<550).map { ($0, "(") } + [(550, String(repeating: " ", count: 7 << 20))])
                pdf.raw("%%EOF")
                return pdf
            case .stringsThatNeverEnd:
                for number in 10..<20_000 { pdf.raw("\(number) 0 obj (") }
                return pdf
            case .manyValues, .manyAttachments, .longName: break
            }
            pdf.table()
            return pdf
        }

        private var catalog: String {
            switch self {
            case .manyValues: "/AF [\(String(repeating: "0 ", count: 500_000))]"
            case .packedStringsThatNeverEnd, .manyAttachments:
                "/AF ["
                    + (0..<(self == .manyAttachments ? 300 : 250)).map { "<< /F (\($0)) /EF << /F \(300 + $0) 0 R >> >>" }.joined(
                        separator: " ") + "]"
            case .manyKids: "/Names << /EmbeddedFiles << /Kids \(Self.references(10..<20, count: 4_500)) >> >>"
            case .longObject:
                "/Names << /EmbeddedFiles << /Kids \(Self.references(200..<201, count: 100)) >> >> /AF ["
                    + String(repeating: "200 0 R ", count: 100) + "]"
            case .longName: "/AF [<< /F (\(String(repeating: "x", count: 2_000))) /EF << /F 3 0 R >> >>]"
            case .manyObjects, .manyTables, .manyTrailers, .stringsThatNeverEnd: "/AF [2 0 R]"
            }
        }

        private static func references(_ numbers: Range<Int>, count: Int) -> String {
            "[" + (0..<count).map { "\(numbers.lowerBound + $0 % numbers.count) 0 R " }.joined() + "]"
        }
    }
}
