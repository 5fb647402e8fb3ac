/// What is known of a request before anything is done for it: what the visitor sent, unread, and who the kernel says he is.
package struct RequestFacts: Sendable {
    /// Who is at the other end of the connection.
    package enum Peer: Sendable, Hashable {
        /// The address as the network layer spells it, without a port.
        case address(String)
        case unixSocket
    }

    package struct Field: Sendable, Hashable {
        /// In small letters.
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) { (self.name, self.value) = (name.lowercased(), value) }
    }

    package var method: String
    /// The request target as sent.
    package var path: String
    /// What the first `Host` field says; nil where there was none.
    package var authority: String?
    /// All other header fields in their order, a second `Host` among them.
    package var fields: [Field]
    package var peer: Peer

    package init(method: String, path: String, authority: String?, fields: [Field], peer: Peer) {
        (self.method, self.path, self.authority, self.fields, self.peer) = (method, path, authority, fields, peer)
    }

    /// - Parameter name: in small letters.
    func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// Nothing is changed by them (RFC 9110 §9.2.1); whoever else reads only is not let off.
    package var isSafe: Bool { method == "GET" || method == "HEAD" }

    var hosts: [String] { (authority.map { [$0] } ?? []) + values("host") }
}
