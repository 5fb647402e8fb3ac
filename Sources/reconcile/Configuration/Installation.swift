import ArgumentParser

/// What a command is about: the installation of this machine, or one account of its fleet.
struct Installation: ParsableArguments {
    @Option(help: "Configuration file (YAML); default /etc/reconcile/reconcile.yaml if it exists.")
    var config: String?

    @Option(help: "Act on this account of the fleet.")
    var account: String?

    @Option(help: "With --account: the fleet's file (YAML); default /etc/reconcile/fleet.yaml if it exists.")
    var fleet: String?

    func validate() throws {
        if account == nil, fleet != nil { throw ValidationError("--fleet goes with --account.") }
        if account != nil, config != nil {
            throw ValidationError("--config is for a machine with one account; with --account give --fleet, if at all.")
        }
    }

    var origin: Wiring.Origin { account.map { .account($0, fleet: fleet) } ?? .installation(config: config) }
}
