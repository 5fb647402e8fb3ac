import Foundation

/// The kept inputs of a target: one file each, in `Seeds/TARGET`, and files of the fixtures that lie elsewhere.
enum Corpus {
    static let tests = URL(filePath: #filePath).appending(path: "../../..").standardized

    static func kept(_ target: String) -> [[UInt8]] { files(in: tests.appending(path: "Fuzz/Seeds/\(target)")) }

    static func fixtures(_ folder: String) -> [[UInt8]] { files(in: tests.appending(path: "Fixtures/\(folder)")) }

    /// By name, so that every machine has them in one order.
    private static func files(in folder: URL) -> [[UInt8]] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { try? Data(contentsOf: folder.appending(path: $0)) }.map { Array($0) }
    }
}
