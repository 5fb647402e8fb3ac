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
    /// One line, in its language.
    struct Item {
        let grade: Grade
        let subject: String
        let text: String
        /// Empty where nothing is to be done.
        let hint: String
    }

    private(set) var items: [Item] = []
    private(set) var exit = Exit.success
    private(set) var failures = 0

    init(format: OutputFormat, language: Language) {
        self.format = format
        self.language = language
    }

    mutating func add(_ grade: Grade, _ subject: String, _ text: Wording, hint: Wording) {
        add(grade, subject, text(language), hint: hint(language))
    }

    mutating func add(_ grade: Grade, _ subject: String, _ text: Wording) { add(grade, subject, text(language)) }

    /// For values, names and sentences that come from elsewhere.
    mutating func add(_ grade: Grade, _ subject: String, _ text: String, hint: String = "") {
        if case .fail(let code) = grade {
            failures += 1
            if exit == .success { exit = code }
        }
        let isFine = grade.word == "ok"
        items.append(Item(grade: grade, subject: subject, text: text, hint: isFine ? "" : hint))
    }

    private func lines(_ item: Item) -> [String] {
        let word = item.grade.word
        guard format == .json else {
            let line = "\(word.padding(toLength: 4, withPad: " ", startingAt: 0))  \(item.subject): \(item.text)"
            return item.hint.isEmpty ? [line] : [line, "      → \(item.hint)"]
        }
        // A line that is fine has no hint; one that is not has one, be it empty.
        let hint: String? = word == "ok" ? nil : ShownCommands.naming(item.hint)
        return [JSONLine("diagnostic").adding(["grade": word, "subject": item.subject, "message": item.text, "hint": hint]).text]
    }

    func finish() {
        let lines = items.flatMap(lines)
        guard format == .json else { return Terminal.print(lines) }
        Terminal.print([JSONLine.version] + lines + [JSONLine("change_summary").adding(["exit": exit]).text])
    }
}
