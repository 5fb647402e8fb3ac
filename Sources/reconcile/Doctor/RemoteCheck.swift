import Bookkeeping
import Hero
import Lexoffice
import Reconciliation
import Wording

/// Both systems: reachable, the right account, with everything this program needs of them.
struct RemoteCheck {
    let wiring: Wiring
    let settings: Settings?
    let limiters: RateLimiters

    func run(_ findings: inout Findings) async {
        let remotes: Remotes
        let clock = ClockWitness()
        var onlookers = RequestObservers()
        onlookers.watched = { WitnessedTransport(inner: $0, witness: clock) }
        onlookers.limiters = limiters
        do { remotes = try Remotes(wiring, organization: settings?.organizationID, onlookers: onlookers) } catch {
            findings.add(.fail(error.exit), "clients", error.message, hint: error.hint)
            return
        }
        await hero(remotes, &findings)
        do throws(LexofficeError) {
            let profile = try await remotes.lexoffice.profile()
            findings.add(.ok, "lexoffice", DoctorWords.lexofficeReachable(organisation: profile.organizationID))
            if !profile.businessFeatures.isEmpty && !profile.businessFeatures.contains("BOOKKEEPING") {
                let words = Catalogue.setup(.noBookkeeping)
                findings.add(.fail(.configuration), "lexoffice", words.what, hint: words.next.sentence)
            }
            CategoryCheck(settings: settings).run(try await remotes.lexoffice.postingCategories(), &findings)
            try await RightsCheck().run(remotes.lexoffice, &findings)
            try await SubscriptionCheck(wiring: wiring).run(remotes.lexoffice, &findings)
        } catch {
            findings.add(.fail(PassFailure(error).exit), "lexoffice", error.description, hint: error.hint)
        }
        clock.report(&findings)
    }

    private func hero(_ remotes: Remotes, _ findings: inout Findings) async {
        do throws(HeroError) {
            let account = try await remotes.hero.setup()
            findings.add(.ok, "hero", DoctorWords.heroReachable(company: account.companyID, documentTypes: account.documentTypes.count))
            if let settings, settings.heroCompanyID != account.companyID {
                findings.add(.fail(.refused), "hero", DoctorWords.otherCompany, hint: DoctorWords.useRightKey)
            }
            switch try await remotes.hero.checkSchema() {
            case .compared(let drift) where drift.isEmpty: findings.add(.ok, "hero schema", DoctorWords.schemaWhole)
            case .compared(let drift):
                for missing in drift {
                    findings.add(.fail(.configuration), "hero schema", DoctorWords.schemaLacks("\(missing)"), hint: DoctorWords.update)
                }
            case .refused: findings.add(.warn, "hero schema", Catalogue.schemaHidden, hint: DoctorWords.schemaHiddenNext)
            }
        } catch {
            findings.add(.fail(PassFailure(error).exit), "hero", error.description, hint: error.hint)
        }
        if settings != nil { findings.add(.ok, "confirmed at setup", DoctorWords.confirmedAtSetup) }
    }
}
