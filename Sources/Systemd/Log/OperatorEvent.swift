internal import Logging

/// The handful of messages an operator searches for. Their ids never change and are never used again; `systemd/reconcile.catalog` and
/// its German twin explain them to `journalctl -x`.
package enum OperatorEvent: CaseIterable, Sendable {
    case ready, startRefused, stopping
    case configurationTaken, configurationRefused
    case remoteUnavailable, remoteBack, throttled, credentialRefused, suspended
    case passIncomplete, documentHeld, writeUncertain, voucherDrifted, journalBroken

    /// `MESSAGE_ID`.
    package var id: String { facts.id }
    var level: Logger.Level { facts.level }
    /// Constant, so that it can be searched for; what varies is in the fields.
    var text: Logger.Message { facts.text }
    /// What the catalogue's text may refer to; each message carries all of them.
    package var fields: [LogField] { facts.fields }

    private var facts: (id: String, level: Logger.Level, text: Logger.Message, fields: [LogField]) {
        switch self {
        case .ready: ("a259b82ff00d41a0acc6afdd84ba24bc", .notice, "the service is ready", [.version, .listener])
        case .startRefused: ("44fe5db4300b48b9a8f3b0bccb40161d", .error, "the service does not start", [.reason, .exit])
        case .stopping: ("5770f290ce0548b9b723e97479731d47", .notice, "the service stops; no new write begins", [])
        case .configurationTaken: ("4182316d0bb0494c817164d42be811f1", .notice, "the new configuration is in force", [])
        case .configurationRefused:
            ("a1942f1d91b34493809367fb35029848", .error, "the new configuration is refused; the old one stays in force", [.setting])
        case .remoteUnavailable:
            ("ea5b65e1adf34bed91069f89582a2457", .warning, "a remote does not answer; it is tried again", [.system, .code])
        case .remoteBack: ("7fca3fc17f8c42cfa55f28322bd688c6", .notice, "the remote answers again", [.system])
        case .throttled:
            ("ad5682f9a8264cd3ae9181e05d97e849", .warning, "a remote refuses requests as too many; waiting", [.system, .milliseconds])
        case .credentialRefused: ("de68e6f59a944183ac5315747ceb3576", .error, "a remote refuses the credential", [.system, .code])
        case .suspended: ("82e47463db194b44bb859a3d494958e7", .error, "nothing is transferred until a person acts", [.reason])
        case .passIncomplete: ("cfe46fc4ddda476287e7a5d8e297e7d4", .warning, "a pass did not get to its end", [.pass, .outcome, .reason])
        case .documentHeld: ("dc4d753bbbc5476198aa9f34eefe73e4", .warning, "a document needs a person", [.kind, .key, .reason])
        case .writeUncertain:
            (
                "821dbff9cf284492a03916fbcca3bb1b", .warning, "a write had no answer; it is looked up, not repeated",
                [.kind, .key, .operation]
            )
        case .voucherDrifted:
            ("00d78fcc661f4318a69ee59101a493a1", .warning, "a voucher is not what was transferred", [.kind, .key, .state])
        case .journalBroken: ("0112f020319e42899e816d714b0b5e28", .critical, "the journal was altered or damaged", [.reason])
        }
    }
}
