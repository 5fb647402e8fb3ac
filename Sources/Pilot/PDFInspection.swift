/// What was found in the bytes of a PDF when somebody looked for an e-invoice in it.
package enum PDFInspection: Sendable, Hashable {
    /// No XML is embedded.
    case none
    /// One invoice could be read.
    /// - profile: its name, such as `EN 16931`; shown only where it is made of letters, figures, blanks and `.:-_#`.
    case read(profile: String)
    /// More than one file may be the invoice.
    case ambiguous
    case unreadable
}
