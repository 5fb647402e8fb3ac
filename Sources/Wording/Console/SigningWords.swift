/// A month's signature, and what moved since.
package enum SigningWord: String, WordList {
    case sign, signer, remark, remarkNeeded, remarkFree, signNow, signHint, cannotSign, mayNotSign, signedGood, signedChanged, by, on
    case remarkGiven, signedHash, effect, received, lineMoved, agreesNow, differsNow, appeared, vanished
    case sheetGone, otherSheet, noRemark, badSigner, tooLong

    package var wording: Wording {
        switch self {
        case .sign: Wording("Abschließen", "Sign")
        case .signer: Wording("Name", "Name")
        case .remark: Wording("Bemerkung", "Remark")
        case .remarkNeeded:
            Wording(
                "Nötig, weil die Systeme nicht übereinstimmen: warum wird trotzdem abgeschlossen?",
                "Needed, because the systems do not agree: why is it signed nevertheless?")
        case .remarkFree: Wording("Wenn es etwas zu sagen gibt.", "If there is something to say.")
        case .signNow: Wording("Dieses Blatt abschließen", "Sign this sheet")
        case .signHint:
            Wording(
                "Abgelegt wird genau dieses Blatt mit seinem Hash. Bewegt sich später etwas in diesem Monat, steht es hier in Rot.",
                "Exactly this sheet is kept, with its hash. Whatever moves in this month later stands here in red.")
        case .cannotSign: Wording("Noch nicht abzuschließen", "Cannot be signed yet")
        case .mayNotSign:
            Wording("Abschließen kann die Steuerberatung oder die Verwaltung.", "The tax adviser or the administrator can sign.")
        case .signedGood: Wording("Seither hat sich in diesem Monat nichts geändert.", "Nothing has changed in this month since.")
        case .signedChanged: Wording("Seither hat sich in diesem Monat etwas geändert:", "Since then something has changed in this month:")
        case .by: Wording("Abgeschlossen von", "Signed by")
        case .on: Wording("am", "on")
        case .remarkGiven: Wording("Bemerkung dazu", "Remark given")
        case .signedHash: Wording("Hash des abgeschlossenen Blatts", "Hash of the signed sheet")
        case .effect: Wording("Wirkung auf die Voranmeldung", "Effect on the VAT return")
        case .received: Wording("eingegangen", "received")
        case .lineMoved: Wording("steht jetzt in einer anderen Zeile", "is in another line now")
        case .agreesNow: Wording("Beide Systeme stimmen jetzt überein.", "Both systems agree now.")
        case .differsNow: Wording("Beide Systeme stimmen nicht mehr überein.", "The systems no longer agree.")
        case .appeared: Wording("neu hinzugekommen", "new")
        case .vanished: Wording("nicht mehr im Monat", "no longer in the month")
        case .sheetGone:
            Wording(
                "Dieses Blatt ist nicht mehr da: Bitte neu lesen und noch einmal abschließen.",
                "This sheet is no longer here: please read it again and sign it then.")
        case .otherSheet:
            Wording(
                "Inzwischen wurde neu gelesen, und das Blatt ist ein anderes: Bitte ansehen und noch einmal abschließen.",
                "It was read again meanwhile, and the sheet is another one: please look at it and sign it then.")
        case .noRemark:
            Wording(
                "Die Systeme stimmen nicht überein: Eine Bemerkung muss sagen, warum trotzdem abgeschlossen wird.",
                "The systems do not agree: a remark has to say why it is signed nevertheless.")
        case .badSigner: Wording("Der Name fehlt oder ist länger als 100 Zeichen.", "The name is missing or longer than 100 characters.")
        case .tooLong: Wording("Die Bemerkung ist länger als 500 Zeichen.", "The remark is longer than 500 characters.")
        }
    }
}
