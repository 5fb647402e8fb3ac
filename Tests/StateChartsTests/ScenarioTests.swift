import StateCharts
import Testing

/// The scenarios of statecharts.md §10, executed on the compiled charts.
struct ScenarioTests {
    struct Scenario: CustomTestStringConvertible, Sendable {
        let name: String
        let events: [InvoiceEvent]
        let end: String
        let refused: [InvoiceEvent]

        init(_ name: String, _ events: [InvoiceEvent], _ end: String, refused: [InvoiceEvent] = []) {
            (self.name, self.events, self.end, self.refused) = (name, events, end, refused)
        }

        var testDescription: String { name }
    }

    private static let toChecking: [InvoiceEvent] = [.heroLocked, .sysScopeIncluded, .sysDependenciesMet, .sysSend]
    private static let toCreating = toChecking + [.replyLookupNone]
    private static let toFileDue = toCreating + [.replyCreated]

    private static let fromTheDesign = [
        Scenario(
            "happy path, partial then full payment",
            toFileDue + [.sysSendFile, .replyFileAccepted, .lexBalancePartial, .lexBalanceFull], "paid/sound/fileComplete/exact"),
        Scenario("crash during create; voucher is there", toCreating + [.sysRestarted, .replyLookupMatch], "uploaded/sound/fileDue/open"),
        Scenario(
            "crash during create; voucher is not there",
            toCreating + [
                .sysRestarted, .replyLookupNone, .replyLookupFailed, .replyLookupNoneSettled, .sysSend, .replyLookupNone, .replyCreated,
            ], "uploaded/sound/fileDue/open"),
        Scenario(
            "timeout; voucher shows up only at the second check",
            toCreating + [.replyOutcomeUnknown, .replyLookupNoneSettled, .sysSend, .replyLookupMatch], "uploaded/sound/fileDue/open"),
        Scenario(
            "rejected, repaired",
            toCreating + [.replyRejected, .opRetry, .sysDependenciesMet, .sysSend, .replyLookupNone, .replyCreated],
            "uploaded/sound/fileDue/open"),
        Scenario(
            "rejected, then cancelled in HERO, pair waived", toCreating + [.replyRejected, .opWaive, .heroCancelled, .opWaive],
            "cancelled/sound/waived/unbooked", refused: [.opWaive]),
        Scenario(
            "cancelled before upload: still booked",
            [
                .heroLocked, .sysScopeIncluded, .heroCancelled, .sysDependenciesMet, .sysSend, .replyLookupNone, .replyCreated,
                .sysSendFile, .replyFileAccepted,
            ], "cancelled/sound/fileComplete/open"),
        Scenario("cancelled after upload", toFileDue + [.heroCancelled, .lexBalanceFull], "cancelled/sound/fileDue/exact"),
        Scenario(
            "cancelled after payment, money returned", toFileDue + [.lexBalanceFull, .heroCancelled, .lexBalanceOpen],
            "cancelled/sound/fileDue/open"),
        Scenario("payment reversed", toFileDue + [.lexBalanceFull, .lexBalanceOpen], "uploaded/sound/fileDue/open"),
        Scenario("overpaid", toFileDue + [.lexBalanceOver], "paid/sound/fileDue/over"),
        Scenario(
            "voucher deleted by hand, uploaded again",
            toFileDue + [.lexBalanceFull, .lexVoucherGone, .opRecreate, .sysDependenciesMet, .sysSend, .replyLookupNone, .replyCreated],
            "uploaded/sound/fileDue/open"),
        Scenario(
            "voucher edited by hand, accepted",
            toFileDue + [.sysSendFile, .replyFileAccepted, .lexVoucherEdited, .opAcceptEdit, .lexFilePresent],
            "uploaded/sound/fileComplete/open"),
        Scenario(
            "file refused, later present", toFileDue + [.sysSendFile, .replyFileRejected, .lexBalanceFull, .opRetry, .lexFilePresent],
            "paid/sound/fileComplete/exact"),
        Scenario(
            "HERO content changes while checking",
            toChecking + [.heroAltered, .replyLookupNone, .sysDependenciesMet, .heroIntact, .sysDependenciesMet, .sysSend],
            "locked/sound/checking/unbooked", refused: [.sysDependenciesMet]),
        Scenario(
            "integration deleted while in flight",
            toCreating + [.sysUnlink, .replyOutcomeUnknown, .sysUnlink, .replyLookupMatch, .sysUnlink], "released",
            refused: [.sysUnlink, .sysUnlink]),
        Scenario("draining deadline", toCreating + [.replyOutcomeUnknown, .sysUnlinkUnresolved], "releasedUnresolved"),
        Scenario(
            "before the start date; date moved; moved back",
            [.heroLocked, .sysScopeExcluded, .sysScopeIncluded, .sysDependenciesMet, .sysScopeExcluded],
            "locked/sound/outOfScope/unbooked"),
    ]

