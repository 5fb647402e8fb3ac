import Cluster
import Testing

@Suite struct PlacementTests {
    struct Case: Sendable {
        var alive: Set<String>
        var drained: Set<String> = []
        var wanted: String?
        var mayTake: Bool
        var handsBack: Bool
    }

    /// As `h1` sees it.
    @Test(arguments: [
        Case(alive: ["h1"], mayTake: true, handsBack: false),
        Case(alive: ["h1", "h2"], mayTake: true, handsBack: false),
        Case(alive: ["h1", "h2"], wanted: "h1", mayTake: true, handsBack: false),
        Case(alive: ["h1", "h2"], wanted: "h2", mayTake: false, handsBack: true),
        // The wanted one is not there, or is to own nothing: better here than nowhere.
        Case(alive: ["h1"], wanted: "h2", mayTake: true, handsBack: false),
        Case(alive: ["h1", "h2"], drained: ["h2"], wanted: "h2", mayTake: true, handsBack: false),
        Case(alive: ["h1", "h2"], drained: ["h1"], mayTake: false, handsBack: true),
        // Emptied, and nobody is there to take it: what is owned stays, nothing new is taken.
        Case(alive: ["h1"], drained: ["h1"], mayTake: false, handsBack: false),
        Case(alive: ["h1", "h2"], drained: ["h1", "h2"], wanted: "h1", mayTake: false, handsBack: false),
    ]) func whereAnAccountIs(_ sample: Case) {
        let placement = Placement(alive: sample.alive, drained: sample.drained)
        #expect(placement.mayTake("h1", wanted: sample.wanted) == sample.mayTake)
        #expect(placement.shouldHandBack("h1", wanted: sample.wanted) == sample.handsBack)
    }

    @Test(arguments: ["a", "alpha-1", "Firma_Müller", "", "a/b", "..", ".x", "hosts", "a b"]) func names(_ name: String) {
        #expect((AccountKeys(name) != nil) == ["a", "alpha-1"].contains(name))
    }

    @Test func epochsStandInTheirOrder() throws {
        let keys = try #require(AccountKeys("alpha"))
        let names = [9, 10, 123_456_789, Int64.max].map { keys.epoch($0) }
        #expect(names == names.sorted() && names[0] == "/reconcile/alpha/epochs/0000000000000000009")
    }
}
