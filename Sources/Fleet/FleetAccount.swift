package import Daemon

/// An account as the loop knows it. Its parts are built anew from a changed configuration; what must outlive that, the limiter of its rate
/// above all, whoever builds it keeps.
package struct FleetAccount: Sendable {
    package let name: String
    /// Between its passes, in milliseconds.
    package let interval: Int64
    /// Runs one pass. Never throws: what goes wrong concerns this account, and is told by whoever runs it.
    package let pass: @Sendable (PassTurn) async -> PassSchedule.Ending

    package init(name: String, interval: Int64, pass: @escaping @Sendable (PassTurn) async -> PassSchedule.Ending) {
        self.name = name
        self.interval = interval
        self.pass = pass
    }
}
