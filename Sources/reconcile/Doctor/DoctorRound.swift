/// All checks in their order, for the command and for the console.
struct DoctorRound {
    let wiring: Wiring
    /// Those of the service, where it is the one that asks: both keep to one account's pace.
    var limiters = RateLimiters()

    func run(_ findings: inout Findings) async throws {
        try ConfigurationCheck(wiring: wiring).run(&findings)
        RuntimeCheck(wiring: wiring).run(&findings)
        DirectoryCheck(directory: wiring.stateDirectory).run(&findings)
        let settings = StateCheck(wiring: wiring).run(&findings)
        ConsoleCheck(wiring: wiring).run(&findings)
        PilotCheck(wiring: wiring, settings: settings).run(&findings)
        await RemoteCheck(wiring: wiring, settings: settings, limiters: limiters).run(&findings)
    }
}
