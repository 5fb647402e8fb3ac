/// What HERO is asked, under the names the findings tell.
enum HeroQuestion: String {
    case account, schema, rights
    case documents = "document list"
    case contacts = "contact list"
    case documentsOfType = "documents of a type"
    case document, file

    /// HERO may do without the others: that one is refused says nothing of the rights that are needed.
    var isNeeded: Bool {
        switch self {
        case .account, .documents, .contacts, .documentsOfType, .document, .file: true
        case .schema, .rights: false
        }
    }

    /// A failure may be that one thing's.
    var isAboutOne: Bool {
        switch self {
        case .document, .file, .documentsOfType: true
        case .account, .schema, .rights, .documents, .contacts: false
        }
    }
}

/// The same of lexoffice.
enum LexofficeQuestion: String {
    case profile
    case categories = "posting categories"
    case vouchers = "voucher list"
    case numberFilter = "number filter"
    case payments, voucher, file, contacts
    case subscriptions = "event subscriptions"

    var isNeeded: Bool {
        switch self {
        case .profile, .categories, .vouchers, .numberFilter, .payments, .voucher, .file, .contacts: true
        case .subscriptions: false
        }
    }

    var isAboutOne: Bool {
        switch self {
        case .numberFilter, .payments, .voucher, .file: true
        case .profile, .categories, .vouchers, .contacts, .subscriptions: false
        }
    }
}
