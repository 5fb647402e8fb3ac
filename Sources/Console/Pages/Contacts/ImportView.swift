/// What the template of the import shows.
struct ImportView: Sendable {
    struct Count: Sendable {
        let isRunning: Bool
        let trouble: String?
        let plan: Plan?
    }

    struct Plan: Sendable {
        let ready: String
        let skipped: String
        let age: String
        let at: String
        let id: String
        let button: String
        let isLimited: Bool
        let hasReady: Bool
        let people: [Ready]
        let groups: [Skipped]
    }

    struct Ready: Sendable {
        let id: String
        let name: String
        let place: String
        /// Can be left out: its import has not begun.
        let isFree: Bool
        /// Ticked out before the form came back.
        let isOut: Bool
        let address: String
    }

    struct Skipped: Sendable {
        let count: String
        let why: String
        let code: String
        let isAsking: Bool
        let people: [Person]
    }

    struct Person: Sendable {
        let name: String
        let address: String
        /// HERO's.
        let customers: String?
    }

    struct Made: Sendable {
        let address: String
        let customer: String
        /// Fields HERO did not take over.
        let dropped: String?
    }

    struct Underway: Sendable {
        let actor: String
        let done: String
        let total: String?
        let value: String
        let maximum: String?
    }

    struct Failure: Sendable {
        let person: Person
        let why: String
    }

    struct Outcome: Sendable {
        let actor: String
        let at: String
        let imported: String
        let made: [Made]
        let skipped: [Failure]
        let left: String?
        let hasUncertain: Bool
        let trouble: String?
    }

    let count: Count
    let underway: Underway?
    let result: Outcome?
}
