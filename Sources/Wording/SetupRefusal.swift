/// Why a setup is refused. Codes are English and stable; the sentences people read are in the catalogue.
package enum SetupRefusal: String, Error, Sendable, CaseIterable {
    case startDateMissing = "START_DATE_MISSING"
    case startDateInPast = "START_DATE_IN_PAST"
    case startDateImmutable = "START_DATE_IMMUTABLE"
    case startDateHeld = "START_DATE_HELD"
    case relinkFromNotBefore = "RELINK_FROM_NOT_BEFORE_START"
    case cancellationProcessUnconfirmed = "CANCELLATION_PROCESS_UNCONFIRMED"
    case connectorUnconfirmed = "CONNECTOR_UNCONFIRMED"
    case noBookkeeping = "NO_BOOKKEEPING"
    case categoryUnknown = "CATEGORY_UNKNOWN"
    case schemaDrift = "SCHEMA_DRIFT"
    case deletionUnderway = "DELETION_UNDERWAY"
}
