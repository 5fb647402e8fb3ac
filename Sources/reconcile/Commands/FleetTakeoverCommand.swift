import ArgumentParser
import Bookkeeping
import Cluster
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// An account whose machine is gone, where nothing but Litestream stands beside it.
struct FleetTakeoverCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "takeover", abstract: "Bring an account here whose machine is off, from its newest replica.",
        discussion: """
            Litestream restores the replica; what lies here of the account is put aside. The state counts as put back: the next passes link
            what exists before anything is created, and say what they did not find. Nothing tells this machine whether the other one still
            writes, and two that write make documents twice: so a person says that it is off, and sees to it that it stays so.
            """)

    @Argument(help: "The account: its file is there already, and so are its keys.")
    var name: String

    @Option(help: "Where Litestream carried its state, such as s3://bucket/NAME, sftp://host/NAME or file:///mnt/NAME.")
    var from: String

    @ArgumentParser.Flag(help: "The machine that had the account is off, and does not come back with its state.")
    var oldHostIsOff = false

    @Option(help: "Litestream's name or path.")
    var litestream = "litestream"

    @OptionGroup var options: FleetOptions

    func work() async throws -> Exit {
        let language = options.language
        guard oldHostIsOff else {
            throw CommandFailure(
                .usage, code: "old_host_unknown", TakeoverWords.mayStillWrite(language), hint: TakeoverWords.sayItIsOff(language))
        }
        guard let replica = Replica(from) else {
            throw CommandFailure(
                .usage, code: "no_replica_address", TakeoverWords.noAddress(language), hint: TakeoverWords.address(language))
        }
        let fleet = try options.file()
        let account = try fleet.account(name)
        guard let restorer = Litestream(program: litestream, environment: fleet.environment) else {
            throw CommandFailure(
                .configuration, code: "no_litestream", TakeoverWords.noLitestream(litestream)(language),
                hint: TakeoverWords.installLitestream(language))
        }
        let outcome = try AccountTakeover(fleet: fleet, account: account, replica: replica, litestream: restorer, language: language).run()
        return show(outcome, account, fleet.state(of: account))
    }

    private func show(_ outcome: AccountTakeover.Outcome, _ account: AccountName, _ state: String) -> Exit {
        let language = options.language
        guard options.format == .text else {
            Terminal.print(
                JSONLine.outcome([
                    "account": account.description, "state": state, "aside": outcome.aside, "last_pass": outcome.lastPass?.isoText,
                    "exit": 0,
                ]))
            return .success
        }
        let steps = [TakeoverWords.keepItOff, TakeoverWords.look(account), AccountWords.takeUp, TakeoverWords.links]
        Terminal.print(
            ["\(TakeoverWords.restored(outcome.lastPass)(language)): \(state)"]
                + (outcome.aside.map { ["\(TakeoverWords.putAside(language)): \($0)"] } ?? []) + ["\(AccountWords.next(language)):"]
                + steps.enumerated().map { "  \($0.offset + 1). \($0.element(language))" })
        return .success
    }
}
