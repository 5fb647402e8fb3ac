import ArgumentParser
import Reconciliation

/// Every precondition, one line each, and what to do.
struct DoctorCommand: Command {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "Check every precondition.")

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        var findings = Findings(format: options.format, language: options.language)
        let wiring = try Wiring(options)
        try ConfigurationCheck(wiring: wiring).run(&findings)
        RuntimeCheck(wiring: wiring).run(&findings)
        DirectoryCheck(directory: wiring.stateDirectory).run(&findings)
        let settings = StateCheck(wiring: wiring).run(&findings)
        ConsoleCheck(wiring: wiring).run(&findings)
        PilotCheck(wiring: wiring, settings: settings).run(&findings)
        await RemoteCheck(wiring: wiring, settings: settings).run(&findings)
        findings.finish()
        return findings.exit
    }
}
