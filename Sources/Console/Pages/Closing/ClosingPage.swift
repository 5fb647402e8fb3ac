internal import Administration
internal import Bookkeeping
internal import Comparison
internal import ConsoleAccess
internal import Persistence
internal import Reconciliation
internal import Wording

/// `/abschluss/2026-11`: the sheet of `reconcile close`, read in the background, to be signed and printed.
struct ClosingPage: Sendable {
    struct View: Sendable {
        let month: String
        let address: String
        let isRunning: Bool
        let begun: String?
        let progress: JobProgressView?
        let isUnread: Bool
        let isBusy: Bool
        let failure: String?
        let readAt: String?
        let hasMoved: Bool
        let sheet: SheetView?
        let signature: SignatureView?
        let sign: SigningView?
        let csv: String
    }

    let parts: ConsoleParts

    /// Of the address: `zahlung` for payment dates.
    static let basisField = "versteuerung"
    static let cash = "zahlung"
    static let busyField = "besetzt"

    /// - Parameter name: of the address, `yyyy-MM`.
    func page(_ name: String, _ request: PageRequest) throws -> Answer {
        guard let month = BookMonth(name) else { return .missing }
        guard month <= BookMonth(BusinessDay(berlinDayOf: parts.now)) else { return .refused(request.text(ClosingWord.notBegun)) }
        let view = try view(month, request)
        var page = Page(
            .closing, "\(request.text(FrameWord.closing)) \(request.text.month(month))", view, words: ClosingWord.self, request.language,
            section: .closing)
        page.words = page.words.and(SheetWord.self).and(SigningWord.self)
        return .page(page)
    }

    /// A POST to the page: the sheet is read anew.
    func read(_ name: String, _ request: PageRequest) -> Answer {
        guard let month = BookMonth(name), month <= BookMonth(BusinessDay(berlinDayOf: parts.now)) else { return .missing }
        let address = ClosingPage.address(month, ClosingPage.basis(request.query))
        guard parts.work.closing.start(month) else {
            return .seeOther("\(address)\(address.contains("?") ? "&" : "?")\(ClosingPage.busyField)=1")
        }
        return .seeOther(address)
    }

    static func address(_ month: BookMonth, _ basis: VATBasis) -> String {
        let page = "\(ConsoleSection.closing.address)/\(month)"
        return switch basis {
        case .documentDate: page
        case .paymentDate: "\(page)?\(basisField)=\(cash)"
        }
    }

    static func basis(_ query: Fields) -> VATBasis { query[basisField] == cash ? .paymentDate : .documentDate }

    private func view(_ month: BookMonth, _ request: PageRequest) throws -> View {
        let (store, text, work) = (try parts.view(), request.text, parts.work.closing)
        var (begun, progress): (Instant?, JobProgress?) = (nil, nil)
        if case .running(let since, let done) = work.standing(month) { (begun, progress) = (since, done) }
        let result = work.result(month)
        var (sheet, failure): (CloseSheet?, String?) = (nil, nil)
        switch result?.value {
        case .sheet(let kept): sheet = try kept.signedAsNow(store)
        case .failed(let reason): failure = ClosingPage.words(reason, text)
        case nil: break
        }
        let basis = ClosingPage.basis(request.query)
        // What was signed stands there before anything is read, too; what moved is known of a sheet alone.
        let closing = sheet == nil ? try store.closing(Closing<SheetRecord>.self, of: month) : nil
        return View(
            month: text.month(month), address: ClosingPage.address(month, basis), isRunning: begun != nil, begun: begun.map(text.moment),
            progress: progress.map { JobProgressView($0, text) }, isUnread: result == nil && begun == nil,
            isBusy: request.query[ClosingPage.busyField] != nil && begun == nil, failure: begun == nil ? failure : nil,
            readAt: sheet == nil ? nil : result.map { "\(text.moment($0.at)) (\(text.age(of: $0.at, at: parts.now)))" },
            // A signature moves nothing in the month.
            hasMoved: try sheet.map { try store.journalled(after: $0.journal.entries).contains { $0.kind != "closing" } } ?? false,
            sheet: sheet.map { SheetView($0, basis, text) },
            signature: sheet.flatMap { sheet in sheet.signature.map { SignatureView($0, text) } }
                ?? closing.map { SignatureView($0, text) },
            sign: begun == nil ? sheet.map { SigningView($0, basis, request) } : nil, csv: "/datei/\(Downloads.sheet(month))")
    }

    private static func words(_ failure: WorkFailure, _ text: PageText) -> String {
        switch failure {
        case .paused: text(ClosingWord.paused)
        case .interrupted(let failure): "\(text(ClosingWord.interrupted)): \(failure.system): \(failure.cause) \(failure.hint)"
        case .notSetUp(let denial): "\(text(ClosingWord.unable)): \(denial.code)"
        case .unable(let code): "\(text(ClosingWord.unable)): \(code)"
        }
    }
}

extension CloseSheet {
    /// A sheet that was kept, with the signature of now.
    func signedAsNow(_ store: Store) throws -> CloseSheet {
        var sheet = self
        sheet.signature = try store.closing(Closing<SheetRecord>.self, of: month).map { SheetSignature($0, now: record) }
        return sheet
    }
}
