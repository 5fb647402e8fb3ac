internal import Bookkeeping
internal import Persistence
internal import Wording

/// `/hilfe`: every reason with its cause and what is to be done, each at an address of its own (`/hilfe#TOTAL_MISMATCH`).
enum HelpPage {
    static let field = "suche"

    struct View: Sendable {
        struct Step: Sendable {
            /// Nil for what goes on by itself.
            let who: String?
            let parts: [Part]

            var text: String { parts.map(\.text).joined() }
        }

        struct Part: Sendable {
            let text: String
            /// It is typed as it stands.
            let isTyped: Bool
        }

        struct Reason: Sendable {
            let code: String
            let what: String
            let steps: [Step]
        }

        struct Group: Sendable {
            let anchor: String
            let title: String
            let count: String
            let reasons: [Reason]
        }

        struct Term: Sendable {
            let word: String
            let means: String
        }

        let text: String
        let isFiltered: Bool
        let groups: [Group]
        let isEmpty: Bool
        let how: [String]
        let terms: [Term]
    }

    static func page(_ request: PageRequest) -> Page {
        let text = request.text
        let typed = String((request.query[field] ?? "").prefix(200))
        let groups = groups(typed, text)
        let view = View(
            text: typed, isFiltered: !typed.isEmpty, groups: groups, isEmpty: groups.isEmpty, how: how.map { text($0) },
            terms: terms.map { View.Term(word: text($0), means: text($1)) })
        return Page(.help, text(FrameWord.help), view, words: HelpWord.self, request.language, section: .help)
    }

    /// Each word that was typed has to be in the code, in what is the matter or in what is to be done.
    static func groups(_ typed: String, _ text: PageText) -> [View.Group] {
        let words = typed.split(whereSeparator: \.isWhitespace).prefix(20).map { SearchFold.folded(String($0)) }
        let all = Dictionary(grouping: ReasonCode.allCases, by: HelpGroup.init)
        return HelpGroup.allCases.compactMap { group in
            let reasons = (all[group] ?? []).map { reason($0, text) }.filter { reason in
                let says =
                    SearchFold.folded(reason.code) + " " + fold(reason.what) + " "
                    + reason.steps.map { fold($0.text) }.joined(separator: " ")
                return words.allSatisfy { says.contains($0) }
            }
            guard !reasons.isEmpty else { return nil }
            return View.Group(
                anchor: "gruppe-\(group.rawValue)", title: text(group.title), count: text.count(reasons.count), reasons: reasons)
        }
    }

    private static func reason(_ code: ReasonCode, _ text: PageText) -> View.Reason {
        let explanation = Catalogue.explanation(code)
        var steps: [(actor: NextStep.Actor, sentence: String)] = []
        for step in explanation.next {
            // Steps are parts of one sentence while the same person takes them.
            if let last = steps.last, last.actor == step.actor {
                steps[steps.count - 1].sentence = "\(last.sentence) \(text(step.text))"
            } else {
                steps.append((step.actor, text(step.text)))
            }
        }
        return View.Reason(
            code: code.rawValue, what: text(explanation.what),
            steps: steps.map { actor, sentence in
                View.Step(who: actor == .nobody ? nil : text(DigestWords.actor(actor)), parts: parts(sentence))
            })
    }

    /// Commands stand between backticks.
    private static func parts(_ sentence: String) -> [View.Part] {
        sentence.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { place, part in
            View.Part(text: String(part), isTyped: place % 2 == 1)
        }.filter { !$0.text.isEmpty }
    }

    /// The fold looks at so much of a text as a name has; a sentence may be longer.
    private static func fold(_ sentence: String) -> String {
        sentence.split(separator: " ").map { SearchFold.folded(String($0)) }.joined(separator: " ")
    }

    private static let how: [HelpWord] = [.how1, .how2, .how3, .how4, .how5]
    private static let terms: [(HelpWord, HelpWord)] = [
        (.document, .documentMeans), (.voucher, .voucherMeans), (.pass, .passMeans), (.held, .heldMeans), (.waits, .waitsMeans),
        (.doubt, .doubtMeans), (.link, .linkMeans), (.closing, .closingMeans),
    ]
}
