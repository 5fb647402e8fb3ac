import Testing

/// The example names every key of the contract with its default, and sets none.
@Suite struct ExampleConfigurationTests {
    private static let contract = [
        "hero.endpoint": "https://login.hero-software.de/api/external/v7/graphql",
        "lexoffice.endpoint": "https://api.lexware.io",
        "lexoffice.app": "https://app.lexware.de",
        "lexoffice.requests-per-second": "1.9",
        "lexoffice.client-id": "\"\"",
        "lexoffice.redirect-port": "9849",
        "settle-seconds": "900",
        "request-timeout-seconds": "35",
        "interval-seconds": "60",
        "listen": "127.0.0.1:9847",
        "webhooks.url": "\"\"",
        "webhooks.public-key": "\"\"",
        "console.listen": "\"\"",
        "console.url": "\"\"",
        "console.hosts": "\"\"",
        "console.proxy.from": "\"\"",
        "console.proxy.user-header": "\"\"",
        "console.proxy.role-header": "\"\"",
        "notify.smtp": "\"\"",
        "notify.smtp-user": "\"\"",
        "notify.smtp-ca": "\"\"",
        "notify.from": "\"\"",
        "notify.office": "\"\"",
        "notify.adviser": "\"\"",
        "notify.admin": "\"\"",
        "notify.language": "de",
        "notify.hour": "7",
        "notify.customer-names": "yes",
        "notify.webhook": "\"\"",
        "notify.ping": "\"\"", "cluster.etcd": "\"\"", "cluster.account": "main",
        "cluster.host": "\"\"", "cluster.lease-seconds": "30", "cluster.replica": "\"\"", "cluster.litestream": "litestream",
        "cluster.etcd-user": "\"\"", "cluster.etcd-ca": "\"\"", "cluster.etcd-certificate": "\"\"", "cluster.etcd-key": "\"\"",
    ]

    @Test func setsNothing() throws {
        #expect(try InstalledFile("reconcile.yaml").lines == [])
    }

    @Test func showsEachKeyWithItsDefault() throws {
        var shown: [String: String] = [:]
        var sections: [String] = []
        // What is to be uncommented follows its `#` at once; prose follows a space.
        for line in try InstalledFile("reconcile.yaml").text.split(separator: "\n") where line.hasPrefix("#") {
            let text = line.dropFirst()
            let depth = text.prefix { $0 == " " }.count / 2
            guard depth > 0 || text.first.map({ $0 != " " }) == true else { continue }
            sections = Array(sections.prefix(depth))
            let parts = text.split(separator: ":", maxSplits: 1).map { String($0.drop { $0 == " " }) }
            if parts.count == 1 || parts[1].isEmpty {
                sections.append(parts[0])
            } else {
                shown[(sections + [parts[0]]).joined(separator: ".")] = parts[1]
            }
        }
        #expect(shown == ExampleConfigurationTests.contract)
    }
}
