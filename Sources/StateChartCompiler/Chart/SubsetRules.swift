internal import StrictXML

/// C1: which elements and attributes a chart may contain. What is not listed is refused.
enum SubsetRules {
    struct Rule {
        let required: [String]
        let optional: [String]
        let children: [String]
    }

    static let scxmlNamespace = "http://www.w3.org/2005/07/scxml"
    static let annotationNamespace = "urn:charts:annotations:1"

    private static let rules: [String: Rule] = [
        "scxml": Rule(
            required: ["xmlns", "xmlns:x", "version", "name", "datamodel", "initial", "x:chartVersion"], optional: [],
            children: ["x:events", "x:request", "state", "parallel", "final"]),
        "state": Rule(
            required: ["id"], optional: ["initial", "x:tag", "x:awaits", "x:spine", "x:owner"],
            children: ["onentry", "onexit", "transition", "state"]),
        "parallel": Rule(required: ["id"], optional: [], children: ["onentry", "onexit", "transition", "state"]),
        "final": Rule(required: ["id"], optional: [], children: ["onentry"]),
        "transition": Rule(required: [], optional: ["event", "cond", "target"], children: ["raise"]),
        "onentry": Rule(required: [], optional: [], children: ["raise"]),
        "onexit": Rule(required: [], optional: [], children: ["raise"]),
        "raise": Rule(required: ["event"], optional: [], children: []),
        "x:events": Rule(required: [], optional: [], children: ["x:event"]),
        "x:event": Rule(required: ["name", "says"], optional: [], children: []),
        "x:request": Rule(required: ["name", "replies"], optional: [], children: []),
    ]

    /// Children that may stand at most once in their parent.
    private static let atMostOnce: Set<String> = ["onentry", "onexit", "x:events", "parallel"]

    /// Attributes that take certain values only.
    private static let fixedValues: [String: [String: [String]]] = [
        "scxml": ["xmlns": [scxmlNamespace], "xmlns:x": [annotationNamespace], "version": ["1.0"], "datamodel": ["null"]],
        "state": ["x:tag": StateTag.allCases.map(\.rawValue)],
    ]

    static func faults(inDocument root: XMLElement) -> [Fault] {
        guard root.name == "scxml" else { return [Fault(root.location, "C1: the root element must be <scxml>, not <\(root.name)>")] }
        return faults(in: root)
    }

    private static func faults(in element: XMLElement) -> [Fault] {
        guard let rule = rules[element.name] else { return [] }
        return attributeFaults(element, rule) + childFaults(element, rule) + element.children.flatMap(faults(in:))
    }

    private static func attributeFaults(_ element: XMLElement, _ rule: Rule) -> [Fault] {
        var faults: [Fault] = []
        for attribute in element.attributes where !(rule.required + rule.optional).contains(attribute.name) {
            faults.append(Fault(attribute.location, "C1: <\(element.name)> may not have the attribute '\(attribute.name)'"))
        }
        for name in rule.required where element.attribute(name) == nil {
            faults.append(Fault(element.location, "C1: <\(element.name)> lacks the attribute '\(name)'"))
        }
        for (name, values) in fixedValues[element.name] ?? [:] {
            guard let attribute = element.attribute(name), !values.contains(attribute.value) else { continue }
            let choice = values.map { "\"\($0)\"" }.joined(separator: " or ")
            faults.append(Fault(attribute.location, "C1: '\(name)' must be \(choice)"))
        }
        return faults
    }

    private static func childFaults(_ element: XMLElement, _ rule: Rule) -> [Fault] {
        var faults: [Fault] = []
        var seen: Set<String> = []
        for child in element.children {
            if !rule.children.contains(child.name) {
                faults.append(Fault(child.location, "C1: <\(child.name)> is not part of the chart subset inside <\(element.name)>"))
            } else if !seen.insert(child.name).inserted, atMostOnce.contains(child.name) {
                faults.append(Fault(child.location, "C1: <\(element.name)> may contain <\(child.name)> only once"))
            }
        }
        return faults
    }
}
