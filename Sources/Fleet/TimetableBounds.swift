/// How many passes the process carries.
package struct TimetableBounds: Sendable, Hashable {
    /// Passes of less than ``longAfter`` at once, of accounts whose interval is over.
    package var atOnce = 64
    /// So many more of accounts of which somebody said that there is news.
    package var forHints = 32
    /// A pass that takes longer waits for a remote, for its rate above all: it costs a state held open and no more.
    package var longAfter: Int64 = 10_000
    /// So many of these hold nobody up. Together with the rest it bounds the states that are open: at three or four megabytes for each
    /// pass at work, a hundred accounts with a remote that is slow stay below half a gigabyte.
    package var longMaximum = 64
    /// Begun in any second at most. What was begun reaches the systems in bunches: at most fifty there need fewer here.
    package var begunPerSecond = 30
    /// A pass of this age ends at its next document when others find no room.
    package var quantum: Int64 = 60_000
    /// Who has waited so long for room is as urgent as a hint.
    package var waitMaximum: Int64 = 30_000
    /// Who has waited so long while processors were short begins all the same, one a second.
    package var busyMaximum: Int64 = 900_000

    package init() {}
}
