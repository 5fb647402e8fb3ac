import ArgumentParser
import Bookkeeping
import ConsoleAccess
import Persistence
import Reconciliation

extension ConsoleRole: ExpressibleByArgument {}

/// What the commands that let people in to a console understand: for whom a link is, or whose access is looked at or ended.
struct LinkOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: "For whom; goes into the journal. Whoever runs this unless told otherwise.")
    var name: String?

    @Option(help: "Days until he has to log in again, 1 to 30.")
    var days = 1

    @ArgumentParser.Flag(help: "Who is in, and which links are open.")
    var list = false

    @Option(help: "End a session or a link, by its id in the list.")
    var revoke: String?

    @ArgumentParser.Flag(help: "End all sessions and links.")
    var revokeAll = false

    func validate() throws {
        guard AccessGrant.daysAllowed.contains(days) else { throw ValidationError("--days takes 1 to 30.") }
        guard [list, revoke != nil, revokeAll].filter({ $0 }).count <= 1 else {
            throw ValidationError("--list, --revoke and --revoke-all exclude one another.")
        }
        if let revoke, AccessID(revoke) == nil { throw ValidationError("--revoke takes an id as --list shows it, such as s3.") }
        if let name, ConsoleName(name) == nil {
            throw ValidationError("--as takes a name of at most 60 letters, digits, inner blanks and ._-@'+.")
        }
    }
}
