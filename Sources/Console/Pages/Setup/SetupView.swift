/// What the template of the set-up shows.
struct SetupView: Sendable {
    struct Step: Sendable {
        let title: String
        let tone: String
        let state: String
        let lines: [String]
        let hints: [String]
        /// What the commands are for; nil without any.
        let commandsFor: String?
        let commands: [String]
    }

    struct StartDate: Sendable {
        let change: String
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
        let comesBack: String?
    }

    /// What a start date would mean.
    struct Outlook: Sendable {
        var isCounting: Bool
        var asked: String
        var count: String?
        var drafts: String?
        var trouble: String?
    }

    /// The form of a set-up where there is none.
    struct First: Sendable {
        let id: String
        /// Of the newest change there is; empty before any.
        let change: String
        let today: String
        let day: String
        let outlook: Outlook
        let process: Bool
        let connector: Bool
        let isCustomer: Bool
        let einvoices: String
        let relink: String
        let isAfterLoss: Bool
        let categories: Categories
        let isConfirmed: Bool
        let command: String
        let comesBack: String?
    }

    struct Option: Sendable {
        let id: String
        let isChosen: Bool
        let name: String
        let isSuggested: Bool
    }

    struct Category: Sendable {
        let key: String
        let word: String
        let inForce: String?
        /// What happens without one.
        let without: String
        /// lexoffice's own category of that kind is there: it is taken where no other is chosen.
        let hasOwn: Bool
        let options: [Option]
    }

    struct Categories: Sendable {
        let rows: [Category]
        let hasList: Bool
        let isReading: Bool
        let trouble: String?
        let id: String
        let change: String
        let confirmation: String
        let isConfirmed: Bool
        let command: String
        let comesBack: String?
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
    /// Takes new keys up.
    let restart: String
    let isChecking: Bool
    let checkedAge: String?
    let notice: String?
    let noticeTone: String
    let steps: [Step]
    /// What the first pass would do after the set-up that was asked about.
    let trial: PlanPage.Trial?
    /// Set while there is no integration; then there is none of the next two.
    let first: First?
    let startDate: StartDate?
    let categories: Categories?
    let answers: AnswerFormsView?
    let deletion: Deletion?
    let standing: String?
}
