import Bookkeeping
import ConsoleAccess
import Foundation
import Web

/// What the fleet's file says of the consoles, as it holds for one account.
extension FleetFile {
    /// Nothing where the console is off.
    func console(of account: AccountName) throws(CommandFailure) -> [String: Configured] {
        let listen = configuration[Configuration.consoleListen]
        guard !listen.value.isEmpty else { return [:] }
        let access = try ConsoleConfiguration(configuration)
        let settings = access.hosts.settings(of: account, own: access.settings)
        let url = configuration[Configuration.consoleURL]
        return [
            Configuration.consoleListen.file: listen,
            Configuration.consoleURL.file: Configured(value: settings.url, source: url.source, line: url.line),
            Configuration.consoleHosts.file: Configured(value: settings.hosts, source: listen.source, line: listen.line),
        ]
    }
}
