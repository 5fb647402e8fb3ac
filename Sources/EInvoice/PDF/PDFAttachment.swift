/// A file embedded in a PDF.
package struct PDFAttachment: Sendable {
    /// As it is written there, in any case; empty where it has none.
    package let name: String
    /// What the file says it is to the document, such as `Alternative` or `Data`; writers are often wrong about it.
    package var relationship: String?
    let content: Result<PDFStream, PDFFault>
    let file: [UInt8]

    /// Unpacks it; nothing is kept.
    /// - Parameter budget: the one its PDF was read with.
    /// - Throws: `damaged`, `unsupported`, `overLimit` beyond ``PDFBudget/streamBytesMaximum`` or what is left of the budget.
    package func contents(_ budget: inout PDFBudget) throws(PDFFault) -> [UInt8] { try content.get().unpacked(file, &budget) }
}
