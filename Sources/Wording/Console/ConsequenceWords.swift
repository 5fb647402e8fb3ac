package import Bookkeeping

/// What follows from an answer, told before it is made.
extension Catalogue {
    /// The next pass creates a voucher.
    ///
    /// - Parameters:
    ///   - gross: positive; nil where HERO names none.
    ///   - isCredit: it takes money back.
    ///   - isSent: it was judged before and is sent at once; else it is judged first.
    package static func willCreate(_ gross: Cents?, in month: BookMonth?, isCredit: Bool, isSent: Bool, requests: Int) -> Wording {
        func sentence(_ language: Language) -> String {
            let sum = gross.map { language == .de ? " über \(amount($0, .de))" : " over \(amount($0, .en))" } ?? ""
            let when = month.map { " im \(plainMonth(year: $0.year, month: $0.month, .de))" } ?? ""
            let whenEn = month.map { " in \(plainMonth(year: $0.year, month: $0.month, .en))" } ?? ""
            switch language {
            case .de:
                let what = isCredit ? "eine Gutschrift" : "einen Beleg"
                return isSent
                    ? "Der nächste Durchlauf legt \(what)\(sum)\(when) an"
                    : "Der nächste Durchlauf prüft neu und legt, wenn nichts mehr im Weg steht, \(what)\(sum)\(when) an"
            case .en:
                let what = isCredit ? "a credit note" : "a voucher"
                return isSent
                    ? "The next pass creates \(what)\(sum)\(whenEn)"
                    : "The next pass judges anew and, if nothing is in the way any more, creates \(what)\(sum)\(whenEn)"
            }
        }
        return Wording("\(sentence(.de)); \(price(requests).de).", "\(sentence(.en)); \(price(requests).en).")
    }

    package static func willAttachFile(requests: Int) -> Wording {
        Wording(
            "Der nächste Durchlauf hängt das PDF an; \(price(requests).de).", "The next pass attaches the PDF; \(price(requests).en).")
    }

    /// - Parameter amount: nil where it is not known.
    package static func willEnter(_ sum: Cents?, requests: Int) -> Wording {
        let (de, en) = (sum.map { " über \(amount($0, .de))" } ?? "", sum.map { " over \(amount($0, .en))" } ?? "")
        return Wording(
            "Der nächste Durchlauf sieht in HERO nach und trägt die Zahlung\(de) ein, wenn sie dort fehlt; \(price(requests).de).",
            "The next pass looks in HERO and enters the payment\(en) if it is missing there; \(price(requests).en).")
    }

    package static func willSearchContact(requests: Int) -> Wording {
        Wording(
            "Der nächste Durchlauf sucht den Kunden in lexoffice und legt ihn an, wenn er fehlt; \(price(requests).de).",
            "The next pass looks for the customer in lexoffice and creates it if it is missing; \(price(requests).en).")
    }

    package static let willStayLinked = Wording(
        "Es wird nichts gesendet; verglichen wird von da an mit dem, was jetzt dort steht.",
        "Nothing is sent; from then on it is held against what stands there now.")
    package static let willNotBook = Wording("Es wird nichts gebucht und nichts gesendet.", "Nothing is booked and nothing is sent.")
    package static let willChangeNothing = Wording(
        "In HERO und lexoffice ändert sich nichts.", "Nothing changes in HERO and lexoffice.")
    package static let willBookOnContact = Wording(
        "Die wartenden Belege dieses Kunden werden mit dem nächsten Durchlauf auf diesen Kontakt gebucht.",
        "The waiting documents of this customer are booked on this contact with the next pass.")
    package static let willBookOnCollective = Wording(
        "Die wartenden Belege dieses Kunden werden mit dem nächsten Durchlauf auf den Sammelkunden gebucht.",
        "The waiting documents of this customer are booked on the collective customer with the next pass.")
    package static let willLookNow = Wording(
        "Die Wartezeit entfällt: Der nächste Durchlauf sieht gleich nach.", "It waits no longer: the next pass looks at once.")
    package static let willJudgeAnew = Wording(
        "Der nächste Durchlauf prüft neu und sieht die genannten Belege nicht mehr.",
        "The next pass judges anew and no longer sees the vouchers named.")
    package static let willReadPayments = Wording(
        "Der nächste Durchlauf liest neu, was lexoffice an Zahlungen zeigt.", "The next pass reads anew what lexoffice shows of payments.")
    package static let willRestWithoutFile = Wording(
        "Es wird kein PDF mehr erwartet und keines gesendet.", "No PDF is awaited any more, and none is sent.")

    package static let willPass = Wording("Der Dienst beginnt sofort einen Durchlauf.", "The service begins a pass at once.")
    package static let willPause = Wording(
        "Es wird in beide Richtungen nichts mehr gesendet, bis jemand fortsetzt.",
        "Nothing is sent in either direction until somebody resumes.")
    package static let willResume = Wording(
        "Beide Zugänge werden geprüft, dann geht es weiter.", "Both accesses are checked, then it goes on.")

    private static func price(_ requests: Int) -> Wording {
        requests == 1 ? Wording("etwa 1 Anfrage", "about 1 request") : Wording("etwa \(requests) Anfragen", "about \(requests) requests")
    }
}

/// Why an answer is not possible where a thing stands.
extension Catalogue {
    /// The chart knows no such move from here.
    package static func notFrom(_ state: Wording) -> Wording {
        Wording("Im Stand „\(state.de)“ gibt es diese Antwort nicht.", "There is no such answer in the state “\(state.en)”.")
    }
    package static let voucherFirst = Wording(
        "Erst ist über den Beleg in lexoffice zu entscheiden.", "The voucher in lexoffice has to be decided on first.")
    package static let onlyWhenGone = Wording(
        "Nur von einem Beleg, der in lexoffice gelöscht oder storniert ist: sonst stünde er zweimal da.",
        "Only of a voucher that is deleted or voided in lexoffice: else it would be there twice.")
    package static let onlyWhenCancelled = Wording("Nur von einem in HERO stornierten Dokument.", "Only of a document cancelled in HERO.")
    package static let cannotBeSearched = Wording(
        "Nach diesem Kunden lässt sich in lexoffice nicht suchen; ein neuer Kontakt könnte ein zweiter sein.",
        "This customer cannot be searched for in lexoffice; a new contact might be a second one.")
    package static let nothingPassesWhilePaused = Wording("Während der Pause beginnt kein Durchlauf.", "No pass begins while it is paused.")
    package static let whileInFlight = Wording("Eine Anfrage ist unterwegs.", "A request is under way.")
}
