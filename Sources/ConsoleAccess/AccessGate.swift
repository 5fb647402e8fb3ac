package import Persistence

/// What a route asks of whoever comes.
package enum RouteDemand: Sendable, Hashable {
    /// The login itself, style and script: nothing of anybody's books.
    case nothing
    case act(ConsoleAct)
    /// There is no such address.
    case noSuchPage
    /// There is, but not for this method.
    case otherMethod
}

/// Whether a request is let through. Every check is made for every request, before anything else is done for it, and in this order:
/// host, forwarding headers, where a form comes from and how long it is, session, role, route.
package struct AccessGate: Sendable {
    package let rules: AccessRules

    package init(_ rules: AccessRules) { self.rules = rules }

    /// - Parameters:
    ///   - demand: what the route asks for, which may be looked up beforehand: nothing is told of it before its turn.
    ///   - session: ``Persistence/AccessStore/session(_:at:)``, asked only of requests that passed the first three checks.
    /// - Returns: who it is; nil on a page that asks for nobody.
    package func admit(
        _ request: RequestFacts, demand: RouteDemand, session: (SecretDigest) throws(StoreError) -> AccessSession?
    ) throws(StoreError) -> Result<Visitor?, AccessRefusal> {
        let named: ProxyName?
        do throws(AccessRefusal) {
            let host = try checkHost(request)
            named = try checkForwarding(request)
            try checkOrigin(request, host)
            try checkForm(request)
        } catch {
            return .failure(error)
        }
        if demand == .nothing { return .success(nil) }
        let known = try rules.cookie.secret(in: request, secure: rules.isSecure(request)).flatMap { secret throws(StoreError) in
            try session(secret.digest)
        }
        return judge(request, demand, named, known)
    }

    private func judge(_ request: RequestFacts, _ demand: RouteDemand, _ named: ProxyName?, _ known: AccessSession?) -> Result<
        Visitor?, AccessRefusal
    > {
        let visitor: Visitor
        if let named {
            guard let role = named.role else { return .failure(AccessRefusal(.roleUnknown)) }
            visitor = Visitor(proxied: named.name, role: role, beside: known)
        } else if let known {
            visitor = Visitor(known)
        } else {
            return .failure(AccessRefusal(.notLoggedIn, mayComeBack: mayComeBack(request)))
        }
        switch demand {
        case .nothing: return .success(nil)
        case .act(let act): return visitor.role.may(act) ? .success(visitor) : .failure(AccessRefusal(.roleTooSmall))
        case .noSuchPage: return .failure(AccessRefusal(.noSuchPage))
        case .otherMethod: return .failure(AccessRefusal(.otherMethod))
        }
    }

    /// Rebinding comes without `Sec-Fetch-*` and with an Origin equal to Host: only the name tells, for reading too.
    private func checkHost(_ request: RequestFacts) throws(AccessRefusal) -> HostName {
        guard request.hosts.count == 1, let text = request.hosts.first, request.path.hasPrefix("/") else {
            throw AccessRefusal(.hostUnclear)
        }
        guard let host = HostName(text), rules.isOurs(host) else { throw AccessRefusal(.hostUnknown) }
        return host
    }

    private func checkForwarding(_ request: RequestFacts) throws(AccessRefusal) -> ProxyName? {
        guard rules.isProxy(request.peer) else {
            guard !request.fields.contains(where: { rules.isForwarding($0.name) }) else { throw AccessRefusal(.forwardedByStranger) }
            return nil
        }
        guard let headers = rules.headers else { return nil }
        return try ProxyName(users: request.values(headers.user), roles: request.values(headers.role))
    }

    /// Cookies are sent from another port of the same host, so a form needs a proof of where it comes from.
    private func checkOrigin(_ request: RequestFacts, _ host: HostName) throws(AccessRefusal) {
        guard !request.isSafe else { return }
        let (sites, origins) = (request.values("sec-fetch-site"), request.values("origin"))
        guard origins.count <= 1, origins.first != "null" else { throw AccessRefusal(.otherSite) }
        if !sites.isEmpty {
            guard sites == ["same-origin"] else { throw AccessRefusal(.otherSite) }
            return
        }
        let isSecure = rules.isSecure(host)
        guard let origin = origins.first.flatMap({ ConsoleAddress($0) }), origin.isSecure == isSecure,
            origin.host.isSame(as: host, secure: isSecure)
        else { throw AccessRefusal(.otherSite) }
    }

    /// What comes without a length is cut off by whoever reads it, at ``AccessRules/formMaximumBytes``.
    private func checkForm(_ request: RequestFacts) throws(AccessRefusal) {
        guard !request.isSafe else { return }
        for length in request.values("content-length") {
            guard let bytes = Int(length), (0...AccessRules.formMaximumBytes).contains(bytes) else { throw AccessRefusal(.formTooLarge) }
        }
        let types = request.values("content-type")
        guard types.count == 1, let type = types.first?.split(separator: ";").first,
            type.trimmingBlanks().lowercased() == AccessRules.formType
        else { throw AccessRefusal(.formType) }
    }

    private func mayComeBack(_ request: RequestFacts) -> Bool {
        request.isSafe && ["cross-site", "same-site"].contains(request.values("sec-fetch-site").first ?? "")
            && request.values("sec-fetch-mode").first == "navigate"
    }
}

extension Substring {
    func trimmingBlanks() -> Substring {
        var text = drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return text
    }
}
