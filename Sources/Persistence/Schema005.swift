import GRDB

/// The charts anew, without what nothing could ever feed: no state of theirs that is gone can have been reached, which `renew` checks.
enum Schema005 {
    static func extend(_ db: Database) throws { try CompiledCharts.renew(in: db) }
}
