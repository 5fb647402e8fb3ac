import StateCharts
import Testing

/// C17 for contact, payment and integration (statecharts.md §5).
struct ContactPropertyTests {
    private let graph = ChartGraph<ContactChart>()

    /// A person who says that it is none of those found has it searched again without them.
    @Test func aContactIsCreatedOnlyAfterAnEmptySearch() {
        let creations = graph.moves.filter { $0.effects.contains(.createContact) }
        let ways = Set(creations.map { "\($0.source) \($0.event.rawValue)" })
        #expect(ways == ["searching reply.foundNone"])
        let refusals = graph.moves.filter { $0.event == .opCreateNew }
        #expect(refusals.map { "\($0.source) \($0.target)" } == ["ambiguous unlinked"])
        #expect(refusals.allSatisfy { $0.effects.contains(.disownCandidates) })
    }

    @Test func aSecondCreateNeedsProofOrAPerson() throws {
        let creating = try #require(ContactConfiguration(columnValues: ["creating"]))
        // A contact that existed and was seen to be gone or archived may be searched, and then created, anew.
        let proofs: Set<ContactEvent> = [
            .replyNotProcessed, .replyRejected, .replyFoundNoneSettled, .lexGone, .lexArchived, .sysTakenUp,
        ]
        let reached = graph.reachable(from: [creating]) { !proofs.contains($0.event) && $0.event.eventClass != .op }
        for move in graph.moves where reached.contains(move.source) && move.effects.contains(.createContact) {
            #expect(move.event.eventClass == .op, "\(move.source)")
        }
    }

    @Test func nothingInFlightIsAbandonedSilently() {
        for configuration in ContactChart.configurations where configuration.isInFlight {
            #expect(ContactChart.step(configuration, .sysUnlink) == .refused(.inFlight))
            #expect(ContactChart.step(configuration, .opUseCollective) == .refused(nil))
            #expect(ContactChart.step(configuration, .opCreateNew) == .refused(nil))
        }
    }
}

struct ContactImportPropertyTests {
    private let graph = ChartGraph<ContactImportChart>()

    @Test func aCustomerIsCreatedOnlyAfterAnEmptySearch() {
        let creations = graph.moves.filter { $0.effects.contains(.createCustomer) }
        #expect(Set(creations.map { "\($0.source) \($0.event.rawValue)" }) == ["checking reply.foundNone"])
    }

    /// S39: nothing but a person's word makes the import look, and so nothing else makes it write.
    @Test func onlyAPersonStartsAnImport() {
        let searches = graph.moves.filter { $0.effects.contains(.searchCustomer) }
        #expect(!searches.isEmpty && searches.allSatisfy { $0.event == .opConfirm })
    }

    @Test func aSecondCreateNeedsProof() throws {
        let creating = try #require(ContactImportConfiguration(columnValues: ["creating"]))
        // Where HERO had or has a customer, a person who asks again is answered by another search.
        let proofs: Set<ContactImportEvent> = [
            .replyNotProcessed, .replyRejected, .replyFoundNoneSettled, .replyCreated, .replyExisting, .replyFoundOne, .replyFoundMany,
        ]
        let reached = graph.reachable(from: [creating]) { !proofs.contains($0.event) }
        for move in graph.moves where reached.contains(move.source) { #expect(!move.effects.contains(.createCustomer), "\(move.source)") }
    }

    @Test func nothingInFlightIsAbandonedSilently() {
        for configuration in ContactImportChart.configurations where configuration.isInFlight {
            #expect(ContactImportChart.step(configuration, .opConfirm) == .refused(.inFlight))
            for event in [ContactImportEvent.lexGone, .lexUnfit, .lexFit] {
                #expect(ContactImportChart.step(configuration, event) == .moved(configuration, []))
            }
        }
    }
}

struct PaymentPropertyTests {
    private let graph = ChartGraph<PaymentChart>()

    @Test func aPaymentIsPostedOnlyAfterAnEmptyLookup() {
        let posts = graph.moves.filter { $0.effects.contains(.postEntry) }
        #expect(Set(posts.map { "\($0.source) \($0.event.rawValue)" }) == ["checking reply.noneInHero"])
    }

