import StateCharts
import Testing

/// C17: what must hold on every path of the invoice chart, whatever happens (statecharts.md §5).
struct InvoicePropertyTests {
    private let graph = ChartGraph<InvoiceChart>()

    @Test func aVoucherIsCreatedOnlyDirectlyAfterALookupThatFoundNone() {
        let creations = graph.moves.filter { $0.effects.contains(.createVoucher) }
        #expect(!creations.isEmpty)
        for move in creations { #expect(move.source.transfer == .checking && move.event == .replyLookupNone) }
        for move in graph.moves where move.target.transfer == .creating && move.source.transfer != .creating {
            #expect(move.effects.contains(.createVoucher))
        }
    }

    /// Provably not processed, rejected, or absent after the window; else only a person may lead to a second create. A new
    /// integration is a person's word, and one released in doubt waits for the window before it is taken up.
    @Test func aSecondCreateNeedsProofOrAPerson() {
        let proofs: Set<InvoiceEvent> = [.replyNotProcessed, .replyRejected, .replyLookupNoneSettled, .sysTakenUp]
        let creating = InvoiceChart.configurations.filter { $0.transfer == .creating }
        let reached = graph.reachable(from: creating) { !proofs.contains($0.event) && $0.event.eventClass != .op }
        let again = graph.moves.filter {
            reached.contains($0.source) && $0.effects.contains(.createVoucher) && $0.event.eventClass != .op
        }
        #expect(again.isEmpty)
    }

    @Test func aRestartDuringCreateLeadsToALookup() {
        for move in graph.moves where move.source.transfer == .creating && move.event == .sysRestarted {
            #expect(move.target.transfer == .uncertain && move.effects == [.resolveVoucher])
        }
        for configuration in InvoiceChart.configurations where configuration.transfer == .creating {
            #expect(graph.moves.contains { $0.source == configuration && $0.event == .sysRestarted })
        }
    }

    @Test func paidImpliesSettledAndLinked() {
        for configuration in InvoiceChart.configurations where configuration.life == .paid {
            #expect(configuration.isSettled && (configuration.isOnBooks || configuration.isStrayed), "\(configuration)")
        }
    }

    @Test func noSettlementWithoutVoucher() {
        for configuration in InvoiceChart.configurations where configuration.isBooked {
            #expect(configuration.isOnBooks || configuration.isStrayed, "\(configuration)")
        }
    }

    @Test func nothingIsCreatedWhileContentIsContested() {
        for move in graph.moves where move.effects.contains(.createVoucher) {
            #expect(move.source.evidence == .sound && move.target.evidence == .sound)
        }
    }

    /// A person waives only a cancelled document; its counterpart follows in the same commit.
    @Test func waivedOnlyForACancelledPair() {
        let waivers = graph.moves.filter { $0.target.transfer == .waived && $0.source.transfer != .waived }
        #expect(Set(waivers.map(\.event)) == [.opWaive, .sysCounterpartWaived])
        for move in waivers {
            #expect(move.effects.contains(.waiveCounterpart))
            if move.event == .opWaive { #expect(move.source.life == .cancelled) }
        }
    }

    @Test func unlinkingNeverAbandonsAnUploadInFlightSilently() {
        for configuration in InvoiceChart.configurations where configuration.isInFlight {
            #expect(InvoiceChart.step(configuration, .sysUnlink) == .refused(.inFlight))
        }
        for move in graph.moves where move.source.isInFlight && !move.target.isTracked {
            #expect(move.event == .sysUnlinkUnresolved && move.effects.contains(.recordUnresolved))
        }
    }

    @Test func whatWasReleasedInDoubtWaitsForTheWindow() throws {
        let unresolved = try #require(InvoiceChart.configurations.first { $0.phase == .releasedUnresolved })
        let exits = graph.moves.filter { $0.source == unresolved && $0.target != unresolved }
        #expect(exits.map(\.event) == [.sysDoubtSettled])
        #expect(exits.allSatisfy { $0.target.phase == .released })
        let released = graph.moves.filter { $0.source.phase == .released && $0.target.phase != .released }
        #expect(released.map(\.event) == [.sysTakenUp])
        #expect(released.allSatisfy { $0.target == InvoiceChart.initial })
    }

    @Test func anIssuedDocumentNeverBecomesADraftAgain() {
        for move in graph.moves where move.source.isIssued { #expect(move.target.life != .draft) }
    }

    @Test func theSpineMovesAreExactlyTheMandatedOnes() {
        var moves: Set<String> = []
        for move in graph.moves where move.source.life != move.target.life && move.source.isTracked && move.target.isTracked {
            let person = move.source.isStrayed && move.event.eventClass == .op ? " by a person" : ""
            moves.insert("\(move.source.life) → \(move.target.life)\(person)")
        }
        #expect(
            moves == [
                "draft → locked", "locked → uploaded", "uploaded → paid", "paid → uploaded", "locked → cancelled", "uploaded → cancelled",
                "paid → cancelled", "uploaded → locked by a person", "paid → locked by a person",
            ])
        for move in graph.moves where move.target.life == .locked && (move.source.life == .uploaded || move.source.life == .paid) {
            #expect([.gone, .edited].contains(move.source.transfer) && move.event == .opRecreate)
        }
    }

    /// Only the judgement taken back, a scope judged anew, a waiver taken back with its pair, or a person leads on from here.
    @Test func whatIsBlockedIsNotSentUntilSomebodySaysSo() {
        let blocked = InvoiceChart.configurations.filter { $0.transfer == .blocked }
        #expect(!blocked.isEmpty)
        for configuration in blocked { #expect(InvoiceChart.step(configuration, .sysSend) == .refused(nil)) }
        let releases: Set<InvoiceEvent> = [.sysUnblocked, .sysScopeExcluded, .sysCounterpartRestored, .sysTakenUp]
        let reached = graph.reachable(from: blocked) { !releases.contains($0.event) && $0.event.eventClass != .op }
        for move in graph.moves where reached.contains(move.source) {
            #expect(!move.effects.contains(.createVoucher) && !move.effects.contains(.lookupVoucher), "\(move.source)")
        }
    }

    @Test func disowningCandidatesIsAPersonsWord() {
        let moves = graph.moves.filter { $0.effects.contains(.disownCandidates) }
        #expect(!moves.isEmpty)
        for move in moves { #expect(move.source.transfer == .clash && move.event == .opAbsent && move.target.transfer == .waiting) }
    }

    @Test func doubtEndsOnlyByEvidenceOrAPerson() {
        let exits = graph.moves.filter { $0.source.transfer == .uncertain && $0.target.transfer != .uncertain && $0.target.isTracked }
        #expect(Set(exits.map(\.event)) == [.replyLookupMatch, .replyLookupNoneSettled, .replyLookupClash, .opAdopt, .opAbsent])
    }
}
