import Foundation
import Reconciliation

/// Colour only where somebody looks at a terminal and did not ask for none.
struct TerminalStyle: Sendable {
    let isColoured: Bool

    static func standardOutput(_ environment: [String: String]) -> TerminalStyle {
        let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return TerminalStyle(isColoured: isatty(STDOUT_FILENO) == 1 && !refused && environment["TERM"] != "dumb")
    }

    func red(_ text: String) -> String { paint("31", text) }

    func symbol(_ symbol: ReportLine.Symbol, _ text: String) -> String {
        switch symbol {
        case .create: paint("32", text)
        case .change, .adopt: paint("36", text)
        case .uncertain: paint("33", text)
        case .person: paint("31", text)
        case .waiting, .note: text
        }
    }

    private func paint(_ code: String, _ text: String) -> String { isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}

enum Terminal {
    static func print(_ lines: [String]) {
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    static var hasPerson: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Shows progress on a terminal, and nothing anywhere else.
    static func progress(_ progress: PassProgress) {
        guard isatty(STDERR_FILENO) == 1, progress.total > 0 else { return }
        let text = "\r\u{1B}[K\(progress.stage.rawValue) \(progress.done + 1)/\(progress.total)"
        FileHandle.standardError.write(Data(text.utf8))
    }

    static func endProgress() {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }

    /// Nil without a person, or when nothing was answered in time.
    static func ask(_ question: String, withinSeconds seconds: Int) -> String? {
        guard hasPerson else { return nil }
        FileHandle.standardError.write(Data("\(question) ".utf8))
        // A terminal hands over whole lines.
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&input, 1, Int32(clamping: seconds * 1000)) == 1 else { return nil }
        return readLine()
    }

    static func ask(_ question: String) -> String? {
        guard hasPerson else { return nil }
        FileHandle.standardError.write(Data("\(question) ".utf8))
        return readLine()
    }
}
