internal import Glibc

/// Gives back, once a pass has ended, the pages of program files that only the start or the last work went through: code, and what is
/// read of libraries while they are loaded.
///
/// Some 16 MiB of the program and as much of its libraries are touched on the way to `READY=1`, in pieces of 64 KiB around each
/// address, and mostly never again: of 56 MiB an idle service has resident, it uses 24. Dropped pages cost nothing; one that is needed
/// after all comes back from the page cache.
package struct IdleMemory {
    /// Not after every pass: what is used comes back at some hundred page faults. Soon again at first, when the start is not long past.
    private static let pauseMaximum: Int64 = 900_000

    private var due = Int64.min
    private var pause: Int64 = 5_000
    /// What was mapped at the last look. A library that is being loaded just now may yet be written to.
    private var known: Set<Mapping> = []

    package init() {}

    /// - Parameter now: milliseconds of the monotonic clock.
    package mutating func passEnded(now: Int64) {
        guard now >= due else { return }
        due = now + pause
        pause = min(pause * 2, Self.pauseMaximum)
        let mappings = IdleMemory.unchanged()
        for mapping in mappings where known.contains(mapping) {
            // Advice: where it is not taken, the pages stay.
            _ = UnsafeMutableRawPointer(bitPattern: mapping.start).map { madvise($0, mapping.length, MADV_DONTNEED) }
        }
        known = mappings
    }

    /// Mappings of files that nobody may write to and none of whose pages was changed: those, and only those, can be read again as
    /// they were.
    static func unchanged() -> Set<Mapping> {
        guard let file = fopen("/proc/self/smaps", "re") else { return [] }
        defer { fclose(file) }
        var found: Set<Mapping> = []
        var current: Mapping?
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while getline(&line, &capacity, file) > 0, let line {
            // An entry begins with digits; of its two dozen lines of figures one matters.
            guard !isFigure(line[0]) || line[0] == CChar(UInt8(ascii: "A")) else { continue }
            let text = String(cString: line)
            if let mapping = Mapping(text) {
                current = mapping.isReadOnlyFile ? mapping : nil
            } else if let candidate = current, text.hasPrefix("Anonymous:") {
                if text.split(separator: " ").dropFirst().first == "0" { found.insert(candidate) }
                current = nil
            }
        }
        return found
    }

    private static func isFigure(_ first: CChar) -> Bool { (CChar(UInt8(ascii: "A"))...CChar(UInt8(ascii: "Z"))).contains(first) }

    /// The head of an entry of proc_pid_smaps(5): `7f00-7f10 r-xp 00000000 fe:00 4907 /usr/lib/libc.so.6`.
    struct Mapping: Hashable {
        var start: UInt
        var length: Int
        var isReadOnlyFile: Bool

        init?(_ line: String) {
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            guard fields.count >= 5, let dash = fields[0].firstIndex(of: "-"), let start = UInt(fields[0][..<dash], radix: 16),
                let end = UInt(fields[0][fields[0].index(after: dash)...], radix: 16), end > start
            else { return nil }
            self.start = start
            length = Int(end - start)
            isReadOnlyFile = ["r-xp", "r--p"].contains(fields[1]) && fields[4] != "0"
        }
    }
}
