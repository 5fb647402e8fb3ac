import Foundation
import ReconcileCommand

/// The configuration file.
enum YAMLFiles {
    static let target = FuzzTarget(name: "yaml", mebibytesMaximum: 192, tokens: tokens) {
        let folder = try WorkFolder()
        let example = Corpus.tests.appending(path: "../systemd/reconcile.yaml")
        let seeds = (try? Data(contentsOf: example)).map { [Array($0)] } ?? []
        return FuzzTarget.Prepared(seeds: seeds) { bytes in
            let path = folder.path + "/reconcile.yaml"
            _ = FileManager.default.createFile(atPath: path, contents: Data(bytes))
            _ = Intake.complaint(configuration: path, environment: ["HOME": "/nowhere"])
        }
    }

    private static let tokens = [
        "hero:\n  endpoint: ", "lexoffice:\n  ", "settle-seconds: ", "webhooks: {url: x}", "listen: ", "&a ", "*a", "<<: *a", "!!binary ",
        "!!int ", "---\n", "...\n", "? ", "| \n", ">-\n", "%YAML 1.1\n", "%TAG ! tag:x,2000:\n", "'", "- ", "# ", "@", "`", "0o17", "~",
        "!!merge <<", "\u{85}", "\u{2028}",
    ]
}

/// A directory in memory that goes with the process.
final class WorkFolder: Sendable {
    let path: String

    init() throws {
        let base = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : FileManager.default.temporaryDirectory.path
        path = base + "/reconcile-fuzz-\(getpid())"
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
