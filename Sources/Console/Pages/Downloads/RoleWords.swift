internal import ConsoleAccess
package import Persistence
internal import Wording

extension ConsoleRole {
    /// For the procedure documentation, which is German.
    package static var described: [(role: String, may: String)] {
        allCases.map { role in
            // It is about the books of one account; the page of all is no part of them.
            let acts = ConsoleAct.allCases.filter { $0 != .readFleet && role.may($0) }.map { $0.word.wording(.de) }
            return (role.word.wording(.de), acts.joined(separator: ", "))
        }
    }
}

extension ConsoleAct {
    var word: ActWord {
        switch self {
        case .read: .read
        case .readSystem: .readSystem
        case .readFleet: .readFleet
        case .logOut: .logOut
        case .signClosing: .signClosing
        case .answer: .answer
        case .importContacts: .importContacts
        case .pause: .pause
        case .syncNow: .syncNow
        case .setUp: .setUp
        case .revokeAccess: .revokeAccess
        case .deleteIntegration: .deleteIntegration
        }
    }
}
