/// The two texts Prometheus reads.
package enum ExpositionFormat: Sendable, CaseIterable {
    /// Prometheus text 0.0.4, which everybody understands.
    case text
    /// OpenMetrics 1.0, for those who ask for it.
    case openMetrics

    package var contentType: String {
        switch self {
        case .text: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    /// What to answer to an `Accept` header: OpenMetrics where it is named, in a version we write, and nothing else is liked better.
    /// Everyone else gets text 0.0.4, even who accepts neither: a page that can be read beats a 406.
    package init(accept header: String?) {
        let ranges = AcceptHeader.ranges(header ?? "")
        let openMetrics = ranges.filter(\.isOpenMetrics).map(\.thousandths).max() ?? 0
        let text = ranges.filter(\.isText).max { ($0.precision, $0.thousandths) < ($1.precision, $1.thousandths) }?.thousandths ?? 0
        self = openMetrics > 0 && openMetrics >= text ? .openMetrics : .text
    }
}

extension AcceptHeader.Range {
    fileprivate var isOpenMetrics: Bool { type == "application/openmetrics-text" && ["1.0.0", nil].contains(parameters["version"]) }

    fileprivate var isText: Bool {
        switch type {
        case "text/plain": ["0.0.4", nil].contains(parameters["version"])
        case "text/*", "*/*": true
        default: false
        }
    }

    /// RFC 9110 §12.5.1: the most specific range that fits has the say.
    fileprivate var precision: Int {
        switch type {
        case "*/*": 0
        case "text/*": 1
        default: 2
        }
    }
}
