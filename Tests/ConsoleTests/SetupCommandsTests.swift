import Testing

@testable import Console

/// What the set-up's page tells to type: for one account as the package laid it out, or for one of many.
@Suite struct SetupCommandsTests {
    @Test func ofTheOneAccountThereIs() {
        let commands = SetupCommands(account: nil, keys: "/etc/credstore/reconcile.")
        #expect(commands.run("login") == "reconcile-run login")
        #expect(commands.put("hero-api-key") == "install -m 600 /dev/stdin /etc/credstore/reconcile.hero-api-key")
        #expect(commands.restart == "systemctl restart reconcile")
    }

    @Test func ofOneOfAFleet() {
        let commands = SetupCommands(account: "alpha", keys: "/srv/our keys/alpha.")
        #expect(commands.run("login") == "reconcile-run --account alpha login")
        #expect(commands.put("hero-api-key") == "install -m 600 /dev/stdin '/srv/our keys/alpha.hero-api-key'")
        #expect(commands.restart == "systemctl restart reconcile-fleet")
    }
}
