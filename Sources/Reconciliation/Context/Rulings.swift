package import Bookkeeping
package import Persistence

/// What a person may rule about the booking of one document.
package enum DocumentRuling: String, Sendable, Codable, CaseIterable {
    /// What HERO states is booked: neither the e-invoice in the PDF nor HERO's open amount is held against it.
    case asStated = "as_stated"
    /// It goes onto the books without its PDF.
    case withoutFile = "without_file"
}

/// All that was ruled about one document, by its id.
package struct DocumentRulings: Decision {
    package static let name = "ruled"
    package static let event = "op.rule"
    package private(set) var asStated = false
    package private(set) var withoutFile = false

    package init() {}

    package mutating func add(_ ruling: DocumentRuling) {
        switch ruling {
        case .asStated: asStated = true
        case .withoutFile: withoutFile = true
        }
    }

    package func journal(about document: String) -> [String: String] {
        let ruled = [(asStated, DocumentRuling.asStated), (withoutFile, .withoutFile)].filter(\.0)
        return ["rulings": ruled.map(\.1.rawValue).joined(separator: ",")]
    }
}

extension Store {
    package func rulings(_ document: String) throws -> DocumentRulings {
        try fact(DocumentRulings.self, about: document) ?? DocumentRulings()
    }
}

/// The tax adviser's word on the value of cumulative invoices, once for all of them.
package struct CumulativeDecision: Decision {
    package static let name = "cumulative"
    package static let event = "op.cumulativeMeans"
    package static let subject = "account"
    package var meaning: CumulativeMeaning

    package init(meaning: CumulativeMeaning) {
        self.meaning = meaning
    }

    package func journal(about account: String) -> [String: String] { ["meaning": meaning.rawValue] }
}
