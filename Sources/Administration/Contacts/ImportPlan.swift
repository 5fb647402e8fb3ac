package import Bookkeeping

package struct ImportSkip: Sendable, Hashable {
    package var contactID: String
    /// For the eyes of whoever runs the import; it goes into no file of ours (domain.md D5).
    package var name: String
    package var obstacle: ImportObstacle
    /// HERO's customers that stand in the way.
    package var customers: [Int] = []
}

/// Every contact of lexoffice, either ready or skipped for a reason.
package struct ImportPlan: Sendable, Hashable {
    package var ready: [ContactCard] = []
    package var skipped: [ImportSkip] = []
    /// Of those ready, the ones an earlier import had been asked for already.
    package var begun: Set<String> = []

    package func count(_ obstacle: ImportObstacle) -> Int { skipped.count { $0.obstacle == obstacle } }
}
