import ArgumentParser

/// What a command is about: the installation of this machine, or one account of its fleet.
struct Installation: ParsableArguments {
    static let configHelp: ArgumentHelp = "Configuration file (YAML); default /etc/reconcile/reconcile.yaml if it exists."
    static let accountHelp: ArgumentHelp = "Act on this account of the fleet."
    static let fleetHelp: ArgumentHelp = "With --account: the fleet's file (YAML); default /etc/reconcile/fleet.yaml if it exists."

    @Option(help: Installation.configHelp) var config: String?
    @Option(help: Installation.accountHelp) var account: String?
    @Option(help: Installation.fleetHelp) var fleet: String?

    func validate() throws {
        if account == nil, fleet != nil { throw ValidationError("--fleet goes with --account.") }
        if account != nil, config != nil {
            throw ValidationError("--config is for a machine with one account; with --account give --fleet, if at all.")
        }
    }

    var origin: Wiring.Origin { account.map { .account($0, fleet: fleet) } ?? .installation(config: config) }
}
