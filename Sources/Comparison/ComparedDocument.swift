internal import Bookkeeping
internal import Hero
internal import Persistence
internal import Reconciliation
internal import StateCharts

/// One document with everything a comparison needs of it.
struct ComparedDocument {
    var standing: DocumentStatus
    var header: DocumentHeader
    /// While its statement is worked out.
    var detail: DetailRecord?
    var sighting: VoucherSnapshot?
    var transferredAt: Instant?
    var isVoidAccepted = false
    var look = Classification.Look.notTaken
    var statement = HeroFigures.Statement(voucher: nil, shares: [])
    /// What lexoffice shows as settling its voucher.
    var settlements = Settlements.unknown
    /// Vouchers that count with it: those it was adopted with besides its own, and those of its number that it is not linked to.
    var others: [StrayVoucher] = []

    var key: String { standing.key }
    var isOnBooks: Bool { standing.machine.configuration.isOnBooks || standing.machine.configuration.isStrayed }
    var isGone: Bool { standing.transfer == .gone || look == .gone }

    /// The date the document belongs to: its own, or the day it was created where it bears none.
    var heroDate: BusinessDay? { header.date ?? header.created.map(BusinessDay.init(berlinDayOf:)) }

    /// The date lexoffice books its voucher on.
    var voucherDate: BusinessDay? {
        guard isOnBooks else { return nil }
        if case .found(let voucher) = look { return voucher.voucherDate }
        return sighting?.voucherDate ?? standing.booking?.voucher.voucherDate
    }

    /// Whether HERO says it should be booked.
    var isDue: Bool {
        (standing.transfer.isPending || isOnBooks) && header.lifecycle != .deleted
            && !(standing.isContested && standing.machine.reason == .documentMissing)
    }

    /// What it adds to the totals of either side.
    var own: MonthTotals {
        let isCounted = isDue || (!others.isEmpty && header.lifecycle != .deleted)
        var own = MonthTotals.of(
            hero: isCounted ? statement.shares : [], on: heroDate, lexoffice: bookedShares ?? [], on: voucherDate)
        for voucher in others { own.add(voucher.own) }
        return own
    }

    /// The stored reading is of another edition of the document than the one HERO shows now.
    var isDetailStale: Bool {
        guard isDue, case .document(let document, _)? = detail else { return false }
        return document.totalNet != header.valueNet || document.totalTax != header.vat || document.documentDate != header.date
            || document.number != header.number
    }

    /// What lexoffice has on its books; nil when it should have been read for that and was not.
    var bookedShares: [RateShare]? { booked(\.rateShares, \.rateShares) }

    /// - Parameters:
    ///   - read: what is taken of the voucher where it was read.
    ///   - sent: what is taken of it as we booked it, where nothing has changed since.
    func booked<Part>(_ read: (ObservedVoucher) -> [Part], _ sent: (Voucher) -> [Part]) -> [Part]? {
        guard isOnBooks, !isGone else { return [] }
        switch look {
        case .found(let voucher): return read(voucher)
        case .gone: return []
        case .unreadable: return nil
        case .notTaken:
            if sighting?.status == "voided" { return [] }
            // What it was changed to is only known from the voucher itself.
            return standing.transfer == .edited ? nil : (standing.booking?.voucher).map(sent)
        }
    }

    /// Fields in which a person let lexoffice's version stand, or adopted another one; categories are the mapping's business.
    var acceptedDifferences: [FieldDifference] {
        guard let booked = standing.booking?.voucher, let due = statement.voucher, !isGone else { return [] }
        var differences: [FieldDifference] = []
        func compare(_ field: String, _ ours: String, _ theirs: String) {
            if ours != theirs { differences.append(FieldDifference(field: field, ours: ours, theirs: theirs)) }
        }
        compare("type", due.type.rawValue, booked.type.rawValue)
        compare("number", due.number, booked.number)
        compare("voucher_date", due.voucherDate.description, booked.voucherDate.description)
        for rate in Set((due.rateShares + booked.rateShares).map(\.rate)).sorted(by: MonthTotals.precedes) {
            compare(
                "rate_\(rate?.description ?? "none")", ComparedDocument.text(due.rateShares, rate),
                ComparedDocument.text(booked.rateShares, rate))
        }
        return differences
    }

    private static func text(_ shares: [RateShare], _ rate: ExactDecimal?) -> String {
        shares.first { $0.rate == rate }.map { "\($0.net)+\($0.tax)" } ?? "none"
    }

    /// Whether the number is missing from lexoffice's sequence, and why (domain.md R5).
    var absence: GapReason? {
        switch standing.transfer {
        case .none: return .unknown
        case .outOfScope, .waived:
            if standing.machine.reason == .beforeStart { return .beforeStart }
            return header.lifecycle == .deleted ? .deletedInHero : .skipped(standing.machine.reason)
        case .blocked, .rejected, .clash: return .blocked(standing.machine.reason)
        case .gone: return .blocked(standing.machine.reason)
        case .unjudged, .waiting, .ready, .checking, .creating, .uncertain:
            return standing.isContested ? .blocked(standing.machine.reason) : nil
        case .edited, .doubled, .fileDue, .fileSending, .fileUnsure, .fileRefused, .fileComplete: return nil
        }
    }
}

/// A voucher no document is linked to: one of our number ranges that belongs to none (domain.md R2), or one that counts with another.
struct StrayVoucher {
    var sighting: VoucherSnapshot
    /// The document it counts with.
    var owner: String?
    var look = Classification.Look.notTaken

    /// What it adds to lexoffice's totals, once it was read.
    var own: MonthTotals {
        guard case .found(let voucher) = look else { return MonthTotals() }
        return MonthTotals.of(hero: [], on: nil, lexoffice: voucher.rateShares, on: voucher.voucherDate)
    }

    var date: BusinessDay? { if case .found(let voucher) = look { voucher.voucherDate } else { sighting.voucherDate } }

    var finding: Finding {
        var finding = Finding(
            .surplus, originator: .lexoffice, reason: .surplusVoucher, detail: "voucher=\(sighting.id) type=\(Token.of(sighting.type))")
        finding.voucherID = sighting.id
        finding.number = sighting.number
        finding.date = date
        finding.gross = sighting.total
        return finding
    }
}
