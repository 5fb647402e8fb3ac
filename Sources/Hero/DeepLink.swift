/// Addresses of pages in HERO's application, for people.
///
/// UNVERIFIED: the form of a project's page is seen in public client code, not documented; a document has no page of its own
/// there. This is the one place that knows it.
package enum HeroDeepLink {
    /// - Parameters:
    ///   - endpoint: the GraphQL address; the application is on the same host.
    ///   - projectMatchID: the project the document belongs to.
    package static func project(endpoint: String, projectMatchID: Int) -> String? {
        guard let scheme = endpoint.firstRange(of: "://") else { return nil }
        let host = endpoint[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
        guard !host.isEmpty else { return nil }
        return "\(endpoint[..<scheme.lowerBound])://\(host)/partner/Projects/view/\(projectMatchID)"
    }
}
