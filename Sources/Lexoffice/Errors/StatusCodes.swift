import HTTPTypes
import Transport

extension Exchange {
    /// What an answer outside 2xx means: the table of lexoffice-api.md §4.2. Never called with 2xx.
    func error(subject: String) -> LexofficeError {
        let reading = ErrorReading(response.body, secret: token)
        let status = response.status
        let gatewayID = HTTPField.Name("x-amzn-RequestId").flatMap { response.head.headerFields[$0] }
        let requestID = reading.requestID ?? ErrorReading.plain(gatewayID, also: "-", limit: 64, secret: token)
        let issues = reading.body.issues
        let detail = issues.isEmpty ? "" : ": " + issues.map(\.description).joined(separator: ", ")
        return LexofficeError(
            Exchange.code(status, reading), subject: subject, cause: "HTTP \(status)\(detail)", status: status, requestID: requestID)
    }

    private static func code(_ status: Int, _ reading: ErrorReading) -> LexofficeError.Code {
        // Formerly 500, now 400.
        if reading.namesSearchWindow, status == 400 || status == 500 { return .windowExceeded }
        return switch status {
        case 400, 405, 411, 413, 414, 415, 431, 501: .badRequest
        case 401: .unauthorized
        case 402: .paymentRequired
        case 403: .forbidden
        case 404, 410: .notFound
        case 406, 422: .validation(reading.body.issues)
        case 409: .conflict
        case 429: .throttled
        case 408, 500, 502, 503, 504: .unavailable
        default: .badAnswer
        }
    }
}
