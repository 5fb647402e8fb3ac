/// What a key was meant to be that is none of ours.
enum KeySpelling {
    /// Somebody looks for the place of a credential; the name of its file.
    case secret(String)
    /// A slip of the pen.
    case like(String)
    /// Anything: perhaps a secret that was pasted as a key.
    case foreign

    private static let secrets = [
        "hero-api-key", "lexoffice-api-key", "lexoffice-client-secret", "notify-smtp-password", "notify-webhook-secret",
        "etcd-password", "cluster-key",
    ]

    init(_ key: String) {
        let name = key.replacing(".", with: "-").replacing("_", with: "-")
        if let secret = Self.secrets.first(where: { $0 == name || $0.hasSuffix("-" + name) }) {
            self = .secret(secret)
            return
        }
        let sections = Configuration.keys.compactMap { $0.file.split(separator: ".").dropLast().first.map(String.init) }
        let known = (Configuration.keys.map(\.file) + sections).min { Self.distance($0, key) < Self.distance($1, key) }
        // Letters, and few of them are wrong: no secret looks like one of our keys.
        let isWord = key.utf8.count <= 40 && key.utf8.allSatisfy { (97...122).contains($0 | 0x20) || "-_.".utf8.contains($0) }
        guard let known, isWord, Self.distance(known, key) <= Self.slips(known) else {
            self = .foreign
            return
        }
        self = .like(known)
    }

    /// Two letters that changed places are two edits; in a short word that would be half of it.
    private static func slips(_ known: String) -> Int { known.count < 6 ? 1 : max(2, known.count / 4) }

    /// Edits between two short words (Levenshtein).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.prefix(60))
        var row = Array(0...right.count)
        for (index, character) in left.prefix(60).enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let substituted = diagonal + (right[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
