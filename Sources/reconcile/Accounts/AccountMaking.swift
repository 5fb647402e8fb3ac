import Bookkeeping
import Foundation
import Output
import Persistence
import Reconciliation

/// A new account: its file, and the directory of its state. What is there already stays as it is.
struct AccountMaking {
    let fleet: FleetFile

    /// Whether a state of that name was there.
    func make(_ account: AccountName) throws(CommandFailure) -> Bool {
        let (file, state) = (fleet.file(of: account), fleet.state(of: account))
        guard access(file, F_OK) != 0 else {
            throw CommandFailure(
                .usage, code: "account_exists", "\(file) is there already", hint: "Nothing was changed; `reconcile fleet check` reads it.")
        }
        try directory(fleet.accounts, 0o755)
        try makeStateDirectory(of: account)
        // Last: what has a file is an account.
        try write(Array(Self.content(account).utf8), file)
        return FileManager.default.fileExists(atPath: state + "/" + Store.fileName)
    }

    func makeStateDirectory(of account: AccountName) throws(CommandFailure) {
        try directory(fleet.states, 0o700)
        try directory(fleet.state(of: account), 0o700)
    }

    /// What root has put into the directory of a service belongs to that service.
    static func giveBack(_ directory: String) {
        guard geteuid() == 0, let owner = FileFacts(directory)?.owner, owner != 0 else { return }
        // What cannot be given back `fleet check` names.
        for name in FileManager.default.subpaths(atPath: directory) ?? [] { lchown("\(directory)/\(name)", owner, gid_t.max) }
    }

    private static func content(_ account: AccountName) -> String {
        """
        # Account \(account) of the fleet: only what is different here. Keys do not belong in here.
        # `reconcile doctor --account \(account)` shows each value and where it came from.
        #interval-seconds: 60
        #settle-seconds: 900
        #notify:
        #  office: ""

        """
    }

    /// Made with those above it. Whoever owns what is above owns the new one: root makes it, a service is to write in it.
    private func directory(_ path: String, _ mode: mode_t) throws(CommandFailure) {
        guard access(path, F_OK) != 0 else { return }
        let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if above != path { try directory(above, 0o755) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure(path, errno) }
        guard chmod(path, mode) == 0 else { throw failure(path, errno) }
        guard geteuid() == 0, let owner = FileFacts(above)?.owner, owner != 0 else { return }
        guard chown(path, owner, gid_t.max) == 0 else { throw failure(path, errno) }
    }

    private func write(_ bytes: [UInt8], _ path: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        // Readable for the user of the service, whatever mask the caller has: no secret can be in it.
        guard fchmod(descriptor, 0o644) == 0 else { throw failure(path, errno) }
        if let code = DescriptorWriter(descriptor).write(bytes) { throw failure(path, code) }
        guard fsync(descriptor) == 0 else { throw failure(path, errno) }
    }

    private func failure(_ path: String, _ code: Int32) -> CommandFailure {
        CommandFailure(
            .cannotWriteState, code: "cannot_make_account", "cannot make \(path): \(DescriptorWriter.reason(code))",
            hint: "Run it as root, or as the user who owns the directory.")
    }
}
