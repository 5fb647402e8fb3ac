internal import Bookkeeping
internal import Hero
internal import Transport

/// Looks at HERO within the budget. A question that is refused costs that answer alone; a system that is down ends the look, and what
/// was seen until then stays.
struct HeroSurvey {
    private let reader: HeroReader
    private let budget: RequestBudget
    private let inspect: @Sendable ([UInt8]) -> PDFInspection
    private(set) var seen = HeroSeen()
    private(set) var trouble: HeroError.Code?
    private var failuresInARow = 0
    /// Rows HERO answers on one page.
    private var size = HeroSurvey.pageSize
    /// Files lie in a store of their own, which may be out of reach while HERO is not.
    private var isStoreInReach = true

    /// The budget ended before the questions did.
    private(set) var isCut = false
    /// Requests left for lexoffice.
    private let reserve: Int

    private static let reserveMaximum = 45
    private static let pagesMaximum = 5
    private static let pageSize = 200
    private static let pageSizeMinimum = 25
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
        seen.account = await ask(.account) { () async throws(HeroError) in try await reader.setup() }
        let schema = await ask(.schema) { () async throws(HeroError) in try await reader.checkSchema() }
        if case .compared(let drift)? = schema { seen.drift = drift }
        seen.rights = await ask(.rights) { () async throws(HeroError) in try await reader.rights() }
        await newest()
        let size = size
        seen.byID =
            await ask(.documents) { () async throws(HeroError) in
                try await reader.headerPage(.byID, size: size, offset: 0)
            }?.headers ?? []
        seen.contacts =
            await ask(.contacts) { () async throws(HeroError) in
                try await reader.contactOrder(size: Self.pageSize)
            } ?? []
        seen.clock = reader.remoteNow
        await documents()
    }

    private mutating func newest() async {
        let reader = reader
        var offset = 0
        while seen.pages.count < Self.pagesMaximum {
            let (asked, from) = (size, offset)
            var isTooLarge = false
            let page = await ask(.documents, fewer: { isTooLarge = true }) { () async throws(HeroError) in
                try await reader.headerPage(.newestFirst, size: asked, offset: from)
            }
            guard let page else {
                guard isTooLarge, size > Self.pageSizeMinimum else { return }
                seen.sizes.add("refused")
                size /= 2
                continue
            }
            seen.pages.append(page)
            if asked == Self.pageSize && page.rows == asked { seen.sizes.add("full_page") }
            guard page.rows == asked else { return }
            offset += asked
        }
    }

    private mutating func documents() async {
        let reader = reader
        let types = seen.account?.documentTypes ?? []
        let booked = Set(types.filter { $0.familiarity() == .booked }.map(\.id))
        func isBooked(_ header: DocumentHeader) -> Bool { header.documentTypeID.map(booked.contains) ?? false }
        var ids = PilotSample.ids(seen.headers, isBooked: isBooked)
        let listed = Set(seen.headers.compactMap(\.documentTypeID))
        let others = types.filter { !listed.contains($0.id) && $0.familiarity() != .notBooked }
        for type in others.prefix(Self.typesMaximum) {
            ids +=
                await ask(.documentsOfType) { () async throws(HeroError) in
                    try await reader.newestIDs(ofType: type.id, count: PilotSample.perGroup)
                } ?? []
        }
        let known = Dictionary(seen.headers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let context = TranslationContext(account: seen.account, headers: Array(known.values), byID: known)
        var files = 0
        for id in ids {
            guard let document = await ask(.document, { () async throws(HeroError) in try await reader.document(id: id) }),
                let document
            else { continue }
            var sight = context.sight(of: document)
            if let shape = sight.evidence.shape { seen.shape.merge(shape) }
            sight.evidence.shape = nil
            if isBooked(document.header), let file = document.file, file.temporaryURL != nil, files < Self.filesMaximum, isStoreInReach {
                files += 1
                let bytes = await ask(.file) { () async throws(HeroError) in try await reader.downloadFile(file) }
                sight.pdf = bytes.map(inspect)
                sight.fileBytes = bytes?.count ?? file.size
                if let bytes, let number = document.header.number { seen.files[number] = FileMark(bytes) }
            }
            seen.documents.append(sight)
        }
    }

    /// - Parameter fewer: called where fewer rows may be answered.
    private mutating func ask<Answer>(
        _ question: HeroQuestion, fewer: () -> Void = {}, _ body: () async throws(HeroError) -> Answer
    ) async -> Answer? {
        guard trouble == nil else { return nil }
        guard budget.left > reserve else {
            isCut = true
            return nil
        }
        do throws(HeroError) {
            let answer = try await body()
            seen.answers.answer(question.rawValue)
            failuresInARow = 0
            return answer
        } catch {
            note(error, question, fewer: fewer)
            return nil
        }
    }

    private mutating func note(_ error: HeroError, _ question: HeroQuestion, fewer: () -> Void) {
        // What the budget kept back is no failure of HERO's.
        if budget.isExceeded {
            isCut = true
            return
        }
        switch error.code {
        case .forbidden: if question.isNeeded { seen.answers.refuse(question.rawValue) }
        case .complexity: fewer()
        case .unreachable(let failure) where failure.cause == .tooLarge: fewer()
        case .unreachable where question == .file:
            seen.answers.answer("\(question.rawValue), \(error.code.name)")
            isStoreInReach = false
        case .notFound, .schemaDrift, .rejected, .fileDamaged, .fileNotPDF, .fileTooLarge:
            guard question.isNeeded else { return }
            // Of an account or a list it means that this is not the HERO this program knows.
            guard question.isAboutOne else { return trouble = error.code }
            seen.answers.answer("\(question.rawValue), \(error.code.name)")
        case .internalError, .badAnswer:
            failuresInARow += 1
            // hero-2026.md §12: a page that is too large may be answered with 502.
            fewer()
            if failuresInARow >= Self.failuresMaximum || question == .account { trouble = error.code }
        case .unauthorized, .throttled, .unreachable: trouble = error.code
        }
    }
}
