import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// Commands that only look.
    @Suite struct Inquiry {
        @Test func `status, list and explain tell where everything stands`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let fresh = try await shop.run("status")
                #expect(fresh.exit == 0)
                #expect(fresh.output.contains("Last pass: none yet"))
                let documents = try shop.fourDocuments()
                let pass = try await shop.run([])
                #expect(pass.exit == 0)
                // What lexoffice's list says of the new vouchers is seen by the next one.
                let second = try await shop.run([])
                #expect(second.exit == 0)
                let state = StateFile(directory: shop.state)
                let (before, requests) = (state.bytes, shop.world.log.count)
                let status = try await shop.run("status")
                #expect(status.exit == 0)
                #expect(status.lines.contains("Documents: 4 fileComplete"))
                #expect(status.lines.contains("Contacts: 2 linked"))
                let counts = try records(try await shop.run("status", "--format", "json"))
                #expect(counts.contains { $0["kind"] == "invoice" && $0["state"] == "fileComplete" && $0["count"] == 4 })
                #expect(counts.last?["last_pass_outcome"] == "complete")
                let list = try await shop.run("list")
                // The cancelled invoice and its cancellation are still to be netted in lexoffice: a note.
                #expect(list.lines.count == 5 && list.lines[4].hasPrefix("i \(shop.number(documents[1]))"))
                for (line, id) in zip(list.lines, documents) {
                    #expect(line.hasPrefix(shop.number(id)) && line.contains("/fileComplete"), "\(line)")
                }
                #expect(list.lines[0].contains("146.91 EUR"))
                let rows = try records(try await shop.run("list", "--format", "json")).filter { $0["type"] == "document" }
                #expect(rows.map { $0["gross_cents"]?.intValue } == [14_691, 7_264, 118_999, 7_264])
                let none = try await shop.run("list", "--state", "uncertain")
                #expect(none.exit == 0 && none.lines == ["No document."])
                for id in documents {
                    let voucher = try #require(shop.world.lexoffice.vouchers.first { $0.content.number == shop.number(id) })
                    for name in [shop.number(id), String(id)] {
                        let story = try await shop.run("explain", name)
                        #expect(story.exit == 0)
                        #expect(story.output.contains(voucher.id) && story.output.contains("https://app.lexware.de/"))
                        #expect(story.output.contains("reply.created") && story.output.contains("reply.fileAccepted"))
                    }
                    let events = try records(try await shop.run("explain", shop.number(id), "--format", "json"))
                    #expect(events.contains { $0["type"] == "document" && $0["voucher"] == .string(voucher.id) })
                    #expect(events.contains { $0["event"] == "reply.created" })
                }
                #expect(state.bytes == before)
                #expect(shop.world.log.count == requests)
            }
        }

        @Test func `the journal is exported whole and its chain verified`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                _ = try shop.fourDocuments()
                let pass = try await shop.run([])
                #expect(pass.exit == 0)
                let export = try await shop.run("journal", "export")
                #expect(export.exit == 0)
                let lines = try records(export)
                #expect(lines.first?["format"] == "1.0")
                let entries = lines.dropFirst()
                #expect(entries.map { $0["seq"]?.intValue } == Array(1...entries.count))
                var previous = ""
                for entry in entries {
                    #expect(entry["previous"]?.stringValue == previous)
                    previous = entry["hash"]?.stringValue ?? "-"
                }
                #expect(entries.count { $0["event"] == "reply.created" && $0["kind"] == "invoice" } == 4)
                let verdict = try await shop.run("journal", "verify", "--format", "json")
                #expect(verdict.exit == 0)
                let summary = try #require(try records(verdict).last)
                #expect(summary["whole"] == true)
                #expect(summary["entries"] == .int(entries.count))
                #expect(summary["newest_hash"] == .string(previous))
            }
        }

        @Test func `pause stops everything until resume`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                let pause = try await shop.run("pause")
                #expect(pause.exit == 0 && pause.output.contains("paused"), "\(pause.text)")
                let requests = shop.world.log.count
                let pass = try await shop.run([])
                #expect(pass.exit == 3)
                #expect(pass.output.contains("`reconcile resume`"))
                let twice = try await shop.run("pause")
                #expect(twice.exit == 3, "\(twice.text)")
                #expect(twice.errors.contains("`reconcile status`"))
                #expect(shop.world.log.count == requests)
                let resume = try await shop.run("resume")
                #expect(resume.exit == 0, "\(resume.text)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                shop.expectBooks(documents)
            }
        }

        @Test func `doctor names every precondition`() async throws {
            try await Shop.open { shop in
                let before = try await shop.run("doctor")
                #expect(before.exit == 78)
                #expect(before.output.contains("fail  state: there is no state yet"))
                #expect(before.output.contains("→ Run `reconcile setup"))
                try await shop.setUp()
                let after = try await shop.run("doctor")
                #expect(after.exit == 0, "\(after.text)")
                let grades = after.lines.filter { !$0.hasPrefix(" ") }.map { String($0.prefix(4)) }
                #expect(Set(grades) == ["ok  ", "warn"])
                for subject in ["configuration", "credentials", "state", "hero", "hero schema", "lexoffice", "category"] {
                    #expect(after.output.contains("ok    \(subject): "))
                }
                let machine = try await shop.run("doctor", "--format", "json")
                #expect(try records(machine).last?["exit"] == 0)
                #expect(try records(machine).dropFirst().dropLast().allSatisfy { $0["type"] == "diagnostic" })
                #expect(shop.world.executedWrites(in: .lexoffice) == 0)
            }
        }

        @Test func `charts print the machines in both forms`() async throws {
            try await Shop.open { shop in
                for (form, mark) in [("mermaid", "stateDiagram-v2"), ("table", "# Chart ")] {
                    let all = try await shop.run("charts", "--format", form)
                    #expect(all.exit == 0)
                    #expect(all.output.components(separatedBy: mark).count == 6)
                    for (chart, word) in [
                        ("integration", "probing"), ("invoice", "fileComplete"), ("contact", "ambiguous"), ("payment", "posting"),
                        ("contactImport", "matched"),
                    ] {
                        let one = try await shop.run("charts", chart, "--format", form)
                        #expect(one.exit == 0)
                        #expect(one.output.contains(word), "\(chart)")
                        #expect(all.output.contains(one.output.trimmingCharacters(in: .newlines)))
                    }
                }
                #expect(!FileManager.default.fileExists(atPath: shop.state))
            }
        }

        @Test func `help names every command, and every command has help`() async throws {
            try await Shop.open { shop in
                let help = try await shop.run("--help")
                #expect(help.exit == 0)
                let commands = [
                    "setup", "status", "list", "explain", "retry", "resolve", "pause", "resume", "doctor", "charts", "journal", "sandbox",
                    "demo", "contacts", "pilot", "sync",
                ]
                for command in commands {
                    #expect(help.output.contains("\n  \(command) "), "\(command)")
                    let page = try await shop.run(command, "--help")
                    #expect(page.exit == 0)
                    #expect(page.output.contains("USAGE: reconcile \(command)"))
                }
                for code in ["64", "69", "73", "75", "77", "78"] { #expect(help.output.contains(code)) }
                let version = try await shop.run("--version")
                #expect(version.exit == 0)
                #expect(version.output.split(separator: ".").count == 3)
            }
        }

        @Test(arguments: [
            (["LANG": "de_DE.UTF-8"], [], "Nichts zu tun"), (["LANG": "de_DE.UTF-8"], ["--lang", "en"], "Nothing to do"),
            (["LANG": "en_GB.UTF-8"], ["--lang", "de"], "Nichts zu tun"), (["LANG": "C"], [], "Nothing to do"),
            (["LANG": "en_GB.UTF-8", "LC_ALL": "de_AT.UTF-8"], [], "Nichts zu tun"),
            (["LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"], [], "Nothing to do"), (["LANG": ""], [], "Nothing to do"),
        ])
        func `people read their language`(locale: [String: String], flags: [String], words: String) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let pass = try await shop.run(flags, with: locale)
                #expect(pass.exit == 0)
                #expect(pass.output.contains(words))
                let isGerman = words.hasPrefix("Nichts")
                let status = try await shop.run(["status"] + flags, with: locale)
                #expect(status.output.contains(isGerman ? "Dokumente: " : "Documents: "))
                let failing = try await shop.run(["setup", "--start-date", "2020-01-01"] + flags, with: locale)
                #expect(failing.errors.contains(isGerman ? "Vergangenheit" : "in the past"))
                #expect(failing.errors.contains("START_DATE_IN_PAST"))
            }
        }

        @Test(arguments: [
            ("de_DE.UTF-8", [], "Noch einmal"), ("en_GB.UTF-8", [], "Once more"), ("de_DE.UTF-8", ["--lang", "en"], "Once more"),
        ])
        func `the demo needs nothing and keeps nothing`(locale: String, flags: [String], words: String) async throws {
            let directory = try TemporaryDirectory()
            var environment = Installation.environment
            environment["LANG"] = locale
            environment["HOME"] = directory.path
            environment["TMPDIR"] = directory.path
            let demo = try await Child.run(Installation.reconcile, ["demo"] + flags, environment: environment)
            #expect(demo.exit == 0, "\(demo.text)")
            #expect(demo.errors.isEmpty)
            #expect(demo.output.contains(words))
            // The end of a line is one, and not spelt out as a sign that steers a terminal.
            #expect(!demo.output.contains(#"\n"#))
            for step in 1...8 { #expect(demo.output.contains("── \(step). ")) }
            #expect(demo.output.contains("reconcile demo --console"))
            // 24 567.89 and 3 209.85 with VAT, asked for by four vouchers.
            #expect(demo.output.contains(locale.hasPrefix("de") && flags.isEmpty ? "32.670,33" : "32,670.33"))
            #expect(demo.output.contains("salescreditnote") && demo.output.contains("PDF: 1"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
        }
    }
}
