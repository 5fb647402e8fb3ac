/// How late a missing document is: a warning after 24 hours, critical after ten days (domain.md G8).
package enum Lateness: String, Sendable, CaseIterable {
    case recent, warning, critical

    private static let hour: Int64 = 3_600_000

    package init(milliseconds age: Int64) {
        self = age > 240 * Self.hour ? .critical : age > 24 * Self.hour ? .warning : .recent
    }
}
