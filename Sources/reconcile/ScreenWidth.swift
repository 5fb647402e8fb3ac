import Foundation

/// The width for which the parser wraps its help. It takes whatever `COLUMNS` or the terminal says, and breaks on a narrow one.
enum ScreenWidth {
    private static let usable = 60...1000

    /// Before anything else runs: the environment belongs to all threads.
    static func bound() {
        let wished = getenv("COLUMNS").flatMap { Int(String(cString: $0)) } ?? terminal ?? 80
        setenv("COLUMNS", String(min(max(wished, usable.lowerBound), usable.upperBound)), 1)
    }

    private static var terminal: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
