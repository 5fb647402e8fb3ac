internal import Glibc

/// What the kernel says about this process. Only /proc/self is read: the rest of /proc is hidden from a hardened service.
package struct ProcessReading: Sendable, Hashable {
    package var cpuSeconds: Double
    package var residentBytes: Double
    package var virtualBytes: Double
    package var threads: Int
    /// Nil where the descriptors cannot be listed.
    package var openFiles: Int?
    /// Nil where there is no limit.
    package var maxFiles: Double?
    /// Clock ticks between the boot of the machine and the start of the process.
    var startTicks: Double

    /// Nil where /proc/self/stat cannot be read.
    package static func current() -> ProcessReading? {
        guard let text = readFile("/proc/self/stat"), var reading = ProcessReading(stat: text) else { return nil }
        reading.openFiles = countOpenFiles()
        var limit = rlimit()
        // The soft limit: the one that is met.
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur != .max {
            reading.maxFiles = Double(limit.rlim_cur)
        }
        return reading
    }

    /// - Parameter stat: the line of /proc/self/stat (proc(5)). The second field is the program's name in brackets and may hold
    ///   anything, brackets and spaces included.
    init?(stat: String) {
        guard let bracket = stat.lastIndex(of: ")") else { return nil }
        // Field 3 of the manual, the state, is the first here.
        let fields = stat[stat.index(after: bracket)...].split(separator: " ").map { Double($0.filter { !$0.isNewline }) }
        func field(_ number: Int) -> Double? { fields.indices.contains(number - 3) ? fields[number - 3] : nil }
        guard let user = field(14), let system = field(15), let threads = field(20).flatMap(Int.init(exactly:)), let start = field(22),
            let virtual = field(23), let pages = field(24)
        else { return nil }
        cpuSeconds = (user + system) / Self.ticksPerSecond
        residentBytes = pages * Double(sysconf(Int32(_SC_PAGESIZE)))
        virtualBytes = virtual
        self.threads = threads
        startTicks = start
    }

    /// Unix seconds. Ask once and keep the answer: it moves with every correction of the wall clock, which would look like a restart.
    package var startedAt: Double { Self.seconds(CLOCK_REALTIME) - Self.seconds(CLOCK_BOOTTIME) + startTicks / Self.ticksPerSecond }

    private static var ticksPerSecond: Double { Double(max(1, sysconf(Int32(_SC_CLK_TCK)))) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var moment = timespec()
        clock_gettime(clock, &moment)
        return Double(moment.tv_sec) + Double(moment.tv_nsec) / 1e9
    }

    private static func readFile(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    private static func countOpenFiles() -> Int? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while let entry = readdir(folder) {
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
        }
        // The one that is open for this look does not count.
        return count - 1
    }
}

extension ProcessReading {
    static let names: [MetricName] = [
        .processCPU, .processResident, .processVirtual, .processStart, .processOpenFiles, .processMaxFiles, .processThreads,
    ]

    func fill(_ values: inout MetricValues, startedAt: Double) {
        values.set(.processCPU, [], to: cpuSeconds)
        values.set(.processResident, [], to: residentBytes)
        values.set(.processVirtual, [], to: virtualBytes)
        values.set(.processStart, [], to: startedAt)
        values.set(.processThreads, [], to: Double(threads))
        values.set(.processMaxFiles, [], to: maxFiles ?? .infinity)
        if let openFiles { values.set(.processOpenFiles, [], to: Double(openFiles)) } else { values.omit(.processOpenFiles) }
    }
}
