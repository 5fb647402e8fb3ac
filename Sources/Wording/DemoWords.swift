/// The tour.
extension Catalogue {
    package static let demoSetup = Wording(
        "Einrichten: beide Zugänge prüfen, Startdatum heute", "Set up: check both accounts, start date today")
    package static let demoDryRun = Wording(
        "Abgleich ohne zu schreiben (`reconcile --dry-run`)", "Compare without writing (`reconcile --dry-run`)")
    package static let demoTransfer = Wording("Übertragen (`reconcile`)", "Transfer (`reconcile`)")
    package static let demoSecond = Wording("Noch einmal: es gibt nichts zu tun", "Once more: there is nothing to do")
    package static let demoCancel = Wording(
        "Eine Rechnung wird in HERO storniert und übertragen", "An invoice is cancelled in HERO and transferred")
    package static let demoPay = Wording(
        "Eine Zahlung wird in lexoffice erfasst und steht danach in HERO", "A payment is recorded in lexoffice and then is in HERO")
    package static let demoChain = Wording(
        "Zwei Abschläge, die Schlussrechnung und ein Nachtrag mit 19 % und 7 %: jeder Beleg nur mit dem Rest",
        "Two part invoices, the final invoice and a supplement at 19 % and 7 %: each voucher with the rest alone")
    package static let demoWithXML = Wording("mit E-Rechnung", "with e-invoice")
    package static let demoWithoutXML = Wording("ohne E-Rechnung", "without e-invoice")
    package static let demoChainSum = Wording("Summe der Kette = ganzer Auftrag", "Sum of the chain = the whole work")
    package static let demoBooks = Wording("So stehen die Bücher in lexoffice", "This is what the books in lexoffice look like")
    package static let demoNext = Wording(
        """
        Im Browser: `reconcile demo --console` öffnet das Ganze auf einem Geschäftsjahr und nennt den Link.
        Weiter von Hand: `reconcile sandbox` startet beide Systeme mit einem Geschäftsjahr und nennt die nächsten Befehle;
        `reconcile explain NUMMER` erzählt die Geschichte eines Belegs, `reconcile charts` zeigt die Zustandsautomaten.
        """,
        """
        In the browser: `reconcile demo --console` opens the whole on a business year and prints the link.
        Go on by hand: `reconcile sandbox` starts both systems with a business year and names the next commands;
        `reconcile explain NUMBER` tells the story of a voucher, `reconcile charts` shows the state machines.
        """)

    package static func demoAsk(seconds: Int) -> Wording {
        Wording(
            "Jetzt im Browser öffnen? Eingabetaste = ja; ohne Antwort endet die Vorführung in \(seconds) Sekunden.",
            "Open it in the browser now? Enter = yes; without an answer the demo ends in \(seconds) seconds.")
    }

    package static func trialLinks(minutes: Int) -> Wording {
        Wording(
            "Konsole auf Beispieldaten. Jeder Link gilt einmal, \(minutes) Minuten lang:",
            "Console on sample data. Each link is good once, for \(minutes) minutes:")
    }
    package static func trialFleet(minutes: Int) -> Wording {
        Wording(
            "Mehrere Konten auf Beispieldaten. Jeder Link gilt einmal, \(minutes) Minuten lang. Die Seite aller Konten:",
            "Several accounts on sample data. Each link is good once, for \(minutes) minutes. The page of all accounts:")
    }
    package static func trialAccount(_ name: String) -> Wording {
        Wording("Die Konsole des Kontos \(name):", "The console of the account \(name):")
    }
    /// - Parameter command: without what is asked for.
    package static func trialMore(_ command: String) -> Wording {
        Wording("Noch ein Link, in einer zweiten Shell:\n\(command)", "Another link, from a second shell:\n\(command)")
    }
    /// - Parameter command: that records one.
    package static func trialPayment(_ command: String) -> Wording {
        Wording("Eine Zahlung in lexoffice erfassen:\n\(command)", "Record a payment in lexoffice:\n\(command)")
    }
    package static let trialEnd = Wording("Strg-C beendet alles; es bleibt nichts zurück.", "Ctrl-C ends it all; nothing stays behind.")
}
