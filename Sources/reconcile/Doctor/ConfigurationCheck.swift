import Foundation
import Reconciliation

/// Every configured value with its source, the secrets masked, and what the values mean together.
struct ConfigurationCheck {
    let wiring: Wiring

    func run(_ findings: inout Findings) throws {
        for key in Configuration.keys {
            let value = wiring.configuration[key]
            // What is not shown is refused below, or by the check it belongs to.
            findings.add(.ok, "configuration", "\(key.file) = \(key.shown(value.value) ?? "…") (\(value.source))")
        }
        let secrets = try Secrets(environment: wiring.environment)
        let usesLogin = LoginReport(wiring).add(&findings, secrets)
        for (name, secret) in [("hero-api-key", secrets.heroKey), ("lexoffice-api-key", secrets.lexofficeKey)] {
            guard let secret else {
                if usesLogin && name == "lexoffice-api-key" { continue }
                findings.add(
                    .fail(.configuration), "credentials", Wording("\(name) fehlt", "\(name) is missing"),
                    hint: Wording("In $CREDENTIALS_DIRECTORY/\(name) ablegen.", "Put it into $CREDENTIALS_DIRECTORY/\(name)."))
                continue
            }
            findings.add(.ok, "credentials", "\(name) = \(Secrets.masked(secret.value)) (\(secret.source))")
            files(secret, &findings)
        }
        do throws(CommandFailure) {
            try settle(&findings)
            _ = try wiring.configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        } catch {
            findings.add(.fail(error.exit), "configuration", error.message, hint: error.hint)
        }
        webhooks(&findings)
    }

    private func files(_ secret: Configured, _ findings: inout Findings) {
        // systemd guards its own by an access list, and then shows a mode that says less than it means.
        guard secret.source.hasPrefix("/"), !secret.source.hasPrefix("/run/credentials/"),
            let mode = FileFacts(secret.source)?.mode, mode & 0o077 != 0
        else { return }
        findings.add(
            .warn, "credentials", Wording("\(secret.source) ist für andere lesbar", "\(secret.source) can be read by others"),
            hint: Wording("`chmod 600` auf die Datei anwenden.", "Apply `chmod 600` to the file."))
    }

    private func webhooks(_ findings: inout Findings) {
        do {
            let webhooks = try WebhookConfiguration(wiring.configuration)
            guard webhooks.signature != nil else {
                return findings.add(
                    .ok, "webhooks",
                    Wording("keine; nach jeder Pause wird nachgesehen", "none; every interval both systems are looked at"))
            }
            findings.add(.ok, "webhooks", Wording("Schlüssel lesbar", "key readable"))
        } catch {
            findings.add(.fail(error.exit), "webhooks", error.message, hint: error.hint)
        }
    }

    /// What is absent counts only after the window: one that lexoffice's list can outlast means a voucher made twice.
    private func settle(_ findings: inout Findings) throws(CommandFailure) {
        let settle = try wiring.policy().settle / 1000
        let timeout = try wiring.configuration.milliseconds(Configuration.timeoutSeconds, 1...600) / 1000
        if settle < 300 {
            findings.add(
                .warn, "settle window",
                Wording(
                    "nur \(settle) s: ein verspätet gelisteter Beleg entstünde doppelt",
                    "only \(settle) s: a voucher listed late would be made twice"),
                hint: Wording(
                    "`settle-seconds` auf 900 lassen, außer an der Sandbox.", "Leave `settle-seconds` at 900, except at the sandbox."))
        } else {
            findings.add(.ok, "settle window", "\(settle) s")
        }
        guard timeout <= 30 else { return }
        findings.add(
            .warn, "timeout", Wording("\(timeout) s, lexoffices Gateway wartet 30", "\(timeout) s, lexoffice's gateway waits 30"),
            hint: Wording("`request-timeout-seconds` über 30 setzen.", "Set `request-timeout-seconds` above 30."))
    }
}
