import Glibc
import Transport

/// The clock and the memory of this machine.
enum Machine {
    private static let time = SystemTime()

    static func milliseconds() -> Int { Int(time.monotonicMilliseconds()) }

    /// The most memory this process ever held at once, in KiB.
    static func peakKibibytes() -> Int {
        let file = open("/proc/self/status", O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(file, &bytes, bytes.count)
        let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
        let words = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: \.isWhitespace) ?? []
        return words.count > 1 ? Int(words[1]) ?? 0 : 0
    }

    /// From now on the peak counts from what is held now. Without the right to say so it goes on counting from the start.
    static func forgetPeak() {
        let file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = write(file, "5", 1)
        close(file)
    }

    /// The same after every input, which must cost next to nothing.
    static func quickPeakKibibytes() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }

    /// Far above what is allowed: where the kernel says no, the allocator ends the worker.
    static func limitMemory(mebibytes: Int) {
        var limit = rlimit(rlim_cur: rlim_t(mebibytes) << 20, rlim_max: rlim_t(mebibytes) << 20)
        setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    }
}
