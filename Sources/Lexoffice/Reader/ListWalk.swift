/// One walk over the pages of a list that others may change meanwhile. Rows that shift show up twice or not at all; the walk
/// counts as complete only if the list kept one length and as many different rows were seen.
struct ListWalk<Element> {
    /// The first walk and three more.
    static var attempts: Int { 4 }

    private let id: (Element) -> String
    private(set) var page = 0
    private(set) var isOver = false
    private var seen: Set<RowID> = []
    private(set) var elements: [Element] = []
    private(set) var unreadable: [UnreadableEntry] = []
    private var totals: Set<Int> = []

    init(id: @escaping (Element) -> String) { self.id = id }

    var isTooLong: Bool { totals.contains { $0 >= PageLimit.window } }
    var isComplete: Bool { isOver && totals.count == 1 && totals.contains(elements.count + unreadable.count) }

    mutating func add(_ rows: [Element], _ unreadable: [UnreadableEntry], isLast: Bool, total: Int) {
        self.unreadable += unreadable
        for row in rows where seen.insert(RowID(id(row))).inserted { elements.append(row) }
        totals.insert(total)
        page += 1
        isOver = isLast || page >= PageLimit.pages
    }
}

extension LexofficeError {
    static func neverStoodStill(subject: String) -> LexofficeError {
        LexofficeError(.unavailable, subject: subject, cause: "the list changed during every walk")
    }
}
