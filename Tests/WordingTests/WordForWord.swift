import Bookkeeping
import Testing

/// What people read as the next step of some reasons, word for word.
struct WordForWord: Sendable, CustomTestStringConvertible {
    let code: String
    let de: String
    let en: String

    var testDescription: String { code }

    static var all: [WordForWord] {
        let lines = table.split(separator: "\n").map(String.init)
        return stride(from: 0, to: lines.count - 2, by: 3).map { WordForWord(code: lines[$0], de: lines[$0 + 1], en: lines[$0 + 2]) }
    }

    /// The code, German, English.
    private static let table = """
        BEFORE_START
        Nichts zu tun.
        Nothing to do.
        WAITING_FOR_FILE
        Nichts zu tun, es geht von selbst weiter.
        Nothing to do, it goes on by itself.
        WAITING_FOR_ORIGINAL
        Die ursprüngliche Rechnung klären; dann geht es von selbst weiter.
        Settle the original invoice; then it goes on by itself.
        NOT_ANSWERED
        Wird weiter gefragt; andere sind nicht betroffen. Eintrag dort öffnen und speichern, danach `reconcile retry NUMMER`; bleibt es dabei, dem Support des Systems melden.
        It is asked again; others are not affected. Open and save the item there, then `reconcile retry NUMBER`; if it stays, report it to that system's support.
        NOT_ACCEPTED
        Wird nicht von selbst noch einmal gesendet. Daten in HERO prüfen, danach `reconcile retry NUMMER`; oder von Hand buchen und mit `reconcile resolve NUMMER --adopt BELEG --reason …` verknüpfen.
        It is not sent again by itself. Check the data in HERO, then `reconcile retry NUMBER`; or book it by hand and link it with `reconcile resolve NUMBER --adopt VOUCHER --reason …`.
        PAYMENTS_NOT_TOLD
        Wird weiter gefragt. Beleg in lexoffice ansehen und eine Zahlung in HERO von Hand eintragen; `reconcile resolve NUMMER --accept --reason …` lässt es so.
        It is asked again. Look at the voucher in lexoffice and enter a payment in HERO by hand; `reconcile resolve NUMBER --accept --reason …` lets it stand.
        TOTAL_MISMATCH
        Ist das Dokument falsch: in HERO stornieren und richtig neu ausstellen, nach dem nächsten Durchlauf das alte mit `reconcile resolve NUMMER --waive --reason …` abschließen. Ist es richtig: in lexoffice von Hand buchen und mit `reconcile resolve NUMMER --adopt BELEG --reason …` verknüpfen.
        If the document is wrong: cancel it in HERO and issue it correctly anew, and after the next pass close the old one with `reconcile resolve NUMBER --waive --reason …`. If it is right: book it by hand in lexoffice and link it with `reconcile resolve NUMBER --adopt VOUCHER --reason …`.
        MIXED_SIGN
        In lexoffice von Hand als zwei Belege buchen, Einnahme und Einnahmenminderung, danach beide zusammen: `reconcile resolve NUMMER --adopt BELEG,BELEG --reason …`.
        Book it by hand as two vouchers in lexoffice, a sales invoice and a sales credit note, then both together: `reconcile resolve NUMBER --adopt VOUCHER,VOUCHER --reason …`.
        SMALL_BUSINESS_MISMATCH
        Ist die Einstellung falsch: in lexoffice berichtigen, danach `reconcile retry NUMMER`. Ist das Dokument falsch: in HERO stornieren und richtig neu ausstellen, nach dem nächsten Durchlauf das alte mit `reconcile resolve NUMMER --waive --reason …` abschließen.
        If the setting is wrong: correct it in lexoffice, then `reconcile retry NUMBER`. If the document is wrong: cancel it in HERO and issue it correctly anew, and after the next pass close the old one with `reconcile resolve NUMBER --waive --reason …`.
        UNMAPPED_CATEGORY
        Kategorie mit `reconcile setup --category SCHLÜSSEL=UUID` benennen (Steuerberater fragen).
        Name the category with `reconcile setup --category KEY=UUID` (ask the tax adviser).
        DUPLICATE_NUMBER
        Beleg ansehen: `reconcile resolve NUMMER --adopt BELEG` (ist es) oder `--absent` (ist es nicht), mit --reason.
        Look at the voucher: `reconcile resolve NUMBER --adopt VOUCHER` (it is) or `--absent` (it is not), with --reason.
        FILE_MISSING
        PDF in HERO neu erzeugen, danach `reconcile retry NUMMER`. Oder ohne Datei buchen: `reconcile resolve NUMMER --without-file --reason …`.
        Have HERO create the PDF again, then `reconcile retry NUMBER`. Or book it without a file: `reconcile resolve NUMBER --without-file --reason …`.
        DOCUMENT_CHANGED
        Mit `reconcile resolve NUMMER --accept --reason …` gelten lassen oder rückgängig machen.
        Let it stand with `reconcile resolve NUMBER --accept --reason …`, or undo it.
        VOUCHER_GONE
        Klären, ob das gewollt war; dann `reconcile resolve NUMMER --absent` (neu übertragen), `--adopt BELEG` oder, wenn sie in HERO storniert ist, `--waive`, mit --reason.
        Find out whether it was meant; then `reconcile resolve NUMBER --absent` (transfer it again), `--adopt VOUCHER` or, if it is cancelled in HERO, `--waive`, with --reason.
        VOUCHER_VOIDED
        Mit `reconcile resolve NUMMER --accept --reason …` gelten lassen, oder mit `--absent` als neuen Beleg übertragen und diesen löschen (lexoffice nimmt dasselbe PDF nur einmal).
        Let it stand with `reconcile resolve NUMBER --accept --reason …`, or transfer it as a new voucher with `--absent` and delete this one (lexoffice takes the same PDF only once).
        VOUCHER_NOT_FOUND
        In lexoffice suchen; fehlt es, dort von Hand buchen, von selbst wird es nie angelegt; dann mit `reconcile resolve NUMMER --adopt BELEG` verknüpfen, oder, wenn es in HERO storniert ist, mit `--waive` so lassen, mit --reason.
        Find it in lexoffice; if it is missing, book it there by hand, it is never created by itself; then link it with `reconcile resolve NUMBER --adopt VOUCHER`, or, if it is cancelled in HERO, leave it with `--waive`, with --reason.
        PAYMENT_CLASH
        Ist sie es: `reconcile resolve NUMMER --adopt EINTRAG`; ist sie es nicht: `--absent`, mit --reason.
        If it is the one: `reconcile resolve NUMBER --adopt ENTRY`; if it is not: `--absent`, with --reason.
        PAYMENT_REFUSED
        Die Zahlung in HERO von Hand eintragen; sie wird gefunden. Oder `reconcile retry NUMMER`. Sonst mit `reconcile resolve NUMMER --accept --reason …` so stehen lassen.
        Enter the payment in HERO by hand; it will be found. Or `reconcile retry NUMBER`. Else let it stand with `reconcile resolve NUMBER --accept --reason …`.
        PAYMENT_UNREADABLE
        `reconcile retry NUMMER` liest sie neu; bleibt es dabei, mit dem genannten Feld melden. Sonst mit `reconcile resolve NUMMER --accept --reason …` so stehen lassen.
        `reconcile retry NUMBER` reads them anew; if it stays, report the field named. Else let it stand with `reconcile resolve NUMBER --accept --reason …`.
        CONTACT_ARCHIVED
        Beim nächsten Dokument wird neu gesucht; wieder aktivieren, wenn er gelten soll.
        The next document searches anew; reactivate it if it should count.
        """
}
