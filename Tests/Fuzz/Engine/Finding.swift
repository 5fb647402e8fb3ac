import Foundation

/// An input that broke something.
struct Finding {
    enum Kind: String { case trap, hang, memory }

    let kind: Kind
    let target: String
    let seed: UInt64
    let index: Int
    let input: [UInt8]
    /// What the program said at its end.
    let said: String
    let file: URL

    init(kind: Kind, target: String, seed: UInt64, index: Int, input: [UInt8], said: String, folder: URL) throws {
        (self.kind, self.target, self.seed, self.index, self.input) = (kind, target, seed, index, input)
        self.said = String(said.suffix(2_000)).trimmingCharacters(in: .whitespacesAndNewlines)
        file = folder.appending(path: "\(target)-\(kind.rawValue)-\(seed)-\(index)")
        try Data(input).write(to: file)
    }

    var lines: [String] {
        let hex = input.prefix(256).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return [
            "\(target): \(kind.rawValue) at input \(index) of seed \(seed), \(input.count) bytes: \(said)",
            "  hex: \(hex)\(input.count > 256 ? "…" : "")",
            "  kept as \(file.path); again with:",
            "  \(CommandLine.arguments.first ?? "Fuzz") \(target) --input \(file.path)",
        ]
    }
}
