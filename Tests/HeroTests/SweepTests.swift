import Bookkeeping
import Testing
import Transport

@testable import Hero

struct SweepTests {
    /// Ids 1…count, one modified each hour, the highest last.
    private func rows(_ count: Int) -> [ListServer.Row] { (1...count).map { ListServer.Row(id: $0, modified: $0 * 3600) } }
    private func hour(_ hours: Int) -> Instant { Instant(milliseconds: Int64(hours) * 3_600_000) }

    @Test func withoutWatermarkEverythingIsReadUntilTheEmptyPage() async throws {
        let transport = ListServer(rows: rows(450)).transport
        let sweep = try await reader(transport).documentHeaders(modifiedSince: nil)
        #expect(transport.pages == ["modified desc 200@0", "modified desc 200@200", "modified desc 200@400", "modified desc 200@450"])
        #expect(Set(sweep.headers.map(\.id)) == Set(1...450))
        #expect(sweep.headers.count == 450)
        #expect(sweep.isFullScan)
        #expect(sweep.isOrderHonoured)
        #expect(sweep.newestModified == hour(450))
    }

    @Test func anEmptyAccountIsAFullScan() async throws {
        let sweep = try await reader(ListServer(rows: []).transport).documentHeaders(modifiedSince: hour(1))
        #expect(sweep.headers.isEmpty)
        #expect(sweep.isFullScan)
        #expect(sweep.newestModified == nil)
    }

    @Test func theOffsetFollowsTheRowsThatCame() async throws {
        let transport = ListServer(rows: rows(120), rowsCap: 50).transport
        let sweep = try await reader(transport).documentHeaders(modifiedSince: nil)
        #expect(transport.pages == ["modified desc 200@0", "modified desc 200@50", "modified desc 200@100", "modified desc 200@120"])
        #expect(sweep.headers.count == 120)
    }

    @Test func theWatermarkWithItsOverlapEndsTheWalk() async throws {
        let transport = ListServer(rows: rows(1000)).transport
        let sweep = try await reader(transport).documentHeaders(modifiedSince: hour(803), overlapHours: 3)
        // Page one ends at hour 801, which is inside 803 − 3; only page two goes below 800.
        #expect(transport.pages == ["modified desc 200@0", "modified desc 200@200"])
        #expect(Set(sweep.headers.map(\.id)).isSuperset(of: Set(800...1000)))
        #expect(!sweep.isFullScan)
        let short = ListServer(rows: rows(1000)).transport
        _ = try await reader(short).documentHeaders(modifiedSince: hour(805), overlapHours: 3)
        #expect(short.pages == ["modified desc 200@0"])
    }

    @Test func tooComplexMeansHalfAsManyRows() async throws {
        let transport = ListServer(rows: rows(60), rowsMax: 60).transport
        let sweep = try await reader(transport).documentHeaders(modifiedSince: nil)
        #expect(transport.pages.prefix(4) == ["modified desc 200@0", "modified desc 100@0", "modified desc 50@0", "modified desc 50@50"])
        #expect(sweep.headers.count == 60)
    }

    /// HERO's gateway gave up on pages of 500 and answered pages of 100 (hero-2026.md §12).
    @Test(arguments: [502, 504])
    func aGatewayThatGivesUpMeansHalfAsManyRows(status: Int) async throws {
        let server = ListServer(rows: rows(60))
        let transport = ScriptedTransport { request in
            (try? request.variables.integer("n")).map { $0 > 50 } == true
                ? .body(Array("<html>gateway</html>".utf8), status: status) : server.answer(request)
        }
        let sweep = try await reader(transport).documentHeaders(modifiedSince: nil)
        #expect(sweep.headers.count == 60)
        #expect(sweep.unreadable.isEmpty)
        // Once it is known what HERO bears, no page asks for more.
        let answered = transport.pages.drop { !$0.hasPrefix("modified desc 50") }
        #expect(answered.prefix(2) == ["modified desc 50@0", "modified desc 50@50"])
    }

    /// Where nothing is answered, asking for less would go on for long: one question without rows settles it.
    @Test func aGatewayThatAnswersNothingEndsTheWalk() async throws {
        let transport = ScriptedTransport { _ in .body(Array("<html>gateway</html>".utf8), status: 502) }
        let reader = try reader(transport)
        let error = await heroError { () async throws(HeroError) in try await reader.documentHeaders(modifiedSince: nil) }
        #expect(error?.code == .internalError && error?.subject == "probe")
        #expect(transport.requests.count < 12)
    }

