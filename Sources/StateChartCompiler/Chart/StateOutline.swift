internal import StrictXML

/// The states of a document numbered in document order, with their nesting and ids.
struct StateOutline {
    struct Entry {
        let index: Int
        let id: String
        let kind: ChartState.Kind
        let parent: Int?
        let element: XMLElement
        var children: [Int] = []
        var lastDescendant: Int
    }

    private(set) var entries: [Entry] = []
    private(set) var faults: [Fault] = []
    private var indexes: [String: Int] = [:]

    func index(of id: String) -> Int? { indexes[id] }

    mutating func number(_ root: XMLElement) { add(root, parent: nil) }

    private mutating func add(_ element: XMLElement, parent: Int?) {
        let index = entries.count
        let id = element.attribute(parent == nil ? "name" : "id")?.value ?? ""
        let inside = element.children.filter { ["state", "parallel", "final"].contains($0.name) }
        let kind = kind(of: element, hasChildren: !inside.isEmpty)
        entries.append(Entry(index: index, id: id, kind: kind, parent: parent, element: element, lastDescendant: index))
        if parent != nil { register(id, index, element) }
        checkShape(element, kind, inside)
        for child in inside {
            entries[index].children.append(entries.count)
            add(child, parent: index)
        }
        entries[index].lastDescendant = entries.count - 1
    }

    private mutating func register(_ id: String, _ index: Int, _ element: XMLElement) {
        if !id.isIdentifier || id == "none" {
            faults.append(Fault(element.location, "C2: the id '\(id)' must be a lowerCamelCase identifier other than 'none'"))
        }
        if indexes[id] != nil { faults.append(Fault(element.location, "C2: the id '\(id)' is used twice")) }
        indexes[id] = index
    }

    private mutating func checkShape(_ element: XMLElement, _ kind: ChartState.Kind, _ inside: [XMLElement]) {
        switch kind {
        case .root where inside.isEmpty: faults.append(Fault(element.location, "C1: the chart has no states"))
        case .parallel:
            if inside.count < 2 { faults.append(Fault(element.location, "C1: <parallel> needs at least two regions")) }
            for region in inside where !region.children.contains(where: { $0.name == "state" }) {
                faults.append(Fault(region.location, "C1: a region of <parallel> needs states inside"))
            }
        default: break
        }
    }

    private func kind(of element: XMLElement, hasChildren: Bool) -> ChartState.Kind {
        switch element.name {
        case "scxml": .root
        case "parallel": .parallel
        case "final": .final
        default: hasChildren ? .compound : .atomic
        }
    }
}
