import Bookkeeping
import HTTPTypes
import Testing
import Transport

@testable import Lexoffice

/// A full list is full, or an error: a missing row would become a second voucher.
@Suite struct SweepTests {
    private func dated(_ count: Int, from first: BusinessDay, days: Int) -> [ListServer.Row] {
        (0..<count).map { ListServer.Row(id: "v-\($0)", date: first.adding(days: $0 % days)) }
    }

    @Test func aListBelowTheWindowIsReadInOneWalk() async throws {
        let server = ListServer(ListServer.ids(0..<600))
        let rig = try server.rig
        let rows = try await rig.reader.allVoucherRows().rows
        #expect(Set(rows.map(\.id)) == server.ids)
        #expect(rows.count == 600)
        #expect(rig.sent.count == 3)
        #expect(rig.sent.allSatisfy { !$0.path.contains("voucherDateFrom") && $0.path.hasSuffix("&sort=createdDate%2CASC") })
    }

    @Test func anEmptyListIsComplete() async throws {
        let rig = try ListServer([]).rig
        #expect(try await rig.reader.allVoucherRows().rows.isEmpty)
        #expect(try await rig.reader.allContacts().rows.isEmpty)
        #expect(rig.sent.count == 2)
    }

    @Test func aLongerListIsCutByVoucherDate() async throws {
        let server = ListServer(dated(12_100, from: try Sample.day("2024-01-01"), days: 730))
        let rig = try server.rig
        let rows = try await rig.reader.allVoucherRows().rows
        #expect(Set(rows.map(\.id)) == server.ids)
        #expect(rows.count == 12_100)
        // 49 full pages, and for each halving on the way into the two years at most two more.
        #expect(rig.sent.count < 49 + 2 * 12)
    }

    @Test func aGivenWindowIsKept() async throws {
        let first = try Sample.day("2026-01-01")
        let rig = try ListServer(dated(90, from: first, days: 90)).rig
        let rows = try await rig.reader.allVoucherRows(voucherDates: first...first.adding(days: 9)).rows
        #expect(rows.count == 10)
        #expect(rig.sent.allSatisfy { $0.path.contains("&voucherDateFrom=2026-01-01&voucherDateTo=2026-01-10&") })
    }

    @Test func tooManyOnOneDayIsAnErrorAfterFewRequests() async throws {
        let rig = try ListServer(dated(10_000, from: try Sample.day("2026-03-31"), days: 1)).rig
        let error = await failure { try await rig.reader.allVoucherRows() }
        #expect(error?.code == .windowExceeded)
        #expect(rig.sent.count < 60)
    }

    /// Some answers refuse at once instead of counting.
    @Test func aRefusedWindowIsCutToo() async throws {
        let rig = try Rig { _, request in
            let path = request.head.path ?? ""
            return path.contains("voucherDateFrom") ? .fixture("voucherlist-page") : .fixture("error-window-exceeded", status: 400)
        }
        #expect(try await rig.reader.allVoucherRows().rows.map(\.number) == ["RE-2026-0042"])
        #expect(rig.sent.count == 3)
    }

    /// A row vanishes while page 0 is read: what follows moves up, and the first row of page 1 is never shown.
    @Test func aListThatShiftsIsReadAgain() async throws {
        let server = ListServer(ListServer.ids(0..<600)) { place, rows in if place == 1 { rows.removeFirst() } }
        let rig = try server.rig
        #expect(Set(try await rig.reader.allVoucherRows().rows.map(\.id)) == server.ids)
        #expect(rig.sent.count == 6)
    }

    @Test func aRowShownTwiceCountsOnce() async throws {
        let server = ListServer(ListServer.ids(0..<600)) { place, rows in
            if place == 1 { rows.insert(ListServer.Row(id: "v-new"), at: 0) }
        }
        let rows = try await server.rig.reader.allVoucherRows().rows
        #expect(rows.count == 601)
        #expect(Set(rows.map(\.id)) == server.ids)
    }

