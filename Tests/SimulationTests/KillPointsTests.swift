import TestSupport
import Testing

@Suite struct KillPointsTests {
    private func chosen(_ points: ClosedRange<Int>, _ wish: String? = nil, day: Int = 20_000) -> [Int] {
        KillPoints(among: points, filter: "Any", wish: wish, day: day).chosen
    }

    @Test(arguments: [15, 16, 27, 133, 400, 2_000]) func oneDayTakesFewAndTheDaysTakeAll(count: Int) {
        let points = 101...100 + count
        var taken: Set<Int> = []
        for day in 20_000..<20_000 + count {
            let today = chosen(points, day: day)
            #expect(today.count <= 14 && today.count >= 8)
            #expect(today.first == points.lowerBound && today.last == points.upperBound)
            #expect(today == today.sorted() && Set(today).count == today.count)
            taken.formUnion(today)
        }
        #expect(taken == Set(points))
    }

    @Test func fewAreAllTaken() {
        for last in 1...14 { #expect(chosen(1...last) == Array(1...last)) }
        #expect(KillPoints(among: 1...14, filter: "Any", wish: nil, day: 1).isComplete)
        #expect(!KillPoints(among: 1...15, filter: "Any", wish: nil, day: 1).isComplete)
    }

    @Test func oneOrAllAreTakenWhenAskedFor() {
        #expect(chosen(1...200, "all") == Array(1...200))
        #expect(chosen(1...200, "17") == [17])
        #expect(chosen(1...16, "17").isEmpty)
    }

    @Test func aFailureSaysHowItIsRepeated() {
        let points = KillPoints(among: 1...200, filter: "Any", wish: "17", day: 1)
        #expect(points.comment(17) == "died at point 17 (again: KILL_POINTS=17 swift test --filter 'Any')")
        #expect(points.isEnough(1) && !points.isEnough(0))
    }
}