    @Test func tooLargeMeansHalfAsManyRows() async throws {
        let server = ListServer(rows: rows(3))
        let transport = ScriptedTransport { request in
            request.index == 0 ? .broken(.answered(status: 200), .tooLarge) : server.answer(request)
        }
        let sweep = try await reader(transport).documentHeaders(modifiedSince: nil)
        #expect(transport.pages == ["modified desc 200@0", "modified desc 100@0", "modified desc 100@3"])
        #expect(sweep.headers.count == 3)
    }

    @Test func complexityAtOneRowIsAnError() async throws {
        let transport = ListServer(rows: rows(3), rowsMax: 0).transport
        let reader = try reader(transport)
        let error = await heroError { () async throws(HeroError) in try await reader.documentHeaders(modifiedSince: nil) }
        #expect(error?.code == .complexity)
        #expect(transport.pages.last == "modified desc 1@0")
        #expect(transport.requests.count == 8)
    }

    @Test func anUnsortedListIsWalkedById() async throws {
        let transport = ListServer(rows: rows(300), ignoresOrder: true).transport
        let sweep = try await reader(transport).documentHeaders(modifiedSince: hour(299))
        #expect(transport.pages == ["modified desc 200@0", "id 200@0", "id 200@200", "id 200@300"])
        #expect(Set(sweep.headers.map(\.id)) == Set(1...300))
        #expect(sweep.headers.count == 300)
        #expect(sweep.isFullScan)
        #expect(!sweep.isOrderHonoured)
    }

    @Test func aListWithoutMomentsIsWalkedById() async throws {
        let transport = ListServer(rows: (1...3).map { ListServer.Row(id: $0, modified: nil) }).transport
        let sweep = try await reader(transport).documentHeaders(modifiedSince: hour(1))
        #expect(transport.pages == ["modified desc 200@0", "id 200@0", "id 200@3"])
        #expect(sweep.headers.count == 3)
    }

    @Test func aSingleRowWithoutMomentDisturbsNothing() async throws {
        let transport = ListServer(rows: rows(5) + [ListServer.Row(id: 9, modified: nil)]).transport
        let sweep = try await reader(transport).documentHeaders(modifiedSince: nil)
        #expect(sweep.isOrderHonoured)
        #expect(sweep.headers.count == 6)
    }

    @Test func aRowThatMovesBetweenPagesIsKeptOnceAsReadLast() async throws {
        let pages = [
            #"[{"id":3,"status_code":100,"modified":"2026-01-03T00:00:00Z"},{"id":2,"status_code":100,"modified":"2026-01-02T00:00:00Z"}]"#,
            #"[{"id":2,"status_code":200,"modified":"2026-01-02T00:00:00Z"},{"id":1,"status_code":100,"modified":"2026-01-01T00:00:00Z"}]"#,
            "[]",
        ]
        let transport = ScriptedTransport { .json("{\"data\":{\"customer_documents\":\(pages[min($0.index, 2)])}}") }
        let sweep = try await reader(transport).documentHeaders(modifiedSince: nil)
        #expect(sweep.headers.map(\.id) == [3, 2, 1])
        #expect(sweep.headers.map(\.statusCode) == [100, 200, 100])
        #expect(sweep.isOrderHonoured)
    }

    @Test func theSameRowsForEverAreAnError() async throws {
        let transport = ListServer(rows: rows(10), ignoresOffset: true).transport
        let reader = try reader(transport)
        let error = await heroError { () async throws(HeroError) in try await reader.documentHeaders(modifiedSince: nil) }
        #expect(error?.code == .badAnswer)
        #expect(transport.requests.count < 20)
    }

    @Test func aListWithoutEndIsAnErrorAfterTwoThousandPages() async throws {
        let transport = ScriptedTransport { request in
            .json("{\"data\":{\"contacts\":[{\"id\":\(request.index),\"modified\":\"2026-01-01T00:00:00Z\"}]}}")
        }
        let reader = try reader(transport)
        let error = await heroError { () async throws(HeroError) in try await reader.contacts(modifiedSince: nil) }
        #expect(error?.code == .badAnswer)
        #expect(transport.requests.count == 2000)
    }

