internal import Administration
internal import Bookkeeping
internal import Comparison
internal import ConsoleAccess
internal import Output
internal import Persistence
internal import Wording

/// `POST /entscheiden` with `act=sign`: puts a name to exactly the sheet the visitor saw, by its hash.
struct ConsoleSigning: Sendable {
    let parts: ConsoleParts

    static let act = "sign"
    static let nameMaximum = 100
    static let remarkMaximum = 500

    func answer(_ request: PageRequest) throws -> Answer {
        guard request.visitor.role.may(.signClosing) else { return .forbidden }
        switch try order(request) {
        case .failure(let why): return .refused(request.text(why.wording))
        case .success(let (id, order)):
            let store = try parts.noting()
            let reason = order.remark.isEmpty ? ConsoleSigning.act : "\(ConsoleSigning.act): \(order.remark.prefix(200))"
            try store.note(order.decision(id: id, by: request.visitor.actor, reason: reason, in: store), at: parts.now)
            parts.wake()
            let back = request.form["back"] ?? ConsoleSigning.page(order.sheet.month)
            return .seeOther("\(back)\(back.contains("?") ? "&" : "?")\(DecisionNotice.field)=\(Fields.encoded(id))")
        }
    }

    /// Why a form signs nothing.
    enum Refusal: Error, Hashable {
        case word(SigningWord)
        case obstacle(SignObstacle)

        var wording: Wording {
            switch self {
            case .word(let word): word.wording
            case .obstacle(let obstacle): Catalogue.word(obstacle)
            }
        }
    }

    /// From the form, and the sheet that is kept of the month.
    func order(_ request: PageRequest) throws -> Result<(id: String, order: SignOrder), Refusal> {
        let form = request.form
        guard let id = form["id"], id.utf8.count == 32, id.allSatisfy(\.isHexDigit), let month = form["month"].flatMap(BookMonth.init),
            let hash = form["hash"], case .sheet(let kept) = parts.work.closing.result(month)?.value
        else { return .failure(.word(.sheetGone)) }
        let sheet = try kept.signedAsNow(try parts.view())
        guard sheet.hash == hash else { return .failure(.word(.otherSheet)) }
        guard let signer = ConsoleSigning.line(form["signer"]), (1...ConsoleSigning.nameMaximum).contains(signer.count) else {
            return .failure(.word(.badSigner))
        }
        let remark = ConsoleSigning.line(form["reason"]) ?? ""
        guard remark.count <= ConsoleSigning.remarkMaximum else { return .failure(.word(.tooLong)) }
        switch sheet.obstacle(remark: remark) {
        case nil: break
        case .remarkMissing: return .failure(.word(.noRemark))
        case let obstacle?: return .failure(.obstacle(obstacle))
        }
        let hidden = Redaction.known
        let order = SignOrder(
            sheet.record, name: hidden.hiding(signer), remark: hidden.hiding(remark), entries: sheet.journal.entries)
        return .success((id, order))
    }

    private static func page(_ month: BookMonth) -> String { ClosingPage.address(month, .documentDate) }

    /// Without blanks around it, on one line, and nothing in it that is not seen.
    private static func line(_ text: String?) -> String? {
        guard let text else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? nil : VisibleText.shown(words)
    }
}
