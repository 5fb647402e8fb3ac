internal import ConsoleAccess
internal import Wording

/// `/anmelden`, and in place of any page for somebody who is not in.
struct LoginPage: Sendable {
    struct View: Sendable {
        let refusal: String?
        /// Where it goes on.
        let back: String
        /// The cookie may only have stayed behind, as it does on the way from a mail: the page asks again by itself, once.
        let comesBack: Bool
        /// Who gives a link, and by which command.
        let how: String
    }

    /// - Parameters:
    ///   - result: of a try; nil before one.
    ///   - back: an address of ours; nil on the page's own address.
    static func page(_ result: LoginResult?, back: String?, comesBack: Bool, how: Wording, _ language: Language) -> Page {
        let word = result.flatMap(word)
        let view = View(refusal: word.map { $0.wording(language) }, back: back ?? "/", comesBack: comesBack, how: how(language))
        return Page(
            .login, ConsoleLoginWord.heading.wording(language), view, words: ConsoleLoginWord.self, language, section: nil,
            status: result?.status ?? (back == nil ? 200 : 401))
    }

    private static func word(_ result: LoginResult) -> ConsoleLoginWord? {
        switch result {
        case .accepted: nil
        case .unknown: .unknown
        case .expired: .expired
        case .used: .used
        case .throttled: .throttled
        case .unavailable: .unavailable
        }
    }
}
