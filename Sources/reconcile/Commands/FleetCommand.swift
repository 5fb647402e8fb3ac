import ArgumentParser

/// Many accounts in one process.
struct FleetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet", abstract: "Serve many accounts in one process.", subcommands: [FleetServeCommand.self])
}
