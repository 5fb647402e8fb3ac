import Bookkeeping
import Testing

@testable import Reconciliation

/// Every document in every standing of its original with every file: what comes of it (domain.md §2, S15, S18, S35, C11, E4).
@Suite struct JudgementTableTests {
    /// A document, its original, and the judgement with each file. `=` is what stands to the left.
    private static let table = """
        document       original  ready         none                  overdue            refused             5242880  5242881
        invoice        none      sound         WAITING_FOR_FILE      FILE_MISSING       FILE_NOT_PDF        sound    FILE_TOO_LARGE
        cancellation   booked    sound         WAITING_FOR_FILE      FILE_MISSING       FILE_NOT_PDF        sound    FILE_TOO_LARGE
        cancellation   foreign   sound+ORPHAN  WAITING_FOR_FILE      FILE_MISSING       FILE_NOT_PDF        sound+ORPHAN FILE_TOO_LARGE
        cancellation   pending   WAITING_FOR_ORIGINAL   =            =                  =                   =        =
        cancellation   waived    COUNTERPART   =                     =                  =                   =        =
        cancellation   otherwise CANCELLATION_MISMATCH  =            =                  =                   =        =
        credit_note    foreign   sound+SIGN    WAITING_FOR_FILE      FILE_MISSING       FILE_NOT_PDF        sound+SIGN FILE_TOO_LARGE
        credit_note    pending   WAITING_FOR_ORIGINAL   =            =                  =                   =        =
        credit_note    waived    COUNTERPART   =                     =                  =                   =        =
        nothing        none      ZERO_TOTAL    =                     =                  =                   =        =
        nothing_back   pending   ZERO_TOTAL    =                     =                  =                   =        =
        unnumbered     none      MISSING_NUMBER   =                  =                  =                   =        =
        mixed          none      MIXED_SIGN    =                     =                  =                   =        =
        """

    struct Row: Sendable, CustomTestStringConvertible {
        let document: String
        let original: String
        let file: String
        let expected: String

        var testDescription: String { "\(document), original \(original), file \(file)" }
    }

    private static let rows: [Row] = {
        let lines = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        return lines.dropFirst().flatMap { words in
            var expected = ""
            return zip(lines[0], words).dropFirst(2).map { file, word in
                if word != "=" { expected = word }
                return Row(document: words[0], original: words[1], file: file, expected: expected)
            }
        }
    }()

    @Test func theTableIsWhole() { #expect(Self.rows.count == 13 * 6) }

    /// From a start date after the document's own a sound one bears one flag more, and nothing else changes.
    @Test(arguments: rows, ["2026-04-13", "2026-04-14"]) func aDocumentIsJudged(_ row: Row, from start: String) throws {
        let detail = DetailRecord.document(try Self.document(row.document), file: Self.file(row.file))
        let judgement = try Sample.judge(from: start)
            .judge(detail, original: try Self.original(row.original), fileOverdue: row.file == "overdue")
        let isBackdated = start == "2026-04-14" && row.expected.hasPrefix("sound")
        #expect(Self.word(judgement) == row.expected + (isBackdated ? "+BACKDATED" : ""))
    }

    private static func document(_ name: String) throws -> Document {
        switch name {
        case "cancellation": try Sample.cancellation()
        case "credit_note": try Sample.creditNote()
        case "nothing": try Sample.document(.invoice, "RE-8", [("1", "20.00", "19"), ("-1", "20.00", "19")])
        case "nothing_back": try Sample.document(.cancellation, "ST-8", [("1", "20.00", "19"), ("-1", "20.00", "19")])
        case "unnumbered": try Sample.document(.invoice, nil, [("1", "20.00", "19")])
        case "mixed": try Sample.document(.invoice, "RE-9", [("1", "20.00", "19"), ("-1", "5.00", "7")])
        default: try Sample.invoice()
        }
    }

    private static func original(_ name: String) throws -> OriginalStatus {
        switch name {
        case "booked": .booked(try Sample.booked())
        case "otherwise": .booked(try Sample.bookedOtherwise())
        case "foreign": .foreign
        case "pending": .pending
        case "waived": .waived
        default: .none
        }
    }

    private static func file(_ name: String) -> DetailRecord.FileNote? {
        var file = Sample.file
        switch name {
        case "none", "overdue": return nil
        case "refused": file.refusal = .fileNotPDF
        default: if let size = Int(name) { file.size = size }
        }
        return file
    }

    private static func word(_ judgement: Judgement) -> String {
        switch judgement {
        case .outOfScope(let reason), .blocked(let reason, _, _), .waiting(let reason, _): return reason.rawValue
        case .counterpartWaived: return "COUNTERPART"
        case .sound(let sound):
            let flags = sound.flags.map { flag in
                switch flag {
                case .signNormalised: "+SIGN"
                case .cancellationWithoutOriginal: "+ORPHAN"
                case .backdated, .taxRoundingDiff, .eInvoiceMissing: "+\(flag.text)"
                }
            }
            return "sound" + flags.joined()
        }
    }
}
