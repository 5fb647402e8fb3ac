/// One document as HERO answered it: the header ready to use, the rest read by ``DocumentTranslation``.
package struct HeroDocument: Sendable, Hashable {
    package let header: DocumentHeader
    let row: WireObject

    /// Nil while HERO has no file, and when its description cannot be read.
    package var file: HeroFile? {
        // Either way there is nothing to fetch yet: the document waits for its PDF, and says so.
        guard let upload = try? row.object("file_upload") else { return nil }
        // The same for a description that does not say where the file is.
        return try? HeroFile(upload)
    }

    init?(_ row: WireObject) {
        guard let header = DocumentHeader(row) else { return nil }
        self.header = header
        self.row = row
    }
}