    private static let added = [
        Scenario(
            "blocked for one reason, then another, then mapped",
            [.heroLocked, .sysScopeIncluded, .sysBlocked, .sysBlocked, .sysDependenciesMet, .sysUnblocked, .sysDependenciesMet],
            "locked/sound/ready/unbooked", refused: [.sysDependenciesMet]),
        Scenario(
            "blocked, cancelled, pair waived", [.heroLocked, .sysScopeIncluded, .sysBlocked, .opWaive, .heroCancelled, .opWaive],
            "cancelled/sound/waived/unbooked", refused: [.opWaive]),
        Scenario("doubt ended by a person: absent", toCreating + [.replyOutcomeUnknown, .opAbsent], "locked/sound/ready/unbooked"),
        Scenario("doubt ended by a person: this one", toCreating + [.replyOutcomeUnknown, .opAdopt], "uploaded/sound/fileDue/open"),
        Scenario("clash, none of them is it", toChecking + [.replyLookupClash, .opAbsent], "locked/sound/waiting/unbooked"),
        Scenario("typed in by hand before we looked", [.heroLocked, .sysScopeIncluded, .opAdopt], "uploaded/sound/fileDue/open"),
        Scenario(
            "pair waived, then reconsidered",
            [.heroLocked, .sysScopeIncluded, .heroCancelled, .sysBlocked, .opWaive, .opReconsider, .opReconsider],
            "cancelled/sound/waiting/unbooked", refused: [.opReconsider]),
        Scenario(
            "its cancellation comes back with it", [.heroLocked, .sysScopeIncluded, .sysCounterpartWaived, .sysCounterpartRestored],
            "locked/sound/waiting/unbooked"),
        Scenario("doubled, then this one", toFileDue + [.lexVoucherDoubled, .opAdopt], "uploaded/sound/fileDue/open"),
    ]

    @Test(arguments: fromTheDesign + added)
    func invoice(scenario: Scenario) {
        var configuration = InvoiceChart.initial
        var refused: [InvoiceEvent] = []
        for event in scenario.events {
            switch InvoiceChart.step(configuration, event) {
            case .moved(let target, _): configuration = target
            case .refused: refused.append(event)
            case .defect: Issue.record("\(event) is a defect in \(configuration)")
            }
        }
        #expect(configuration.description == scenario.end)
        #expect(refused == scenario.refused)
    }

    @Test func integrationFromSetupToDeletion() {
        let events: [IntegrationEvent] = [
            .opCredentialsSaved, .replyBothAuthorised, .opStartDateSet, .opActivate, .sysFirstIntent, .sysFirstTransferred,
            .sysAccessLost, .opCredentialsSaved, .replyBothAuthorised, .opDelete, .sysDrained, .sysAllUnlinked,
            .replyDenied, .opCredentialsSaved, .replyRevoked,
        ]
        #expect(walk(IntegrationChart.self, events) == "deleted")
    }

    @Test func paymentTakenBackInLexoffice() {
        #expect(walk(PaymentChart.self, [.sysMirror, .replyNoneInHero, .replyPosted, .lexItemAbsent]) == "toWithdraw")
        #expect(
            walk(PaymentChart.self, [.sysMirror, .replyNoneInHero, .replyPosted, .lexItemAbsent, .heroEntryAbsent, .lexItemPresent])
                == "toMirror")
    }

    @Test func contactFoundAfterADoubtfulCreate() {
        #expect(
            walk(ContactChart.self, [.sysNeed, .replyFoundNone, .sysRestarted, .replyFoundNone, .replyFoundOne]) == "linked")
        #expect(walk(ContactChart.self, [.sysNeed, .replyFoundNone, .replyOutcomeUnknown, .opChoose]) == "linked")
    }

    /// None of the candidates: looked for once more without them, then created as any other, and found again after a lost answer.
    @Test func aContactLikeNoneOfThoseFound() {
        #expect(walk(ContactChart.self, [.sysNeed, .replyFoundMany, .opCreateNew, .sysNeed, .replyFoundNone]) == "creating")
        #expect(
            walk(
                ContactChart.self,
                [.sysNeed, .replyFoundMany, .opCreateNew, .sysNeed, .replyFoundNone, .replyOutcomeUnknown, .replyFoundOne]) == "linked")
    }

    /// The collective customer is a decision that can be taken back.
    @Test func theCollectiveCustomerAndBack() {
        #expect(walk(ContactChart.self, [.sysNeed, .replyFoundMany, .opUseCollective]) == "collective")
        #expect(walk(ContactChart.self, [.opUseCollective, .opRetry, .sysNeed, .replyFoundOne]) == "linked")
        #expect(walk(ContactChart.self, [.sysNeed, .replyFoundNone, .replyRejected, .opUseCollective]) == "collective")
    }

    private func walk<C: StateChart>(_ chart: C.Type, _ events: [C.Event]) -> String {
        var configuration = C.initial
        for event in events {
            guard case .moved(let target, _) = C.step(configuration, event) else {
                Issue.record("\(event) does nothing in \(configuration)")
                continue
            }
            configuration = target
        }
        return configuration.description
    }
}
