internal import HTTPTypes

extension IncomingResponse {
    /// When the other side says it answered, in milliseconds since 1970; nil where it does not say so.
    package var dateMilliseconds: Int64? { HTTPField.Name("Date").flatMap { head.headerFields[$0] }.flatMap { RetryAfter.date($0) } }
}
