internal import Bookkeeping
internal import StrictXML

/// An element of an invoice, asked by local names: the prefixes differ between writers, the namespaces do not.
struct InvoiceNode {
    let element: XMLElement
    /// Namespace of what groups others.
    let groups: String
    /// Namespace of what holds a value; in CII the same.
    let values: String

    /// An invoice has a few of each thing; what has more is none.
    static let repetitionLimit = 1000
    /// Bytes of a text that is kept.
    static let textLimit = 4000

    // MARK: Groups

    /// Follows the first of each name; nil where one is missing.
    func group(_ path: String...) -> InvoiceNode? {
        var node: InvoiceNode? = self
        for name in path { node = node?.children(name, in: groups).first }
        return node
    }

    /// Every child of that name: lines, of which an invoice may have thousands.
    func lines(_ name: String) -> [InvoiceNode] { children(name, in: groups) }

    /// Every child of that name: at most ``repetitionLimit``.
    func all(_ name: String) throws(EInvoiceFault) -> [InvoiceNode] {
        let found = children(name, in: groups)
        guard found.count <= Self.repetitionLimit else {
            throw EInvoiceFault("\(name) stands there more than \(Self.repetitionLimit) times")
        }
        return found
    }

    private func children(_ name: String, in namespace: String) -> [InvoiceNode] {
        element.children.filter { $0.namespace == namespace && $0.localName == name }
            .map { InvoiceNode(element: $0, groups: groups, values: values) }
    }

    // MARK: Values

    /// Trimmed; nil where it is missing or empty. What stands there twice must say the same.
    func text(_ name: String) throws(EInvoiceFault) -> String? {
        let text = try Self.single(children(name, in: values), name) { $0.content }
        guard text?.utf8.count ?? 0 <= Self.textLimit else { throw unreadable(name, "text of at most \(Self.textLimit) bytes") }
        return text
    }

    /// What a code list has: capital letters and digits, such as `AE`.
    func code(_ name: String) throws(EInvoiceFault) -> String? {
        guard let text = try text(name) else { return nil }
        let isCode = text.utf8.count <= 5 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
        guard isCode else { throw unreadable(name, "code") }
        return text
    }

    func texts(_ name: String) -> [String] { children(name, in: values).compactMap(\.content) }

    /// - Parameter currency: of the invoice; an amount in another one is not this one.
    func amount(_ name: String, _ currency: String?) throws(EInvoiceFault) -> Cents? {
        let all = children(name, in: values)
        let own = all.filter { $0.element.attribute("currencyID").map { $0.value == currency } ?? false }
        let found = own.isEmpty ? all.filter { $0.element.attribute("currencyID") == nil } : own
        guard let text = try Self.single(found, name, { $0.content }) else { return nil }
        guard let value = ExactDecimal(text), let cents = Cents(rounding: value) else { throw unreadable(name, "amount") }
        return cents
    }

    /// A percentage, 19 for 19 %.
    func percent(_ name: String) throws(EInvoiceFault) -> ExactDecimal? {
        guard let text = try text(name) else { return nil }
        guard let value = ExactDecimal(text) else { throw unreadable(name, "percentage") }
        return value
    }

    /// A rate of tax, 0 to 100, with at most four places.
    func rate(_ name: String) throws(EInvoiceFault) -> ExactDecimal? {
        guard let value = try percent(name) else { return nil }
        let short = value.rounded(toScale: 4)
        guard short == value, !value.isNegative, !(ExactDecimal(100) < value) else { throw unreadable(name, "rate of tax") }
        return short
    }

    /// `yyyyMMdd` in an element below (CII), or `yyyy-MM-dd` as such (UBL).
    func day(_ name: String) throws(EInvoiceFault) -> BusinessDay? {
        let found = children(name, in: values)
        let text = try Self.single(found, name) { node in
            node.element.children.first { $0.localName == "DateTimeString" }?.text.trimmed ?? node.content
        }
        guard let text else { return nil }
        guard let day = Self.day(text) else { throw unreadable(name, "day") }
        return day
    }

    private static func day(_ text: String) -> BusinessDay? {
        let digits = Array(text.utf8)
        if digits.count == 8, digits.allSatisfy({ (0x30...0x39).contains($0) }) {
            return BusinessDay("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
        }
        // A time zone may follow a day (xs:date), and says nothing about which day it is here; neither does a time.
        let rest = text.dropFirst(10).first
        return rest == nil || rest == "Z" || rest == "+" || rest == "-" || rest == "T" ? BusinessDay(String(text.prefix(10))) : nil
    }

    var content: String? { element.text.trimmed }

    private static func single(
        _ nodes: [InvoiceNode], _ name: String, _ value: (InvoiceNode) -> String?
    ) throws(EInvoiceFault) -> String? {
        let said = Set(nodes.compactMap(value))
        guard said.count <= 1 else { throw EInvoiceFault("\(name) stands there more than once and says different things") }
        return said.first
    }

    private func unreadable(_ name: String, _ what: String) -> EInvoiceFault {
        EInvoiceFault("\(name) below line \(element.location.line), column \(element.location.column) is no \(what)")
    }
}

extension String {
    /// ISO 3166 alpha-2 in any case; nil for anything else.
    var countryCode: String? {
        let upper = uppercased()
        return upper.utf8.count == 2 && upper.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? upper : nil
    }

    /// A truth value as XML Schema writes it.
    var xmlFlag: Bool? {
        switch self {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    /// Without white space around it, as XML knows it; nil when nothing is left.
    var trimmed: String? {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
        guard let first = utf8.firstIndex(where: { !isBlank($0) }), let last = utf8.lastIndex(where: { !isBlank($0) }) else { return nil }
        return String(Substring(utf8[first...last]))
    }
}
