import ArgumentParser
import Foundation
import Reconciliation

/// A login instead of an API key.
struct LoginCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Log in to lexoffice (OAuth) instead of using an API key.",
        discussion: """
            Prints an address to be opened in a browser, waits on this machine until lexoffice sends the browser back, and keeps the
            tokens in the state directory. Needs lexoffice.client-id and the file lexoffice-client-secret. The simple way is an API
            key; where one is configured, it is used and the login is not.
            On a machine without a browser, open the address elsewhere through a tunnel: ssh -L 9849:127.0.0.1:9849 HOST
            """)

    @Flag(help: "Only print the address.")
    var noBrowser = false

    @Option(help: "Seconds to wait for the browser.")
    var wait = 300

    @OptionGroup var options: Options

    func validate() throws {
        guard (1...3600).contains(wait) else { throw ValidationError("--wait takes 1 to 3600 seconds.") }
    }

    func work() async throws -> Exit {
        signal(SIGPIPE, SIG_IGN)
        return try await LoginRun(options: options, opensBrowser: !noBrowser, seconds: wait).run()
    }
}
