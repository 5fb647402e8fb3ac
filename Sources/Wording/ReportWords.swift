package import Bookkeeping

/// The words of a pass's report.
extension Catalogue {
    package static let nothingListed = Wording("Kein Dokument.", "No document.")
    package static let nothingToDo = Wording(
        "Nichts zu tun: beide Systeme sagen dasselbe.", "Nothing to do: both systems tell the same story.")
    package static let nothingToDoButSums = Wording(
        "Nichts zu tun. Die Summen weichen um das ab, was unten benannt ist.",
        "Nothing to do. The sums differ by what is named below.")
    package static let goesOn = Wording(
        "Noch nicht fertig: der nächste Durchlauf macht von selbst weiter.", "Not finished yet: the next pass goes on by itself.")
    package static let paused = Wording(
        "Pausiert: es fließt nichts, bis `reconcile resume`.", "Paused: nothing flows until `reconcile resume`.")
    package static let dryRunHead = Wording("Probelauf: nichts wird geschrieben.", "Dry run: nothing is written.")
    package static let newContact = Wording("neuer Kontakt", "new contact")
    package static let requests = Wording("Anfragen", "requests")
    /// - Parameter tenths: of a second.
    package static func seconds(tenths: Int64) -> Wording { Wording("\(tenths / 10),\(tenths % 10) s", "\(tenths / 10).\(tenths % 10) s") }

    package static func voucherType(_ type: VoucherType?) -> Wording {
        switch type {
        case .salesInvoice: Wording("Einnahme", "sales invoice")
        case .salesCreditNote: Wording("Einnahmenminderung", "sales credit note")
        case nil: Wording("Dokument", "document")
        }
    }

    package static let contact = Wording("Kontakt", "Contact")
    package static let right = Wording("Recht", "right")
    package static let listEntry = Wording("Eintrag", "entry")

    package static func created(dryRun: Bool) -> Wording {
        dryRun ? Wording("wird angelegt", "will be created") : Wording("angelegt", "created")
    }

    package static func fileAttached(dryRun: Bool) -> Wording {
        dryRun ? Wording("PDF wird nachgereicht", "PDF will be attached") : Wording("PDF nachgereicht", "PDF attached")
    }

    package static func adopted(dryRun: Bool) -> Wording {
        dryRun ? Wording("wird verknüpft", "will be adopted") : Wording("verknüpft", "adopted")
    }

    package static let uncertain = Wording("ungewiss", "uncertain")
    package static let needsPerson = Wording("braucht Sie", "needs you")
    package static let ready = Wording("bereit, in der Reihe", "ready, in the queue")
    package static let waiting = Wording("wartet", "waiting")
    package static let note = Wording("Hinweis", "note")

    /// `1.234,56 EUR` or `1,234.56 EUR`.
    package static func amount(_ cents: Cents, _ language: Language) -> String { "\(number(cents, language)) EUR" }

    /// `1.234,56` or `1,234.56`, in whatever currency.
    package static func number(_ cents: Cents, _ language: Language) -> String {
        let digits = String(cents.amount.magnitude / 100).utf8
        let rest = cents.amount.magnitude % 100
        var grouped: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(UInt8(ascii: language == .de ? "." : ",")) }
            grouped.append(digit)
        }
        let sign = cents.amount < 0 ? "-" : ""
        return "\(sign)\(String(decoding: grouped, as: UTF8.self))\(language == .de ? "," : ".")\(rest < 10 ? "0" : "")\(rest)"
    }
}
