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
    /// Rows that could not be attributed to anything: not zero is worth an alarm.
    package var rowsWithoutID = 0
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
    /// Pages asked for at most, those refused as too large included.
    static var pagesMax: Int { 2_000 }
    /// Pages in a row without a new id after which HERO is taken to ignore the offset.
    static var stalledPagesMax: Int { 5 }

    private(set) var sweep = Sweep<Row>()
    private var page: SweepPage
    private var positions: [Int: Int] = [:]
    private var metInThisOrder: Set<Int> = []
    private var oldestModified: Instant?
    private var stalledPages = 0

    /// - Parameter order: newest first can end at a watermark; by id no change of a row moves another one.
    init(pageSize: Int, order: SweepPage.Order = .newestFirst) { page = SweepPage(order: order, size: pageSize) }

    /// - Parameter floor: the walk may end at rows last modified before it; nil walks to the end.
    mutating func run(
        downTo floor: Instant?, subject: String, fetch: (SweepPage) async throws(HeroError) -> [Row?]
    ) async throws(HeroError) -> Sweep<Row> {
        for _ in 0..<Self.pagesMax {
            let rows: [Row?]
            do {
                rows = try await fetch(page)
            } catch {
                guard error.asksForFewerRows, page.size > 1 else { throw error }
                page.size /= 2
                continue
            }
            guard !rows.isEmpty else {
                sweep.isFullScan = true
                return sweep
            }
            page.offset += rows.count
            try absorb(rows, subject: subject)
            guard page.order == .newestFirst else { continue }
            if !isDescending(rows) {
                startAgainByID()
            } else if let floor, let oldestModified, oldestModified < floor {
                return sweep
            }
        }
        throw HeroError(code: .badAnswer, subject: subject, cause: "no end after \(Self.pagesMax) pages")
    }

    private mutating func absorb(_ rows: [Row?], subject: String) throws(HeroError) {
        var newcomers = 0
        for row in rows {
            guard let row else {
                sweep.rowsWithoutID += 1
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
    private mutating func isDescending(_ rows: [Row?]) -> Bool {
        let moments = rows.compactMap { $0?.modified }
        guard !moments.isEmpty else { return false }
        for moment in moments {
            if let oldestModified, moment > oldestModified { return false }
            oldestModified = moment
        }
        return true
    }

    private mutating func startAgainByID() {
        page = SweepPage(order: .byID, size: page.size)
        sweep.isOrderHonoured = false
        sweep.rowsWithoutID = 0
        metInThisOrder = []
        stalledPages = 0
    }
}
