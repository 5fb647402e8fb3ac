package import Bookkeeping
package import Hero

/// One HERO document as read in full and translated, kept so that judging again needs no request.
package enum DetailRecord: Sendable, Hashable, Codable {
    case document(Document, file: FileNote?)
    case notBookingRelevant
    case unknownType(String)
    case unreadable(field: String)

    /// What is known of the PDF. The link is not kept: it is a secret and expires.
    package struct FileNote: Sendable, Hashable, Codable {
        var uuid: String
        package var name: String?
        package var size: Int?
        /// Why its bytes were unusable when they were read; holds until HERO changes the document or a person says retry.
        package var refusal: ReasonCode?
        /// Nil until its bytes were read.
        package var eInvoice: EInvoiceNote?
    }

    /// The kind alone; figures and lines are most of what reading all of it costs.
    struct Glance: Sendable, Hashable, Codable {
        struct Value: Sendable, Hashable, Codable {
            // As Swift calls a value without a name.
            var _0: Body
        }
        struct Body: Sendable, Hashable, Codable { var kind: DocumentKind }
        var document: Value?
    }

    /// Nil while the original of a reversal has not been seen.
    package init?(_ translated: TranslatedDocument) {
        switch translated {
        case .document(let document, let file):
            self = .document(
                document,
                file: file.flatMap { file in
                    // Without a link the PDF is still being made.
                    file.temporaryURL == nil ? nil : FileNote(uuid: file.uuid, name: file.filename, size: file.size)
                })
        case .notBookingRelevant: self = .notBookingRelevant
        case .unknownType(let name): self = .unknownType(name)
        case .unreadable(let field, _): self = .unreadable(field: field)
        case .originalNeeded: return nil
        }
    }
}
