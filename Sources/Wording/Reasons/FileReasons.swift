/// What lexoffice has against a file. A file attached by hand in lexoffice ends each of them.
extension Explanation {
    static let fileUnsafe = Explanation(
        "lexoffice hält das PDF für beschädigt oder unsicher und nimmt es nicht.",
        "lexoffice thinks the PDF is damaged or unsafe and does not take it.",
        .recreatePDF, .thenRetry, .orAttachByHand, .orWithoutFile)
    static let fileImageUnreadable = Explanation(
        "lexoffice kann ein Bild in der Datei nicht lesen und nimmt sie nicht.",
        "lexoffice cannot read an image in the file and does not take it.",
        .office(
            .open(.heroDocument), "Bilder in HERO austauschen (JPG oder PNG) und das PDF neu erzeugen,",
            "Replace the images in HERO (JPG or PNG) and have the PDF created again,"), .thenRetry, .orAttachByHand, .orWithoutFile)
    static let fileKindRefused = Explanation(
        "lexoffice nimmt diese Art von Datei nicht; es muss ein PDF sein.",
        "lexoffice does not take this kind of file; it has to be a PDF.",
        .recreatePDF, .thenRetry, .orAttachByHand, .orWithoutFile)
    static let fileNotXRechnung = Explanation(
        "lexoffice nimmt XML nur als gültige XRechnung; diese Datei ist keine.",
        "lexoffice takes XML only as a valid XRechnung; this file is none.",
        .office(
            .open(.heroDocument), "Die E-Rechnung in HERO prüfen und neu erzeugen,",
            "Check the e-invoice in HERO and have it created again,"), .thenRetry, .orAttachByHand, .orWithoutFile)
    static let fileRefused = Explanation(
        "lexoffice hat die Datei zu diesem Beleg abgelehnt.", "lexoffice refused the file of this voucher.",
        .recreatePDF, .thenRetry, .orAttachByHand, .orWithoutFile)
    static let fileTooLarge = Explanation(
        "Die Datei ist größer als 5 MB (5.242.880 Byte); lexoffice nimmt sie nicht.",
        "The file is larger than 5 MB (5,242,880 bytes); lexoffice does not take it.",
        .office(
            .open(.heroDocument), "Bilder im Dokument verkleinern und neu ausstellen,",
            "Make the images in the document smaller and issue it anew,"), .thenRetry, .orAttachByHand, .orWithoutFile)
}

extension NextStep {
    static let recreatePDF = office(
        .open(.heroDocument), "PDF in HERO neu erzeugen,", "Have HERO create the PDF again,")
    /// Seen on the voucher, it is what was waited for.
    static let orAttachByHand = office(
        .open(.lexofficeVoucher), "Steht der Beleg schon in lexoffice, genügt es auch, dort von Hand eine Datei anzuhängen.",
        "If the voucher is in lexoffice already, attaching a file there by hand will do, too.")
}
