/// How the stand-in behaves where HERO's behaviour is not documented, or where it is known to be awkward.
package struct HeroSettings: Sendable, Hashable {
    package enum DraftDataForm: Sendable { case object, text, alternating }
    package enum TimestampStyle: Sendable {
        case utc
        /// Berlin local time under the label `+00:00` (hero-api.md §1.6).
        case berlinLabelledUTC
    }

    package var apiKey: String
    /// hero-api.md §1.5.
    package var complexityLimit = 50_000
    /// Seconds between publishing and the PDF (hero-api.md §2.7).
    package var pdfDelaySeconds = 6
    package var floatStyle = FloatStyle.shortest
    /// Whether `data` of a published draft is an object or a JSON text of it.
    package var draftDataForm = DraftDataForm.object
    package var timestampStyle = TimestampStyle.utc
    /// Whether a payment moves `modified` of its document, not only of its booking.
    package var isDocumentTouchedByPayment = false
    /// Whether `orderBy: "modified …"` is honoured; otherwise it means `id`.
    package var isModifiedOrderHonoured = true
    /// What links to files begin with; nil takes scheme, host and path prefix of the request.
    package var publicBase: String?

    package init(apiKey: String) { self.apiKey = apiKey }
}
