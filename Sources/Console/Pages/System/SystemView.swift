/// What the template of the system's page shows.
struct SystemView: Sendable {
    struct Finding: Sendable {
        let tone: String
        let grade: String
        let subject: String
        let text: String
        let hint: String?
    }

    struct Remote: Sendable {
        let system: String
        let requests: String
        let throttled: String
        let waited: String
        let perSecond: String
    }

    struct Backup: Sendable {
        let at: String
        let age: String
        let path: String
        let entries: String
        let anchor: String
    }

    struct Access: Sendable {
        let id: String
        let name: String
        let role: String
        let standing: String
        let since: String
        let lastUsed: String
        let until: String
        let isOwn: Bool
    }

    struct Trial: Sendable {
        let tone: String
        let state: String
        let text: String
    }

    struct Line: Sendable {
        let key: String
        let value: String
        let source: String
    }

    let notice: String?
    let isChecking: Bool
    let checkedAge: String?
    /// What is not fine.
    let findings: [Finding]
    let fine: [Finding]
    let fineCount: String?
    let hasTrouble: Bool
    let remotes: [Remote]
    let webhooks: String
    let backup: Backup?
    let accesses: [Access]
    let isTesting: Bool
    let testedAge: String?
    let trials: [Trial]
    let trialTrouble: String?
    let configuration: [Line]
    let bundle: String
}
