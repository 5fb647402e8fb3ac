internal import Bookkeeping
internal import Wording

/// What the frame around every page says of the program itself, whoever's page it is.
struct FrameLook: Sendable {
    let version: String
    /// Of a fleet, whose console this is; nil where one account is all there is.
    let account: String?
    let now: Instant

    func frame(
        _ page: Page, _ text: PageText, _ target: String, journal: String, menu: [Frame.MenuItem], notice: Frame.Notice?,
        visitor: Frame.VisitorView?
    ) -> Frame {
        Frame(
            language: text.language.rawValue, otherLanguage: (text.language == .de ? Language.en : .de).rawValue, title: page.title,
            target: target, version: version, assets: Fields.encoded(version), account: account, asOf: text.moment(now),
            journal: journal, visitor: visitor, menu: menu, notice: notice)
    }

    /// Around a message for whoever is not in, or where the state cannot be read.
    func bare(_ page: Page, _ language: Language, _ target: String) -> Frame {
        frame(page, PageText(language: language), target, journal: "", menu: [], notice: nil, visitor: nil)
    }
}
