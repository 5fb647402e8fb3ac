internal import Bookkeeping
internal import Persistence
internal import StateCharts
internal import Wording

/// Which state of a chart is which word.
extension StateWord {
    /// Where a document stands, in one word: what a person has to see first wins.
    static func of(_ standing: InvoiceConfiguration, _ reason: ReasonCode?) -> StateWord {
        switch standing.phase {
        case .released: .released
        case .releasedUnresolved: .releasedUnresolved
        case .tracked: standing.isStrayed || standing.evidence != .contested ? tracked(standing, reason) : .contested
        }
    }

    private static func tracked(_ standing: InvoiceConfiguration, _ reason: ReasonCode?) -> StateWord {
        switch standing.transfer {
        case .unjudged where standing.life == .draft: .draft
        case .waiting where reason == .waitingForFile || reason == .fileUnavailable: .waitingForFile
        case .waiting where reason == .waitingForContact: .waitingForContact
        case .fileComplete: booked(standing)
        case .none, .unjudged, .outOfScope, .waiting, .blocked, .ready, .checking, .rejected, .clash, .waived, .creating, .uncertain,
            .fileDue,
            .fileSending, .fileUnsure, .fileRefused, .doubled, .edited, .gone:
            of(standing.transfer)
        }
    }

    private static func booked(_ standing: InvoiceConfiguration) -> StateWord {
        switch standing.settlement {
        case .partly: .partlyPaid
        case .writtenOff: .writtenOff
        case .over: .overpaid
        case .none, .unbooked, .open, .exact:
            switch standing.life {
            case .paid: .paid
            case .cancelled: .cancelled
            case .none, .draft, .locked, .uploaded: .uploaded
            }
        }
    }

    static func of(_ transfer: InvoiceTransfer) -> StateWord {
        switch transfer {
        case .none: .absent
        case .unjudged: .unjudged
        case .outOfScope: .outOfScope
        case .waiting: .waiting
        case .blocked: .held
        case .ready: .ready
        case .checking: .checking
        case .rejected: .rejected
        case .clash: .clash
        case .waived: .waived
        case .creating: .sending
        case .uncertain: .uncertain
        case .fileDue: .fileDue
        case .fileSending: .fileSending
        case .fileUnsure: .fileUnsure
        case .fileRefused: .fileRefused
        case .fileComplete: .uploaded
        case .doubled: .doubled
        case .edited: .edited
        case .gone: .gone
        }
    }

    static func of(_ life: InvoiceLife) -> StateWord {
        switch life {
        case .none: .absent
        case .draft: .draft
        case .locked: .issued
        case .uploaded: .uploaded
        case .paid: .paid
        case .cancelled: .cancelled
        }
    }

    static func of(_ evidence: InvoiceEvidence) -> StateWord {
        switch evidence {
        case .none: .absent
        case .sound: .sound
        case .contested: .contested
        }
    }

    static func of(_ settlement: InvoiceSettlement) -> StateWord {
        switch settlement {
        case .none: .absent
        case .unbooked: .notBooked
        case .open: .open
        case .partly: .partlyPaid
        case .writtenOff: .writtenOff
        case .exact: .paid
        case .over: .overpaid
        }
    }

    static func of(_ payment: PaymentState) -> StateWord {
        switch payment {
        case .toMirror: .paymentDue
        case .checking: .checking
        case .posting: .sending
        case .uncertain: .uncertain
        case .mirrored: .paymentMirrored
        case .toWithdraw: .paymentToWithdraw
        case .withdrawn: .paymentWithdrawn
        case .refused: .paymentRefused
        case .clash: .paymentClash
        case .foreign: .paymentForeign
        case .released: .released
        case .releasedUnresolved: .releasedUnresolved
        case .accepted: .paymentAccepted
        }
    }

    static func of(_ contact: ContactState) -> StateWord {
        switch contact {
        case .unlinked: .contactUnlinked
        case .searching: .contactSearching
        case .creating: .sending
        case .uncertain: .uncertain
        case .linked: .contactLinked
        case .archived: .contactArchived
        case .collective: .contactCollective
        case .ambiguous: .contactAmbiguous
        case .rejected: .contactRejected
        case .released: .released
        case .releasedUnresolved: .releasedUnresolved
        }
    }

    static func of(_ imported: ContactImportState) -> StateWord {
        switch imported {
        case .counted: .importCounted
        case .checking: .checking
        case .creating: .sending
        case .uncertain: .uncertain
        case .imported: .importDone
        case .matched: .importMatched
        case .unfit: .importUnfit
        case .ambiguous: .importAmbiguous
        case .refused: .importRefused
        case .gone: .importGone
        }
    }

    static func of(_ integration: IntegrationConfiguration) -> StateWord {
        switch integration.phase {
        case .incomplete: .incomplete
        case .verifying: .verifying
        case .needsDate: .needsDate
        case .armed: .armed
        case .active: of(integration.flow)
        case .draining: .draining
        case .unlinking: .unlinking
        case .revoking: .revoking
        case .revokeBlocked: .revokeBlocked
        case .deleted: .deleted
        }
    }

    static func of(_ flow: IntegrationFlow) -> StateWord {
        switch flow {
        case .none: .absent
        case .running: .running
        case .paused: .paused
        case .blocked: .blocked
        case .probing: .probing
        }
    }

    static func of(_ date: IntegrationStartDate) -> StateWord {
        switch date {
        case .none: .absent
        case .open: .dateOpen
        case .held: .dateHeld
        case .fixed: .dateFixed
        }
    }
}

/// A state as rows and the journal write it, with or without its reason behind it, read again.
enum WrittenState {
    /// As it is where no chart knows it.
    static func wording(_ text: String, kind: String) -> Wording {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let name = parts.first else { return .untranslated(text) }
        let reason = parts.count > 1 ? ReasonCode(rawValue: parts[1]) : nil
        let word: StateWord? =
            switch kind {
            case InvoiceChart.name: InvoiceChart.configurations.first { $0.description == name }.map { .of($0, reason) }
            case PaymentChart.name: PaymentState(rawValue: name).map(StateWord.of)
            case ContactChart.name: ContactState(rawValue: name).map(StateWord.of)
            case IntegrationChart.name: IntegrationChart.configurations.first { $0.description == name }.map(StateWord.of)
            default: nil
            }
        return word?.wording ?? .untranslated(text)
    }
}
