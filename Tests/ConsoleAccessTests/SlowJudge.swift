/// A judge that shares nothing with the program: its rows say by hand what each value of a header means, its rules are tried one after
/// the other, and the first that holds is the verdict.
struct SlowJudge {
    /// How a host is to be taken; the words were put beside each value by hand.
    enum HostIs { case plain, secure, foreign, none, twice }
    enum PeerIs { case proxy, stranger }
    enum ForwardIs { case nothing, address, user, userWithoutRole, userWithForeignRole, twoUsers, twoInOne, unreadable, roleAlone }
    enum SiteIs { case absent, sameOrigin, other }
    enum OriginIs { case absent, ofHost, null, other }
    enum FormIs { case fine, large, otherType }
    enum CookieIs { case none, office, adviser, admin, unknown, ofAnotherInstance, doubled, ofTheOtherScheme }
    enum Wants { case nothing, reading, answering, settingUp, noPage, noMethod }

    struct Row {
        var isProxied: Bool
        var host: HostIs
        var peer: PeerIs
        var forward: ForwardIs
        /// The role in the proxy's header.
        var headerRole: String
        var isReading: Bool
        var site: SiteIs
        var origin: OriginIs
        var form: FormIs
        var cookie: CookieIs
        var wants: Wants
    }

    typealias Rule = (verdict: String, holds: @Sendable (Row) -> Bool)

    static let rules: [Rule] = [
        ("HOST_UNCLEAR", { $0.host == .none || $0.host == .twice }),
        ("HOST_UNKNOWN", { $0.host == .foreign }),
        ("FORWARDED_BY_STRANGER", { $0.forward == .address && !believes($0) }),
        ("FORWARDED_BY_STRANGER", { $0.isProxied && $0.forward != .nothing && !believes($0) }),
        ("FORWARDED_UNCLEAR", { believes($0) && [.twoUsers, .twoInOne, .unreadable].contains($0.forward) }),
        ("OTHER_SITE", { !$0.isReading && $0.origin == .null }),
        ("OTHER_SITE", { !$0.isReading && $0.site == .other }),
        ("OTHER_SITE", { !$0.isReading && $0.site == .absent && $0.origin != .ofHost }),
        ("FORM_TOO_LARGE", { !$0.isReading && $0.form == .large }),
        ("FORM_TYPE", { !$0.isReading && $0.form == .otherType }),
        ("", { $0.wants == .nothing }),
        ("ROLE_UNKNOWN", { believes($0) && ($0.forward == .userWithoutRole || $0.forward == .userWithForeignRole) }),
        ("NOT_LOGGED_IN", { role($0) == nil }),
        ("ROLE_TOO_SMALL", { $0.wants == .answering && role($0) == "adviser" }),
        ("ROLE_TOO_SMALL", { $0.wants == .settingUp && role($0) != "admin" }),
        ("NO_SUCH_PAGE", { $0.wants == .noPage }),
        ("OTHER_METHOD", { $0.wants == .noMethod }),
    ]

    /// The reason, or `""` for somebody who is let in.
    static func verdict(_ row: Row) -> String { rules.first { $0.holds(row) }?.verdict ?? "" }

    private static func believes(_ row: Row) -> Bool { row.isProxied && row.peer == .proxy }

    private static func role(_ row: Row) -> String? {
        if believes(row) && row.forward == .user { return row.headerRole }
        switch row.cookie {
        case .office: return "office"
        case .adviser: return "adviser"
        case .admin: return "admin"
        case .none, .unknown, .ofAnotherInstance, .doubled, .ofTheOtherScheme: return nil
        }
    }
}
