import Foundation
import TestSupport
import Testing

extension CommandLineTests {
    /// The fuzzer finds what there is to find, and what it kept is tried again with every change.
    @Suite struct Fuzzer {
        private static let program = URL(filePath: Installation.reconcile).deletingLastPathComponent().appending(path: "Fuzz").path

        private func fuzz(_ arguments: [String], in directory: TemporaryDirectory? = nil) async throws -> Child.Ending {
            let findings = directory.map { ["--findings", $0.path] } ?? []
            return try await Child.run(Self.program, arguments + findings, environment: Installation.environment, seconds: 300)
        }

        /// Each case in a process of its own: what a heavy answer takes is a small multiple of its size.
        @Test func `the heaviest answers take a small multiple of their size`() async throws {
            let ending = try await fuzz(["memory"])
            #expect(ending.exit == 0, "\(ending.text)")
            #expect(ending.lines.filter { $0.hasPrefix("good") }.count == 50, "\(ending.text)")
        }

        @Test func `a broken door is found and can be tried again`() async throws {
            try await sideBySide(["trap", "hang", "memory"]) { try await breakDoor($0) }
        }

        private func breakDoor(_ kind: String) async throws {
            let directory = try TemporaryDirectory()
            let ending = try await fuzz(["broken-\(kind)", "--count", "400", "--hang-seconds", kind == "hang" ? "1" : "60"], in: directory)
            #expect(ending.exit == 1, "\(ending.text)")
            #expect(ending.output.contains("broken-\(kind): \(kind) at input"), "\(ending.text)")
            let kept = try #require(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted().first)
            #expect(ending.output.contains("broken-\(kind) --input \(directory.path)/\(kept)"), "\(ending.text)")
            guard kind != "hang" else { return }
            let again = try await fuzz(["broken-\(kind)", "--input", "\(directory.path)/\(kept)"])
            #expect(again.exit != 0, "\(again.text)")
        }

        /// The same number, the same inputs: what was found on one machine is found on every other.
        @Test func `the same seed finds the same`() async throws {
            var found: [[String]] = []
            for _ in 0..<2 {
                let directory = try TemporaryDirectory()
                _ = try await fuzz(["broken-trap", "--count", "300", "--seed", "7"], in: directory)
                let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()
                let inputs = names.map { FileManager.default.contents(atPath: "\(directory.path)/\($0)") ?? Data() }
                found.append(zip(names, inputs).map { "\($0) \(Array($1))" })
            }
            #expect(found[0] == found[1] && !found[0].isEmpty)
        }

        private static let doors: [(target: String, count: Int)] = [
            ("graphql", 300), ("lexoffice", 300), ("numbers", 500), ("webhooks", 300), ("yaml", 500), ("commands", 40), ("state", 60),
            ("pdf", 500),
        ]

        /// Inputs that once broke something come first in every run; the others show that the doors open at all.
        @Test func `no kept input breaks anything`() async throws {
            try await sideBySide(Self.doors) { (target, count) in
                let directory = try TemporaryDirectory()
                let ending = try await fuzz([target, "--count", String(count)], in: directory)
                #expect(ending.exit == 0, "\(target): \(ending.text)")
                #expect(ending.output.contains("0 findings"), "\(target): \(ending.text)")
            }
        }
    }
}
