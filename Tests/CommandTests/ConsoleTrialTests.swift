import Foundation
import HTTPTypes
import TestSupport
import Testing
import Transport

extension CommandLineTests {
    /// The console on sample data, as the README's first command offers it.
    @Suite struct ConsoleTrials {
        /// Keys and addresses of the caller's own, which must not come in: they lead nowhere.
        private static let own = [
            "RECONCILE_HERO_ENDPOINT": "http://127.0.0.1:9/", "RECONCILE_HERO_API_KEY": "ac_Papageientaucher90b1c2d3e4f5a6b7",
            "RECONCILE_LISTEN": "nowhere", "RECONCILE_CONSOLE_HOSTS": "https://a.example", "STATE_DIRECTORY": "/nowhere",
        ]

        @Test(
            .timeLimit(.minutes(2)),
            arguments: [
                (["demo", "--console"], SIGINT, "en_GB.UTF-8", "Ctrl-C"),
                (
                    ["sandbox", "--console", "--listen", "127.0.0.1:0", "--data", "tour", "--rate", "0", "--pdf-delay", "0"], SIGTERM,
                    "de_DE.UTF-8", "Strg-C"
                ),
                (["demo", "--lang", "de", "--console", "--console-listen", "127.0.0.1:0"], SIGHUP, "en_GB.UTF-8", "Strg-C"),
                (["sandbox", "--console", "--no-setup", "--listen", "127.0.0.1:0", "--data", "tour"], SIGTERM, "de_DE.UTF-8", "Strg-C"),
            ] as [([String], Int32, String, String)])
        func `lets in by the printed links, once, and leaves nothing behind`(
            arguments: [String], number: Int32, locale: String, words: String
        ) async throws {
            let directory = try TemporaryDirectory()
            let environment = Installation.environment.merging(Self.own) { $1 }.merging(
                ["HOME": directory.path, "TMPDIR": directory.path, "LANG": locale]) { $1 }
            let child = try Child(Installation.reconcile, arguments, environment: environment)
            for role in ["office", "adviser", "admin"] {
                let line = try await child.line(with: "\(role): http://127.0.0.1:")
                let link = try #require(line.split(separator: " ").last?.split(separator: "#").map(String.init))
                try #require(link.count == 2)
                let address = try #require(link[0].split(separator: "/").dropFirst().first.map(String.init))
                #expect(try await post(address, key: link[1]) == 303)
                #expect(try await post(address, key: link[1]) == 403)
                #expect(try await Page.open("http://\(address)/").status == 401)
            }
            _ = try await child.line(with: words)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 1)
            child.signal(number)
            let ending = try await child.wait()
            #expect(ending.signal == number && ending.errors.isEmpty, "\(ending)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
        }

        @Test(arguments: [["demo", "--console", "--console-listen", "9850"], ["sandbox", "--console", "--console-listen", "unix:/tmp/a"]])
        func `refuses an address no browser knows`(arguments: [String]) async throws {
            let ending = try await Child.run(Installation.reconcile, arguments, environment: Installation.environment)
            #expect(ending.exit == 64 && ending.errors.contains("--console-listen"), "\(ending)")
        }

        private func post(_ address: String, key: String) async throws -> Int {
            var head = HTTPRequest(method: .post, scheme: "http", authority: address, path: "/anmelden")
            head.headerFields[.contentType] = "application/x-www-form-urlencoded"
            if let site = HTTPField.Name("Sec-Fetch-Site") { head.headerFields[site] = "same-origin" }
            let browser = try CurlTransport(userAgent: "browser", proxy: .none)
            let request = OutgoingRequest(operation: .test, head: head, body: Array("key=\(key)".utf8), isWrite: true)
            return try await browser.send(request).status
        }
    }
}
