package import Bookkeeping
package import Hero
package import Lexoffice
internal import Transport
internal import Wording

/// What a look at an account brought. Everything in it but ``account`` can be mailed.
package struct PilotReport: Sendable {
    /// Whose it is; for the result that is kept, never for the one that is handed on.
    package struct Account: Sendable, Hashable {
        package var heroCompany: Int?
        package var organisation: String?
    }

    /// Of every assumption, in the order of ``Assumption``.
    package var findings: [PilotFinding]
    package var heroRequests: Int
    package var lexofficeRequests: Int
    package var limit: Int
    /// Not everything was asked, for want of requests.
    package var isCut: Bool
    /// Why a system was asked no further.
    package var heroTrouble: HeroError.Code?
    package var lexofficeTrouble: LexofficeError.Code?
    /// Nil where nobody asked for it.
    package var shape: DraftShape?
    package var account: Account

    package var lexofficeTroubleName: String? {
        lexofficeTrouble.map { LexofficeError($0, subject: "pilot", cause: "").label }
    }

    /// Both systems were asked all there was to ask.
    package var isWhole: Bool { heroTrouble == nil && lexofficeTrouble == nil && !isCut }
    package var isGood: Bool { !findings.contains { $0.verdict == .doesNotHold } }
}

/// Reads what an account shows of the assumptions. It is given readers alone: nothing here can write.
package struct Pilot: Sendable {
    private let hero: HeroReader
    private let lexoffice: LexofficeReader
    private let budget: RequestBudget
    private let published: [PostingCategory: [String]]
    private let inspect: @Sendable ([UInt8]) -> PDFInspection

    /// - Parameters:
    ///   - budget: counts what both readers send; their transport must be a ``BudgetedTransport`` over it.
    ///   - published: the ids each posting category is known by.
    ///   - inspect: what is in the bytes of a PDF.
    package init(
        hero: HeroReader, lexoffice: LexofficeReader, budget: RequestBudget, published: [PostingCategory: [String]],
        inspect: @escaping @Sendable ([UInt8]) -> PDFInspection
    ) {
        self.hero = hero
        self.lexoffice = lexoffice
        self.budget = budget
        self.published = published
        self.inspect = inspect
    }

    /// Never fails: what could not be asked is not seen.
    package func run(withShape: Bool) async -> PilotReport {
        var heroSurvey = HeroSurvey(reader: hero, budget: budget, inspect: inspect)
        await heroSurvey.run()
        var lexofficeSurvey = LexofficeSurvey(reader: lexoffice, budget: budget, files: heroSurvey.seen.files)
        await lexofficeSurvey.run()
        let seen = heroSurvey.seen.findings() + lexofficeSurvey.seen.findings(published: published)
        let known = Dictionary(seen.map { ($0.assumption, $0) }, uniquingKeysWith: { first, _ in first })
        return PilotReport(
            findings: Assumption.allCases.map { known[$0] ?? PilotFinding($0, .notSeen) },
            heroRequests: budget.spent(on: .hero), lexofficeRequests: budget.spent(on: .lexoffice), limit: budget.limit,
            isCut: heroSurvey.isCut || lexofficeSurvey.isCut, heroTrouble: heroSurvey.trouble, lexofficeTrouble: lexofficeSurvey.trouble,
            shape: withShape ? heroSurvey.seen.shape : nil,
            account: PilotReport.Account(heroCompany: heroSurvey.seen.account?.companyID, organisation: lexofficeSurvey.seen.organisation))
    }
}
