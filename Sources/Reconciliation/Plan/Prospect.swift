internal import Bookkeeping

/// A document that could be transferred now, and on whom it would be booked.
struct Prospect: Sendable, Hashable {
    var key: String
    var sound: SoundDocument
    var contact: ContactResolution
}

/// The prospects of one pass, in HERO's order: an original comes before its cancellation because its id is smaller.
struct Prospects: Sendable {
    private(set) var all: [Prospect] = []

    mutating func add(_ prospect: Prospect) { all.append(prospect) }
}
