/// The page without its numbers, written once: a scrape only copies it and puts the numbers in.
struct PageLayout: Sendable {
    struct Family: Sendable {
        let headers: [ExpositionFormat: [UInt8]]
        /// `name{label="value"} `, one per line of the page.
        let lines: [[UInt8]]
        /// The first line of each series by its label values.
        let firstLine: [[String]: Int]
        /// Of a histogram, else empty. A series then has a line per bound, `+Inf`, `_sum` and `_count`.
        let bounds: [Double]
    }

    let families: [Family]

    init(_ definitions: [MetricDefinition]) { families = definitions.map(Family.init) }

    /// - Parameter more: families of which this does not know, at the end.
    func page(_ format: ExpositionFormat, _ values: [[Double]?], more: [UInt8] = []) -> [UInt8] {
        var page: [UInt8] = []
        page.reserveCapacity(1 << 18)
        for (family, numbers) in zip(families, values) {
            guard let numbers else { continue }
            page += family.headers[format] ?? []
            for (line, number) in zip(family.lines, numbers) {
                page += line
                page += MetricText.number(number).utf8
                page.append(UInt8(ascii: "\n"))
            }
        }
        page += more
        if format == .openMetrics { page += "# EOF\n".utf8 }
        return page
    }
}

extension PageLayout.Family {
    init(_ definition: MetricDefinition) {
        headers = Dictionary(uniqueKeysWithValues: ExpositionFormat.allCases.map { ($0, $0.header(of: definition)) })
        bounds = if case .histogram(let bounds) = definition.kind { bounds } else { [] }
        var lines: [[UInt8]] = []
        var firstLine: [[String]: Int] = [:]
        for row in definition.labels.rows {
            firstLine[row] = lines.count
            let labels = Array(zip(definition.labels.names, row))
            lines += definition.samples.map { sample in
                let pairs = (labels + sample.labels).map { "\($0.0)=\"\(MetricText.label($0.1))\"" }
                return Array("\(sample.name)\(pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") ".utf8)
            }
        }
        self.lines = lines
        self.firstLine = firstLine
    }
}

extension MetricDefinition {
    /// The lines of one series.
    fileprivate var samples: [(name: String, labels: [(String, String)])] {
        guard case .histogram(let bounds) = kind else { return [(name, [])] }
        // The same `le` in both formats, or a change of format would begin new series.
        let buckets = (bounds.map { $0.description } + ["+Inf"]).map { (name: "\(name)_bucket", labels: [("le", $0)]) }
        return buckets + [("\(name)_sum", []), ("\(name)_count", [])]
    }
}

extension ExpositionFormat {
    func header(of definition: MetricDefinition) -> [UInt8] {
        let name = familyName(definition)
        var lines = ["# HELP \(name) \(help(definition.help))", "# TYPE \(name) \(type(definition.kind))"]
        if self == .openMetrics, let unit = definition.unit { lines.append("# UNIT \(name) \(unit.rawValue)") }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// OpenMetrics names the family without the suffix that its samples carry.
    private func familyName(_ definition: MetricDefinition) -> String {
        guard self == .openMetrics else { return definition.name }
        return switch definition.kind {
        case .counter where definition.name.hasSuffix("_total"): String(definition.name.dropLast(6))
        case .info where definition.name.hasSuffix("_info"): String(definition.name.dropLast(5))
        case .counter, .gauge, .info, .histogram: definition.name
        }
    }

    private func type(_ kind: MetricDefinition.Kind) -> String {
        switch kind {
        case .counter: "counter"
        case .gauge: "gauge"
        case .info: self == .openMetrics ? "info" : "gauge"
        case .histogram: "histogram"
        }
    }

    private func help(_ text: String) -> String { self == .openMetrics ? MetricText.label(text) : MetricText.help(text) }
}
