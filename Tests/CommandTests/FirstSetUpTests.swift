import Foundation
import Glibc
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// A service with a console and without a set-up: it waits, somebody sets it up, and passes begin without a start anew.
    @Suite(.timeLimit(.minutes(2))) struct FirstSetUp {
        private func open(_ body: @escaping @Sendable (Shop, Service, String) async throws -> Void) async throws {
            try await Shop.open { shop in
                let console = "127.0.0.1:\(try Loopback.closedPort())"
                let service = try await Service.start(
                    shop, with: ["RECONCILE_CONSOLE_LISTEN": console, "RECONCILE_INTERVAL_SECONDS": "3600"])
                try await body(shop, service, console)
            }
        }

        private static let id = "0123456789abcdef0123456789abcdef"

        @Test func `in the browser alone, from nothing to a document in lexoffice`() async throws {
            try await open { shop, service, console in
                #expect(try await service.reasons() == ["not_set_up"])
                #expect(try await service.page().contains("reconcile_state_readable 1"))
                let anna = try await ConsoleClient.enter(shop, console)
                let first = try await anna.get("/belege")
                #expect(first.status == 200 && first.text.contains("href=\"/einrichtung\""), "\(first.status)")
                let broken = try await anna.post(
                    "/einrichtung", [("act", "first"), ("id", Self.id), ("rev", ""), ("day", "\(shop.today)")])
                #expect(broken.status == 400 && broken.text.contains("value=\"\(shop.today)\"") && broken.text.contains("id=\"meldung\""))
                #expect(try await service.reasons() == ["not_set_up"])
                let document = shop.invoice()
                let done = try await anna.post(
                    "/einrichtung",
                    [
                        ("act", "first"), ("id", Self.id), ("rev", ""), ("day", "\(shop.today)"), ("process", "yes"), ("connector", "yes"),
                        ("person", "employee"),
                    ])
                #expect(done.status == 303 && done.location == "/einrichtung?entscheidung=\(Self.id)", "\(done)")
                try await service.untilReady()
                try await Fact.wait(for: "the document is transferred") { !shop.world.lexoffice.files.isEmpty }
                shop.expectBooks([document])
                let journal = try records(try await shop.run("journal", "export"))
                #expect(journal.contains { $0["event"] == "op.activate" && $0["actor"] == "web:Anna (admin)" })
                #expect(try await service.stop().exit == 0)
                #expect(try await shop.run("journal", "verify").exit == 0)
            }
        }

        /// The command beside it gives the service the same decision, and says what it says without one.
        @Test func `by the command beside the waiting service`() async throws {
            try await open { shop, service, console in
                let past = try await shop.run(["setup", "--start-date", "2001-01-01"] + Shop.confirmations)
                #expect(past.exit == 78 && past.errors.contains("START_DATE_IN_PAST"), "\(past.text)")
                try await shop.setUp()
                let document = shop.invoice()
                try await service.untilReady()
                let sync = try await shop.run("sync")
                #expect(sync.exit == 0, "\(sync.text)")
                shop.expectBooks([document])
                #expect(try await service.stop().exit == 0)
            }
        }

        /// Without keys nothing can be carried out, and whoever asked is told at once.
        @Test func `says that a key is missing`() async throws {
            try await Shop.open { shop in
                let console = "127.0.0.1:\(try Loopback.closedPort())"
                let service = try await Service.start(
                    shop, with: ["RECONCILE_CONSOLE_LISTEN": console, "RECONCILE_LEXOFFICE_API_KEY": ""])
                #expect(try await service.reasons() == ["not_set_up"])
                let refused = try await shop.run(["setup", "--start-date", "\(shop.today)"] + Shop.confirmations)
                #expect(refused.exit == 78 && refused.errors.contains("lexoffice-api-key"), "\(refused.text)")
                #expect(try await service.stop().exit == 0)
            }
        }

        @Test func `without a console nothing is served and no state is made`() async throws {
            try await Shop.open { shop in
                let ending = try await shop.run("serve", "--listen", "127.0.0.1:\(try Loopback.closedPort())")
                #expect(ending.exit == 78 && ending.errors.contains("MISSING"), "\(ending.text)")
                #expect(!FileManager.default.fileExists(atPath: shop.state + "/reconcile.sqlite"))
                let check = try await shop.run("serve", "--check", with: ["RECONCILE_CONSOLE_LISTEN": "127.0.0.1:9850"])
                #expect(check.exit == 0, "\(check.text)")
                #expect(!FileManager.default.fileExists(atPath: shop.state + "/reconcile.sqlite"))
            }
        }

        /// Two look at one page; the later one is told what the other changed, and nothing of theirs is lost.
        @Test func `of two who change the set-up the later one is told`() async throws {
            try await open { shop, service, console in
                try await shop.setUp()
                try await service.untilReady()
                let (anna, otto) = (try await ConsoleClient.enter(shop, console), try await ConsoleClient.enter(shop, console, as: "Otto"))
                let seen = try await otto.field("rev", of: "/einrichtung")
                let category = LexofficeCategory.construction13bID
                for (who, id) in [(anna, "a"), (otto, "b")] {
                    let answer = try await who.post(
                        "/einrichtung",
                        [
                            ("act", "categories"), ("id", String(repeating: id, count: 32)), ("rev", seen),
                            ("category.DOWN_PAYMENT", category),
                        ])
                    #expect(answer.status == 303, "\(answer)")
                    while try await who.get(answer.location ?? "/").text.contains("notice calm\" role=\"status\" id=\"meldung\"") {
                        await Task.yield()
                    }
                }
                let told = try await otto.get("/einrichtung?entscheidung=\(String(repeating: "b", count: 32))").text
                #expect(told.contains("Anzahlungen") && told.contains("web:Anna (admin)"))
                let fresh = try await otto.field("rev", of: "/einrichtung")
                #expect(fresh != seen)
                #expect(try await service.stop().exit == 0)
            }
        }

        /// The integration is deleted beside the service, by the command, and set up again in the browser.
        @Test func `is deleted beside the service and set up anew`() async throws {
            try await open { shop, service, console in
                try await shop.setUp()
                let document = shop.invoice()
                try await service.untilReady()
                #expect(try await shop.run("sync").exit == 0)
                shop.expectBooks([document])
                let deleted = try await shop.run("--delete-integration", "--yes")
                #expect(deleted.exit == 0 && deleted.output.contains("1 documents"), "\(deleted.text)")
                try await Fact.wait(for: "the service says that nothing is set up") { try await service.reasons() == ["not_set_up"] }
                let anna = try await ConsoleClient.enter(shop, console)
                let rev = try await anna.field("rev", of: "/einrichtung")
                let again = try await anna.post(
                    "/einrichtung",
                    [
                        ("act", "first"), ("id", Self.id), ("rev", rev), ("day", "\(shop.today)"), ("process", "yes"),
                        ("connector", "yes"),
                    ])
                #expect(again.status == 303, "\(again)")
                try await service.untilReady()
                shop.expectBooks([document])
                #expect(try await service.stop().exit == 0)
            }
        }

        /// Hosts, proxy and address of the console change by a reload; who is in stays in. The listener does not.
        @Test func `a reload takes who may come in`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let port = try Loopback.closedPort()
                let file = try shop.directory.file("console.yaml", "console:\n  listen: 127.0.0.1:\(port)\n")
                let service = try await Service.start { try shop.start(["serve", "--config", file, "--listen", "127.0.0.1:\($0)"]) }
                try await service.untilReady()
                let anna = try await ConsoleClient.enter(shop, "127.0.0.1:\(port)")
                var stranger = anna
                stranger.host = "books.example"
                #expect(try await anna.get("/").status == 200)
                #expect(try await stranger.get("/").status == 421)
                _ = try shop.directory.file("console.yaml", "console:\n  listen: 127.0.0.1:\(port)\n  hosts: books.example\n")
                service.child.signal(SIGHUP)
                try await Fact.wait(for: "the new name is let in") { try await stranger.get("/").status != 421 }
                #expect(try await anna.get("/").status == 200)
                _ = try shop.directory.file("console.yaml", "console:\n  listen: 127.0.0.1:1\n  hosts: books.example\n")
                service.child.signal(SIGHUP)
                try await Fact.wait(for: "the reload was refused") {
                    try await service.page().contains("reconcile_config_last_reload_successful 0")
                }
                #expect(try await anna.get("/").status == 200)
                let ending = try await service.stop()
                #expect(ending.exit == 0 && ending.errors.contains("console.listen"), "\(ending.text)")
            }
        }
    }
}
