import Foundation

/// What the kernel says of a file, or of what a symbolic link leads to.
struct FileFacts {
    let mode: Int
    let owner: UInt32
    let bytes: Int64

    init?(_ path: String) {
        // Nil is for the caller to tell: not there, or not for this user.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: URL(filePath: path).resolvingSymlinksInPath().path),
            let mode = attributes[.posixPermissions] as? NSNumber, let owner = attributes[.ownerAccountID] as? NSNumber,
            let size = attributes[.size] as? NSNumber
        else { return nil }
        self.mode = mode.intValue & 0o7777
        self.owner = owner.uint32Value
        bytes = size.int64Value
    }

    var modeText: String { "0" + String(mode, radix: 8) }

    static func freeBytes(_ path: String) -> Int64? {
        // Nil where the kernel does not say; then nothing is said of the room.
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    }

    /// The kind of a file system other machines may write to as well: locks and SQLite's log do not hold there. Nil for a local one.
    static func network(_ path: String) -> String? {
        // Without a table of mounts no file system is known to be shared.
        guard let table = try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8) else { return nil }
        let place = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        var best = (point: "", kind: "")
        // proc(5): device, mount point, kind; the innermost mount counts, and of two at one place the later.
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count > 2, place == fields[1] || place.hasPrefix(fields[1] == "/" ? "/" : fields[1] + "/") else { continue }
            if fields[1].count >= best.point.count { best = (fields[1], fields[2]) }
        }
        let shared = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs"]
        return shared.contains(best.kind) ? best.kind : nil
    }
}
