import Glibc
import Testing
import Transport

/// Against `openssl s_server`, with a certificate made for the test.
@Suite(.timeLimit(.minutes(2)), .enabled(if: access(OpenSSL.path, X_OK) == 0))
struct TLSTests {
    @Test func aCertificateNobodyVouchesForIsRefused() async throws {
        let openssl = try await OpenSSL(["-www"])
        defer { openssl.stop() }
        let failure = await (try makeTransport()).failure(write(openssl.port, scheme: "https"))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .tls)
    }

    @Test func aTrustedCertificateOfAnotherHostIsRefused() async throws {
        let openssl = try await OpenSSL(["-www"], host: "DNS:elsewhere.invalid")
        defer { openssl.stop() }
        let failure = await (try makeTransport(authorities: openssl.certificate)).failure(write(openssl.port, scheme: "https"))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .tls)
    }

    @Test func aTrustedCertificateIsAccepted() async throws {
        let openssl = try await OpenSSL(["-www"])
        defer { openssl.stop() }
        let response = try await (try makeTransport(authorities: openssl.certificate)).send(read(openssl.port, scheme: "https"))
        #expect(response.status == 200)
        #expect(response.text.contains("s_server"))
    }

    /// Without `-www` s_server reads and never answers.
    @Test func noAnswerOverTLSMayHaveBeenSent() async throws {
        let openssl = try await OpenSSL(["-quiet"])
        defer { openssl.stop() }
        let timeouts = CurlTimeouts(totalMilliseconds: 4_000)
        let failure = await (try makeTransport(timeouts: timeouts, authorities: openssl.certificate))
            .failure(write(openssl.port, scheme: "https"))
        #expect(failure?.reach == .mayHaveBeenSent)
        #expect(failure?.cause == .timeout)
    }
}
