/// What lexoffice answers about one voucher whenever it is sent.
package enum LexofficeTrouble: Sendable, Hashable {
    /// 500, not carried out, for ever.
    case failing
    /// 406 with this code about this field.
    case refusing(code: String, source: String)

    var refusal: LexofficeRefusal {
        switch self {
        case .failing: .gateway(500, "Internal Server Error")
        case .refusing(let code, let source): .legacy(406, [LexofficeIssue(code, source)])
        }
    }
}
