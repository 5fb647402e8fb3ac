import Bookkeeping

/// A row of a list that is read page by page.
protocol SweptRow: Sendable {
    var id: Int { get }
    var modified: Instant? { get }
}

extension DocumentHeader: SweptRow {}
extension HeroContact: SweptRow {}

/// What one walk through a list brought. HERO has no filter by date (hero-api.md §1.5): the newest rows are asked for
/// first and the walk ends at the watermark; where HERO does not sort, the whole list is walked by id.
package struct Sweep<Row: Sendable>: Sendable {
    /// Each id once, as read last; in the order first met.
    package var rows: [Row] = []
    package var newestModified: Instant?
    /// The walk ended at an empty page: every row HERO lists was seen.
    package var isFullScan = false
    /// False when HERO did not sort by `modified` and the walk was repeated by id.
    package var isOrderHonoured = true
    /// Rows of which cannot be said what they are about: each stands for something that is there.
    package var unreadable: [UnreadableRow] = []
}

package typealias DocumentSweep = Sweep<DocumentHeader>
package typealias ContactSweep = Sweep<HeroContact>

extension Sweep<DocumentHeader> {
    package var headers: [DocumentHeader] { rows }
}

struct SweepPage: Sendable, Hashable {
    enum Order: String, Sendable {
        case newestFirst = "modified desc"
        case byID = "id"
    }

    var order: Order
    var size: Int
    var offset = 0
}

struct ListSweep<Row: SweptRow> {
    typealias Entry = Result<Row, UnreadableRow>

    /// Pages asked for at most, those refused included.
    static var pagesMax: Int { 2_000 }
    /// Pages in a row without a new id after which HERO is taken to ignore the offset.
    static var stalledPagesMax: Int { 5 }
    /// Rows that HERO answers with an error although it answers others: more of them are no poisoned rows but a broken list.
    static var refusedRowsMax: Int { 200 }
    /// So many rows HERO gives to whoever names no number (hero-api.md §1.5): a page that was asked for more and has fewer is all there is.
    static var usualPage: Int { 50 }

    private(set) var sweep = Sweep<Row>()
    private var page: SweepPage
    /// The size asked for while no row is in the way; HERO may find it too large.
    private var fullSize: Int
    private var positions: [Int: Int] = [:]
    private var metInThisOrder: Set<Int> = []
    private var oldestModified: Instant?
    /// Whether the rows stand otherwise than by id, as they do where HERO ignores the order. Rows of one moment, of an import say, would
    /// prove none.
    private var isNotByID = false
    private var lastID: Int?
    private var stalledPages = 0
    private var refusedRows = 0

    /// - Parameter order: newest first can end at a watermark; by id no change of a row moves another one.
    init(pageSize: Int, order: SweepPage.Order = .newestFirst) {
        page = SweepPage(order: order, size: pageSize)
        fullSize = pageSize
    }

    /// - Parameters:
    ///   - floor: the walk may end at rows last modified before it; nil walks to the end.
    ///   - probe: asks the same without any row; it throws when HERO as a whole is in trouble.
    mutating func run(
        downTo floor: Instant?, subject: String, probe: () async throws(HeroError) -> Void,
        fetch: (SweepPage) async throws(HeroError) -> [Entry]
    ) async throws(HeroError) -> Sweep<Row> {
        var isProbed = false
        for _ in 0..<Self.pagesMax {
            let (entries, asked): ([Entry], Int)
            do {
                (entries, asked) = (try await fetch(page), page.size)
            } catch {
                guard error.asksForFewerRows || error.mayBeOneRow else { throw error }
                if !isProbed && !error.isAboutSize { try await probe() }
                isProbed = true
                try narrow(error)
                continue
            }
            guard !entries.isEmpty else {
                sweep.isFullScan = true
                return sweep
            }
            page.offset += entries.count
            page.size = min(fullSize, page.size * 2)
            try absorb(entries, subject: subject)
            guard page.order == .newestFirst else { continue }
            if !isDescending(entries) {
                startAgainByID()
            } else if let floor, let oldestModified, oldestModified < floor, isNotByID || entries.count < min(asked, Self.usualPage) {
                return sweep
            }
        }
        throw HeroError(code: .badAnswer, subject: subject, cause: "no end after \(Self.pagesMax) pages")
    }

    /// Fewer rows, down to the one that is in the way; that one is counted and passed over.
    private mutating func narrow(_ error: HeroError) throws(HeroError) {
        guard page.size == 1 else {
            page.size /= 2
            if error.asksForFewerRows { fullSize = page.size }
            return
        }
        refusedRows += 1
        guard refusedRows <= Self.refusedRowsMax, error.mayBeOneRow else { throw error }
        sweep.unreadable.append(UnreadableRow(name: nil, cause: "\(error.code.name): \(error.cause)"))
        page.offset += 1
    }

    private mutating func absorb(_ entries: [Entry], subject: String) throws(HeroError) {
        var newcomers = 0
        for entry in entries {
            let row: Row
            switch entry {
            case .success(let readable): row = readable
            case .failure(let unreadable):
                sweep.unreadable.append(unreadable)
                // It has no id to be known by, and a page of such rows is no reason to take HERO for standing still.
                newcomers += 1
                continue
            }
            if metInThisOrder.insert(row.id).inserted { newcomers += 1 }
            if let position = positions[row.id] {
                sweep.rows[position] = row
            } else {
                positions[row.id] = sweep.rows.count
                sweep.rows.append(row)
            }
            if let modified = row.modified { sweep.newestModified = max(modified, sweep.newestModified ?? modified) }
        }
        stalledPages = newcomers == 0 ? stalledPages + 1 : 0
        guard stalledPages < Self.stalledPagesMax else {
            throw HeroError(code: .badAnswer, subject: subject, cause: "the same rows again on \(stalledPages) pages in a row")
        }
    }

    /// A single row without a readable moment is passed over; a page without any proves no order at all.
    private mutating func isDescending(_ entries: [Entry]) -> Bool {
        // Rows that could not be read are kept and told elsewhere; they say nothing about the order.
        let rows = entries.compactMap { try? $0.get() }
        guard !rows.isEmpty else { return true }
        for row in rows {
            if let lastID, row.id < lastID { isNotByID = true }
            lastID = row.id
        }
        let moments = rows.compactMap(\.modified)
        guard !moments.isEmpty else { return false }
        for moment in moments {
            if let oldestModified, moment > oldestModified { return false }
            oldestModified = moment
        }
        return true
    }

    private mutating func startAgainByID() {
        page = SweepPage(order: .byID, size: fullSize)
        sweep.isOrderHonoured = false
        sweep.unreadable = []
        metInThisOrder = []
        stalledPages = 0
    }
}
