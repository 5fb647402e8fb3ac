import Administration
import Bookkeeping
import Foundation
import StateCharts
import TestSupport
import Testing
import Wording

@testable import Console
@testable import Persistence
@testable import Reconciliation

/// A button can be pressed where the chart takes its event, and nowhere else: for every configuration of the golden matrices.
@Suite struct OfferTests {
    /// What the reviewed matrix says, without the compiled table: `configuration event` → where it leads.
    private static func moves(_ chart: String) throws -> [String: String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "StateCharts/golden/\(chart).tsv")
        var moves: [String: String] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            if cells.count > 4, cells[4] == "-" { moves["\(cells[0]) \(cells[1])"] = String(cells[2]) }
        }
        return moves
    }

    private func machine<C: StateChart>(_ chart: C.Type, _ standing: C.Configuration, _ key: String, _ reason: ReasonCode?) -> Machine<C> {
        Machine<C>(
            key: key, revision: 1, configuration: standing, lastEvent: "sys.blocked", enteredAt: Instant(milliseconds: 0), reason: reason,
            detail: nil, attempts: 0, nextAt: nil, doubt: nil)
    }

    private static let reasons: [ReasonCode?] = [
        nil, .missingNumber, .duplicateNumber, .voucherVoided, .voucherEdited, .voucherGone, .documentChanged, .fileMissing,
        .cumulativeUnclear, .balanceMismatch, .waitingForFile,
    ]

    private func offers(_ standing: InvoiceConfiguration, _ reason: ReasonCode?) -> [OfferedAnswer] {
        let status = DocumentStatus(
            machine: machine(InvoiceChart.self, standing, "1", reason), number: "RE-1", date: nil, heroGross: Cents(11_900), booking: nil,
            voucherID: nil)
        return DocumentOffers(
            standing: status, figures: Consequence.Figures(gross: Cents(11_900), month: BookMonth("2026-11"), isCredit: false),
            candidates: [], isUnanswered: false, likely: []
        ).all
    }

    /// What each answer is to the chart, as contract.md says of `retry` and `resolve`.
    private func event(_ act: DecisionAct, _ standing: InvoiceConfiguration, _ reason: ReasonCode?) -> InvoiceEvent? {
        switch act {
        case .retry where standing.transfer == .waived: .opReconsider
        case .retry: .opRetry
        case .adopt: .opAdopt
        case .waive: .opWaive
        case .absent where standing.transfer == .gone || standing.transfer == .edited && reason == .voucherVoided: .opRecreate
        case .absent: .opAbsent
        case .accept where standing.evidence == .contested && !standing.isStrayed: .opAcknowledge
        case .accept: .opAcceptEdit
        case .contact, .newContact, .collective, .asStated, .withoutFile, .cumulative, .pause, .resume, .sync: nil
        }
    }

    /// Answered without a move: it is looked at sooner, or its candidates are set aside.
    private func stays(_ act: DecisionAct, _ standing: InvoiceConfiguration, _ reason: ReasonCode?) -> Bool {
        switch act {
        case .retry: [.unjudged, .waiting, .ready, .fileDue, .uncertain].contains(standing.transfer)
        case .absent: standing.transfer == .blocked && (reason == .duplicateNumber || reason == .voucherGone)
        case .adopt, .waive, .accept, .contact, .newContact, .collective, .asStated, .withoutFile, .cumulative, .pause, .resume, .sync:
            false
        }
    }

    @Test func aDocumentsButtonsAreItsChart() throws {
        let moves = try Self.moves(InvoiceChart.name)
        var possible = 0
        for standing in InvoiceChart.configurations {
            for reason in Self.reasons {
                var taken: Set<String> = []
                for offer in offers(standing, reason) {
                    guard let event = event(offer.act, standing, reason) else { continue }
                    let target = moves["\(standing) \(event.rawValue)"]
                    let isStay = stays(offer.act, standing, reason)
                    #expect(offer.isPossible == (target != nil || isStay), "\(standing) \(String(describing: reason)) \(offer.act)")
                    guard case .possible(let leadsTo, _) = offer.possibility, let target, !isStay else { continue }
                    taken.insert(event.rawValue)
                    possible += 1
                    let word = InvoiceChart.configurations.first { $0.description == target }.map { StateWord.of($0, nil) }
                    #expect(leadsTo == word, "\(standing) \(offer.act)")
                }
                try expectNoneIsMissing(standing, reason, taken, moves)
            }
        }
        #expect(possible > 500)
    }

    /// Two events are kept from people although the chart would take them.
    private func expectNoneIsMissing(
        _ standing: InvoiceConfiguration, _ reason: ReasonCode?, _ taken: Set<String>, _ moves: [String: String]
    )
        throws
    {
        for event in InvoiceEvent.allCases where event.eventClass == .op && moves["\(standing) \(event.rawValue)"] != nil {
            // The voucher that is edited, doubled or gone is decided on first.
            if event == .opAcknowledge && standing.isStrayed { continue }
            // One that is there and stands would be there twice.
            if event == .opRecreate && standing.transfer == .edited && reason != .voucherVoided { continue }
            #expect(taken.contains(event.rawValue), "\(standing) \(String(describing: reason)): no button for \(event.rawValue)")
        }
    }

    @Test func whatIsRefusedSaysWhy() {
        for standing in InvoiceChart.configurations {
            for offer in offers(standing, nil) {
                guard case .refused(let why) = offer.possibility else { continue }
                #expect(!why.de.isEmpty && !why.en.isEmpty && why.de != why.en)
            }
        }
    }

    @Test func aPaymentsButtonsAreItsChart() throws {
        let moves = try Self.moves(PaymentChart.name)
        let key = try #require(PaymentKey("81001/bank/2026-04-07/11900/1"))
        let events: [DecisionAct: PaymentEvent] = [.retry: .opRetry, .adopt: .opAdopt, .absent: .opAbsent, .accept: .opAccept]
        for standing in PaymentChart.configurations {
            let status = PaymentStatus(
                machine: machine(PaymentChart.self, standing, key.text, nil), key: key, number: nil, entry: nil, amount: nil)
            let offers = PaymentOffers(standing: status, likely: []).all
            #expect(Set(offers.map(\.act)) == Set(events.keys))
            for offer in offers {
                let event = try #require(events[offer.act])
                let isStay = offer.act == .retry && standing.state == .toMirror
                #expect(offer.isPossible == (moves["\(standing) \(event.rawValue)"] != nil || isStay), "\(standing) \(offer.act)")
            }
        }
    }

    @Test func aContactsButtonsAreItsChart() throws {
        let moves = try Self.moves(ContactChart.name)
        let events: [DecisionAct: ContactEvent] = [.contact: .opChoose, .newContact: .opCreateNew, .collective: .opUseCollective]
        for standing in ContactChart.configurations {
            for candidates in [[], ["a"]] {
                for offer in ContactOffers(standing: standing, candidates: candidates, likely: []).all {
                    let event = try #require(events[offer.act])
                    // A create must follow a search that found nobody.
                    let isUnsearched = offer.act == .newContact && standing.state == .ambiguous && candidates.isEmpty
                    let isTaken = moves["\(standing) \(event.rawValue)"] != nil
                    #expect(offer.isPossible == (isTaken && !isUnsearched), "\(standing) \(offer.act)")
                }
            }
        }
    }

    @Test func theIntegrationsButtonsAreItsChart() throws {
        let moves = try Self.moves(IntegrationChart.name)
        for standing in IntegrationChart.configurations {
            for offer in FlowOffers(standing: standing).all {
                switch offer.act {
                case .pause: #expect(offer.isPossible == (moves["\(standing) op.pause"] != nil), "\(standing)")
                case .resume: #expect(offer.isPossible == (moves["\(standing) op.resume"] != nil), "\(standing)")
                case .sync: #expect(offer.isPossible == (standing.isActive && standing.flow != .paused), "\(standing)")
                default: Issue.record("\(offer.act) is no answer to the integration")
                }
            }
        }
    }

    /// A new voucher is looked up, created and given its file: three requests, in the month of its day.
    @Test func whatFollowsIsToldBeforeItIsDone() throws {
        let blocked = try #require(InvoiceChart.configurations.first { $0.description == "locked/sound/blocked/unbooked" })
        let retry = try #require(offers(blocked, .missingNumber).first { $0.act == .retry })
        guard case .possible(let leadsTo, let consequence) = retry.possibility else { throw Missing() }
        #expect(leadsTo == .waiting && consequence.requests == 3)
        #expect(
            consequence.wording.de
                == "Der nächste Durchlauf prüft neu und legt, wenn nichts mehr im Weg steht, "
                + "einen Beleg über 119,00 EUR im November 2026 an; etwa 3 Anfragen."
        )
        let uncertain = try #require(InvoiceChart.configurations.first { $0.description == "locked/sound/uncertain/unbooked" })
        let absent = try #require(offers(uncertain, nil).first { $0.act == .absent })
        guard case .possible(_, let sent) = absent.possibility else { throw Missing() }
        #expect(sent.wording.de == "Der nächste Durchlauf legt einen Beleg über 119,00 EUR im November 2026 an; etwa 3 Anfragen.")
        let clash = try #require(InvoiceChart.configurations.first { $0.description == "locked/sound/clash/unbooked" })
        let adopt = try #require(offers(clash, nil).first { $0.act == .adopt })
        guard case .possible(_, let linked) = adopt.possibility else { throw Missing() }
        #expect(linked == Consequence(outcome: .attachesFile, requests: 1))
    }

    private struct Missing: Error {}
}
