import Bookkeeping
import Cluster
import Foundation
import Testing
import Wording

@testable import ReconcileCommand

/// Where a value of an account comes from.
@Suite struct FleetFileTests {
    private let alpha = AccountName("alpha")

    private func wiring(_ files: AccountFiles, _ environment: [String: String] = [:]) throws -> Wiring {
        let fleet = try FleetFile(files.path, environment: environment)
        return try Wiring(account: try #require(alpha), in: fleet)
    }

    @Test func `environment, account, fleet, default: the first that says it`() throws {
        let files = try AccountFiles("settle-seconds: 700\nrequest-timeout-seconds: 40\ninterval-seconds: 30\nlisten: 127.0.0.1:1\n")
        try files.add("alpha", "settle-seconds: 800\ninterval-seconds: 20\n")
        let made = try wiring(files, ["RECONCILE_INTERVAL_SECONDS": "10", "RECONCILE_CONSOLE_URL": "https://other.example"]).configuration
        let found = [
            Configuration.intervalSeconds, Configuration.settleSeconds, Configuration.timeoutSeconds, Configuration.redirectPort,
            Configuration.listen, Configuration.consoleURL,
        ].map { made[$0] }
        #expect(found.map(\.value) == ["10", "800", "40", "9849", "127.0.0.1:1", ""])
        let account = files.directory.path + "/accounts/alpha.yaml"
        #expect(found.map(\.source) == ["RECONCILE_INTERVAL_SECONDS", account, files.path, "default", files.path, "default"])
        #expect(made[Configuration.stateDirectory].value == files.states + "/alpha")
    }

    @Test func `directories begin beside the file, or where the environment says`() throws {
        let files = try AccountFiles()
        let plain = try FleetFile(files.path, environment: [:])
        #expect(plain.accounts == files.directory.path + "/accounts" && plain.credentials == files.keys && plain.states == files.states)
        let moved = try FleetFile(files.path, environment: ["STATE_DIRECTORY": "/x/y", "RECONCILE_CREDENTIALS_DIRECTORY": "/k"])
        #expect(moved.states == "/x/y" && moved.credentials == "/k")
        let standard = try FleetFile(nil, environment: [FleetFile.variable: ""])
        #expect(standard.accounts == "/etc/reconcile/accounts" && standard.states == "/var/lib/reconcile/accounts")
        #expect(standard.credentials == "/etc/credstore/reconcile.accounts")
    }

    @Test func `names that are none are told from accounts, and other files passed over`() throws {
        let files = try AccountFiles()
        for name in ["b", "a", "A", "x_y", ".hidden"] { try files.add(name, hero: nil, lexoffice: nil) }
        for name in ["notes.txt", "c.yaml~"] { _ = try files.directory.file("accounts/\(name)", "") }
        let (accounts, misnamed) = try FleetFile(files.path, environment: [:]).names()
        #expect(accounts.map(\.description) == ["a", "b"] && misnamed == ["A.yaml", "x_y.yaml"])
    }

    @Test func `keys come from what systemd loaded, else from the directory, and never from the process`() throws {
        let files = try AccountFiles()
        try files.add("alpha", hero: "hero-of-directory", lexoffice: "lexoffice-of-directory")
        let loaded = try TemporaryDirectory()
        _ = try loaded.file("accounts_alpha.hero-api-key", "hero-of-systemd\n")
        _ = try loaded.file("lexoffice-api-key", "lexoffice-of-process\n")
        let environment = [
            "CREDENTIALS_DIRECTORY": loaded.path, "RECONCILE_LEXOFFICE_API_KEY": "lexoffice-of-process",
            "RECONCILE_NOTIFY_SMTP_PASSWORD": "mail-of-process",
        ]
        let wiring = try wiring(files, environment)
        let secrets = try wiring.secrets()
        #expect(try secrets.hero() == "hero-of-systemd" && secrets.lexoffice() == "lexoffice-of-directory")
        #expect(secrets.mailPassword == nil)
        // Who forgets about all this finds nothing.
        let forgetful = try Secrets(.process(wiring.environment))
        #expect(forgetful.heroKey == nil && forgetful.lexofficeKey == nil && forgetful.mailPassword == nil)
    }

    @Test func `a secret of all accounts goes only where the fleet's file sends it`() throws {
        let files = try AccountFiles("lexoffice:\n  client-id: ours\nnotify:\n  smtp: smtps://mail.example:465\n  smtp-user: us\n")
        try files.key("lexoffice-client-secret", "secret-of-all")
        try files.key("notify-smtp-password", "password-of-all")
        try files.key("hero-api-key", "key-of-nobody")
        try files.add("alpha", "settle-seconds: 5\n", hero: nil)
        let plain = try wiring(files).secrets()
        #expect(plain.clientSecret?.value == "secret-of-all" && plain.mailPassword?.value == "password-of-all" && plain.heroKey == nil)
        try files.add("alpha", "notify:\n  smtp: smtps://elsewhere.example:465\n", hero: nil)
        let own = try wiring(files).secrets()
        #expect(own.clientSecret?.value == "secret-of-all" && own.mailPassword == nil)
        try files.key("alpha.notify-smtp-password", "password-of-alpha")
        #expect(try wiring(files).secrets().mailPassword?.value == "password-of-alpha")
    }

    @Test func `a reload looks closer at whatever says something else, and at nothing else`() throws {
        let alpha = try #require(alpha)
        let files = try AccountFiles("settle-seconds: 700\n")
        let loaded = try TemporaryDirectory()
        try files.add("alpha")
        try files.add("beta", "settle-seconds: 5\n")
        func letters() throws -> String? {
            try FleetFile(files.path, environment: ["CREDENTIALS_DIRECTORY": loaded.path]).letters(of: alpha)
        }
        var seen = [try letters()]
        try files.add("beta", "settle-seconds: 6\n", hero: "another-of-beta")
        #expect(try letters() == seen.first)
        let changes: [() throws -> Void] = [
            { try files.add("alpha", "interval-seconds: 5\n") },
            { try files.add("alpha", "interval-seconds: 5\n", hero: "another-of-alpha") },
            { try files.key("notify-smtp-password", "password-of-all") },
            { try files.key("alpha.notify-smtp-password", "password-of-all") },
            { _ = try loaded.file("accounts_alpha.lexoffice-api-key", "lexoffice-of-systemd\n") },
            { _ = try files.directory.file("fleet.yaml", "credentials-directory: keys\nstate-directory: states\n") },
            { _ = try files.directory.file("fleet.yaml", "credentials-directory: keys\nstate-directory: elsewhere\n") },
            { try FileManager.default.removeItem(atPath: files.keys + "/alpha.hero-api-key") },
        ]
        for (number, change) in changes.enumerated() {
            try change()
            let found = try letters()
            #expect(found != nil && !seen.contains(found), "change \(number)")
            seen.append(found)
        }
        try FileManager.default.removeItem(atPath: files.directory.path + "/accounts/alpha.yaml")
        #expect(try letters() == nil)
    }

    @Test func `with whom this host takes turns is the fleet's to say, and how an account is called in etcd its file's`() throws {
        let section = "cluster:\n  etcd: http://127.0.0.1:1\n  host: h1\n  etcd-user: u\n  replica: file:///r\n"
        let files = try AccountFiles(section)
        try files.add("alpha")
        let made = try wiring(files)
        let fleet = try FleetFile(files.path, environment: [:])
        #expect(made.configuration.isOfCluster && fleet.configuration.isOfCluster)
        // The password is the fleet's: no account's name is in front of it.
        let missing = #expect(throws: CommandFailure.self) {
            try ClusterSettings(fleet.configuration) { () throws(CommandFailure) in try fleet.sharedSecrets() }
        }
        #expect(missing?.hint == "Put it into the file \(files.keys)/etcd-password.")
        try files.key("etcd-password", "password-of-all")
        let settings = try ClusterSettings(fleet.configuration) { () throws(CommandFailure) in try fleet.sharedSecrets() }
        #expect(settings?.host.host == "h1" && settings?.credentials?.password == "password-of-all")
        #expect(try ClusterConfiguration(try wiring(files))?.account.account == "alpha")
        let moved = try FleetFile(files.path, environment: ["RECONCILE_CLUSTER_HOST": "h2"])
        #expect(try moved.configuration(of: try #require(alpha))[Configuration.clusterHost].value == "h2")
        try files.add("alpha", "cluster:\n  host: h3\n")
        #expect(throws: CommandFailure.self) { try wiring(files) }
        let named = try AccountFiles("cluster:\n  account: main\n")
        let refusal = #expect(throws: CommandFailure.self) { try FleetFile(named.path, environment: [:]) }
        #expect(refusal?.hint.contains("as its file is") == true)
    }

