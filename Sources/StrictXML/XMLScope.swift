/// Which URI a prefix stands for at a place in the file (Namespaces in XML 1.0).
struct XMLScope {
    private var prefixes = ["xml": "http://www.w3.org/XML/1998/namespace"]

    /// Takes up the declarations of an element: they hold for itself and for what is inside, and hide outer ones.
    mutating func declare(_ attributes: [XMLAttribute], _ names: inout XMLNames) throws(Fault) {
        for attribute in attributes {
            let name = names.split(attribute.name)
            if attribute.name == "xmlns" {
                prefixes[""] = attribute.value
            } else if name.prefix == "xmlns" {
                guard let local = name.local, local != "xml", local != "xmlns", !attribute.value.isEmpty else {
                    throw Fault(attribute.location, "'\(attribute.name)' declares no prefix")
                }
                prefixes[local] = attribute.value
            }
        }
        // The same attribute under two prefixes of one URI.
        var seen: Set<[String]> = []
        for attribute in attributes {
            let name = names.split(attribute.name)
            guard !name.prefix.isEmpty, name.prefix != "xmlns" else { continue }
            guard seen.insert([try namespace(of: name, at: attribute.location), name.local ?? ""]).inserted else {
                throw Fault(attribute.location, "the attribute '\(attribute.name)' stands here twice")
            }
        }
    }

    func namespace(of name: XMLName, at place: SourceLocation) throws(Fault) -> String {
        guard name.local != nil else { throw Fault(place, "'\(name.written)' is no name with a prefix") }
        if let uri = prefixes[name.prefix] { return uri }
        guard name.prefix.isEmpty else { throw Fault(place, "the prefix of '\(name.written)' is not declared") }
        return ""
    }
}

/// A name taken apart at its colon.
struct XMLName {
    let written: String
    /// Empty without one.
    let prefix: String
    /// Nil where there is no name behind the prefix, or a second colon.
    let local: String?

    init(_ written: String) {
        self.written = written
        let parts = written.utf8.split(separator: 0x3A, omittingEmptySubsequences: false)
        prefix = parts.count > 1 ? String(parts[0]) ?? "" : ""
        local = parts.count <= 2 ? parts.last.flatMap { $0.isEmpty ? nil : String($0) } : nil
    }
}

/// One copy of each name: an invoice repeats a few hundred of them thousands of times.
struct XMLNames {
    private var known: [String: XMLName] = [:]

    /// A file of nothing but different names would weigh more here than in its elements.
    private static let limit = 1000

    mutating func split(_ name: String) -> XMLName {
        if let known = known[name] { return known }
        let split = XMLName(name)
        if known.count < Self.limit { known[name] = split }
        return split
    }
}
