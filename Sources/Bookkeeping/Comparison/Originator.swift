/// Who made a difference.
package enum Originator: String, Sendable, CaseIterable {
    case hero, lexoffice
    /// Not carried over yet, or held by a setting of ours.
    case reconcile
}
