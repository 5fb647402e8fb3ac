import Bookkeeping
import Telemetry
import Web

/// What a running fleet says of its accounts beyond what stands on the disk: why it holds one back, a pass that hangs for instance.
struct ServiceWord {
    /// By account, the reason as a code.
    let troubles: [AccountName: String]
    /// What is another host's turn.
    let elsewhere: Set<AccountName>

    /// A page of a thousand accounts has one or two MiB.
    private static let pageMaximum = 32 << 20
    private static let milliseconds: Int32 = 2_000
    private static let series = AccountMetric.trouble.name + "{account=\""
    private static let owner = ClusterMetric.owner.rawValue + "{account=\""

    /// Nil where nobody answers.
    init?(of fleet: FleetFile) {
        guard let address = ListenAddress(fleet.configuration[Configuration.listen].value),
            let page = LocalConnection.page("/metrics", at: address, atMost: Self.pageMaximum, milliseconds: Self.milliseconds)
        else { return nil }
        self.init(page: String(decoding: page, as: UTF8.self))
    }

    init(page: String) {
        var troubles: [AccountName: String] = [:]
        for line in page.split(whereSeparator: \.isNewline) where line.hasPrefix(Self.series) {
            let parts = line.dropFirst(Self.series.count).split(separator: "\"", omittingEmptySubsequences: false)
            // account, the name of the next label, reason, the value.
            guard parts.count == 4, parts[1] == ",reason=", parts[3] == "} 1", let account = AccountName(String(parts[0])) else { continue }
            troubles[account] = Token.of(String(parts[2]))
        }
        self.troubles = troubles
        elsewhere = Set(
            page.split(whereSeparator: \.isNewline).lazy.filter { $0.hasPrefix(Self.owner) && $0.hasSuffix("\"} 0") }
                .compactMap { AccountName(String($0.dropFirst(Self.owner.count).prefix { $0 != "\"" })) })
    }
}
