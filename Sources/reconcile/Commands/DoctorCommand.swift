import ArgumentParser
import Bookkeeping
import Foundation
import Hero
import Lexoffice
import Persistence
import Reconciliation

/// Every precondition, one line each, and what to do.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "Check every precondition.")

    @OptionGroup var options: Options

    func run() async throws {
        try await running {
            var findings = Findings(format: options.format)
            let wiring = try Wiring(options)
            try describe(wiring, &findings)
            let settings = checkState(wiring, &findings)
            await checkRemotes(wiring, settings, &findings)
            findings.finish()
            return findings.exit
        }
    }

    private func describe(_ wiring: Wiring, _ findings: inout Findings) throws {
        for key in Configuration.keys {
            let value = wiring.configuration[key]
            findings.add(.ok, "configuration", "\(key.file) = \(value.value) (\(value.source))")
        }
        let secrets = try Secrets(environment: wiring.environment)
        let usesLogin = LoginReport(wiring).add(&findings, secrets)
        for (name, secret) in [("hero-api-key", secrets.heroKey), ("lexoffice-api-key", secrets.lexofficeKey)] {
            guard let secret else {
                if usesLogin && name == "lexoffice-api-key" { continue }
                findings.add(
                    .fail(.configuration), "credentials", "\(name) is missing", hint: "Put it into $CREDENTIALS_DIRECTORY/\(name).")
                continue
            }
            findings.add(.ok, "credentials", "\(name) = \(Secrets.masked(secret.value)) (\(secret.source))")
        }
    }

    private func checkState(_ wiring: Wiring, _ findings: inout Findings) -> Settings? {
        do {
            let store = try Store.view(directory: wiring.stateDirectory)
            if let holder = InstanceLock.isHeld(directory: wiring.stateDirectory) { findings.add(.ok, "lock", "held by \(holder)") }
            guard FileManager.default.isWritableFile(atPath: store.path) else {
                findings.add(
                    .fail(.cannotWriteState), "state", "\(store.path) is not writable", hint: "Give the file to the user of the service.")
                return nil
            }
            let verdict = try store.verifyJournal()
            if let broken = verdict.broken {
                findings.add(.fail(.unexpected), "journal", "entry \(broken.seq): \(broken.why)", hint: "Restore a backup.")
            } else {
                findings.add(.ok, "state", "\(store.path), \(verdict.entries) journal entries, chain whole")
            }
            let settings = try Settings.load(store)
            if settings == nil { findings.add(.fail(.configuration), "setup", "not set up", hint: "Run `reconcile setup`.") }
            return settings
        } catch let error as StoreError {
            findings.add(.fail(CommandFailure(error).exit), "state", error.cause, hint: error.hint)
        } catch {
            findings.add(.fail(.unexpected), "state", "\(error)")
        }
        return nil
    }

    private func checkRemotes(_ wiring: Wiring, _ settings: Settings?, _ findings: inout Findings) async {
        let remotes: Remotes
        do { remotes = try Remotes(wiring, settings: settings) } catch {
            findings.add(.fail(error.exit), "clients", error.message, hint: error.hint)
            return
        }
        do throws(HeroError) {
            let account = try await remotes.hero.setup()
            findings.add(.ok, "hero", "reachable, company \(account.companyID), \(account.documentTypes.count) document types")
            let drift = try await remotes.hero.checkSchema()
            if drift.isEmpty { findings.add(.ok, "hero schema", "every field this program needs is there") }
            for missing in drift { findings.add(.fail(.configuration), "hero schema", "missing \(missing)", hint: "Update this program.") }
        } catch {
            findings.add(.fail(Interruption(error).exit), "hero", error.description, hint: error.hint)
        }
        do throws(LexofficeError) {
            let profile = try await remotes.lexoffice.profile()
            findings.add(.ok, "lexoffice", "reachable, organisation \(profile.organizationID)")
            categories(try await remotes.lexoffice.postingCategories(), settings, &findings)
        } catch {
            findings.add(.fail(Interruption(error).exit), "lexoffice", error.description, hint: error.hint)
        }
    }

    private func categories(_ listed: [RemoteCategory], _ settings: Settings?, _ findings: inout Findings) {
        let mapping = settings?.rules.categories ?? [:]
        for key in PostingCategory.allCases {
            if let rule = mapping[key] {
                let isThere = listed.contains { $0.id.lowercased() == rule.id.lowercased() }
                findings.add(
                    isThere ? .ok : .fail(.configuration), "category", "\(key.rawValue) = \(rule.name) (\(rule.id))",
                    hint: "Name another with `reconcile setup --category`.")
            } else if settings != nil && key != .downPayment {
                findings.add(
                    .warn, "category", "\(key.rawValue) has no lexoffice category",
                    hint: "`reconcile setup --category \(key.rawValue)=UUID`")
            }
        }
        for category in listed where category.kind == .income && !mapping.values.contains(where: { $0.id == category.id }) {
            findings.add(.ok, "income category", "\(category.id)  \(category.name)")
        }
    }
}
