import Foundation
import Notify
import Reconciliation
import Wording

/// Every configured value with its source, the secrets masked, and what the values mean together.
struct ConfigurationCheck {
    let wiring: Wiring

    func run(_ findings: inout Findings) throws {
        for key in Configuration.keys {
            let value = wiring.configuration[key]
            // What is not shown is refused below, or by the check it belongs to.
            findings.add(.ok, "configuration", "\(key.file) = \(key.shown(value.value) ?? "…") (\(value.source))")
        }
        let secrets = try wiring.secrets()
        let usesLogin = LoginReport(wiring).add(&findings, secrets)
        for (kind, secret) in [(SecretKind.hero, secrets.heroKey), (.lexoffice, secrets.lexofficeKey)] {
            guard let secret else {
                if usesLogin && kind == .lexoffice { continue }
                findings.add(
                    .fail(.configuration), "credentials", DoctorWords.credentialMissing(kind.rawValue),
                    hint: DoctorWords.putCredential(secrets.place.path(kind)))
                continue
            }
            findings.add(.ok, "credentials", "\(kind.rawValue) = \(Secrets.masked(secret.value)) (\(secret.source))")
            files(secret, &findings)
        }
        do throws(CommandFailure) {
            try settle(&findings)
            _ = try wiring.configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        } catch {
            findings.add(.fail(error.exit), "configuration", error.message, hint: error.hint)
        }
        webhooks(&findings)
        notifications(&findings, secrets)
    }

    private func files(_ secret: Configured, _ findings: inout Findings) {
        guard let path = secret.pathReadByOthers else { return }
        findings.add(.warn, "credentials", DoctorWords.readByOthers(path), hint: DoctorWords.closeFile)
    }

    private func webhooks(_ findings: inout Findings) {
        do {
            let webhooks = try WebhookConfiguration(wiring.configuration)
            guard webhooks.signature != nil else { return findings.add(.ok, "webhooks", DoctorWords.noWebhooks) }
            findings.add(.ok, "webhooks", DoctorWords.webhookKeyReadable)
        } catch {
            findings.add(.fail(error.exit), "webhooks", error.message, hint: error.hint)
        }
    }

    private func notifications(_ findings: inout Findings, _ secrets: Secrets) {
        for case let (kind, secret?) in [
            (SecretKind.mail, secrets.mailPassword), (.webhook, secrets.webhookSecret), (.etcd, secrets.etcdPassword),
            (.cluster, secrets.clusterKey),
        ] {
            findings.add(.ok, "credentials", "\(kind.rawValue) = \(Secrets.masked(secret.value)) (\(secret.source))")
            files(secret, &findings)
        }
        do {
            let settings = try NotificationConfiguration(wiring).settings
            guard !settings.isOff else { return findings.add(.ok, "notifications", DigestWords.off) }
            let words = DigestWords.configured(
                mails: settings.mail?.recipients.count ?? 0, webhook: settings.webhook != nil, ping: settings.ping != nil)
            findings.add(.ok, "notifications", words)
        } catch {
            findings.add(.fail(error.exit), "notifications", error.message, hint: error.hint)
        }
    }

    /// What is absent counts only after the window: one that lexoffice's list can outlast means a voucher made twice.
    private func settle(_ findings: inout Findings) throws(CommandFailure) {
        let settle = try wiring.policy().settle / 1000
        let timeout = try wiring.configuration.milliseconds(Configuration.timeoutSeconds, 1...600) / 1000
        if settle < 300 {
            findings.add(.warn, "settle window", DoctorWords.settleShort(settle), hint: DoctorWords.settleLonger)
        } else {
            findings.add(.ok, "settle window", "\(settle) s")
        }
        guard timeout <= 30 else { return }
        findings.add(.warn, "timeout", DoctorWords.timeoutShort(timeout), hint: DoctorWords.timeoutLonger)
    }
}

extension Configured {
    /// The file of a key that others than its owner can read.
    var pathReadByOthers: String? {
        // systemd guards its own by an access list, and then shows a mode that says less than it means.
        guard source.hasPrefix("/"), !source.hasPrefix("/run/credentials/"), let mode = FileFacts(source)?.mode, mode & 0o077 != 0
        else { return nil }
        return source
    }
}
