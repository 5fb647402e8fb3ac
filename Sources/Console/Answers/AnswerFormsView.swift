/// What the template `answers` shows: a form for each thing that can be answered.
struct AnswerFormsView: Sendable {
    struct Subject: Sendable {
        /// For the template's ids; one in a page.
        let anchor: String
        let title: String
        let state: String
        /// A name of its own: where it is absent the template looks for the name in what is around it.
        let subjectCause: String?
        /// Chosen when the page is made: the same one twice is one decision.
        let id: String
        let name: String
        let kind: String
        let key: String
        /// Empty of a machine that did not exist yet.
        let rev: String
        let seen: String
        let back: String
        let needsReason: Bool
        /// As it was typed, where the form comes back.
        let reasonTyped: String
        let comesBack: String?
        let isAny: Bool
        let buttons: [Button]
        let inputs: [Input]
        let candidates: CandidatesView?
        let refusals: Refusals?
    }

    struct Button: Sendable {
        let value: String
        let title: String
        let leadsTo: String
        let consequence: String
        let isMain: Bool
        let skipsReason: Bool
        let noteID: String
    }

    /// An answer that has to be told what it is about.
    struct Input: Sendable {
        let field: String
        let fieldID: String
        let label: String
        let limit: String
        /// As it was typed, where the form comes back.
        let typed: String
        let value: String
        let title: String
        let leadsTo: String
        let consequence: String
        let noteID: String
    }

    /// Present only when there are some.
    struct Refusals: Sendable { let items: [Refused] }

    struct Refused: Sendable {
        let title: String
        let why: String
        let noteID: String
    }

    let subjects: [Subject]

    var isAny: Bool { !subjects.isEmpty }
}

/// What the template `candidates` shows: HERO's side in the first column, then each that may be meant.
struct CandidatesView: Sendable {
    struct Head: Sendable {
        let system: String
        let name: String
        let link: String?
        /// What speaks against it as a whole.
        let note: String?
    }

    struct Row: Sendable {
        let label: String
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let text: String
        let differs: Bool
    }

    struct Choice: Sendable {
        /// Nil for HERO's own column.
        let value: String?
        let form: String
        let title: String
        let label: String
    }

    /// So many are put side by side; all of them are named by `explain`.
    static let shown = 8

    let heads: [Head]
    let rows: [Row]
    let hasButtons: Bool
    let choices: [Choice]
    /// What follows from choosing one.
    var choiceNote: String?
}
