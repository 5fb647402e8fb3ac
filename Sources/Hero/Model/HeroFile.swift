/// The file HERO keeps for a document (hero-api.md §2.7).
package struct HeroFile: Sendable, Hashable {
    package var uuid: String
    package var filename: String?
    /// Bytes, as HERO says.
    package var size: Int?
    /// MIME type, as HERO says.
    package var type: String?
    /// Signed link, valid for fifteen minutes and open to everybody who knows it: never log or store it. Nil while HERO
    /// still creates the PDF, or when its file store lost it.
    package var temporaryURL: String?
}

extension HeroFile {
    init(_ row: WireObject) throws(UnreadableField) {
        self.init(
            uuid: try row.required("uuid", row.filledText("uuid")), filename: try row.filledText("filename"),
            size: try row.integer("size"), type: try row.filledText("type"), temporaryURL: try row.filledText("temporary_url"))
    }
}

extension HeroFile: CustomStringConvertible, CustomReflectable {
    /// Without the link.
    package var description: String { "file \(uuid)" }
    package var customMirror: Mirror { Mirror(self, children: ["uuid": uuid]) }
}
