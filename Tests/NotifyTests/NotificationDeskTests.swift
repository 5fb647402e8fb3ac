import Bookkeeping
import Foundation
import HTTPTypes
import Notify
import Persistence
import TestSupport
import Testing
import Transport
import Wording

/// What is told once, and what becomes of it when nobody answers or the process ends.
@Suite struct NotificationDeskTests {
    /// 2026-11-30, 06:59 in Berlin.
    private let time = VirtualTime(wall: 1_796_018_340_000)
    private let post = Post()

    private static let minute: Int64 = 60_000
    private static let day: Int64 = 86_400_000
    private static let lost = MailFailure(reach: .mayHaveBeenSent, cause: .timeout, detail: "timeout")
    private static let down = MailFailure(reach: .notSent, cause: .refused, detail: "refused")

    /// A state in which the administrator is asked for a right.
    private func asking(_ store: Store) throws -> Store {
        let now = Instant(milliseconds: time.wallMilliseconds())
        try store.record(
            unanswered: Unanswered(
                system: .lexoffice, question: .right, subject: "files", code: "forbidden", since: now, attempts: 1, nextAt: now))
        return store
    }

    private func turn(_ store: Store, _ settings: NotificationSettings, after milliseconds: Int64 = 0) async throws {
        time.advance(milliseconds: milliseconds)
        try await NotificationDesk.of(store, post, time).turn(settings)
    }

    @Test func onceADayFromTheHourOn() async throws {
        let store = try asking(try Store.inMemory())
        let settings = try NotificationSettings.mails([.admin, .office])
        try await turn(store, settings)
        #expect(post.mails.isEmpty)
        // The office has nothing to do with it, and gets no mail.
        for _ in 0..<5 { try await turn(store, settings, after: Self.minute) }
        #expect(post.mails.map(\.recipient) == ["admin@firma.example"] && post.tries == ["mail sent"])
        let mail = try #require(post.mails.first)
        #expect(mail.text.contains("lacks the right files") && !mail.text.contains("may have been sent"))
        // A day of age, then three, then seven.
        for _ in 0..<14 { try await turn(store, settings, after: Self.day) }
        #expect(post.mails.count == 5)
        #expect(Set(post.mails.compactMap { $0.header("Message-ID") }).count == 5)
    }

    /// The clock is set back over the hour and over midnight: no day is told twice.
    @Test func aClockSetBackTellsNothingTwice() async throws {
        let store = try asking(try Store.inMemory())
        let settings = try NotificationSettings.mails([.admin])
        try await turn(store, settings, after: Self.minute)
        time.shiftWall(milliseconds: -Self.day)
        try await turn(store, settings, after: Self.minute)
        time.shiftWall(milliseconds: Self.day)
        try await turn(store, settings, after: Self.minute)
        #expect(post.mails.count == 1)
    }

    // MARK: without an answer

    /// An answer was lost: sent once more, the same and marked; then never again.
    @Test func aLostAnswerIsOneMoreAtMost() async throws {
        let store = try asking(try Store.inMemory())
        let settings = try NotificationSettings.mails([.admin])
        post.expect([Self.lost, Self.lost, Self.lost])
        for _ in 0..<20 { try await turn(store, settings, after: 61 * Self.minute) }
        #expect(post.mails.count == 2 && post.tries == ["mail unknown", "mail unknown"])
        let ids = Set(post.mails.compactMap { $0.header("Message-ID") })
        #expect(ids.count == 1 && post.mails.map { $0.text.contains("may have been sent before") } == [false, true])
        let address = NotificationSettings.Recipient.admin.notificationAddress
        #expect(try store.lastTold(address)?.day.description == "2026-11-30")
    }

    /// A server that is down: tried again later and later, for so many times, and the day after anew.
    @Test func aServerThatIsDownIsTriedForHalfADay() async throws {
        let store = try asking(try Store.inMemory())
        let settings = try NotificationSettings.mails([.admin])
        post.expect(Array(repeating: Self.down, count: NotificationDesk.triesMaximum))
        for _ in 0..<14 { try await turn(store, settings, after: 61 * Self.minute) }
        #expect(post.mails.isEmpty && post.tries.count == NotificationDesk.triesMaximum)
        #expect(try store.openNotifications().isEmpty)
        #expect(try store.lastTold(NotificationSettings.Recipient.admin.notificationAddress) == nil)
        try await turn(store, settings, after: Self.day)
        #expect(post.mails.count == 1)
    }

