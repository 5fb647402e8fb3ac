internal import Logging

/// The handful of messages an operator searches for. Their ids never change and are never used again; `systemd/reconcile.catalog` and
/// its German twin explain them to `journalctl -x`.
package enum OperatorEvent: CaseIterable, Sendable {
    case ready, startRefused, stopping
    case configurationTaken, configurationRefused
    case remoteUnavailable, remoteBack, throttled, credentialRefused, suspended
    case passIncomplete, documentHeld, writeUncertain, voucherDrifted, journalBroken

    /// `MESSAGE_ID`.
    package var id: String {
        switch self {
        case .ready: "a259b82ff00d41a0acc6afdd84ba24bc"
        case .startRefused: "44fe5db4300b48b9a8f3b0bccb40161d"
        case .stopping: "5770f290ce0548b9b723e97479731d47"
        case .configurationTaken: "4182316d0bb0494c817164d42be811f1"
        case .configurationRefused: "a1942f1d91b34493809367fb35029848"
        case .remoteUnavailable: "ea5b65e1adf34bed91069f89582a2457"
        case .remoteBack: "7fca3fc17f8c42cfa55f28322bd688c6"
        case .throttled: "ad5682f9a8264cd3ae9181e05d97e849"
        case .credentialRefused: "de68e6f59a944183ac5315747ceb3576"
        case .suspended: "82e47463db194b44bb859a3d494958e7"
        case .passIncomplete: "cfe46fc4ddda476287e7a5d8e297e7d4"
        case .documentHeld: "dc4d753bbbc5476198aa9f34eefe73e4"
        case .writeUncertain: "821dbff9cf284492a03916fbcca3bb1b"
        case .voucherDrifted: "00d78fcc661f4318a69ee59101a493a1"
        case .journalBroken: "0112f020319e42899e816d714b0b5e28"
        }
    }

    var level: Logger.Level {
        switch self {
        case .ready, .stopping, .configurationTaken, .remoteBack: .notice
        case .remoteUnavailable, .throttled, .passIncomplete, .documentHeld, .writeUncertain, .voucherDrifted: .warning
        case .startRefused, .configurationRefused, .credentialRefused, .suspended: .error
        case .journalBroken: .critical
        }
    }

    /// Constant, so that it can be searched for; what varies is in the fields.
    var text: Logger.Message {
        switch self {
        case .ready: "the service is ready"
        case .startRefused: "the service does not start"
        case .stopping: "the service stops; no new write begins"
        case .configurationTaken: "the new configuration is in force"
        case .configurationRefused: "the new configuration is refused; the old one stays in force"
        case .remoteUnavailable: "a remote does not answer; it is tried again"
        case .remoteBack: "the remote answers again"
        case .throttled: "a remote refuses requests as too many; waiting"
        case .credentialRefused: "a remote refuses the credential"
        case .suspended: "nothing is transferred until a person acts"
        case .passIncomplete: "a pass did not get to its end"
        case .documentHeld: "a document needs a person"
        case .writeUncertain: "a write had no answer; it is looked up, not repeated"
        case .voucherDrifted: "a voucher is not what was transferred"
        case .journalBroken: "the journal was altered or damaged"
        }
    }

    /// What the catalogue's text may refer to; each message carries all of them.
    package var fields: [LogField] {
        switch self {
        case .ready: [.version, .listener]
        case .startRefused: [.reason, .exit]
        case .stopping: []
        case .configurationTaken: []
        case .configurationRefused: [.setting]
        case .remoteUnavailable: [.system, .code]
        case .remoteBack: [.system]
        case .throttled: [.system, .milliseconds]
        case .credentialRefused: [.system, .code]
        case .suspended: [.reason]
        case .passIncomplete: [.pass, .outcome, .reason]
        case .documentHeld: [.kind, .key, .reason]
        case .writeUncertain: [.kind, .key, .operation]
        case .voucherDrifted: [.kind, .key, .state]
        case .journalBroken: [.reason]
        }
    }
}
