internal import Bookkeeping
internal import Hero

/// Looks at HERO within the budget. A question that is refused costs that answer alone; a system that is down ends the look, and what
/// was seen until then stays.
struct HeroSurvey {
    private let reader: HeroReader
    private let budget: RequestBudget
    private let inspect: @Sendable ([UInt8]) -> PDFInspection
    private(set) var seen = HeroSeen()
    private(set) var trouble: HeroError.Code?
    private var failuresInARow = 0

    /// The budget ended before the questions did.
    private(set) var isCut = false
    /// Requests left for lexoffice.
    private let reserve: Int

    private static let reserveMaximum = 45
    private static let pagesMaximum = 5
    private static let pageSize = 200
    private static let typesMaximum = 12
    private static let filesMaximum = 25
    /// So many documents in a row that cannot be read are no bad documents.
    private static let failuresMaximum = 3

    init(reader: HeroReader, budget: RequestBudget, inspect: @escaping @Sendable ([UInt8]) -> PDFInspection) {
        self.reader = reader
        self.budget = budget
        self.inspect = inspect
        reserve = min(Self.reserveMaximum, budget.limit / 4)
    }

    mutating func run() async {
        let reader = reader
        seen.account = await ask("account") { () async throws(HeroError) in try await reader.setup() }
        seen.drift = await ask("schema", isNeeded: false) { () async throws(HeroError) in try await reader.checkSchema() }
        seen.rights = await ask("rights", isNeeded: false) { () async throws(HeroError) in try await reader.rights() }
        await newest()
        seen.byID =
            await ask("document list") { () async throws(HeroError) in
                try await reader.headerPage(.byID, size: Self.pageSize, offset: 0)
            }?.headers ?? []
        seen.contacts =
            await ask("contact list") { () async throws(HeroError) in
                try await reader.contactOrder(size: Self.pageSize)
            } ?? []
        seen.clock = reader.remoteNow
        await documents()
    }

    private mutating func newest() async {
        var (size, offset) = (Self.pageSize, 0)
        for _ in 0..<Self.pagesMaximum {
            let (asked, from) = (size, offset)
            let reader = reader
            var tooLarge = false
            let page = await ask("document list", fewer: { tooLarge = true }) { () async throws(HeroError) in
                try await reader.headerPage(.newestFirst, size: asked, offset: from)
            }
            if tooLarge && size > 25 {
                seen.sizes.add("refused")
                size /= 2
                continue
            }
            guard let page else { return }
            seen.pages.append(page)
            if size == Self.pageSize && page.rows == size { seen.sizes.add("full_page") }
            guard page.rows == size else { return }
            offset += size
        }
    }

    private mutating func documents() async {
        let reader = reader
        var ids = PilotSample.ids(seen.headers)
        let listed = Set(seen.headers.compactMap(\.documentTypeID))
        let others = (seen.account?.documentTypes ?? []).filter { !listed.contains($0.id) && $0.familiarity() != .notBooked }
        for type in others.prefix(Self.typesMaximum) {
            ids +=
                await ask("documents of a type") { () async throws(HeroError) in
                    try await reader.newestIDs(ofType: type.id, count: PilotSample.perGroup)
                } ?? []
        }
        let known = Dictionary(seen.headers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let context = TranslationContext(account: seen.account, headers: Array(known.values), byID: known)
        var files = 0
        for id in ids {
            guard let document = await ask("document", { () async throws(HeroError) in try await reader.document(id: id) }),
                let document
            else { continue }
            var sight = context.sight(of: document)
            if let shape = sight.evidence.shape { seen.shape.merge(shape) }
            sight.evidence.shape = nil
            if let file = document.file, file.temporaryURL != nil, files < Self.filesMaximum {
                files += 1
                let bytes = await ask("file") { () async throws(HeroError) in try await reader.downloadFile(file) }
                sight.pdf = bytes.map(inspect)
                sight.fileBytes = bytes?.count ?? file.size
                if let bytes, let number = document.header.number { seen.files[number] = FileMark(bytes) }
            }
            seen.documents.append(sight)
        }
    }

    /// - Parameters:
    ///   - isNeeded: false for what HERO may do without: a refusal says nothing of the rights that are needed.
    ///   - fewer: called where fewer rows may be answered.
    private mutating func ask<Answer>(
        _ question: String, isNeeded: Bool = true, fewer: () -> Void = {},
        _ body: () async throws(HeroError) -> Answer
    ) async -> Answer? {
        guard trouble == nil else { return nil }
        guard budget.left > reserve else {
            isCut = true
            return nil
        }
        do throws(HeroError) {
            let answer = try await body()
            seen.answers.answer(question)
            failuresInARow = 0
            return answer
        } catch {
            note(error, question, isNeeded: isNeeded, fewer: fewer)
            return nil
        }
    }

    private mutating func note(_ error: HeroError, _ question: String, isNeeded: Bool, fewer: () -> Void) {
        // What the budget kept back is no failure of HERO's.
        if budget.isExceeded {
            isCut = true
            return
        }
        switch error.code {
        case .forbidden: if isNeeded { seen.answers.refuse(question) }
        case .complexity, .notFound, .schemaDrift, .rejected, .fileNotPDF, .fileTooLarge:
            if error.code == .complexity { fewer() }
            if isNeeded && error.code != .complexity { seen.answers.answer("\(question), \(error.code.name)") }
        case .internalError, .badAnswer:
            failuresInARow += 1
            // hero-2026.md §12: a page that is too large may be answered with 502.
            fewer()
            if failuresInARow >= Self.failuresMaximum { trouble = error.code }
        case .unauthorized, .throttled, .unreachable: trouble = error.code
        }
    }
}
