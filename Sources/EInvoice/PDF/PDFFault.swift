/// Why the files embedded in a PDF cannot be told. Says nothing of what the PDF holds.
package struct PDFFault: Error, Hashable, Sendable {
    package enum Code: String, Sendable, CaseIterable {
        /// Only whoever knows a password, or has a right, may read it; nothing is decrypted here.
        case encrypted
        /// What it refers to is not there or not what it should be, also after every object was looked for.
        case damaged
        /// A way of packing that readers of invoices need not know, such as LZW.
        case unsupported
        /// More bytes, objects, levels or work than an invoice takes (``PDFBudget``).
        case overLimit
    }

    package let code: Code
    /// English, for a log.
    package let cause: String

    static func encrypted(_ cause: String) -> PDFFault { PDFFault(code: .encrypted, cause: cause) }
    static func damaged(_ cause: String) -> PDFFault { PDFFault(code: .damaged, cause: cause) }
    static func unsupported(_ cause: String) -> PDFFault { PDFFault(code: .unsupported, cause: cause) }
    static func overLimit(_ cause: String) -> PDFFault { PDFFault(code: .overLimit, cause: cause) }
}
