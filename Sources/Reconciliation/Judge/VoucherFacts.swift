internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import StateCharts

/// Feeds what lexoffice shows of a linked voucher into the regions it owns: drift of the transfer, and settlement.
package struct VoucherFacts {
    let context: PassContext
    let settings: Settings
    private(set) var reads = 0

    /// Vouchers read in full in one pass: a bookkeeper who touches them all must not hold up the transfer.
    private static let readsMax = 100

    /// The caller has asked for a voucher that is no longer listed by its id, and it was not there either.
    func observeGone(_ key: String) throws {
        guard try context.invoice(key)?.configuration.transfer != .gone else { return }
        try feed(key, .lexVoucherGone, .because(.voucherGone))
    }

    /// Whether what the list shows of a linked voucher is not enough: it has to be read in full.
    func needsReading(_ key: String, voucherID: String) throws -> Bool {
        guard let (sighting, booking) = try linked(key, voucherID), sighting.status != "voided",
            sighting.agrees(with: comparison(booking))
        else { return false }
        return try mustBeRead(key, VoucherStamp(sighting), voucherID)
    }

    /// - Parameter reading: what lexoffice says about its payments, where it was asked.
    /// - Returns: false when the news must stay: it could not be looked at in this pass.
    mutating func observe(_ key: String, voucherID: String, reading: PaymentReading?) async throws -> Bool {
        if try needsReading(key, voucherID: voucherID), let (_, booking) = try linked(key, voucherID) {
            guard try await readInFull(key, voucherID, comparison(booking)) else { return false }
        }
        try observeShown(key, voucherID: voucherID, reading: reading)
        return true
    }

    /// By what the list shows.
    func observeShown(_ key: String, voucherID: String, reading: PaymentReading?) throws {
        guard let (sighting, booking) = try linked(key, voucherID) else { return }
        if sighting.status == "voided" {
            if try context.store.fact(AcceptedVoid.self, about: voucherID) == nil { try drift(key, .voucherVoided, "status=voided") }
        } else if !sighting.agrees(with: comparison(booking)) {
            try drift(key, .voucherEdited, difference(sighting, booking))
        }
        if let event = try balance(key, sighting, reading) { try feed(key, event) }
        try ShownNumber(context: context).observe(key, sighting)
        try context.store.set(explained: VoucherStamp(sighting), ofVoucher: voucherID)
    }

    private func linked(_ key: String, _ voucherID: String) throws -> (VoucherSnapshot, Booking)? {
        guard let sighting = try context.store.voucher(VoucherSnapshot.self, voucherID), let booking = try context.store.booking(key) else {
            return nil
        }
        return (sighting, booking)
    }

    private func comparison(_ booking: Booking) -> VoucherComparison {
        VoucherComparison(expected: booking.voucher, contactID: booking.contactID, rules: settings.rules)
    }

    // MARK: vouchers that count with the linked one

    /// One of several that a person adopted together: its edits are the document's, and so is what is open on it.
    func observePart(_ voucherID: String, of key: String) throws {
        guard let link = try context.store.link(InvoiceChart.self, key),
            let sighting = try context.store.voucher(VoucherSnapshot.self, link.remoteID)
        else { return }
        if let difference = try differenceOfParts(key) {
            try drift(key, .voucherEdited, difference)
        } else if try context.invoice(key)?.configuration.isStrayed == true {
            // What is left to be said is the linked one's.
            try context.store.refresh(voucher: link.remoteID)
        }
        let reading = try OpenItemObservation(context: context).known(sighting)
        if let event = try balance(key, sighting, reading) { try feed(key, event) }
    }

    /// Nil while all are as a person took them, or when it is not known how that was.
    private func differenceOfParts(_ key: String) throws -> String? {
        for part in try context.store.fact(JointVouchers.self, about: key)?.parts ?? [] {
            guard let sighting = try context.store.voucher(VoucherSnapshot.self, part.id) else { continue }
            let name = "voucher=\(Token.of(part.id))"
            guard (sighting.status == "voided") == part.isVoided else { return "\(name) status=\(Token.of(sighting.status))" }
            let comparison = VoucherComparison(expected: part.voucher, contactID: part.contactID, rules: settings.rules)
            guard sighting.agrees(with: comparison) else {
                return "\(name) \(difference(sighting, Booking(voucher: part.voucher, contactID: part.contactID)))"
            }
        }
        return nil
    }

    // MARK: what the row does not show

    /// A strayed voucher is looked at in full before it counts as matching again; another one when it moved without a reason.
    private func mustBeRead(_ key: String, _ stamp: VoucherStamp, _ voucherID: String) throws -> Bool {
        guard let configuration = try context.invoice(key)?.configuration else { return false }
        if configuration.isStrayed { return configuration.transfer != .doubled }
        guard configuration.isOnBooks else { return false }
        return stamp.isUnexplained(since: try context.store.explained(VoucherStamp.self, ofVoucher: voucherID))
    }

    private mutating func readInFull(_ key: String, _ voucherID: String, _ comparison: VoucherComparison) async throws -> Bool {
        guard reads < Self.readsMax else { return false }
        reads += 1
        let answer = try await context.ask(.voucher(voucherID, of: key)) { try await context.lexoffice.voucher(voucherID) }
        guard case .given(let found) = answer else { return false }
        guard let found else {
            try observeGone(key)
            return true
        }
        let differences = comparison.differences(found: found)
        guard differences.isEmpty else {
            let detail = DriftText.detail(differences, settings.rules)
            try drift(key, .voucherEdited, detail, fields: DriftText.fields(differences, settings.rules))
            return true
        }
        try recover(key)
        try weighFile(key, isThere: !found.fileIDs.isEmpty)
        return true
    }

    /// One that lost its file gets it again; one that still has it after it strayed need not be sent it.
    private func weighFile(_ key: String, isThere: Bool) throws {
        guard let machine = try context.invoice(key) else { return }
        let transfer = machine.configuration.transfer
        if isThere, transfer == .fileDue || transfer == .fileRefused {
            // Attached by hand: nothing is asked or sent any more.
            if let link = try context.store.link(InvoiceChart.self, key) {
                try context.answered(.taking(.attachFile, link.remoteID, of: key))
            }
            try context.answered(.file(key))
            try feed(key, .lexFilePresent, machine.reason == nil ? TransitionChanges() : .because(nil))
        }
        // Booked without one, as a person wanted it.
        if !isThere, transfer == .fileComplete, try !context.store.rulings(key).withoutFile { try feed(key, .lexFileAbsent) }
    }

    // MARK: strangers

    /// A voucher nobody of ours holds: should it bear the number of one that we do hold, there are two for one document.
    func observeStranger(_ voucherID: String) throws {
        let store = context.store
        guard let stranger = try store.voucher(VoucherSnapshot.self, voucherID) else { return }
        for twin in try twins(of: stranger) {
            guard let key = try store.holder(ofVoucher: twin.id) else { continue }
            let surplus = try surplus(of: twin.id, key)
            guard !surplus.isEmpty, try context.invoice(key)?.configuration.transfer != .doubled else { continue }
            let doubled = TransitionChanges.because(.voucherDoubled, detail: CandidateText.vouchers(surplus), candidates: surplus)
            try feed(key, .lexVoucherDoubled, doubled)
        }
    }

    /// Whether the surplus is gone, voided or disowned meanwhile.
    func reviewDoubled(_ key: String) throws {
        guard let link = try context.store.link(InvoiceChart.self, key) else { return }
        if try surplus(of: link.remoteID, key).isEmpty { try feed(key, .lexVoucherMatches, .because(nil)) }
    }

    /// Vouchers of the same type and number besides the linked one, which count and are nobody's.
    private func surplus(of voucherID: String, _ key: String) throws -> [String] {
        let store = context.store
        guard let ours = try store.voucher(VoucherSnapshot.self, voucherID) else { return [] }
        let disowned = try store.disowned(key)
        var surplus: [String] = []
        for twin in try twins(of: ours) {
            guard !disowned.contains(twin.id), twin.type == ours.type, twin.status != "voided", try store.holder(ofVoucher: twin.id) == nil
            else { continue }
            surplus.append(twin.id)
        }
        return surplus
    }

    /// Other vouchers of the very same number: what lexoffice shows of both has been through the same hands.
    private func twins(of voucher: VoucherSnapshot) throws -> [VoucherSnapshot] {
        guard let number = voucher.number, !number.isEmpty else { return [] }
        return try context.store.vouchers(VoucherSnapshot.self, number: number).filter {
            $0.id != voucher.id && NumberSpelling.isExactly($0.number ?? "", number)
        }
    }

    private func drift(_ key: String, _ reason: ReasonCode, _ detail: String, fields: String? = nil) throws {
        guard let machine = try context.invoice(key) else { return }
        var commitment = TransitionChanges.because(reason, detail: detail)
        if let fields { commitment.journal["fields"] = fields }
        guard machine.configuration.transfer == .edited else {
            try feed(key, .lexVoucherEdited, commitment)
            return
        }
        // Edited again: what is shown is what is now.
        guard machine.reason != reason || machine.detail != detail else { return }
        try context.store.annotate(InvoiceChart.self, key, commitment)
    }

    private func recover(_ key: String) throws {
        guard let machine = try context.invoice(key), machine.configuration.isStrayed, machine.configuration.transfer != .doubled,
            try differenceOfParts(key) == nil
        else { return }
        try feed(key, .lexVoucherMatches, .because(nil))
    }

    /// The first field that differs, with both values: ids, numbers, days and cents only.
    private func difference(_ sighting: VoucherSnapshot, _ booking: Booking) -> String {
        let pairs: [(String, String?, String?)] = [
            ("type", booking.voucher.type.rawValue, sighting.type), ("number", booking.voucher.number, sighting.number),
            ("voucher_date", booking.voucher.voucherDate.description, sighting.voucherDate?.description),
            ("gross", booking.voucher.gross.description, sighting.total?.description),
            ("contact_id", booking.contactID, sighting.contactID),
        ]
        let differing = pairs.filter { $0.1 != $0.2 }
        return differing.map { "\($0.0)=\(Token.of($0.1 ?? "none"))->\(Token.of($0.2 ?? "none"))" }.joined(separator: " ")
    }

    /// The open amount decides, never the status alone: a voided voucher looks balanced (domain.md P11).
    private func balance(_ key: String, _ sighting: VoucherSnapshot, _ reading: PaymentReading?) throws -> InvoiceEvent? {
        guard var total = sighting.total, var open = sighting.open else { return nil }
        var statuses = [sighting.status]
        for id in try context.store.fact(JointVouchers.self, about: key)?.others ?? [] {
            guard let part = try context.store.voucher(VoucherSnapshot.self, id), part.status != "voided" else { continue }
            guard let partTotal = part.total, let partOpen = part.open else { return nil }
            let isSameWay = part.type == sighting.type
            total = isSameWay ? total + partTotal : total - partTotal
            open = isSameWay ? open + partOpen : open - partOpen
            statuses.append(part.status)
        }
        if open.amount == 0 {
            guard statuses.allSatisfy({ ["paid", "paidoff"].contains($0) }) else { return nil }
            return reading?.isWrittenOff == true ? .lexBalanceWrittenOff : .lexBalanceFull
        }
        if open.amount < 0 { return .lexBalanceOver }
        return open < total ? .lexBalancePartial : .lexBalanceOpen
    }

    private func feed(_ key: String, _ event: InvoiceEvent, _ commitment: TransitionChanges = TransitionChanges()) throws {
        try context.advance(InvoiceChart.self, key, event, commitment)
    }
}
