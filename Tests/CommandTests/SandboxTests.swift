import Foundation
import HTTPTypes
import TestSupport
import Testing
import Transport

extension CommandLineTests {
    /// The stand-ins as a program of their own.
    @Suite struct Sandboxes {
        @Test func `files of each customer are where the program listens, on a free port too`() async throws {
            let sandbox = try Child(
                Installation.reconcile,
                ["sandbox", "--listen", "127.0.0.1:0", "--accounts", "2", "--data", "tour", "--rate", "0", "--pdf-delay", "0"],
                environment: Installation.environment)
            let line = try await sandbox.line(with: "export RECONCILE_HERO_ENDPOINT")
            let endpoint = try #require(line.split(separator: " ").dropFirst().first?.split(separator: "=").last.map(String.init))
            let key = try #require(line.split(separator: "=").last.map { $0.dropLast(4) + "0002" })
            let base = try #require(endpoint.components(separatedBy: "/api/").first)
            let link = try await Self.link(base, key: String(key))
            #expect(link.hasPrefix("\(base)/accounts/2/files/"), "\(link) of \(base)")
            let file = try await Page.open(link)
            #expect(file.status == 200 && file.body.hasPrefix("%PDF"), "\(file.status)")
            sandbox.kill()
        }

        /// HERO's to the first file there is.
        private static func link(_ base: String, key: String) async throws -> String {
            var head = HTTPRequest(
                method: .post, scheme: "http", authority: String(base.dropFirst("http://".count)), path: "/api/external/v7/graphql")
            head.headerFields[.authorization] = "Bearer \(key)"
            head.headerFields[.contentType] = "application/json"
            let body = #"{"query": "{ customer_documents { file_upload { temporary_url } } }"}"#
            let request = OutgoingRequest(operation: .test, head: head, body: Array(body.utf8), isWrite: false)
            let answer = try await CurlTransport(userAgent: "trial", proxy: .none).send(request)
            let found = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
            let documents = (found["data"] as? [String: Any])?["customer_documents"] as? [[String: Any]]
            let links = documents?.compactMap { ($0["file_upload"] as? [String: Any])?["temporary_url"] as? String }
            return try #require(links?.first, "\(String(decoding: answer.body, as: UTF8.self))")
        }
    }
}