    @Test func `a host without its Litestream does not begin`() throws {
        let files = try AccountFiles("cluster:\n  etcd: http://127.0.0.1:1\n  host: h1\n  replica: file:///r\n  litestream: /nowhere\n")
        let fleet = try FleetFile(files.path, environment: [:])
        var findings = Findings(format: .text, language: .en)
        let refusal = #expect(throws: CommandFailure.self) { try FleetRound(fleet: fleet).run(&findings) }
        #expect(refusal?.setting == "cluster.litestream")
    }

    @Test func `what another host owns is told apart on a page`() {
        let word = ServiceWord(
            page: """
                # HELP reconcile_cluster_owner Whether this host owns the account, by a lease that lasts.
                reconcile_cluster_owner{account="alpha"} 1
                reconcile_cluster_owner{account="beta"} 0
                reconcile_cluster_owner{account="Gamma"} 0
                reconcile_cluster_epoch{account="delta"} 0
                """)
        #expect(word.elsewhere.map(\.description) == ["beta"])
    }

    @Test func `what is no plain file holds nobody up`() throws {
        let files = try AccountFiles()
        try files.add("alpha", hero: nil)
        #expect(mkfifo(files.keys + "/alpha.hero-api-key", 0o600) == 0)
        #expect(throws: CommandFailure.self) { try self.wiring(files).secrets() }
        try FileManager.default.createDirectory(atPath: files.directory.path + "/accounts/beta.yaml", withIntermediateDirectories: false)
        let fleet = try FleetFile(files.path, environment: [:])
        let beta = try #require(AccountName("beta"))
        #expect(throws: CommandFailure.self) { try fleet.configuration(of: beta) }
    }

    @Test func `of a page only what is said of accounts counts`() throws {
        let word = ServiceWord(
            page: """
                HTTP/1.0 200 OK\r\ncontent-type: text/plain\r\n\r
                # HELP reconcile_account_trouble 1 while the account is held back, by the reason.
                reconcile_account_trouble{account="alpha",reason="credential_refused"} 1
                reconcile_account_trouble{account="Beta",reason="hung"} 1
                reconcile_account_trouble{account="gamma",reason="hung"} 0
                reconcile_account_trouble{account="delta",reason="a b\u{1B}[31m"} 1
                reconcile_account_in_step{account="alpha"} 0
                reconcile_account_trouble{account="eps"
                """)
        let found = Dictionary(uniqueKeysWithValues: word.troubles.map { ($0.key.description, $0.value) })
        #expect(found == ["alpha": "credential_refused", "delta": "a_b__31m"], "\(found)")
    }
}
