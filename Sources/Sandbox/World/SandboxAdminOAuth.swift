extension SandboxAdmin {
    /// `POST lexoffice/oauth`: the person at the consent page, lexoffice's partner support, and time.
    func oauth(_ json: SandboxJSON) throws(SandboxAdminRefusal) {
        let known = ["consent", "expire", "disconnect", "deactivate", "redirectUri"]
        guard let members = json.objectValue, !members.keys.isEmpty, members.keys.allSatisfy(known.contains) else {
            throw SandboxAdminRefusal("any of \(known.joined(separator: ", "))")
        }
        var flags: [String: Bool] = [:]
        for name in known.dropLast() {
            guard let value = json[name] else { continue }
            flags[name] = try SandboxAdmin.flag(value, name)
        }
        let redirect = json["redirectUri"]?.stringValue
        if json["redirectUri"] != nil, redirect == nil { throw SandboxAdminRefusal("redirectUri: expected a text") }
        world.withLexoffice { lexoffice in
            if let consent = flags["consent"] { lexoffice.authorisation.grants = consent }
            if flags["expire"] == true { lexoffice.authorisation.expireAccessTokens() }
            if flags["disconnect"] == true { lexoffice.authorisation.disconnect() }
            if let isDeactivated = flags["deactivate"] { lexoffice.authorisation.client?.isDeactivated = isDeactivated }
            if let redirect { lexoffice.authorisation.client?.redirectURIs.append(redirect) }
        }
    }
}
