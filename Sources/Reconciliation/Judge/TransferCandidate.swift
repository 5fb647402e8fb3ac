internal import Bookkeeping

/// How a document may come onto the books.
enum TransferMode: Sendable, Hashable {
    case create
    /// It was on the books of an earlier integration: only its voucher of then may be taken, or a person decides.
    case adopt
    /// The same, but created before the start date of this integration: it is linked, or stays what it is otherwise (S19).
    case relink(otherwise: Judgement)

    /// Only what fits is taken, and of the rest nothing is said; after a loss each of the others is a question.
    var isQuiet: Bool {
        switch self {
        case .create, .adopt: false
        case .relink(let otherwise): !otherwise.isLoss
        }
    }
}

/// A document that could be transferred now, and on whom it would be booked.
struct TransferCandidate: Sendable, Hashable {
    var key: String
    /// When the document came to where it stands: one that an earlier pass did not get to has been there longer.
    var since: Instant
    var sound: MappedDocument
    var contact: ContactResolution
    var passage = TransferMode.create
}

/// The prospects of one pass, in HERO's order: an original comes before its cancellation because its id is smaller.
struct TransferCandidates: Sendable {
    private(set) var all: [TransferCandidate] = []

    mutating func add(_ prospect: TransferCandidate) { all.append(prospect) }

    /// What came up in this pass goes before what earlier ones left over: an invoice of today does not stand behind the thousands of a
    /// first transfer. Within each half HERO's order stays.
    func newFirst(since start: Instant) -> [TransferCandidate] { all.filter { $0.since >= start } + all.filter { $0.since < start } }
}
