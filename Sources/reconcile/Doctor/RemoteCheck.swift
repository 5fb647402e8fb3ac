import Bookkeeping
import Hero
import Lexoffice
import Reconciliation

/// Both systems: reachable, the right account, with everything this program needs of them.
struct RemoteCheck {
    let wiring: Wiring
    let settings: Settings?

    func run(_ findings: inout Findings) async {
        let remotes: Remotes
        let clock = ClockWitness()
        var onlookers = Onlookers()
        onlookers.lexoffice = { WitnessedTransport(inner: $0, witness: clock) }
        do { remotes = try Remotes(wiring, settings: settings, onlookers: onlookers) } catch {
            findings.add(.fail(error.exit), "clients", error.message, hint: error.hint)
            return
        }
        await hero(remotes, &findings)
        do throws(LexofficeError) {
            let profile = try await remotes.lexoffice.profile()
            findings.add(
                .ok, "lexoffice",
                Wording("erreichbar, Organisation \(profile.organizationID)", "reachable, organisation \(profile.organizationID)"))
            if !profile.businessFeatures.isEmpty && !profile.businessFeatures.contains("BOOKKEEPING") {
                let words = Catalogue.setup(.noBookkeeping)
                findings.add(.fail(.configuration), "lexoffice", words.what, hint: words.next)
            }
            CategoryCheck(settings: settings).run(try await remotes.lexoffice.postingCategories(), &findings)
            try await SubscriptionCheck(wiring: wiring).run(remotes.lexoffice, &findings)
        } catch {
            findings.add(.fail(Interruption(error).exit), "lexoffice", error.description, hint: error.hint)
        }
        clock.report(&findings)
    }

    private func hero(_ remotes: Remotes, _ findings: inout Findings) async {
        do throws(HeroError) {
            let account = try await remotes.hero.setup()
            findings.add(
                .ok, "hero",
                Wording(
                    "erreichbar, Firma \(account.companyID), \(account.documentTypes.count) Dokumenttypen",
                    "reachable, company \(account.companyID), \(account.documentTypes.count) document types"))
            if let settings, settings.heroCompanyID != account.companyID {
                findings.add(
                    .fail(.refused), "hero",
                    Wording("das ist nicht die Firma der Einrichtung", "this is not the company that was set up"),
                    hint: Wording("Den Schlüssel der richtigen Firma einsetzen.", "Put the key of the right company in place."))
            }
            let drift = try await remotes.hero.checkSchema()
            if drift.isEmpty {
                findings.add(.ok, "hero schema", Wording("jedes benötigte Feld ist da", "every field this program needs is there"))
            }
            for missing in drift {
                findings.add(
                    .fail(.configuration), "hero schema", Wording("es fehlt \(missing)", "missing \(missing)"),
                    hint: Wording("Programm aktualisieren.", "Update this program."))
            }
        } catch {
            findings.add(.fail(Interruption(error).exit), "hero", error.description, hint: error.hint)
        }
        guard settings != nil else { return }
        findings.add(
            .ok, "confirmed at setup",
            Wording(
                "Stornorechnungsprozess ist an, HEROs lexoffice-Schnittstelle ist aus; keine Schnittstelle zeigt es",
                "cancellation process is on, HERO's lexoffice connector is off; no interface tells"))
    }
}