    @Test func aListThatNeverStandsStillIsAnError() async throws {
        let server = ListServer(ListServer.ids(0..<600)) { place, rows in rows.append(ListServer.Row(id: "v-new-\(place)")) }
        let rig = try server.rig
        let error = await failure { try await rig.reader.allVoucherRows() }
        #expect(error?.code == .unavailable)
        #expect(error?.isTransient == true)
        #expect(rig.sent.count == 4 * 3)
        let contacts = try server.rig
        #expect(await failure { try await contacts.reader.allContacts() }?.code == .unavailable)
        #expect(contacts.sent.count == 4 * 3)
    }

    @Test func aFailureInTheMiddleIsAFailure() async throws {
        let page = Fixture.text("voucherlist-page").replacing("\"last\": true", with: "\"last\": false")
        let rig = try Rig(.answer(200, page), .answer(403, ""))
        #expect(await failure { try await rig.reader.allVoucherRows() }?.code == .forbidden)
        #expect(rig.sent.count == 2)
    }

    @Test func contactsAreReadWhole() async throws {
        let server = ListServer(ListServer.ids(0..<501)) { place, rows in if place == 1 { rows.removeFirst() } }
        let rig = try server.rig
        let contacts = try await rig.reader.allContacts().rows
        #expect(Set(contacts.map(\.id)) == server.ids)
        // 501 rows would be three pages; after the first page they are 500, twice two.
        #expect(rig.sent.count == 2 + 2)
        let many = try ListServer(ListServer.ids(0..<10_000)).rig
        #expect(await failure { try await many.reader.allContacts() }?.code == .windowExceeded)
        #expect(many.sent.count == 1)
    }

    @Test func halvesMeetWithoutAGap() throws {
        #expect(VoucherSweep.everyDay.lowerBound == BusinessDay(year: 1900, month: 1, day: 1))
        #expect(VoucherSweep.everyDay.upperBound == BusinessDay(year: 2199, month: 12, day: 31))
        let day = try Sample.day("2026-02-28")
        #expect(VoucherSweep.halves(of: day...day) == nil)
        for length in 1...9 {
            let (early, late) = try #require(VoucherSweep.halves(of: day...day.adding(days: length)))
            #expect(early.lowerBound == day)
            #expect(late.lowerBound == early.upperBound.adding(days: 1))
            #expect(late.upperBound == day.adding(days: length))
        }
    }
}

/// The look before a create (domain.md R6): lexoffice may find too much, never may we take a neighbour for ours.
@Suite struct NumberLookupTests {
    private func look(for number: String, among numbers: [String]) async throws -> [String] {
        let rows = numbers.enumerated().map { ListServer.Row(id: "v-\($0.offset)", number: $0.element) }
        return try await ListServer(rows).rig.reader.voucherRows(number: number).map(\.id)
    }

    @Test func onlyTheSameNumberCounts() async throws {
        // In whatever spelling lexoffice keeps it.
        #expect(try await look(for: "RE-1", among: ["RE-10", "RE-1", "re-1", "RE-1 ", "XRE-1", "0RE-1"]) == ["v-1", "v-2", "v-3"])
        #expect(try await look(for: "RE-1", among: ["RE-10"]).isEmpty)
        #expect(try await look(for: "0042", among: ["42", "0042", "00042"]) == ["v-1"])
        #expect(try await look(for: "\u{C4}1", among: ["A\u{308}1", "\u{C4}1", "A1"]) == ["v-0", "v-1"])
    }

    /// lexoffice does not forbid it: both are told.
    @Test func aDoubledNumberIsFoundTwice() async throws {
        #expect(try await look(for: "RE-1", among: ["RE-1", "RE-2", "RE-1"]) == ["v-0", "v-2"])
    }

    @Test func allPagesAreLookedThrough() async throws {
        let numbers = (0..<700).map { $0 == 699 ? "RE-1" : "RE-1\($0)" }
        #expect(try await look(for: "RE-1", among: numbers) == ["v-699"])
    }

    /// An answer that cannot be read is not "none".
    @Test func anUnreadableLookIsAnError() async throws {
        #expect(await failure { try await Rig(.answer(200, "{}")).reader.voucherRows(number: "RE-1") }?.code == .badAnswer)
        #expect(
            await failure { try await ListServer(ListServer.ids(0..<10_001)).rig.reader.voucherRows(number: "X") }?.code
                == .windowExceeded)
    }
}
