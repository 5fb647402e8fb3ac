import ArgumentParser
import Cluster
import Foundation
import Reconciliation
import Reporting
import Transport
import Wording

/// What the commands about hosts of a cluster understand.
struct PlacementOptions: ParsableArguments {
    @Option(help: "A machine's configuration (YAML) with `cluster:` in it; default /etc/reconcile/reconcile.yaml if it exists.")
    var config: String?

    @Option(help: "Instead of that, a fleet's file (YAML) with `cluster:` in it.")
    var fleet: String?

    @Option(help: "Output for people or for programs.")
    var format: OutputFormat = .text

    @Option(help: "Language of the text output; default by the locale.")
    var lang: Language?

    var language: Language { lang ?? Options.localeLanguage(ProcessInfo.processInfo.environment) }

    func validate() throws {
        if config != nil, fleet != nil { throw ValidationError("--config is of a machine with one account, --fleet of one with many.") }
    }

    /// The etcd of that machine.
    func gateway() throws(CommandFailure) -> EtcdGateway {
        guard let settings = try settings() else {
            throw CommandFailure(
                .configuration, code: "no_cluster", TakeoverWords.noCluster(language), hint: TakeoverWords.nameConfiguration(language))
        }
        return try settings.gateway()
    }

    /// Of the machine's own account where that is one of a cluster, else of its fleet.
    private func settings() throws(CommandFailure) -> ClusterSettings? {
        if fleet == nil, let cluster = try ClusterConfiguration(try Wiring(.installation(config: config))) { return cluster.settings }
        guard config == nil else { return nil }
        let file = try FleetFile(fleet)
        return try ClusterSettings(file.configuration) { () throws(CommandFailure) in try file.sharedSecrets() }
    }

    func host(_ name: String) throws(CommandFailure) -> HostKeys {
        guard let host = HostKeys(name) else { throw misnamed(name) }
        return host
    }

    func misnamed(_ name: String) -> CommandFailure {
        CommandFailure(.usage, code: "no_such_name", name.debugDescription, hint: TakeoverWords.hostRule(language))
    }

    func asking<Value>(_ question: () async throws(EtcdError) -> Value) async throws(CommandFailure) -> Value {
        do throws(EtcdError) {
            return try await question()
        } catch {
            throw CommandFailure(.temporary, code: error.code.rawValue, "\(error)", hint: error.hint)
        }
    }
}

/// A host that is to be switched off, say.
struct FleetDrainCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "drain", abstract: "Let a host of a cluster give up all it owns, and take nothing until it is told otherwise.",
        discussion: """
            For accounts that several machines take turns with (`cluster:`). It says so in etcd and waits for nothing: each account goes to
            another host within seconds, if one is there, and none is linked again.
            """)

    @Argument(help: "The host, as its cluster.host says.")
    var host: String

    @ArgumentParser.Flag(help: "It may take accounts again.")
    var back = false

    @OptionGroup var options: PlacementOptions

    func work() async throws -> Exit {
        let (keys, gateway, language) = (try options.host(host), try options.gateway(), options.language)
        let (owned, others) = try await options.asking { () async throws(EtcdError) in
            try await Placement.drain(keys, !back, gateway)
            let placement = try await Placement.read(gateway)
            let owned = try await Placement.owners(gateway).filter { $0.value == host }.map(\.key).sorted()
            return (owned, placement.alive.subtracting(placement.drained).subtracting([host]).sorted())
        }
        guard options.format == .text else {
            Terminal.print(JSONLine.outcome(["host": host, "drained": !back, "owns": owned, "others": others, "exit": 0]))
            return .success
        }
        let head = back ? TakeoverWords.back(host) : TakeoverWords.drained(host)
        let rest = back || owned.isEmpty ? [] : [others.isEmpty ? TakeoverWords.nobodyElse : TakeoverWords.soon]
        Terminal.print(["\(head(language)).", TakeoverWords.owns(owned)(language)] + rest.map { $0(language) })
        return .success
    }
}

/// One account alone.
struct FleetMoveCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Say on which host of a cluster an account is wanted.",
        discussion: """
            For an account that several machines take turns with (`cluster:`). It says so in etcd and waits for nothing: the account goes
            there within seconds, if that host is there, and goes there first whenever nobody owns it. With --back it may be on any host
            again, and stays where it is.
            """)

    @Argument(help: "The account, as cluster.account says.")
    var name: String

    @Argument(help: "The host, as its cluster.host says.")
    var host: String?

    @ArgumentParser.Flag(help: "Instead of a host: it is wanted nowhere in particular any more.")
    var back = false

    @OptionGroup var options: PlacementOptions

    func validate() throws {
        guard (host == nil) == back else { throw ValidationError("Name the host, or say --back, one of the two.") }
    }

    func work() async throws -> Exit {
        guard let account = AccountKeys(name) else { throw options.misnamed(name) }
        let keys = try host.map { try options.host($0) }
        let gateway = try options.gateway()
        let (record, placement) = try await options.asking { () async throws(EtcdError) in
            let record = try await AccountRecord.read(account, gateway)
            if !record.epochs.isEmpty { try await Placement.move(account, to: keys, gateway) }
            return (record, try await Placement.read(gateway))
        }
        guard !record.epochs.isEmpty else {
            throw CommandFailure(
                .usage, code: "unknown_account", TakeoverWords.unknownAccount(name)(options.language),
                hint: TakeoverWords.hostRule(options.language))
        }
        tell(record.owner?.host, placement)
        return .success
    }

    private func tell(_ owner: String?, _ placement: Placement) {
        let isThere = host.map { placement.alive.contains($0) && !placement.drained.contains($0) } ?? false
        guard options.format == .text else {
            return Terminal.print(JSONLine.outcome(["account": name, "wanted": host, "owner": owner, "is_there": isThere, "exit": 0]))
        }
        let head = host.map { TakeoverWords.moves(name, to: $0) } ?? TakeoverWords.movesNoMore(name)
        let rest = host.flatMap { $0 == owner ? nil : isThere ? TakeoverWords.soon : TakeoverWords.notThere($0) }
        Terminal.print(
            ["\(head(options.language)).", TakeoverWords.owner(owner)(options.language)] + [rest].compactMap { $0?(options.language) })
    }
}
