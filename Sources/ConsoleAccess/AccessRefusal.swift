/// Why somebody is not let through, and with which status.
package struct AccessRefusal: Error, Sendable, Hashable {
    /// In the order of the checks.
    package enum Reason: String, Sendable, CaseIterable {
        case hostUnclear = "HOST_UNCLEAR"
        case hostUnknown = "HOST_UNKNOWN"
        case forwardedByStranger = "FORWARDED_BY_STRANGER"
        case forwardedUnclear = "FORWARDED_UNCLEAR"
        case otherSite = "OTHER_SITE"
        case formTooLarge = "FORM_TOO_LARGE"
        case formType = "FORM_TYPE"
        case notLoggedIn = "NOT_LOGGED_IN"
        case roleUnknown = "ROLE_UNKNOWN"
        case roleTooSmall = "ROLE_TOO_SMALL"
        case noSuchPage = "NO_SUCH_PAGE"
        case otherMethod = "OTHER_METHOD"
    }

    package let reason: Reason
    /// Of ``Reason/notLoggedIn``: whether the cookie may only have stayed behind because the visitor came by a link from elsewhere, a
    /// mail for instance (`SameSite=Strict`). A page that reloads itself once then shows what he came for.
    package let mayComeBack: Bool

    init(_ reason: Reason, mayComeBack: Bool = false) { (self.reason, self.mayComeBack) = (reason, mayComeBack) }

    package var status: Int {
        switch reason {
        case .hostUnclear, .forwardedByStranger, .forwardedUnclear: 400
        case .hostUnknown: 421
        case .otherSite, .roleUnknown, .roleTooSmall: 403
        case .formTooLarge: 413
        case .formType: 415
        case .notLoggedIn: 401
        case .noSuchPage: 404
        case .otherMethod: 405
        }
    }

    /// The setting that would let it through, where it is one.
    package var setting: AccessSettings.Name? {
        switch reason {
        case .hostUnknown: .hosts
        case .forwardedByStranger: .proxyFrom
        case .forwardedUnclear: .userHeader
        case .roleUnknown: .roleHeader
        case .hostUnclear, .otherSite, .formTooLarge, .formType, .notLoggedIn, .roleTooSmall, .noSuchPage, .otherMethod: nil
        }
    }

    /// The line of the log, for what an administrator has to set right or to know; it quotes nothing of the request.
    package var logLine: String? {
        switch reason {
        case .hostUnknown: "console: a request under a name that is neither loopback nor in console.hosts was refused"
        case .forwardedByStranger:
            "console: a request with a proxy's headers, from an address that console.proxy.from does not name, was refused"
        case .forwardedUnclear: "console: a request with several or unreadable values of the proxy's user or role header was refused"
        case .roleUnknown: "console: the proxy named a person without a role this program knows (console.proxy.role-header)"
        case .otherSite: "console: a form that another site sent was refused"
        case .hostUnclear, .formTooLarge, .formType, .notLoggedIn, .roleTooSmall, .noSuchPage, .otherMethod: nil
        }
    }
}
