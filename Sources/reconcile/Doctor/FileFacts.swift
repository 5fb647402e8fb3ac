import Foundation

/// What the kernel says of a file.
struct FileFacts {
    let mode: mode_t
    let owner: uid_t
    let bytes: Int64

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        bytes = Int64(status.st_size)
    }

    var modeText: String { "0" + String(mode, radix: 8) }

    static func freeBytes(_ path: String) -> Int64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }

    /// The kind of a file system other machines may write to as well: locks and SQLite's log do not hold there. Nil for a local one.
    static func network(_ path: String) -> String? {
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
