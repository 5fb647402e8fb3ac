import Foundation
import Reconciliation
import Reporting
import Wording

/// The lines of a doctor's report: a grade, what it is about, what was found, and what to do where something is not fine.
struct Findings {
    enum Grade {
        case ok, warn
        case fail(Exit)

        var word: String {
            switch self {
            case .ok: "ok"
            case .warn: "warn"
            case .fail: "fail"
            }
        }
    }

    let format: OutputFormat
    let language: Language
    private var lines: [String] = []
    private(set) var exit = Exit.success

    init(format: OutputFormat, language: Language) {
        self.format = format
        self.language = language
        if format == .json { lines = [JSONLine.version] }
    }

    mutating func add(_ grade: Grade, _ subject: String, _ text: Wording, hint: Wording) {
        add(grade, subject, text(language), hint: hint(language))
    }

    mutating func add(_ grade: Grade, _ subject: String, _ text: Wording) { add(grade, subject, text(language)) }

    /// For values, names and sentences that come from elsewhere.
    mutating func add(_ grade: Grade, _ subject: String, _ text: String, hint: String = "") {
        if case .fail(let code) = grade, exit == .success { exit = code }
        let isFine = grade.word == "ok"
        guard format == .json else {
            lines.append("\(grade.word.padding(toLength: 4, withPad: " ", startingAt: 0))  \(subject): \(text)")
            if !isFine && !hint.isEmpty { lines.append("      → \(hint)") }
            return
        }
        let line = JSONLine("diagnostic").adding(["grade": grade.word, "subject": subject, "message": text, "hint": isFine ? nil : hint])
        lines.append(line.text)
    }

    mutating func finish() {
        if format == .json { lines.append(JSONLine("change_summary").adding(["exit": exit]).text) }
        Terminal.print(lines)
    }
}
