extension DocumentType {
    /// What documents of a type are to the books.
    package enum Familiarity: Sendable { case booked, notBooked, unknown }

    /// - Parameter style: of an invoice, as HERO writes it.
    package func familiarity(style: String? = nil) -> Familiarity {
        do throws(UnreadableField) {
            return switch try DocumentClass.of(self, style: style, in: WireObject(path: "", members: [:])) {
            case .invoice, .reversal: .booked
            case .notBookingRelevant: .notBooked
            case .unknown: .unknown
            }
        } catch {
            return .unknown
        }
    }

    package var hasKnownBookingCategory: Bool {
        TaxCaseChoice.taxCase(of: self, DocumentHeader(id: 0, unreadable: []), customer: nil, isSmallBusiness: false) != nil
    }
}
