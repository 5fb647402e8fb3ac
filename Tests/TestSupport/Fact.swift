/// A fact outside the test that tells nobody when it comes true: of another process, or of what another process does here.
package enum Fact {
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// Returns once it holds; throws when it does not within the time.
    /// - Parameter isolation: the caller's, so that the fact may be asked where the test runs.
    package static func wait(
        for name: String, seconds: Int = 60, isolation: isolated (any Actor)? = #isolation, _ holds: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !(try await holds()) {
            guard ContinuousClock.now < deadline else { throw Missing(description: "not within \(seconds) s: \(name)") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
