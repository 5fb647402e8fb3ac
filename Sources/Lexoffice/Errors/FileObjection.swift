/// What lexoffice has against a file, by its own words (lexoffice-2026.md §2, no. 12).
package enum FileObjection: String, Sendable, CaseIterable {
    case tooLarge = "max_file_size_exceeded"
    /// A PDF that is broken, or holds what lexoffice thinks unsafe.
    case unsafe = "voucher_upload_toxic_pdf"
    case unreadableImage = "image_conversion_error"
    /// A kind of file that lexoffice does not take.
    case otherKind = "inacceptable_file_extension"
    /// XML that is no XRechnung.
    case noXRechnung = "invalid_xrechnung"
}

extension LexofficeError {
    /// Nil for any other error.
    package var fileObjection: FileObjection? {
        guard case .validation(let issues) = code else { return nil }
        return issues.lazy.compactMap { FileObjection(rawValue: $0.code) }.first
    }
}
