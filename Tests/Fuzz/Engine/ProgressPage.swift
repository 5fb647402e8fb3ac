import Glibc

/// What a worker is at, in a page of memory it shares with the one who watches it: it outlives the worker, whatever ended it.
///
/// `@unchecked Sendable`: the worker alone writes, on one task; the watcher reads whole words while it runs, and the input only
/// after its end or while it hangs.
final class ProgressPage: @unchecked Sendable {
    private static let headWords = 4
    private static let size = headWords * 8 + Mutator.lengthMaximum

    private let base: UnsafeMutableRawPointer

    /// Nil when the file cannot be had.
    init?(path: String) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard ftruncate(file, Self.size) == 0, let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
            memory != MAP_FAILED
        else { return nil }
        base = memory
    }

    deinit { munmap(base, Self.size) }

    private subscript(_ word: Int) -> Int {
        get { base.load(fromByteOffset: word * 8, as: Int.self) }
        set { base.storeBytes(of: newValue, toByteOffset: word * 8, as: Int.self) }
    }

    /// Inputs that are behind the worker.
    var done: Int { self[0] }
    /// Milliseconds since the machine started; 0 before the first.
    var began: Int { self[1] }
    /// In KiB, of the whole process.
    var peak: Int {
        get { self[3] }
        set { self[3] = newValue }
    }

    func clear(from index: Int) {
        self[0] = index
        self[1] = 0
        self[2] = 0
    }

    func begin(_ input: [UInt8]) {
        let count = min(input.count, Mutator.lengthMaximum)
        input.withUnsafeBytes { base.advanced(by: Self.headWords * 8).copyMemory(from: $0.baseAddress ?? .init(base), byteCount: count) }
        self[2] = count
        self[1] = Machine.milliseconds()
    }

    func end() { self[0] += 1 }

    /// The one the worker is at, or was at when it ended.
    var input: [UInt8] {
        let count = min(max(0, self[2]), Mutator.lengthMaximum)
        return Array(UnsafeRawBufferPointer(start: base.advanced(by: Self.headWords * 8), count: count))
    }
}
