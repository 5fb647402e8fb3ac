import Foundation
import Sandbox
import TestSupport
import Testing

/// A system that cannot be used ends the pass with its code; nothing is half written, and the next pass catches up.
/// These children mostly wait for their own patience, so they may do so side by side.
@Suite struct RemoteFailureTests {
    @Test(arguments: [
        (["RECONCILE_HERO_API_KEY": "wrong-key-0123456789"], "hero"),
        (["RECONCILE_LEXOFFICE_API_KEY": "wrong-key-0123456789"], "lexoffice"),
    ])
    func `a key that is refused suspends until it is right again`(change: [String: String], system: String) async throws {
        try await Shop.open { shop in
            try await shop.setUp()
            let documents = try shop.fourDocuments()
            let refused = try await shop.run([], with: change)
            #expect(refused.exit == 77, "\(refused.text)")
            #expect(refused.output.contains("! \(system):"))
            #expect(shop.world.executedWrites(in: .lexoffice) == 0)
            let status = try await shop.run("status")
            #expect(status.exit == 3)
            #expect(status.output.contains("credential_refused"))
            let doctor = try await shop.run(["doctor"], with: change)
            #expect(doctor.exit == 77)
            #expect(doctor.output.contains("fail  \(system)"))
            let next = try await shop.run([])
            #expect(next.exit == 0, "\(next.text)")
            shop.expectBooks(documents)
        }
    }

    @Test func `a key of another organisation never sees a document of ours`() async throws {
        try await Shop.open { shop in
            try await shop.setUp()
            let documents = try shop.fourDocuments()
            try await Shop.open(lexofficeKey: Shop.otherLexofficeKey, organization: Shop.otherOrganization) { other in
                let change = [
                    "RECONCILE_LEXOFFICE_ENDPOINT": other.lexofficeEndpoint, "RECONCILE_LEXOFFICE_API_KEY": Shop.otherLexofficeKey,
                ]
                let pass = try await shop.run([], with: change)
                #expect(pass.exit == 77, "\(pass.text)")
                #expect(pass.output.contains("another organisation"))
                let setup = try await shop.run(["setup"], with: change)
                #expect(setup.exit == 77, "\(setup.text)")
                #expect(setup.errors.contains("another organisation"))
                #expect(other.world.executedWrites(in: .lexoffice) == 0)
            }
            let next = try await shop.run([])
            #expect(next.exit == 0, "\(next.text)")
            shop.expectBooks(documents)
        }
    }

    @Test func `a system nobody answers for is unavailable`() async throws {
        try await sideBySide(["RECONCILE_HERO_ENDPOINT", "RECONCILE_LEXOFFICE_ENDPOINT"]) { try await withoutAnswer($0) }
    }

    private func withoutAnswer(_ variable: String) async throws {
        try await Shop.open { shop in
            try await shop.setUp()
            let documents = try shop.fourDocuments()
            let nobody = "http://127.0.0.1:\(try Loopback.closedPort())"
            let system = variable.contains("HERO") ? "hero" : "lexoffice"
            let pass = try await shop.run([], with: [variable: nobody])
            #expect(pass.exit == 69, "\(variable): \(pass.text)")
            #expect(pass.output.contains("! \(system):"))
            let look = try await shop.run(["--dry-run", "--format", "json"], with: [variable: nobody])
            #expect(look.exit == 69)
            #expect(try records(look).contains { $0["code"] == "unavailable" && $0["system"] == .string(system) })
            #expect(try records(look).last?["exit"] == 69)
            let setup = try await shop.run(["setup"], with: [variable: nobody])
            #expect(setup.exit == 69, "\(setup.text)")
            #expect(!setup.errors.isEmpty && setup.output.isEmpty)
            #expect(shop.world.executedWrites(in: .lexoffice) == 0)
            let next = try await shop.run([])
            #expect(next.exit == 0, "\(next.text)")
            shop.expectBooks(documents)
        }
    }

    /// Every answer to every read is spoilt. Throttling is temporary, everything else is a system that is not there.
    @Test func `spoilt reads write nothing`() async throws {
        let faults: [Fault.Kind] = [.html, .truncatedBody, .brokenBody, .dropBefore, .serverError, .unavailable, .throttle]
        let cases = [SandboxSystem.hero, .lexoffice].flatMap { system in faults.map { (system: system, fault: $0) } }
        try await sideBySide(cases, atOnce: 7) { try await spoilt($0.system, $0.fault) }
    }

    private func spoilt(_ system: SandboxSystem, _ fault: Fault.Kind) async throws {
        try await Shop.open { shop in
            try await shop.setUp()
            let documents = try shop.fourDocuments()
            shop.world.install(FaultPlan(chances: [.init(.init(system, isWrite: false), perMille: 1000, Fault(fault))]))
            let pass = try await shop.run([], seconds: 120)
            #expect(pass.exit == (fault == .throttle ? 75 : 69), "\(system) \(fault): \(pass.text)")
            #expect(pass.output.contains("! \(system.rawValue):"), "\(system) \(fault): \(pass.text)")
            #expect(shop.world.executedWrites(in: .lexoffice) == 0, "\(system) \(fault)")
            shop.world.install(.none)
            let next = try await shop.run([])
            #expect(next.exit == 0, "\(next.text)")
            shop.expectBooks(documents)
        }
    }
}
