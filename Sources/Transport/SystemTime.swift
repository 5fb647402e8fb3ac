import Glibc

/// The machine's clocks and its randomness.
package struct SystemTime: TimeSource {
    package let bootID: String

    package init() {
        // Without the kernel's name of this boot every start counts as a boot of its own: waits begin anew, none is cut short.
        bootID = SystemTime.kernelBootID() ?? "unknown-\(String(SystemRandomNumberGenerator.word(), radix: 16))"
    }

    package func wallMilliseconds() -> Int64 { SystemTime.now(CLOCK_REALTIME) }
    package func monotonicMilliseconds() -> Int64 { SystemTime.now(CLOCK_BOOTTIME) }
    package func randomWord() -> UInt64 { SystemRandomNumberGenerator.word() }

    package func sleep(milliseconds: Int64) async throws(CancellationError) {
        do {
            try await Task.sleep(for: .milliseconds(max(0, milliseconds)))
        } catch {
            throw CancellationError()
        }
    }

    private static func now(_ clock: clockid_t) -> Int64 {
        var moment = timespec()
        clock_gettime(clock, &moment)
        return Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000
    }

    private static func kernelBootID() -> String? {
        let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        let name = bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }
}

extension SystemRandomNumberGenerator {
    fileprivate static func word() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
