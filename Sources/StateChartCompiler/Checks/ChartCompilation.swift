internal import StrictXML

/// From the bytes of a chart to its explored table, through every check.
package enum ChartCompilation {
    /// Throws every fault of the first stage that finds any: reading (C1, C2), static checks, exploration, checks of the table.
    package static func explore(_ bytes: [UInt8]) throws(Faults) -> ExploredChart {
        let chart = try ChartReader.read(bytes)
        let written = EventChecks(chart: chart).faults() + TransitionChecks(chart: chart).faults() + RequestChecks(chart: chart).faults()
        if let faults = Faults(written) { throw faults }
        let explored = try Explorer.explore(chart)
        let found = ReachabilityChecks(explored: explored).faults() + CompletenessChecks(explored: explored).faults()
        if let faults = Faults(found) { throw faults }
        return explored
    }
}
