import Foundation

/// A folder of this process for the configuration of its Litestream and for the socket it listens on; nobody else can enter it.
struct CarrierFolder: Sendable {
    private let place: String

    /// No path of a socket may be longer, the last byte of zero left out.
    private static let socketMaximum = 107
    static let configurationName = "reconcile-carrier.yml"

    init(temporary: String) {
        let name = "reconcile-carrier-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        let place = temporary.hasSuffix("/") ? temporary + name : "\(temporary)/\(name)"
        self.place = place.utf8.count + "/control".utf8.count > Self.socketMaximum ? "/tmp/\(name)" : place
    }

    var socket: String { place + "/control" }

    /// - Returns: the configuration.
    func made() throws(Litestream.Failure) -> String {
        let configuration = "\(place)/\(Self.configurationName)"
        do {
            if !FileManager.default.fileExists(atPath: place) {
                try FileManager.default.createDirectory(
                    atPath: place, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            }
            // YAML has JSON in it, but for one thing that not every reader knows.
            let encoder = JSONEncoder()
            encoder.outputFormatting = .withoutEscapingSlashes
            let words = try encoder.encode(Words(socket: Words.Socket(path: socket)))
            try words.write(to: URL(fileURLWithPath: configuration))
        } catch {
            throw Litestream.Failure(
                description: "\(place) cannot be made: \((error as NSError).localizedDescription)",
                hint: "Free space in the folder for temporary files, or make it writable for this user.")
        }
        return configuration
    }

    /// What stays is of no use to anybody, and of no harm.
    func remove() { try? FileManager.default.removeItem(atPath: place) }

    private struct Words: Encodable {
        struct Socket: Encodable {
            var enabled = true
            var path: String
            var permissions = 0o600
        }

        var socket: Socket
        var dbs: [String] = []
    }
}
