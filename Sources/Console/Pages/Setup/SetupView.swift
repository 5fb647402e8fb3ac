/// What the template of the set-up shows.
struct SetupView: Sendable {
    struct Step: Sendable {
        let title: String
        let tone: String
        let state: String
        let lines: [String]
        let hints: [String]
        let commands: [String]
    }

    struct StartDate: Sendable {
        let day: String
        let standing: String
        let canMove: Bool
        let id: String
        let isCounting: Bool
        let asked: String
        let count: String?
        let drafts: String?
        let trouble: String?
        let command: String
    }

    struct Option: Sendable {
        let id: String
        let name: String
        let isSuggested: Bool
    }

    struct Category: Sendable {
        let key: String
        let word: String
        let inForce: String?
        /// What happens without one.
        let without: String
        let options: [Option]
    }

    struct Categories: Sendable {
        let rows: [Category]
        let hasList: Bool
        let isReading: Bool
        let trouble: String?
        let id: String
        let confirmation: String
        let isConfirmed: Bool
        let command: String
    }

    struct Figure: Sendable {
        let count: String
        let what: String
    }

    struct Deletion: Sendable {
        let id: String
        let name: String
        let figures: [Figure]
        let consequences: [String]
        let needsFreshLink: Bool
        let refusal: String?
    }

    let isAdmin: Bool
    let isChecking: Bool
    let checkedAge: String?
    let notice: String?
    let noticeTone: String
    let steps: [Step]
    let startDate: StartDate?
    let categories: Categories
    let answers: AnswerFormsView?
    let deletion: Deletion?
    let standing: String?
}
