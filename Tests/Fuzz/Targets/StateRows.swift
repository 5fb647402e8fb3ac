import Bookkeeping
import Comparison
import Foundation
import GRDB
import Lexoffice
import Persistence
import ReconcileCommand
import Reconciliation

/// A state in which single cells hold something else: as text `table.column#row value`, one cell a line. It is then looked at as every
/// command that only looks would do it.
enum StateRows {
    static let target = FuzzTarget(name: "state", mebibytesMaximum: 384, tokens: tokens) {
        let desk = try await StateDesk()
        let cells = try StateCells(pristine: desk.pristine, path: desk.path)
        setenv("STATE_DIRECTORY", desk.folder.path, 1)
        return FuzzTarget.Prepared(seeds: cells.seeds) { bytes in
            cells.apply(bytes)
            await look(desk, fingerprint(bytes))
        }
    }

    private static let tokens = [
        "NULL", "\ntransition.at#3 ", "\ninvoice.entered_at#0 ", "\ncursor.value#0 ", "9223372036854775807", "-9223372036854775808",
        "253402300799999", "creating", "uncertain", "fileComplete", "tracked", "{\"milliseconds\":9223372036854775807}",
    ]

    private static let commands = [
        ["status"], ["status", "--format", "json"], ["list", "--lang", "de"], ["list", "--format", "json"], ["journal", "verify"],
        ["journal", "export"], ["pause", "--help"],
    ]

    private static func look(_ desk: StateDesk, _ number: Int) async {
        switch number % 12 {
        case let place where place < commands.count: _ = await Intake.look(commands[place])
        case 7: _ = await Intake.look(["explain", desk.key(number / 12), "--lang", "de"])
        case 8: _ = await Intake.look(["explain", desk.key(number / 12), "--format", "json"])
        case 9: await desk.plan()
        case 10: await desk.close()
        default:
            guard let store = try? Store.view(directory: desk.folder.path) else { return }
            read(store)
        }
    }

    private static func read(_ store: Store) {
        _ = try? store.figures()
        _ = try? store.openIntents()
        _ = try? store.contacts()
        _ = try? store.restoration()
        _ = try? store.lastPass(.complete)
        _ = (try? Settings.load(store))?.flatMap(\.self)?.judgementDigest
        _ = try? PaymentStatus.needing(store)
        _ = try? DocumentStatus.needing(store).map(\.line)
        _ = try? Notes(store).lines()
    }
}
