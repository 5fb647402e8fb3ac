internal import Bookkeeping
internal import Comparison
internal import ConsoleAccess
internal import Persistence
internal import Wording

/// A signature of a month, and what moved since.
struct SignatureView: Sendable {
    struct Moved: Sendable {
        let number: String
        let address: String?
        let standing: String
        let shares: [Share]
    }

    struct Share: Sendable {
        let side: String
        let rate: String
        let net: String
        let tax: String
    }

    struct Effect: Sendable {
        let basis: String
        let line: String
        let net: String
        let tax: String
    }

    let tone: String
    let name: String
    let day: String
    let remark: String?
    let hash: String
    /// Nil where there is no sheet to compare it with.
    let verdict: String?
    let notes: [String]
    let moved: [Moved]
    let effects: [Effect]
    let isEffect: Bool

    init(_ signature: SheetSignature, _ text: PageText) {
        let change = signature.change
        self.init(
            signature.name, signature.signedAt, signature.remark, signature.hash, tone: change.isEmpty ? .good : .bad,
            verdict: text(change.isEmpty ? SigningWord.signedGood : .signedChanged), change, text)
    }

    /// Before a sheet was read: whether anything moved is not known.
    init(_ closing: Closing<SheetRecord>, _ text: PageText) {
        self.init(closing.name, closing.signedAt, closing.remark, closing.hash, tone: .calm, verdict: nil, nil, text)
    }

    private init(
        _ name: String, _ signedAt: Instant, _ remark: String, _ hash: String, tone: Frame.Notice.Tone, verdict: String?,
        _ change: SheetChange?, _ text: PageText
    ) {
        self.tone = tone.rawValue
        self.name = name
        day = text.day(BusinessDay(berlinDayOf: signedAt))
        self.remark = remark.isEmpty ? nil : remark
        self.hash = hash
        self.verdict = verdict
        let agreement = change?.agrees.map { [text($0 ? SigningWord.agreesNow : .differsNow)] } ?? []
        notes = agreement + (change?.moved ?? []).map { "\(text(Catalogue.word($0))): \(text(SigningWord.lineMoved))" }
        moved = (change?.rows ?? []).map { Moved($0, text) }
        effects = (change?.effects ?? []).map { effect in
            Effect(
                basis: text(VATView.word(effect.basis)), line: text(Catalogue.word(effect.line)), net: text.number(effect.net),
                tax: text.number(effect.tax))
        }
        isEffect = !effects.isEmpty
    }
}

extension SignatureView.Moved {
    init(_ row: SheetChange.Row, _ text: PageText) {
        let sides: [(String, [VATShare])] = [
            (text(SheetWord.hero), row.hero), (text(SheetWord.lexoffice), row.booked), (text(SigningWord.received), row.received),
        ]
        self.init(
            number: row.name,
            address: DocumentLink.address(number: row.after?.number ?? row.before?.number, key: row.after?.key ?? row.before?.key),
            standing: SignatureView.Moved.standing(row, text),
            shares: sides.flatMap { side, shares in
                shares.map { share in
                    SignatureView.Share(
                        side: side, rate: Catalogue.rate(share.rate, text.language), net: text.number(share.net),
                        tax: text.number(share.tax))
                }
            })
    }

    private static func standing(_ row: SheetChange.Row, _ text: PageText) -> String {
        func word(_ code: String) -> String { ComparisonClass(rawValue: code).map { text(Catalogue.word($0)) } ?? code }
        return switch (row.before?.status, row.after?.status) {
        case (nil, let after?): "\(word(after)): \(text(SigningWord.appeared))"
        case (let before?, nil): "\(word(before)): \(text(SigningWord.vanished))"
        case (let before?, let after?): before == after ? word(after) : "\(word(before)) → \(word(after))"
        case (nil, nil): "-"
        }
    }
}

/// The form that signs a sheet, or why there is none.
struct SigningView: Sendable {
    let isOpen: Bool
    let obstacle: String?
    let mayNot: Bool
    let id: String
    let month: String
    let hash: String
    let signer: String
    let remarkTyped: String
    let comesBack: String?
    let needsRemark: Bool
    let back: String

    init(_ sheet: CloseSheet, _ basis: VATBasis, _ request: PageRequest) {
        // A remark can still be written.
        let obstacle = sheet.obstacle(remark: "-")
        mayNot = !request.visitor.role.may(.signClosing)
        isOpen = obstacle == nil && !mayNot
        // That it is signed as it is stands above already.
        self.obstacle = obstacle == .signedAlready ? nil : obstacle.map { request.text(Catalogue.word($0)) }
        id = DecisionID.fresh()
        month = sheet.month.description
        hash = sheet.hash
        let typed = request.refusal.flatMap { $0.isOf([("act", ConsoleSigning.act), ("month", sheet.month.description)]) ? $0 : nil }
        signer = typed?.typed["signer"] ?? request.visitor.name.text
        remarkTyped = typed?.typed("reason") ?? ""
        comesBack = typed?.text
        needsRemark = !sheet.agrees
        back = ClosingPage.address(sheet.month, basis)
    }
}
