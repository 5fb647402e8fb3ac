/// What stands in lexoffice, or is not allowed there.
extension Explanation {
    static let invoiceInLexoffice = Explanation(
        "In lexoffice steht schon eine dort geschriebene Rechnung mit dieser Nummer, diesem Tag und Betrag; die Einnahme zählte doppelt.",
        "lexoffice already has an invoice, written there, of this number, day and amount; the income would count twice.",
        .office(
            .open(.lexofficeVouchers), "Rechnung in lexoffice ansehen. Ist es dieselbe: dort stornieren oder löschen,",
            "Look at the invoice in lexoffice. If it is the same: cancel or delete it there,"),
        .thenRetry, .office(.answer(.absent), "Ist es eine andere: {command}.", "If it is another: {command}."))
    static let voucherUnchecked = Explanation(
        "Der Beleg steht in lexoffice unter \u{201E}Zu prüfen\u{201C}: Er ist noch nicht gebucht und kann nicht bezahlt werden.",
        "The voucher stands under *Zu prüfen* in lexoffice: it is not booked yet, and cannot be paid.",
        .office(
            .open(.lexofficeVoucher), "Den Beleg in lexoffice prüfen und speichern, dann zählen auch seine Zahlungen.",
            "Check and save the voucher in lexoffice, then its payments count, too."),
        .office(.answer(.accept), "Oder mit {command} so stehen lassen.", "Or let it stand with {command}."))
    static let rightMissing = Explanation(
        "Dem Zugang zu lexoffice fehlt ein Recht; was es braucht, ruht, alles andere läuft weiter.",
        "The access to lexoffice lacks a right; what needs it rests, all else goes on.",
        .grantRight)

    static func rightMissing(_ detail: String) -> Explanation {
        let marked = detail.split(separator: " ").first { $0.hasPrefix("right=") }
        guard let word = marked?.dropFirst("right=".count), let what = RightWords.resting[String(word)] else { return rightMissing }
        return Explanation(
            "Dem Zugang zu lexoffice fehlt das Recht \u{201E}\(word)\u{201C}: \(what.de). Alles andere läuft weiter.",
            "The access to lexoffice lacks the right \(word): \(what.en). All else goes on.",
            .grantRight)
    }
}

/// What rests without a right.
enum RightWords {
    static let resting: [String: Wording] = [
        "contacts": Wording("Kontakte werden weder gesucht noch angelegt", "contacts are neither looked for nor created"),
        "vouchers": Wording("Belege werden nicht angelegt", "no vouchers are created"),
        "files": Wording("Dateien werden nicht angehängt", "no files are attached"),
        "payments": Wording("Zahlungen kommen nicht nach HERO", "payments do not reach HERO"),
        "voucherlist": Wording(
            "ohne die Liste ist nicht zu sehen, was es schon gibt, darum werden keine Belege angelegt; Zahlungen werden einzeln erfragt",
            "without the list nobody sees what is there already, so no vouchers are created; payments are asked for one by one"),
    ]
}

extension NextStep {
    fileprivate static let grantRight = administrator(
        .open(.lexofficeSettings), "In lexoffice einen Zugang mit allen Rechten anlegen und einsetzen; dann geht es von selbst weiter.",
        "Create an access with all rights in lexoffice and put it in place; then it goes on by itself.")
}
