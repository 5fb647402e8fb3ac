import FoundationEssentials
import Transport

/// An answer of the authorisation server outside 2xx (RFC 6749 §5.2). Of its text only a known error code is kept: the
/// description is written by somebody else and may repeat what we sent.
struct AuthorisationRefusal {
    private static let known: Set<String> = [
        "invalid_request", "invalid_client", "invalid_grant", "unauthorized_client", "unsupported_grant_type", "invalid_scope",
        "invalid_token", "unsupported_token_type", "server_error", "temporarily_unavailable",
    ]

    private let status: Int
    private let code: String?

    init(_ response: IncomingResponse) {
        status = response.status
        // A body that is no JSON is told by its status alone.
        let wire = try? JSONDecoder().decode(WireRefusal.self, from: Data(response.body))
        code = wire.flatMap { Self.known.contains($0.error) ? $0.error : nil }
    }

    func error(subject: String) -> LexofficeError {
        LexofficeError(meaning, subject: subject, cause: "HTTP \(status)\(code.map { ": \($0)" } ?? "")", status: status)
    }

    private var meaning: LexofficeError.Code {
        switch (status, code) {
        case (429, _): .throttled
        case (500...599, _), (408, _), (_, "server_error"), (_, "temporarily_unavailable"): .unavailable
        case (_, "invalid_grant"), (_, "invalid_token"): .login(.lost)
        case (_, "unauthorized_client"): .login(.clientDeactivated)
        // Without a readable body a 401 still speaks of the client alone: no other credential is sent.
        case (_, "invalid_client"), (401, _): .login(.clientRefused)
        case (400...499, _): .badRequest
        default: .badAnswer
        }
    }
}

private struct WireRefusal: Decodable { var error: String }
