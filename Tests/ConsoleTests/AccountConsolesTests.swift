import Bookkeeping
import ConsoleAccess
import Foundation
import Logging
import Persistence
import Synchronization
import TestSupport
import Testing
import Web

@testable import Console

/// Consoles are made for visitors, and let go when none comes; a state is open only while somebody reads it.
@Suite struct AccountConsolesTests {
    private let time = VirtualTime()
    private let counter = Counter()

    private final class Counter: Sendable {
        private let made = Mutex(0)
        var count: Int { made.withLock { $0 } }
        func add() { made.withLock { $0 += 1 } }
    }

    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// - Parameter directory: of the file of accesses.
    private func consoles(_ directory: String = FileManager.default.temporaryDirectory.path) throws -> AccountConsoles {
        let (time, renderer, counter) = (time, try Renderer(), counter)
        return AccountConsoles(time: time, logger: Self.logger) { account, hosts in
            guard account.description != "nobody" else { return nil }
            counter.add()
            let store = try Store.inMemory()
            let entrance = ConsoleEntrance(
                settings: hosts.settings(of: account, own: AccessSettings()), store: AccessStore(directory: directory), time: time,
                count: { _ in })
            return AccountConsole(
                responder: ConsoleResponder(parts: .sample(store, time: time), entrance: entrance, renderer: renderer, logger: Self.logger),
                view: RestingView(time: time) { () throws(StoreError) in store })
        }
    }

    private func visit(_ consoles: AccountConsoles, _ name: String) throws -> Bool {
        let account = try #require(AccountName(name))
        let hosts = try FleetHosts(AccessSettings(), port: 9850)
        return try consoles.console(of: account, hosts, at: .tcp(host: "127.0.0.1", port: 9850)) != nil
    }

    @Test func oneIsMadeForEachAccountThatIsVisited() throws {
        let consoles = try consoles()
        #expect(try visit(consoles, "alpha") && visit(consoles, "alpha") && visit(consoles, "beta"))
        #expect(counter.count == 2 && consoles.names.map(\.description).sorted() == ["alpha", "beta"])
        #expect(try !visit(consoles, "nobody"))
        consoles.forget()
        #expect(try visit(consoles, "alpha"))
        #expect(counter.count == 3, "by the new configuration")
    }

    @Test func whoeverWasNotVisitedTheLongestMakesRoom() throws {
        let consoles = try consoles()
        for number in 0..<AccountConsoles.keptMaximum {
            #expect(try visit(consoles, "account-\(number)"))
            time.advance(milliseconds: 1)
        }
        #expect(try visit(consoles, "account-0"))
        time.advance(milliseconds: 1)
        #expect(try visit(consoles, "one-more"))
        let names = Set(consoles.names.map(\.description))
        #expect(names.count == AccountConsoles.keptMaximum)
        #expect(names.contains("account-0") && !names.contains("account-1") && names.contains("one-more"))
    }

    @Test func whatNobodyVisitsIsLetGo() throws {
        let consoles = try consoles()
        #expect(try visit(consoles, "alpha"))
        time.advance(milliseconds: AccountConsoles.idleMaximum - 1)
        consoles.rest()
        #expect(consoles.names.count == 1)
        time.advance(milliseconds: 1)
        consoles.rest()
        #expect(consoles.names.isEmpty)
    }

    @Test func whereNobodyCanComeInItIsTriedAnew() throws {
        let consoles = try consoles("/dev/null")
        #expect(try visit(consoles, "alpha") && visit(consoles, "alpha"))
        #expect(counter.count == 2 && consoles.names.isEmpty)
    }

    @Test func aStateRestsWhenNobodyReadsIt() throws {
        let (counter, store) = (counter, try Store.inMemory())
        let view = RestingView(time: time) { () throws(StoreError) in
            counter.add()
            return store
        }
        #expect(!view.isOpen)
        for _ in 0..<3 {
            _ = try view.view()
            time.advance(milliseconds: RestingView.restAfter - 1)
            view.rest()
        }
        #expect(view.isOpen && counter.count == 1)
        time.advance(milliseconds: 1)
        view.rest()
        #expect(!view.isOpen)
        _ = try view.view()
        #expect(counter.count == 2)
    }

    @Test func aStateThatCannotBeOpenedIsTriedAgain() throws {
        let missing = RestingView(time: time) { () throws(StoreError) in
            throw StoreError(code: .missing, subject: "a", cause: "b", hint: "c")
        }
        for _ in 0..<2 { #expect(throws: StoreError.self) { try missing.view() } }
        #expect(!missing.isOpen)
    }
}
