import Foundation
import Testing

@testable import Systemd

/// The message catalogue (systemd/catalog format), English and German.
@Suite struct CatalogueTests {
    private static let names = ["reconcile.catalog", "reconcile.de.catalog"]

    private struct Entry {
        let id: String
        var headers: [String: String] = [:]
        var body: [String] = []

        /// Fields the text refers to, `@LIKE_THIS@`.
        var references: Set<String> {
            let text = (headers.values + body).joined(separator: "\n")
            let pieces = text.split(separator: "@", omittingEmptySubsequences: false)
            return Set(pieces.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
        }
    }

    private func entries(_ name: String) throws -> [Entry] {
        var entries: [Entry] = []
        var isBody = false
        for line in try InstalledFile(name).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("-- ") {
                entries.append(Entry(id: String(line.dropFirst(3))))
                isBody = false
            } else if entries.isEmpty || line.hasPrefix("#") {
                continue
            } else if line.isEmpty {
                isBody = true
            } else if isBody {
                entries[entries.count - 1].body.append(line)
            } else {
                let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
                #expect(parts.count == 2, "\(line)")
                entries[entries.count - 1].headers[parts[0]] = parts.last
            }
        }
        return entries
    }

    @Test(arguments: names) func explainsEachMessageOnce(_ name: String) throws {
        #expect(try entries(name).map(\.id) == OperatorEvent.allCases.map(\.id))
    }

    @Test(arguments: names) func eachEntryIsComplete(_ name: String) throws {
        for entry in try entries(name) {
            #expect(Set(entry.headers.keys) == ["Subject", "Defined-By", "Support", "Documentation"], "\(entry.id)")
            #expect(!entry.body.isEmpty, "\(entry.id)")
            #expect(entry.body.allSatisfy { $0.count <= 80 }, "\(entry.id)")
        }
    }

    /// A reference to a field the message does not carry would be shown as it stands. The unit is the journal's own.
    @Test(arguments: names) func refersOnlyToWhatTheMessageCarries(_ name: String) throws {
        let carried = Dictionary(uniqueKeysWithValues: OperatorEvent.allCases.map { ($0.id, Set($0.fields.map(\.journalName))) })
        for entry in try entries(name) {
            let own = try #require(carried[entry.id])
            #expect(entry.references.subtracting(["_SYSTEMD_UNIT"]).isSubset(of: own), "\(entry.id)")
        }
    }

    @Test func bothLanguagesSayTheSameFields() throws {
        let english = try entries("reconcile.catalog")
        let german = try entries("reconcile.de.catalog")
        #expect(english.map(\.references) == german.map(\.references))
        #expect(zip(english, german).allSatisfy { $0.headers["Subject"] != $1.headers["Subject"] })
    }

    @Test(.enabled(if: Tool("journalctl").exists, "needs journalctl")) func theJournalTakesIt() throws {
        let root = try TemporaryFolder()
        for name in CatalogueTests.names { try root.place(try InstalledFile(name).text, at: "usr/lib/systemd/catalog/" + name) }
        try root.place("", at: "var/lib/systemd/catalog/database")
        let update = try Tool("journalctl").run("--root=" + root.url.path, "--update-catalog")
        #expect(update.status == 0)
        #expect(update.output == "")
        let list = try Tool("journalctl").run("--root=" + root.url.path, "--list-catalog")
        let ids = list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(ids.sorted() == OperatorEvent.allCases.map(\.id).sorted())
    }
}
