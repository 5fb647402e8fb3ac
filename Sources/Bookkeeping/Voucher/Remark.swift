/// *Notiz* of a voucher (domain.md S27).
package enum Remark {
    /// In UTF-16 units, the way lexoffice most likely counts; a character is never cut in two.
    package static let maximumLength = 2000

    /// `Rechnung {number} - {contact person} - {project number name}`, empty parts left out with their separator.
    /// A reversal names the document it reverses: `Stornorechnung {number} zu {original} - …`, `Gutschrift {number} zu …`.
    package static func text(for document: Document) -> String {
        var title = [word(for: document.kind), oneLine(document.number)]
        if document.kind.isReversal, let original = oneLine(document.originalNumber) { title += ["zu", original] }
        let project = [oneLine(document.projectNumber), oneLine(document.projectName)]
        let parts = [joined(title), oneLine(document.contactPerson), joined(project)]
        return capped(parts.compactMap(\.self).joined(separator: " - "))
    }

    private static func word(for kind: DocumentKind) -> String {
        switch kind {
        case .invoice, .partialInvoice, .progressInvoice, .cumulativeInvoice, .finalInvoice: "Rechnung"
        case .cancellation: "Stornorechnung"
        case .creditNote: "Gutschrift"
        }
    }

    private static func joined(_ words: [String?]) -> String? {
        let present = words.compactMap(\.self)
        return present.isEmpty ? nil : present.joined(separator: " ")
    }

    /// Runs of white space and control characters become one space; nil when nothing is left.
    private static func oneLine(_ text: String?) -> String? {
        guard let text else { return nil }
        var result = ""
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                pendingSpace = true
                continue
            }
            if pendingSpace, !result.isEmpty { result.unicodeScalars.append(" ") }
            pendingSpace = false
            result.unicodeScalars.append(scalar)
        }
        return result.isEmpty ? nil : result
    }

    private static func capped(_ text: String) -> String {
        guard text.utf16.count > maximumLength else { return text }
        var length = 0
        return String(
            text.prefix { character in
                length += character.utf16.count
                return length <= maximumLength
            })
    }
}
