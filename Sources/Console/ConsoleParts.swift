internal import Bookkeeping
package import Persistence
package import Reconciliation
package import Transport
package import Web

/// What the console shows and does, given once by whoever builds the service.
package struct ConsoleParts: Sendable {
    /// What does not change while the process lives, or only with the configuration.
    package struct Instance: Sendable {
        package var version: String
        /// Where people open lexoffice.
        package var lexofficeApp: String
        package var heroEndpoint: String
        /// Between passes, in milliseconds.
        package var interval: Int64
        /// Of a fleet, by its name; nil where one account is all there is.
        package var account: String?
        /// What the path of a key's file begins with, `hero-api-key` for one following; at first as the package has it.
        package var keys = "/etc/credstore/reconcile."
        /// Makes a command that is shown, between its backticks, name the account.
        package var naming: @Sendable (String) -> String = { $0 }

        package init(version: String, lexofficeApp: String, heroEndpoint: String, interval: Int64) {
            self.version = version
            self.lexofficeApp = lexofficeApp
            self.heroEndpoint = heroEndpoint
            self.interval = interval
        }
    }

    /// The state as it is now, only to be read.
    package var view: @Sendable () throws(StoreError) -> Store
    /// The state for noting decisions beside whoever holds it.
    package var noting: @Sendable () throws(StoreError) -> Store
    package var instance: @Sendable () -> Instance
    package var policy: @Sendable () -> Policy
    package var service: @Sendable () -> ServiceStanding
    package var time: any TimeSource
    /// Wakes the loop: something was decided.
    package var wake: @Sendable () -> Void
    /// HERO's file of a document, by HERO's id.
    package var heroFile: @Sendable (Int) async -> HeroFileAnswer = { _ in .failed(.unreachable) }
    /// Goes through the whole chain in the background; nil where nothing can.
    package var journalCheck: Jobs<JournalCheckKey, JournalCheck>?
    /// In the background.
    package var work: ConsoleWork
    /// Nil where nobody gave any: import, set-up and system are then no pages.
    package var administration: AdministrationParts?

    package init(
        view: @escaping @Sendable () throws(StoreError) -> Store, noting: @escaping @Sendable () throws(StoreError) -> Store,
        instance: @escaping @Sendable () -> Instance, policy: @escaping @Sendable () -> Policy,
        service: @escaping @Sendable () -> ServiceStanding, time: any TimeSource, wake: @escaping @Sendable () -> Void, work: ConsoleWork,
        administration: AdministrationParts? = nil
    ) {
        self.view = view
        self.noting = noting
        self.instance = instance
        self.policy = policy
        self.service = service
        self.time = time
        self.wake = wake
        self.work = work
        self.administration = administration
    }

    var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }

    var commands: SetupCommands { SetupCommands(account: instance().account, keys: instance().keys) }

    var look: FrameLook {
        let instance = instance()
        return FrameLook(version: instance.version, account: instance.account, now: now)
    }
}
