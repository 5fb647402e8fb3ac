/// What `reconcile pilot` says beside its findings.
package enum PilotWords {
    package static let title = Wording(
        "Blick auf das Konto, nur lesend: was angenommen ist und was zu sehen war",
        "A look at the account, reading only: what is assumed and what was seen")
    package static func requests(hero: Int, lexoffice: Int, limit: Int) -> Wording {
        Wording(
            "Anfragen: HERO \(hero), lexoffice \(lexoffice), zusammen höchstens \(limit)",
            "requests: HERO \(hero), lexoffice \(lexoffice), \(limit) in all at most")
    }
    package static let budgetSpent = Wording(
        "Die Anfragen waren aufgebraucht; was danach kam, ist nicht gesehen.",
        "The requests were used up; what came after them is not seen.")
    package static func trouble(_ system: String, _ code: String) -> Wording {
        Wording("\(system) antwortete nicht weiter: \(code)", "\(system) gave no further answers: \(code)")
    }
    package static func shapeTitle(drafts: Int) -> Wording {
        Wording("Aufbau der Entwurfsdaten aus \(drafts) Dokumenten, ohne Werte:", "Shape of the data of \(drafts) drafts, without values:")
    }
    package static let shapeCut = Wording("Es gibt weitere Pfade.", "There are more paths.")
    package static func written(_ path: String) -> Wording { Wording("Geschrieben: \(path)", "Written: \(path)") }
    package static let mailable = Wording(
        "Enthält keine Schlüssel, Kunden, Nummern und Beträge und kann verschickt werden.",
        "Holds no keys, customers, numbers or amounts and can be mailed.")
    package static let notKeptPartial = Wording(
        "Nicht für `reconcile doctor` aufbewahrt: der Blick war unvollständig.",
        "Not kept for `reconcile doctor`: the look was incomplete.")
    package static func notKept(_ why: String) -> Wording {
        Wording("Nicht für `reconcile doctor` aufbewahrt: \(why)", "Not kept for `reconcile doctor`: \(why)")
    }
    package static func cannotWrite(_ path: String, _ why: String) -> Wording {
        Wording("\(path) lässt sich nicht schreiben: \(why)", "\(path) cannot be written: \(why)")
    }
    package static let otherPlace = Wording(
        "Mit `--output` einen anderen Ort nennen.", "Name another place with `--output`.")
}

/// The result of a pilot as `doctor` shows it.
extension DoctorWords {
    package static let noPilot = Wording(
        "`reconcile pilot` lief noch nicht; es prüft die Annahmen an diesem Konto",
        "`reconcile pilot` has not run yet; it checks the assumptions on this account")
    package static func pilotUnreadable(_ path: String, _ why: String) -> Wording {
        Wording("\(path) ist nicht lesbar: \(why)", "\(path) cannot be read: \(why)")
    }
    package static let pilotOfOther = Wording("gilt einem anderen Konto", "is about another account")
    package static let runPilot = Wording("`reconcile pilot` ausführen.", "Run `reconcile pilot`.")
    package static func pilotSettled(_ assumption: Assumption, _ verdict: AssumptionVerdict, day: String) -> Wording {
        let (sentence, word) = (Catalogue.assumption(assumption), Catalogue.verdict(verdict))
        return Wording("\(word.de) (\(day)): \(sentence.de)", "\(word.en) (\(day)): \(sentence.en)")
    }
    package static let pilotFails = Wording(
        "Vor der ersten Übertragung klären; `reconcile pilot` nennt die Zahlen dazu.",
        "Settle this before the first transfer; `reconcile pilot` tells the counts.")
    package static func pilotNotSeen(_ codes: [String]) -> Wording {
        let list = codes.joined(separator: ", ")
        return Wording("nicht gesehen: \(list)", "not seen: \(list)")
    }
}
