import Foundation
import Output
import Reconciliation
import Reporting
import Synchronization
import Wording

/// The last door of every output of a command: what goes through it holds no secret and steers no terminal, and one that is shut is
/// remembered for the exit code.
enum Terminal {
    private struct State {
        /// `errno` of the first failure; after it nothing follows, because a gap would look like the whole.
        var output: Int32?
        var errors: Int32?
        /// Something stands in the last line of the terminal that is to go before anything else comes.
        var isProgressShown = false
    }

    private static let output = DescriptorWriter(STDOUT_FILENO)
    private static let errors = DescriptorWriter(STDERR_FILENO)
    private static let state = Mutex(State())

    /// Whether the command line asked for records instead of sentences.
    static let isForPrograms = OutputFormat.isJSON(ProcessInfo.processInfo.arguments)

    private static let isColoured: Bool = {
        let environment = ProcessInfo.processInfo.environment
        let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return isatty(STDOUT_FILENO) == 1 && !isRefused && environment["TERM"] != "dumb"
    }()

    // MARK: standard output

    /// - Parameter ending: of each line.
    static func print(_ lines: [String], ending: String = "\n") { show(lines.map { TextLine($0) }, ending: ending) }

    static func show(_ lines: [TextLine], ending: String = "\n") {
        printOwn(lines.map { typed($0).visible(coloured: isColoured) + ending }.joined())
    }

    /// Records are data, and stay as they are.
    private static func typed(_ line: TextLine) -> TextLine {
        guard !line.text.hasPrefix("{") else { return line }
        var line = line
        line.text = ShownCommands.naming(line.text)
        return line
    }

    /// The mark by which a German spreadsheet knows UTF-8; programs that read the English form expect none.
    static func beginTable(_ language: Language) { if language == .de { printOwn("\u{FEFF}") } }

    /// For words of this program alone.
    static func printOwn(_ text: String) {
        endProgress()
        guard state.withLock({ $0.output == nil }), let failure = output.write(Array(text.utf8)) else { return }
        state.withLock { $0.output = failure }
    }

    /// False once nobody can read any more what is printed.
    static var isHeard: Bool { state.withLock { $0.output == nil } }

    // MARK: standard error

    static func complain(_ lines: [String]) {
        endProgress()
        let text = lines.map { typed(TextLine($0)).visible(coloured: false) + "\n" }.joined()
        guard let failure = errors.write(Array(text.utf8)) else { return }
        state.withLock { $0.errors = $0.errors ?? failure }
    }

    /// The exit code of the process: work that was done and could not be told has one of its own; a failure keeps its code.
    static func verdict(_ code: Int32) -> Int32 {
        let lost = state.withLock { $0 }
        guard let failure = lost.output ?? lost.errors, Exit(rawValue: code)?.isOutcome ?? false else { return code }
        CommandFailure(
            .outputFailed, "the output could not be written: \(DescriptorWriter.reason(failure))",
            hint: "What was done stays done; `reconcile status` and `reconcile list` show it."
        ).report()
        return Exit.outputFailed.rawValue
    }

    // MARK: a person

    static var hasPerson: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Shows progress on a terminal, and nothing anywhere else.
    static func progress(_ progress: PassProgress) {
        guard progress.total > 0 else { return }
        passingLine("\(progress.stage.rawValue) \(progress.done + 1)/\(progress.total)")
    }

    /// Replaced by the next one, gone at the end. Whether it can be written is nobody's concern.
    static func passingLine(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        state.withLock { $0.isProgressShown = !text.isEmpty }
        _ = errors.write(Array("\r\u{1B}[K\(TextLine(text).visible(coloured: false))".utf8))
    }

    static func endProgress() {
        if state.withLock({ $0.isProgressShown }) { passingLine("") }
    }

    /// Nil without a person, or when nothing was answered in time.
    static func ask(_ question: String, withinSeconds seconds: Int) -> String? {
        guard pose(question) else { return nil }
        // A terminal hands over whole lines.
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&input, 1, Int32(clamping: seconds * 1000)) == 1 else { return nil }
        return readLine()
    }

    static func ask(_ question: String) -> String? { pose(question) ? readLine() : nil }

    /// Whether somebody is there to see the question, and can.
    private static func pose(_ question: String) -> Bool {
        hasPerson && errors.write(Array("\(TextLine(question).visible(coloured: false)) ".utf8)) == nil
    }
}
