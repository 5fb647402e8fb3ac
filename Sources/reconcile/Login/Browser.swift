import Foundation

/// Opens an address for the person at this machine, if there is one.
enum Browser {
    /// The browser gets no secret of ours along: only what a desktop needs, and the address.
    static func open(_ address: String, environment: [String: String]) {
        let hasDesktop = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0].map { !$0.isEmpty } ?? false }
        guard hasDesktop, Terminal.hasPerson, let opener = program(environment) else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: opener)
        process.arguments = [address]
        process.environment = environment.filter { !$0.key.hasPrefix("RECONCILE_") && $0.key != "CREDENTIALS_DIRECTORY" }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        // The address is printed anyway.
        try? process.run()
    }

    private static func program(_ environment: [String: String]) -> String? {
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
        return folders.map { "\($0)/xdg-open" }.first(where: FileManager.default.isExecutableFile)
    }
}
