internal import StrictXML

/// Turns a document of the subset into a ``Chart``: numbers the states and resolves every name.
///
/// All faults of the stage are collected; a chart with faults is never returned.
package struct ChartReader {
    private var outline = StateOutline()
    private var faults: [Fault] = []

    package static func read(_ bytes: [UInt8]) throws(Faults) -> Chart {
        let root: XMLElement
        do { root = try XMLReader.read(bytes, rules: .chart) } catch { throw Faults(error) }
        if let faults = Faults(SubsetRules.faults(inDocument: root)) { throw faults }
        var reader = ChartReader()
        return try reader.chart(root)
    }

    private mutating func chart(_ root: XMLElement) throws(Faults) -> Chart {
        outline.number(root)
        faults += outline.faults
        let states = outline.entries.map { state($0) }
        let declarations = root.children.filter { $0.name == "x:events" }.flatMap(\.children)
        let chart = Chart(
            name: name(root), version: version(root), states: states,
            events: declarations.map {
                DeclaredEvent(name: value($0, "name"), says: value($0, "says"), location: $0.location)
            },
            requests: root.children.filter { $0.name == "x:request" }.map {
                DeclaredRequest(name: value($0, "name"), replies: value($0, "replies").words, location: $0.location)
            })
        if let faults = Faults(faults) { throw faults }
        return chart
    }

    private mutating func state(_ entry: StateOutline.Entry) -> ChartState {
        let element = entry.element
        return ChartState(
            index: entry.index, id: entry.id, kind: entry.kind, parent: entry.parent, children: entry.children,
            lastDescendant: entry.lastDescendant, initial: initial(entry),
            transitions: element.children.filter { $0.name == "transition" }.map { transition($0, source: entry.index) },
            onEntry: raises(in: element.children.first { $0.name == "onentry" }),
            onExit: raises(in: element.children.first { $0.name == "onexit" }),
            tag: (element.attribute("x:tag")?.value).flatMap(StateTag.init), awaits: element.attribute("x:awaits")?.value,
            owner: element.attribute("x:owner")?.value, spine: element.attribute("x:spine")?.value, location: element.location)
    }

    /// `initial` is written out wherever there are children: the default "first child" is too easy to change by accident.
    private mutating func initial(_ entry: StateOutline.Entry) -> Int? {
        let attribute = entry.element.attribute("initial")
        switch entry.kind {
        case .parallel, .final: return nil
        case .atomic:
            if let attribute { faults.append(Fault(attribute.location, "C2: '\(entry.id)' has no states inside, so no 'initial'")) }
            return nil
        case .root, .compound:
            guard let attribute else {
                faults.append(Fault(entry.element.location, "C2: '\(entry.id)' must name its 'initial' state"))
                return nil
            }
            guard let target = outline.index(of: attribute.value), entry.children.contains(target) else {
                faults.append(Fault(attribute.location, "C2: initial '\(attribute.value)' is not a child of '\(entry.id)'"))
                return nil
            }
            return target
        }
    }

    private mutating func transition(_ element: XMLElement, source: Int) -> Transition {
        let events = element.attribute("event").map { eventNames($0) } ?? []
        let condition = element.attribute("cond").flatMap { conditionState($0) }
        let target = element.attribute("target").flatMap { targetState($0) }
        if element.attribute("event") == nil {
            if element.attribute("cond") == nil {
                faults.append(Fault(element.location, "C1: a transition without event needs a condition In('…')"))
            }
            if element.attribute("target") == nil {
                faults.append(Fault(element.location, "C7: a transition without event and without target never ends"))
            }
        }
        return Transition(
            source: source, events: events, condition: condition, target: target, raises: raises(in: element), location: element.location)
    }

    private mutating func eventNames(_ attribute: XMLAttribute) -> [String] {
        let names = attribute.value.words
        if names.isEmpty { faults.append(Fault(attribute.location, "C1: 'event' names no event")) }
        for name in names where name.contains("*") {
            faults.append(Fault(attribute.location, "C1: the wildcard '\(name)' is not part of the chart subset"))
        }
        if Set(names).count != names.count { faults.append(Fault(attribute.location, "C1: an event is named twice")) }
        return names
    }

    private mutating func conditionState(_ attribute: XMLAttribute) -> Int? {
        let text = attribute.value
        guard text.hasPrefix("In('"), text.hasSuffix("')"), text.count > 6 else {
            faults.append(Fault(attribute.location, "C1: a condition must have the form In('state')"))
            return nil
        }
        return resolve(String(text.dropFirst(4).dropLast(2)), "condition", attribute)
    }

    private mutating func targetState(_ attribute: XMLAttribute) -> Int? {
        guard attribute.value.words.count < 2 else {
            faults.append(Fault(attribute.location, "C1: a transition has at most one target"))
            return nil
        }
        return resolve(attribute.value, "target", attribute)
    }

    private mutating func resolve(_ id: String, _ purpose: String, _ attribute: XMLAttribute) -> Int? {
        guard let index = outline.index(of: id), index != Chart.root else {
            faults.append(Fault(attribute.location, "C2: the \(purpose) '\(id)' is not a state of this chart"))
            return nil
        }
        return index
    }

    private func raises(in element: XMLElement?) -> [Raise] {
        (element?.children ?? []).filter { $0.name == "raise" }.map { Raise(event: value($0, "event"), location: $0.location) }
    }

    private mutating func name(_ root: XMLElement) -> String {
        let name = value(root, "name")
        if !name.isIdentifier { faults.append(Fault(root.location, "C1: the name '\(name)' must be a lowerCamelCase identifier")) }
        return name
    }

    private mutating func version(_ root: XMLElement) -> Int {
        guard let version = Int(value(root, "x:chartVersion")), version > 0 else {
            faults.append(Fault(root.location, "C1: 'x:chartVersion' must be a whole number from 1"))
            return 0
        }
        return version
    }

    /// The rules made sure that required attributes are there.
    private func value(_ element: XMLElement, _ name: String) -> String { element.attribute(name)?.value ?? "" }
}
