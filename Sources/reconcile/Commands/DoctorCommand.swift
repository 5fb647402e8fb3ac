import ArgumentParser
import Reconciliation

/// Every precondition, one line each, and what to do.
struct DoctorCommand: Command {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "Check every precondition.")

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        var findings = Findings(format: options.format, language: options.language)
        let wiring = try Wiring(options)
        try await DoctorRound(wiring: wiring).run(&findings)
        findings.finish()
        return findings.exit
    }
}