    /// Each row that cannot be read is counted and named as far as it can be; an id as text of digits is an id.
    @Test func rowsWithoutIdAreCounted() async throws {
        let transport = ScriptedTransport { request in
            let isFirst = (try? request.variables.integer("o")) == 0
            let rows = #"{"nr":"RE-1"},null,{"id":"7"},{"id":8},{"id":1.5},{"id":"x7"},{"id":null,"nr":"RE-2"},{"id":-3},{"id":0}"#
            return .json(#"{"data":{"customer_documents":[\#(isFirst ? rows : "")]}}"#)
        }
        let sweep = try await reader(transport).documentHeaders(modifiedSince: nil)
        #expect(sweep.headers.map(\.id) == [7, 8])
        #expect(sweep.unreadable.map(\.name) == ["nr RE-1", nil, "id 1.5", "id x7", "nr RE-2", "id -3", "id 0"])
        #expect(transport.pages == ["modified desc 200@0", "id 200@0", "id 200@9"])
    }

    /// An error about one page is asked about in smaller ones; while HERO as a whole is in trouble nothing is concluded.
    @Test func anErrorInTheMiddleLosesNothing() async throws {
        let server = ListServer(rows: rows(300))
        let transport = ScriptedTransport { $0.index == 1 ? .json("<html>", status: 200) : server.answer($0) }
        let sweep = try await reader(transport).documentHeaders(modifiedSince: nil)
        #expect(sweep.headers.count == 300 && sweep.isFullScan && sweep.unreadable.isEmpty)
        let broken = ScriptedTransport { $0.index == 0 ? server.answer($0) : .json("<html>", status: 200) }
        let reader = try reader(broken)
        let error = await heroError { () async throws(HeroError) in try await reader.documentHeaders(modifiedSince: nil) }
        #expect(error?.code == .badAnswer && broken.requests.count == 3)
    }

    /// A row that HERO never answers is passed over and counted; more of them than can be poisoned are a broken list.
    @Test(arguments: [1, 7, 201]) func rowsThatBreakTheirPageArePassedOver(bad: Int) async throws {
        let server = ListServer(rows: rows(500))
        let transport = ScriptedTransport { request in
            let offset = (try? request.variables.integer("o")) ?? 0
            let size = (try? request.variables.integer("n")) ?? 0
            // From the fourth row on.
            return offset < 3 + bad && offset + size > 3 ? .json(#"{"errors":[{"message":"permission"}]}"#) : server.answer(request)
        }
        let reader = try reader(transport)
        guard bad <= 200 else {
            let error = await heroError { () async throws(HeroError) in try await reader.documentHeaders(modifiedSince: nil) }
            return #expect(error?.code == .forbidden)
        }
        let sweep = try await reader.documentHeaders(modifiedSince: nil)
        #expect(sweep.headers.count == 500 - bad && sweep.unreadable.count == bad)
    }

    @Test func headersByIdAreAskedForInChunks() async throws {
        let transport = ScriptedTransport { request in
            let ids = (try? request.variables.list("ids")) ?? []
            let rows = ids.compactMap { id -> String? in
                guard case .number(let number) = id, number != ExactDecimal(77) else { return nil }
                return "{\"id\":\(number)}"
            }
            return .json("{\"data\":{\"customer_documents\":[\(rows.joined(separator: ","))]}}")
        }
        let headers = try await reader(transport).documentHeaders(ids: Array(1...450) + [3, 3])
        #expect(transport.requests.map { (try? $0.variables.integer("n")) ?? -1 } == [200, 200, 50])
        #expect(headers.map(\.id) == (1...450).filter { $0 != 77 })
        let none = ScriptedTransport(.json("{}"))
        #expect(try await reader(none).documentHeaders(ids: []).isEmpty)
        #expect(none.requests.isEmpty)
    }

    @Test func chunksShrinkToo() async throws {
        let transport = ScriptedTransport { request in
            let ids = (try? request.variables.list("ids")) ?? []
            if ids.count > 60 { return .json(#"{"errors":[{"message":"Max query complexity should be 50000 but got 1."}]}"#) }
            let rows = ids.compactMap { id -> String? in
                guard case .number(let number) = id else { return nil }
                return "{\"id\":\(number)}"
            }
            return .json("{\"data\":{\"customer_documents\":[\(rows.joined(separator: ","))]}}")
        }
        #expect(try await reader(transport).documentHeaders(ids: Array(1...100)).count == 100)
    }

    @Test func contactsArePagedAlike() async throws {
        let transport = ListServer(root: "contacts", rows: rows(700)).transport
        let sweep = try await reader(transport).contacts(modifiedSince: hour(650))
        #expect(transport.pages == ["modified desc 500@0"])
        #expect(sweep.rows.count == 500)
    }
}
