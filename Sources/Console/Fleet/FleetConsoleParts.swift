package import Transport

/// What the page of all accounts shows, given once by whoever builds the fleet.
package struct FleetConsoleParts: Sendable {
    package var version: String
    package var time: any TimeSource
    /// How all accounts stand now, in any order.
    package var lines: @Sendable () -> [AccountLine]

    package init(version: String, time: any TimeSource, lines: @escaping @Sendable () -> [AccountLine]) {
        self.version = version
        self.time = time
        self.lines = lines
    }
}
