package import Bookkeeping

/// The words of the daily mail. No amount, number or name is in the subject.
package enum DigestWords {
    /// Whom something waits for.
    package static func actor(_ actor: NextStep.Actor) -> Wording {
        switch actor {
        case .office: Wording("Büro", "office")
        case .adviser: Wording("Steuerberater", "tax adviser")
        case .administrator: Wording("Administrator", "administrator")
        case .nobody: Wording("niemand", "nobody")
        }
    }

    package static let subject = Wording("reconcile: Etwas wartet auf Sie", "reconcile: something waits for you")
    package static let subjectOfTest = Wording("reconcile: Probe", "reconcile: test")
    package static let test = Wording(
        "Das ist eine Probe von `reconcile notify --test`: Mails kommen an.",
        "This is a test by `reconcile notify --test`: mail arrives.")

    /// - Parameters:
    ///   - count: of all that wait, at least 1.
    ///   - gross: of them together, nil where none of them has an amount.
    package static func waiting(_ count: Int, for actor: NextStep.Actor, gross: Cents?, day: BusinessDay) -> Wording {
        let sums = gross.map { (", zusammen \(Catalogue.amount($0, .de))", ", together \(Catalogue.amount($0, .en))") } ?? ("", "")
        return Wording(
            "Stand \(Catalogue.day(day, .de)). Zu klären (\(self.actor(actor).de)): \(count)\(sums.0)",
            "As of \(Catalogue.day(day, .en)). To be settled (\(self.actor(actor).en)): \(count)\(sums.1)")
    }

    package static let new = Wording("neu", "new")
    package static func since(_ day: BusinessDay, days: Int64) -> Wording {
        let age =
            switch days {
            case ..<1: ("", "")
            case 1: (", einem Tag", ", one day")
            default: (", \(days) Tagen", ", \(days) days")
            }
        return Wording("seit \(Catalogue.day(day, .de))\(age.0)", "since \(Catalogue.day(day, .en))\(age.1)")
    }
    package static let reminder = Wording("Erinnerung", "reminder")
    package static let next = Wording("Nächster Schritt", "Next step")

    /// What is held and not listed in this mail.
    package static func unlisted(_ count: Int) -> Wording {
        count == 1
            ? Wording("Eines wartet weiter, wie schon gemeldet.", "One goes on waiting, as told before.")
            : Wording("\(count) warten weiter, wie schon gemeldet.", "\(count) go on waiting, as told before.")
    }

    /// What else is new or due and found no room.
    package static func more(_ count: Int) -> Wording { Wording("… und \(count) weitere.", "… and \(count) more.") }

    /// - Parameter counts: of those who are not addressed, none of them 0.
    package static func elsewhere(_ counts: [(actor: NextStep.Actor, count: Int)]) -> Wording {
        func list(_ language: Language) -> String {
            counts.map { "\(actor($0.actor)(language)) \($0.count)" }.joined(separator: ", ")
        }
        return Wording("Bei anderen: \(list(.de)).", "With others: \(list(.en)).")
    }

    package static func flowed(vouchers: Int, gross: Cents, payments: Int, paid: Cents, since day: BusinessDay) -> Wording {
        Wording(
            "Übertragen seit \(Catalogue.day(day, .de)): \(vouchers) \(vouchers == 1 ? "Beleg" : "Belege") über "
                + "\(Catalogue.amount(gross, .de)), \(payments) \(payments == 1 ? "Zahlung" : "Zahlungen") über \(Catalogue.amount(paid, .de)).",
            "Transferred since \(Catalogue.day(day, .en)): \(vouchers) \(vouchers == 1 ? "voucher" : "vouchers") over "
                + "\(Catalogue.amount(gross, .en)), \(payments) \(payments == 1 ? "payment" : "payments") over \(Catalogue.amount(paid, .en))."
        )
    }

    package static func everything(_ place: String) -> Wording { Wording("Alles auf einen Blick: \(place)", "All at a glance: \(place)") }
    package static let command = "reconcile list"
    /// Pages of the console, which people read in the address line.
    package static let pageOfOpen = "/klaeren"
    package static let pageOfDocument = "/beleg/"

    package static let repeated = Wording(
        "Diese Mail kann schon einmal angekommen sein: beim letzten Versuch blieb die Antwort des Mailservers aus. "
            + "Es ist dieselbe (Message-ID), nicht eine zweite.",
        "This mail may have been sent before: the mail server's answer to the last try did not arrive. "
            + "It is the same one (Message-ID), not a second.")
    package static let sender = Wording(
        "Diese Mail schickt reconcile, wenn etwas wartet, und erinnert nach 1, 3 und 7 Tagen, dann wöchentlich. Wer sie bekommt, "
            + "steht in der Konfiguration (notify).",
        "reconcile sends this mail when something waits, and reminds after 1, 3 and 7 days, then weekly. Who gets it stands in the "
            + "configuration (notify).")
}

/// What is said beside the list.
extension DigestWords {
    package static let paused = Wording("Pausiert: es fließt nichts.", "Paused: nothing flows.")
    package static let blocked = Wording(
        "Angehalten: ohne gültigen Zugang fließt nichts. `reconcile doctor` sagt, woran es liegt.",
        "Suspended: without valid access nothing flows. `reconcile doctor` says why.")
    package static let noPass = Wording(
        "Seit mehr als einem Tag kam kein Durchlauf zu Ende. `reconcile doctor` und das Protokoll des Dienstes sagen, woran es liegt.",
        "No pass has come to its end for more than a day. `reconcile doctor` and the log of the service say why.")
    package static let restored = Wording(
        "Der Zustand wurde zurückgespielt; es wird verknüpft, was fehlt.", "The state was put back; what is missing is being linked.")
    package static func imports(_ count: Int) -> Wording {
        Wording(
            "\(count) \(count == 1 ? "Kontakt" : "Kontakte") aus dem Import: bitte ansehen (`reconcile contacts import`).",
            "\(count) \(count == 1 ? "contact" : "contacts") of the import: please look (`reconcile contacts import`).")
    }
}

/// What the command says of each channel.
extension DigestWords {
    package static let nothingConfigured = Wording(
        "Nichts eingestellt: notify.smtp, notify.webhook und notify.ping sind leer.",
        "Nothing is configured: notify.smtp, notify.webhook and notify.ping are empty.")
    package static let arrived = Wording("angenommen", "taken")
    package static let failed = Wording("nicht angekommen", "did not arrive")
    package static let unknown = Wording("ungewiss, ob angekommen", "unknown whether it arrived")
    package static let nothingDue = Wording(
        "Heute wäre nichts zu melden.", "There would be nothing to tell today.")
}

/// `doctor` about it.
extension DigestWords {
    package static let off = Wording("keine Benachrichtigung eingestellt", "nobody is told anything")
    package static func configured(mails: Int, webhook: Bool, ping: Bool) -> Wording {
        let others = [webhook ? "webhook" : nil, ping ? "ping" : nil].compactMap(\.self).map { ", \($0)" }.joined()
        return Wording(
            "\(mails) \(mails == 1 ? "Empfänger" : "Empfänger") per Mail\(others); `reconcile notify --test` probiert alle",
            "\(mails) \(mails == 1 ? "recipient" : "recipients") by mail\(others); `reconcile notify --test` tries all")
    }
}
