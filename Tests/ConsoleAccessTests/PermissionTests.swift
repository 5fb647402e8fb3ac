import Bookkeeping
import ConsoleAccess
import Persistence
import Testing

/// Who may do what, and what the irreversible asks for besides.
@Suite struct PermissionTests {
    /// By hand, from the design: the adviser reads everything but the system and may sign; the office answers, imports, pauses, syncs;
    /// the administrator may everything.
    static let table: [(ConsoleAct, office: Bool, adviser: Bool, admin: Bool)] = [
        (.read, true, true, true),
        (.readSystem, false, false, true),
        (.readFleet, false, true, true),
        (.logOut, true, true, true),
        (.signClosing, false, true, true),
        (.answer, true, false, true),
        (.importContacts, true, false, true),
        (.pause, true, false, true),
        (.syncNow, true, false, true),
        (.setUp, false, false, true),
        (.revokeAccess, false, false, true),
        (.deleteIntegration, false, false, true),
    ]

    @Test func theTableHolds() {
        #expect(Set(Self.table.map(\.0)) == Set(ConsoleAct.allCases))
        for row in Self.table {
            #expect(ConsoleRole.office.may(row.0) == row.office, "\(row.0)")
            #expect(ConsoleRole.adviser.may(row.0) == row.adviser, "\(row.0)")
            #expect(ConsoleRole.admin.may(row.0) == row.admin, "\(row.0)")
        }
        #expect(ConsoleAct.allCases.filter(\.isIrreversible) == [.deleteIntegration])
    }

    @Test func everyActIsRefusedWithoutSessionAndToTheSmallerRole() throws {
        for row in Self.table {
            let bare = try Scene()
            #expect(try bare.refusal(Scene.form(), .act(row.0)) == "NOT_LOGGED_IN")
            for (role, may) in [(ConsoleRole.office, row.office), (.adviser, row.adviser), (.admin, row.admin)] {
                let secret = AccessSecret()
                let scene = try Scene(sessions: [secret.text: Scene.session("erika", role)])
                let form = Scene.form().with("Cookie", "\(Scene.plainCookie)=\(secret.text)")
                #expect(try scene.refusal(form, .act(row.0)) == (may ? nil : "ROLE_TOO_SMALL"))
            }
        }
    }

    @Test(arguments: [
        (ConsoleRole.admin, 0, "Muster GmbH", "GIVEN"), (.admin, 1800, " Muster GmbH ", "GIVEN"),
        (.admin, 1801, "Muster GmbH", "LINK_TOO_OLD"),
        (.admin, -1, "Muster GmbH", "LINK_TOO_OLD"), (.admin, 60, "muster gmbh", "OTHER_NAME"), (.admin, 60, "", "OTHER_NAME"),
        (.office, 0, "Muster GmbH", "ROLE_TOO_SMALL"), (.adviser, 0, "Muster GmbH", "ROLE_TOO_SMALL"),
    ]) func secondProof(_ role: ConsoleRole, _ age: Int, _ typed: String, _ answer: String) throws {
        let visitor = try visitor(role)
        let proof = SecondProof(
            visitor, for: .deleteIntegration, typed: typed, wanted: "Muster GmbH", now: Scene.now.adding(seconds: age))
        #expect(proof.rawValue == answer)
    }

    @Test func anEmptyNameIsNeverTypedRight() throws {
        #expect(SecondProof(try visitor(.admin), for: .deleteIntegration, typed: "", wanted: "", now: Scene.now) == .otherName)
    }

    @Test func whatCanBeUndoneAsksForTheRoleAlone() throws {
        let late = Scene.now.adding(seconds: 80_000)
        #expect(SecondProof(try visitor(.office), for: .pause, typed: "", wanted: "x", now: late) == .given)
        #expect(SecondProof(try visitor(.adviser), for: .pause, typed: "x", wanted: "x", now: late) == .roleTooSmall)
    }

    /// A person whom the proxy names needs a link of his own besides, of the same name and role.
    @Test func proofBesideAProxy() throws {
        let secret = AccessSecret()
        for (name, role, isProven) in [("erika", ConsoleRole.admin, true), ("otto", .admin, false), ("erika", .office, false)] {
            let scene = try Scene(Scene.proxied, sessions: [secret.text: Scene.session(name, role)])
            let page = Scene.page("console.example.org").with("X-Console-User", "erika").with("X-Console-Role", "admin")
                .with("Cookie", "\(Scene.secureCookie)=\(secret.text)")
            let visitor = try known(scene.visitor(page))
            let proof = SecondProof(visitor, for: .deleteIntegration, typed: "x", wanted: "x", now: Scene.now)
            #expect(proof == (isProven ? .given : .linkTooOld), "\(name) \(role)")
        }
    }

    private func visitor(_ role: ConsoleRole) throws -> Visitor {
        let secret = AccessSecret()
        let scene = try Scene(sessions: [secret.text: Scene.session("erika", role)])
        return try known(scene.visitor(Scene.page().with("Cookie", "\(Scene.plainCookie)=\(secret.text)")))
    }
}