    /// It is never tried twice within half a minute, however often somebody looks.
    @Test func betweenTwoTriesThereIsAPause() async throws {
        let store = try asking(try Store.inMemory())
        let settings = try NotificationSettings.mails([.admin])
        post.expect([Self.down, Self.down, Self.down])
        try await turn(store, settings, after: Self.minute)
        for _ in 0..<29 { try await turn(store, settings, after: 1000) }
        #expect(post.tries.count == 1)
        try await turn(store, settings, after: 61 * Self.minute)
        #expect(post.tries.count == 2)
    }

    /// What was not told before midnight is told as it stands the day after, in one mail.
    @Test func theNextDayTakesTheOldOnesPlace() async throws {
        let store = try asking(try Store.inMemory())
        let settings = try NotificationSettings.mails([.admin])
        post.expect([Self.down])
        try await turn(store, settings, after: Self.minute)
        try await turn(store, settings, after: Self.day)
        #expect(post.mails.count == 1)
        #expect(post.mails.first?.header("Date")?.hasPrefix("Tue, 1 Dec 2026") == true)
    }

    @Test func whoIsTakenOutGetsNothing() async throws {
        let store = try asking(try Store.inMemory())
        post.expect([Self.down])
        try await turn(store, try .mails([.admin]), after: Self.minute)
        try await turn(store, try .mails([.office]), after: 61 * Self.minute)
        #expect(post.mails.isEmpty)
        #expect(try store.openNotifications().isEmpty)
    }

    // MARK: the process ends

    /// What was told when the process ended at a moment: the state as it was then goes on, in a process of its own.
    private func goOn(from copy: String, _ settings: NotificationSettings) async throws {
        let store = try Store.open(directory: copy)
        try await turn(store, settings, after: Self.minute)
        try await turn(store, settings, after: 61 * Self.minute)
    }

    @Test(arguments: [true, false]) func killedInATry(_ hadLeft: Bool) async throws {
        let folder = NSTemporaryDirectory() + "/notify-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let copy = folder + "/copy"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        let store = try asking(try Store.open(directory: folder + "/state"))
        let settings = try NotificationSettings.mails([.admin])
        let now = Instant(milliseconds: time.wallMilliseconds())
        post.whenNextLeft { _ = try store.backup(to: copy + "/reconcile.sqlite", at: now) }
        try await turn(store, settings, after: Self.minute)
        #expect(post.mails.count == 1 && post.tries == ["mail sent"])
        try await goOn(from: copy, settings)
        // Whether the first one had left nobody knows but the reader; the second says that it may have, and is the same one.
        let read = hadLeft ? post.mails : Array(post.mails.dropFirst())
        #expect(read.count == (hadLeft ? 2 : 1))
        #expect(read.last?.text.contains("may have been sent before") == true)
        #expect(Set(post.mails.compactMap { $0.header("Message-ID") }).count == 1)
    }

    /// A process that dies in every try does not send for ever.
    @Test func deathInEveryTryHasAnEnd() async throws {
        let store = try asking(try Store.inMemory())
        let settings = try NotificationSettings.mails([.admin])
        post.expect([Self.down])
        try await turn(store, settings, after: Self.minute)
        for _ in 1..<NotificationDesk.triesMaximum {
            let record = try #require(try store.openNotifications().first)
            #expect(try store.begin(record, at: Instant(milliseconds: time.wallMilliseconds())))
        }
        try await turn(store, settings, after: 61 * Self.minute)
        #expect(post.mails.isEmpty)
        #expect(try store.openNotifications().isEmpty)
    }

    /// Of a try that certainly came to nothing no doubt stays.
    @Test func whatFailedIsNoRepeat() async throws {
        let store = try asking(try Store.inMemory())
        let settings = try NotificationSettings.mails([.admin])
        post.expect([Self.down, Self.down])
        for _ in 0..<4 { try await turn(store, settings, after: 61 * Self.minute) }
        #expect(post.mails.map { $0.text.contains("may have been sent before") } == [false])
    }

    // MARK: the webhook

    @Test func aProgramIsToldTheSame() async throws {
        let store = try asking(try Store.inMemory())
        let address = try #require(WebAddress("https://hook.example/in?key=1"))
        var settings = NotificationSettings()
        settings.webhook = NotificationSettings.Webhook(address: address, secret: "a secret of some length")
        try await turn(store, settings, after: Self.minute)
        let request = try #require(post.requests.first)
        #expect(post.requests.count == 1 && request.head.path == "/in?key=1" && request.isWrite)
        let signature = request.head.headerFields.first { $0.name.canonicalName == "x-reconcile-signature" }?.value
        #expect(signature == WebhookSigning.signature(of: request.body, secret: "a secret of some length"))
        #expect(String(decoding: request.body, as: UTF8.self).contains(#""reason":"RIGHT_MISSING""#))
        #expect(post.tries == ["webhook sent"])
    }
}
