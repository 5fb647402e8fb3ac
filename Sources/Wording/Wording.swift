/// The languages people read. Codes, states, metrics and the journal are English whatever is chosen.
package enum Language: String, Sendable, CaseIterable { case de, en }

/// One sentence in the languages people read. Made in this module alone, so that every word stands in one place.
package struct Wording: Sendable, Hashable {
    package let de: String
    package let en: String

    init(_ de: String, _ en: String) {
        self.de = de
        self.en = en
    }

    package func callAsFunction(_ language: Language) -> String { language == .de ? de : en }

    /// What is called the same in both languages: a code, a path, a name somebody else gave.
    package static func untranslated(_ text: String) -> Wording { Wording(text, text) }
}
