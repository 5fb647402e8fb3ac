import Foundation
import Testing

/// systemd's own judgement of the files.
@Suite(.timeLimit(.minutes(2))) struct SystemdToolTests {
    private static let units = ["reconcile.service", "reconcile@.service"]

    /// With a program that every machine has in the place of ours: `verify` wants it to exist.
    private func placed(_ name: String, in folder: TemporaryFolder) throws -> String {
        try folder.place(try InstalledFile(name).text.replacingOccurrences(of: "/usr/bin/reconcile ", with: "/bin/true "), at: name)
        return folder.url.appending(path: name).path
    }

    /// It exits with 0 on an unknown directive, so that any word is a failure.
    @Test(.enabled(if: Tool("systemd-analyze").exists, "needs systemd-analyze"), arguments: units)
    func verifyIsSilent(_ name: String) throws {
        let folder = try TemporaryFolder()
        let verdict = try Tool("systemd-analyze").run("verify", "--man=no", try placed(name, in: folder))
        #expect(verdict.status == 0)
        #expect(verdict.output == "")
    }

    /// A threshold of 12 is an exposure of 1.2.
    @Test(.enabled(if: Tool("systemd-analyze").exists, "needs systemd-analyze"), arguments: units)
    func exposureIsAtMost1_2(_ name: String) throws {
        let folder = try TemporaryFolder()
        let verdict = try Tool("systemd-analyze").run(
            "security", "--offline=yes", "--threshold=12", "--no-pager", try placed(name, in: folder))
        #expect(verdict.status == 0)
        #expect(verdict.output.contains("Overall exposure level"))
    }

    @Test(.enabled(if: Tool("systemd-sysusers").exists, "needs systemd-sysusers")) func theUserIsMade() throws {
        let root = try TemporaryFolder()
        try root.place("", at: "etc/empty")
        let file = InstalledFile.folder.appending(path: "reconcile.sysusers").path
        let made = try Tool("systemd-sysusers").run("--root=" + root.url.path, file)
        #expect(made.status == 0)
        let users = try String(contentsOf: root.url.appending(path: "etc/passwd"), encoding: .utf8)
        let fields = users.split(separator: "\n").first { $0.hasPrefix("reconcile:") }?.split(separator: ":").map(String.init)
        #expect(fields?[5] == "/var/lib/reconcile")
        #expect(fields?.last?.hasSuffix("/nologin") == true)
    }

    @Test func onlyTheUserOfTheUnitIsMade() throws {
        #expect(try InstalledFile("reconcile.sysusers").lines == [#"u reconcile - "reconcile, HERO to lexoffice" /var/lib/reconcile"#])
    }

    /// The keys lie in the clear: nobody but root may even list them; copies of the state are the service's alone. What is open lies
    /// behind what is closed, or holds no secret.
    @Test func foldersAreTheirOwnersAlone() throws {
        let folders = [
            "d /etc/credstore 0700 root root -", "d /etc/credstore/reconcile.accounts 0711 root root -",
            "d /etc/reconcile/accounts 0755 root root -", "d /var/backups/reconcile 0700 reconcile reconcile -",
        ]
        #expect(try InstalledFile("reconcile.tmpfiles").lines == folders)
    }
}
