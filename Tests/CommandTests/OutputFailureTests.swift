import Bookkeeping
import Foundation
import Glibc
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// Output that cannot be written ends no work and no process early: exit 74 where the command itself came to its end.
    @Suite struct OutputFailure {
        enum Sink: String, CaseIterable, Sendable {
            case full = ">/dev/full"
            case closed = ">&-"
            case broken = ">&5 5>&-"
        }

        /// `exec 5` is a pipe nobody reads; the rest redirects the streams of the program in `$0` with its arguments.
        private static func script(_ redirection: String, isSignalIgnored: Bool = true) -> String {
            """
            pipe="$HOME/pipe.$$"; mkfifo "$pipe"; exec 4<>"$pipe" 5>"$pipe" 4<&-; rm "$pipe"
            \(isSignalIgnored ? "trap '' PIPE" : "")
            exec "$0" "$@" \(redirection)
            """
        }

        private func run(
            _ shop: Shop, _ arguments: [String], _ redirection: String, isSignalIgnored: Bool = true
        ) async throws -> Child.Ending {
            let shell = try #require(Installation.tool("bash"))
            let words = ["-c", Self.script(redirection, isSignalIgnored: isSignalIgnored), Installation.reconcile]
            return try await Child(shell, words + arguments, environment: shop.environment).wait()
        }

        /// The state is a database and holds no word of a report.
        private func expectSoundState(_ shop: Shop, _ comment: String) async throws {
            let state = try #require(FileManager.default.contents(atPath: shop.state + "/reconcile.sqlite"))
            #expect(state.starts(with: Data("SQLite format 3\0".utf8)), "\(comment)")
            for words in ["requests: HERO", "change_summary", "OVERVIEW", "could not be written"] {
                let everything = StateFile(directory: shop.state).everything
                #expect(!everything.shows(words), "\(comment): \(words)")
            }
            let verdict = try await shop.run("journal", "verify")
            #expect(verdict.exit == 0, "\(comment): \(verdict.text)")
        }

        @Test func `every command says by its exit code that nobody heard it`() async throws {
            try await sideBySide(Sink.allCases) { try await beHeardByNobody($0) }
        }

        private func beHeardByNobody(_ sink: Sink) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let id = shop.invoice()
                _ = try await shop.run([])
                let month = String(shop.today.description.prefix(7))
                let commands: [[String]] = [
                    ["--help"], ["status", "--help"], ["--version"], ["help", "list"], ["--generate-completion-script", "bash"],
                    ["charts"], ["status"], ["list"], ["explain", String(id)], ["doctor"], ["notify"], ["pilot"], ["journal", "verify"],
                    ["journal", "export"],
                    ["close", month], ["close", month, "--format", "csv"], ["contacts", "import", "--yes"], ["--dry-run"], ["pause"],
                    ["resume"], ["serve", "--check"], ["--delete-integration", "--dry-run"],
                    ["backup", shop.directory.path + "/\(sink).sqlite"], ["setup"],
                ]
                for form in [[], ["--format", "json"]] {
                    for command in commands where form.isEmpty || Self.takesForm(command) {
                        let ending = try await run(shop, command + form, sink.rawValue)
                        #expect(ending.exit == 74, "\(sink) \(command + form): \(ending)")
                        #expect(ending.errors.contains("could not be written"), "\(sink) \(command + form): \(ending.errors)")
                    }
                }
                try await expectSoundState(shop, "\(sink)")
            }
        }

        private static func takesForm(_ command: [String]) -> Bool {
            !command.contains { ["--help", "--version", "help", "charts", "close", "setup", "backup"].contains($0) }
                && command.first != "--generate-completion-script"
        }

        @Test func `a pass that nobody hears did its work, and the state says so`() async throws {
            let cases = Sink.allCases.flatMap { sink in [true, false].map { (sink: sink, isSignalIgnored: $0) } }
            try await sideBySide(cases) { try await pass($0.sink, isSignalIgnored: $0.isSignalIgnored) }
        }

        private func pass(_ sink: Sink, isSignalIgnored: Bool) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                let pass = try await run(shop, [], sink.rawValue, isSignalIgnored: isSignalIgnored)
                #expect(pass.exit == 74, "\(pass)")
                shop.expectBooks(documents, "\(sink)", contacts: 2)
                try await expectSoundState(shop, "\(sink)")
                let list = try await shop.run("list", "--state", "fileComplete")
                for document in documents { #expect(list.output.contains(shop.number(document))) }
                let writes = shop.world.log.count { $0.request.isWrite }
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                #expect(shop.world.log.count { $0.request.isWrite } == writes)
            }
        }

        /// Standard input, output and error are what the caller closed; the state is opened after that.
        @Test(arguments: ["<&-", ">&- 2>&-", "<&- >&- 2>&-", "2>&-"])
        func `a closed stream is never the state`(redirection: String) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                let pass = try await run(shop, [], redirection)
                #expect(pass.exit == (redirection.contains(">&- ") || redirection.hasSuffix(" >&-") ? 74 : 0), "\(redirection): \(pass)")
                shop.expectBooks(documents, redirection, contacts: 2)
                try await expectSoundState(shop, redirection)
            }
        }

        /// What went wrong stays the exit code, whether or not it could be said.
        @Test func `a failure keeps its exit code`() async throws {
            try await sideBySide(["", "2>/dev/full", "2>&-", "2>&5 5>&-", ">&- 2>&-", ">/dev/full 2>/dev/full"]) { try await fail($0) }
        }

        private func fail(_ redirection: String) async throws {
            try await Shop.open { shop in
                let unready = try await run(shop, [], redirection)
                #expect(unready.exit == 78, "\(redirection): \(unready)")
                try await shop.setUp()
                for command in [
                    ["explain", "RE-0000"], ["--nonsense"], ["nonsense"], ["charts", "nowhere"], ["list", "--format", "xml"],
                ] {
                    let ending = try await run(shop, command, redirection)
                    #expect(ending.exit == 64, "\(command) \(redirection): \(ending)")
                }
                let refused = try await run(shop, ["--dry-run", "--format", "json", "--config", "/none.yaml"], redirection)
                #expect(refused.exit == 78, "\(redirection): \(refused)")
            }
        }

        @Test func `help is for any width`() async throws {
            let widths = [
                "1", "0", "-1", "26", "27", "40", "-9223372036854775808", "9223372036854775807", "99999999999999999999", "wide", "", "1e3",
            ]
            try await Shop.open { shop in
                try await sideBySide(widths) { columns in
                    for (command, exit) in [
                        (["--help"], Int32(0)), (["resolve", "--help"], 0), (["help", "setup"], 0), (["--nonsense"], 64),
                    ] {
                        let ending = try await shop.run(command, with: ["COLUMNS": columns])
                        #expect(ending.exit == exit, "\(columns) \(command): \(ending)")
                        #expect(ending.text.contains("reconcile"), "\(columns) \(command): \(ending)")
                    }
                }
            }
        }
    }
}
