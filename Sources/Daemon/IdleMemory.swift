internal import Glibc

/// Gives back, once a pass has ended, the pages of code that only the start or the last work ran through.
///
/// Some 16 MiB of the program and as much of its libraries are touched on the way to `READY=1`, in pieces of 64 KiB around each
/// address, and mostly never again: of 56 MiB an idle service has resident, it uses 24. Dropped pages cost nothing; one that is needed
/// after all comes back from the page cache.
struct IdleMemory {
    /// Not after every pass: what is used comes back at some hundred page faults. Soon again at first, when the start is not long past.
    private static let pauseMaximum: Int64 = 900_000

    private var due = Int64.min
    private var pause: Int64 = 5_000

    /// - Parameter now: milliseconds of the monotonic clock.
    mutating func passEnded(now: Int64) {
        guard now >= due else { return }
        due = now + pause
        pause = min(pause * 2, Self.pauseMaximum)
        for (start, length) in IdleMemory.code() {
            // Advice: where it is not taken, the pages stay.
            _ = UnsafeMutableRawPointer(bitPattern: start).map { madvise($0, length, MADV_DONTNEED) }
        }
    }

    /// Executable mappings of files none of whose pages was changed: those, and only those, can be read again as they were.
    static func code() -> [(start: UInt, length: Int)] {
        guard let file = fopen("/proc/self/smaps", "re") else { return [] }
        defer { fclose(file) }
        var found: [(start: UInt, length: Int)] = []
        var current: (start: UInt, length: Int)?
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while getline(&line, &capacity, file) > 0, let line {
            let text = String(cString: line)
            if let mapping = Mapping(text) {
                current = mapping.isCode ? (mapping.start, mapping.length) : nil
            } else if let candidate = current, text.hasPrefix("Anonymous:") {
                if text.split(separator: " ").dropFirst().first == "0" { found.append(candidate) }
                current = nil
            }
        }
        return found
    }

    /// The head of an entry of proc_pid_smaps(5): `7f00-7f10 r-xp 00000000 fe:00 4907 /usr/lib/libc.so.6`.
    struct Mapping {
        var start: UInt
        var length: Int
        var isCode: Bool

        init?(_ line: String) {
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard fields.count >= 5, let dash = fields[0].firstIndex(of: "-"), let start = UInt(fields[0][..<dash], radix: 16),
                let end = UInt(fields[0][fields[0].index(after: dash)...], radix: 16), end > start
            else { return nil }
            self.start = start
            length = Int(end - start)
            isCode = fields[1] == "r-xp" && fields[4] != "0"
        }
    }
}
