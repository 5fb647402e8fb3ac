/// Which URI a prefix stands for at a place in the file (Namespaces in XML 1.0).
struct XMLScope {
    private var prefixes: [Substring: String] = ["xml": "http://www.w3.org/XML/1998/namespace"]

    /// Takes up the declarations of an element: they hold for itself and for what is inside, and hide outer ones.
    mutating func declare(_ attributes: [XMLAttribute]) throws(Fault) {
        for attribute in attributes {
            if attribute.name == "xmlns" {
                prefixes[""] = attribute.value
            } else if attribute.name.hasPrefix("xmlns:") {
                let prefix = attribute.name.dropFirst(6)
                guard !prefix.isEmpty, prefix != "xml", prefix != "xmlns", !prefix.contains(":"), !attribute.value.isEmpty else {
                    throw Fault(attribute.location, "'\(attribute.name)' declares no prefix")
                }
                prefixes[prefix] = attribute.value
            }
        }
        // The same attribute under two prefixes of one URI.
        var seen: Set<[Substring]> = []
        for attribute in attributes where attribute.name.utf8.contains(0x3A) && !attribute.name.hasPrefix("xmlns:") {
            let uri = try namespace(of: attribute.name, at: attribute.location)
            let local = attribute.name[attribute.name.index(after: attribute.name.firstIndex(of: ":") ?? attribute.name.startIndex)...]
            guard seen.insert([uri[...], local]).inserted else {
                throw Fault(attribute.location, "the attribute '\(attribute.name)' stands here twice")
            }
        }
    }

    func namespace(of name: String, at place: SourceLocation) throws(Fault) -> String {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return prefixes[""] ?? "" }
        guard parts.count == 2, !parts[1].isEmpty else { throw Fault(place, "'\(name)' is no name with a prefix") }
        guard let uri = prefixes[parts[0]] else { throw Fault(place, "the prefix of '\(name)' is not declared") }
        return uri
    }
}

/// One copy of each name: an invoice repeats a few hundred of them thousands of times.
struct XMLNames {
    private var known: Set<String> = []

    mutating func shared(_ name: String) -> String { known.insert(name).memberAfterInsert }
}