    @Test func aSecondPostNeedsProofOrAPerson() throws {
        let posting = try #require(PaymentConfiguration(columnValues: ["posting"]))
        // An entry seen absent in HERO after it was mirrored was removed by people; then the item is mirrored anew. An item
        // that vanished in lexoffice and comes back is another payment. Each of them is looked up before it is posted.
        let proofs: Set<PaymentEvent> = [
            .replyNotProcessed, .replyRejected, .replyNoneInHeroSettled, .heroEntryAbsent, .lexItemAbsent, .sysTakenUp,
        ]
        let reached = graph.reachable(from: [posting]) { !proofs.contains($0.event) && $0.event.eventClass != .op }
        for move in graph.moves where reached.contains(move.source) { #expect(!move.effects.contains(.postEntry), "\(move.source)") }
    }

    @Test func nothingInFlightIsAbandonedSilently() {
        for configuration in PaymentChart.configurations where configuration.isInFlight {
            #expect(PaymentChart.step(configuration, .sysUnlink) == .refused(.inFlight))
        }
    }

    /// HERO has no call that removes a payment, so a person ends this, or the world does.
    @Test func toWithdrawIsATaskForPeople() throws {
        let task = try #require(PaymentConfiguration(columnValues: ["toWithdraw"]))
        let exits = graph.moves.filter { $0.source == task && $0.target != task }.map { "\($0.event.rawValue) \($0.target)" }
        #expect(
            Set(exits) == [
                "hero.entryAbsent withdrawn", "lex.itemPresent mirrored", "op.accept accepted", "sys.unlink released",
                "sys.unlinkUnresolved releasedUnresolved",
            ])
        #expect(PaymentChart.step(task, .opRetry) == .moved(task, []))
    }
}

struct IntegrationPropertyTests {
    private let graph = ChartGraph<IntegrationChart>()

    @Test func theStartDateIsImmutableOnceSomethingWasTransferred() {
        let fixed = IntegrationChart.configurations.filter { $0.startDate == .fixed }
        #expect(!fixed.isEmpty)
        for configuration in fixed { #expect(IntegrationChart.step(configuration, .opStartDateSet) == .refused(.startDateImmutable)) }
        let later = graph.reachable(from: fixed) { _ in true }
        for configuration in later { #expect(configuration.startDate == .fixed || !configuration.isActive) }
        for move in graph.moves where later.contains(move.source) {
            #expect(!move.effects.contains(.saveStartDate) && !move.effects.contains(.rejudgeScope))
        }
    }

    @Test func aVoucherThatIsKnownFixesTheStartDate() {
        for configuration in IntegrationChart.configurations where configuration.isActive {
            guard case .moved(let target, _) = IntegrationChart.step(configuration, .sysFirstTransferred) else {
                Issue.record("refused in \(configuration)")
                continue
            }
            #expect(target.startDate == .fixed && target.flow == configuration.flow)
        }
    }

    @Test func theStartDateRestsWhileAnUploadIsInDoubt() {
        for configuration in IntegrationChart.configurations where configuration.startDate == .held {
            #expect(IntegrationChart.step(configuration, .opStartDateSet) == .refused(.uploadInFlight))
        }
    }

    @Test func paymentsAreDeclaredLockedOnceAndFreeAtTheEnd() {
        for move in graph.moves {
            #expect(move.effects.contains(.declarePaymentLock) == (move.target.startDate == .fixed && move.source.startDate != .fixed))
            #expect(move.effects.contains(.declarePaymentsFree) == (move.target.phase == .deleted))
            #expect(move.effects.contains(.forgetCredentials) == (move.target.phase == .deleted))
        }
    }

    @Test func deletingDrainsThenUnlinksThenRevokes() {
        let order: [IntegrationPhase] = [.active, .draining, .unlinking, .revoking, .revokeBlocked, .deleted]
        let deletions = graph.moves.filter { ($0.source.isActive && !$0.target.isActive) || $0.source.isDeleting }
        for move in deletions where move.source.phase != move.target.phase {
            let steps = "\(move.source.phase) → \(move.target.phase)"
            #expect(order.contains(move.source.phase) && order.contains(move.target.phase), "\(steps)")
        }
        let steps = Set(deletions.filter { $0.source.phase != $0.target.phase }.map { "\($0.source.phase) → \($0.target.phase)" })
        #expect(
            steps == [
                "active → draining", "draining → unlinking", "unlinking → revoking", "revoking → deleted", "revoking → revokeBlocked",
                "revokeBlocked → revoking", "revokeBlocked → deleted",
            ])
    }
}
