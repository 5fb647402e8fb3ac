/// What every answer of the console says to the browser, refusals and redirects too.
package enum SecurityHeaders {
    /// Nothing but what this program serves itself; no frame, no base, no form to elsewhere.
    package static let contentPolicy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'", "form-action 'self'",
        "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")

    /// Name and value, in small letters. With `no-referrer` the Origin of a form would be `null`.
    package static let all: [(name: String, value: String)] = [
        ("content-security-policy", contentPolicy), ("cache-control", "no-store"), ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"), ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
    ]
}
