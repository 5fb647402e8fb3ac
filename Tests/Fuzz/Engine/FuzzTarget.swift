import Glibc

/// A door through which strangers' bytes come into the program.
struct FuzzTarget: Sendable {
    let name: String
    /// No input may make the process take more than this, the program's own weight included.
    let mebibytesMaximum: Int
    /// Words of its language.
    var tokens: [String] = []
    /// Builds what the inputs are given to, once in each worker.
    let prepare: @Sendable () async throws -> Prepared

    struct Prepared: Sendable {
        /// Inputs to begin from besides the kept ones.
        var seeds: [[UInt8]] = []
        /// Runs the program's own code on one input to its end. It must return, and what it makes of the input is its own affair.
        let run: @Sendable ([UInt8]) async -> Void
    }

    static let all: [FuzzTarget] = [
        HeroAnswers.target, LexofficeAnswers.target, Numbers.target, Webhooks.target, YAMLFiles.target, CommandLines.target,
        StateRows.target, Invoices.target, PDFFiles.target,
    ]

    /// Not tried with the others: they prove that a trap, a hang and a hunger for memory are found.
    static let broken: [FuzzTarget] = [
        FuzzTarget(name: "broken-trap", mebibytesMaximum: 512) {
            Prepared { hold(!$0.contains(UInt8(ascii: "!")), "an exclamation mark") }
        },
        FuzzTarget(name: "broken-hang", mebibytesMaximum: 512) { Prepared { if $0.count > 8 { while true { sleep(1) } } } },
        FuzzTarget(name: "broken-memory", mebibytesMaximum: 96) {
            Prepared { bytes in
                guard bytes.count > 8, let hoard = malloc(256 << 20) else { return }
                memset(hoard, 1, 256 << 20)
                free(hoard)
            }
        },
    ]

    static func named(_ name: String) -> FuzzTarget? { (all + broken).first { $0.name == name } }
}

/// What must be true whatever the input was; ends the worker, as a trap would.
func hold(_ condition: Bool, _ what: String) {
    guard !condition else { return }
    let line = Array("does not hold: \(what)\n".utf8)
    _ = write(2, line, line.count)
    abort()
}
