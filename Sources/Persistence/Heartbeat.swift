internal import Bookkeeping
import Glibc

/// That a pass found nothing new, noted without writing a byte: the time of a file beside the state. A pass that did or saw anything is a
/// row; without one the newest row tells when the last pass was, at most a quarter of an hour too early.
enum Heartbeat {
    static let fileName = "reconcile.heartbeat"
    /// A row is written so often all the same, and a time further from the newest row is not believed: it belongs to another state.
    static let maximum: Int64 = 900_000

    /// One that cannot be noted costs nothing but precision.
    static func beat(_ directory: String, at moment: Instant) {
        let path = directory + "/" + fileName
        var time = timespec()
        time.tv_sec = Int(moment.milliseconds / 1_000)
        time.tv_nsec = Int(moment.milliseconds % 1_000) * 1_000_000
        let times = [time, time]
        if utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) == 0 { return }
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return }
        futimens(file, times)
        close(file)
    }

    static func last(_ directory: String) -> Instant? {
        var facts = stat()
        guard lstat(directory + "/" + fileName, &facts) == 0 else { return nil }
        return Instant(milliseconds: Int64(facts.st_mtim.tv_sec) * 1_000 + Int64(facts.st_mtim.tv_nsec) / 1_000_000)
    }

    /// The later of both, where the beat can belong to what is known.
    static func latest(_ beat: Instant?, _ known: Instant) -> Instant {
        guard let beat, (1...maximum).contains(beat.milliseconds(since: known)) else { return known }
        return beat
    }
}

/// A pass that has not ended.
struct PassUnderway {
    var id: Int64
    var startedAt: Instant
    /// Of the connection, when it began.
    var changes: Int
    /// Facts that waited for a write then.
    var waiting: [String: String]
    /// Whether it stands in the state: it does from its first change on.
    var isKept = false
}
