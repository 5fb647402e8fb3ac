/// How the stand-in behaves where HERO's behaviour is not documented, or where it is known to be awkward.
package struct HeroSettings: Sendable, Hashable {
    package enum DraftDataForm: Sendable { case object, text, alternating }
    package enum TimestampStyle: Sendable {
        case utc
        /// Berlin local time under the label `+00:00` (hero-api.md §1.6).
        case berlinLabelledUTC
    }

    package enum AbsentID: Sendable { case null, zero }
    /// More rows on a page of a list than the gateway in front of HERO waits for (hero-2026.md §12).
    package struct PageLimit: Sendable, Hashable {
        package var rows: Int
        /// 502 or 504.
        package var status: Int
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
    /// What stands in place of the id of a project, an original or a draft that is not there (hero-2026.md §8).
    package var absentID = AbsentID.null
    /// Whether an original keeps its booking once a *Stornorechnung* took it back; one with payments always does.
    package var keepsBookingOfCancelled = true
    package var pageLimit: PageLimit?
    /// Whether `__schema` and `__type` are answered.
    package var allowsIntrospection = true
    /// Documents whose draft data are cut off.
    package var unreadableDrafts: Set<Int> = []
    /// Stands in links to files behind scheme, host and path prefix of the request.
    package var linkPath = ""

    /// What clients met in accounts in use: draft data now as object, now as text; 0 for no id; no booking of a cancelled original.
    package mutating func behaveAsSeen() {
        draftDataForm = .alternating
        absentID = .zero
        keepsBookingOfCancelled = false
    }
}
