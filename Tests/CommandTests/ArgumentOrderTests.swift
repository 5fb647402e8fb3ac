import Lexoffice
import Sandbox
import TestSupport
import Testing

@testable import ReconcileCommand

/// What stands before the command, and what one process shares.
@Suite struct ArgumentOrderTests {
    @Test(arguments: [
        (["--config", "f", "status"], ["status", "--config", "f"]),
        (["--format=json", "list", "--state", "x"], ["list", "--format=json", "--state", "x"]),
        (["--lang", "de", "journal", "--format", "json", "export"], ["journal", "export", "--lang", "de", "--format", "json"]),
        (["status", "--lang", "de"], ["status", "--lang", "de"]), (["--dry-run", "--lang", "de"], ["--dry-run", "--lang", "de"]),
        (["--lang", "de", "--dry-run"], ["--lang", "de", "--dry-run"]), (["--format", "status"], ["--format", "status"]),
        (["--config", "--lang", "de", "status"], ["--config", "--lang", "de", "status"]), ([], []), (["--"], ["--"]),
        (["explain", "--lang"], ["explain", "--lang"]), (["--config", "status", "status"], ["status", "--config", "status"]),
        (["list", "list"], ["list", "list"]), (["--lang", "de", "pass", "--", "x"], ["pass", "--lang", "de", "--", "x"]),
    ]) func theCommandComesFirst(_ arguments: [String], _ ordered: [String]) { #expect(ArgumentOrder.commandFirst(arguments) == ordered) }

    /// A configuration read anew gets the limiter of the account, with another rate; another account has one of its own.
    @Test func oneLimiterForAnAccount() throws {
        let limiters = RateLimiters()
        let (one, other) = (try #require(LexofficeEndpoint("https://a.example")), try #require(LexofficeEndpoint("https://b.example")))
        let time = VirtualTime()
        func limiter(_ endpoint: LexofficeEndpoint, _ rate: Int) -> ObjectIdentifier {
            ObjectIdentifier(limiters.limiter(of: endpoint, thousandthsPerSecond: rate, time: time, waited: { _ in }))
        }
        #expect(limiter(one, 1900) == limiter(one, 500))
        #expect(limiter(one, 1900) != limiter(other, 1900))
    }
}
