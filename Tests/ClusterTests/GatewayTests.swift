import Cluster
import Foundation
import HTTPTypes
import Synchronization
import Testing
import Transport

/// What is said to etcd and what is made of its answers, without one.
@Suite struct GatewayTests {
    private func gateway(_ transport: ScriptedEtcd, _ endpoints: String = "http://a:1,http://b:2,http://c:3", user: String? = nil)
        throws -> EtcdGateway
    {
        EtcdGateway(
            endpoints: try #require(EtcdEndpoint.list(endpoints)),
            credentials: user.map { EtcdGateway.Credentials(user: $0, password: "secret") }, transport: transport)
    }

    private func failure(_ work: () async throws -> Void) async -> EtcdError? {
        do { try await work() } catch { return error as? EtcdError }
        return nil
    }

    @Test(arguments: [
        "http://h:2379", "https://[::1]:2379", "https://etcd-1.example:2379/", "http://a:1, http://b:2",
    ]) func endpoints(_ text: String) { #expect(EtcdEndpoint.list(text) != nil) }

    @Test(arguments: ["", "h:2379", "ftp://h:1", "http://user:word@h:1", "http://h:1/path", "http://h:1?x", "http://a:1,nonsense"])
    func noEndpoints(_ text: String) { #expect(EtcdEndpoint.list(text) == nil) }

    @Test func aTransactionAsTheGatewayWantsIt() async throws {
        let etcd = ScriptedEtcd { _, _ in .success((200, #"{"header":{"revision":"7"},"succeeded":true}"#)) }
        let outcome = try await gateway(etcd).run(
            EtcdTransaction(where: [.created("o", at: 5), .modified("h", at: 0)], [.put("h", [1, 2], lease: 9)], otherwise: ["o"]))
        #expect(outcome.isDone && outcome.revision == 7 && outcome.found.isEmpty)
        let request = try #require(etcd.requests.first)
        #expect(request.head.path == "/v3/kv/txn" && !request.isWrite)
        let said = try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? NSDictionary)
        let wanted: NSDictionary = [
            "compare": [
                ["key": "bw==", "target": "CREATE", "result": "EQUAL", "create_revision": "5"],
                ["key": "aA==", "target": "MOD", "result": "EQUAL", "mod_revision": "0"],
            ],
            "success": [["request_put": ["key": "aA==", "value": "AQI=", "lease": "9"]]],
            "failure": [["request_range": ["key": "bw=="]]],
        ]
        #expect(said == wanted)
    }

    @Test func whatDidNotHoldIsShown() async throws {
        let etcd = ScriptedEtcd { _, _ in
            .success(
                (
                    200,
                    """
                    {"header":{"revision":"8"},"responses":[{"response_range":{"header":{},"kvs":[{"key":"bw==","create_revision":"3",
                    "mod_revision":"4","version":"2","value":"aDE=","lease":"77"}],"count":"1"}},{"response_range":{"header":{}}}]}
                    """
                ))
        }
        let outcome = try await gateway(etcd).run(EtcdTransaction(where: [], [], otherwise: ["o", "h"]))
        #expect(!outcome.isDone && outcome.revision == 8)
        #expect(outcome.found == [EtcdEntry(key: "o", value: Array("h1".utf8), createRevision: 3, modRevision: 4, lease: 77), nil])
    }

    @Test func eachEndpointOnceAndTheOneThatAnsweredFirstNextTime() async throws {
        let etcd = ScriptedEtcd { request, _ in
            switch request.head.authority {
            case "a:1": ScriptedEtcd.refusal
            case "b:2": .success((503, #"{"error":"etcdserver: no leader","code":14}"#))
            default: .success((200, #"{"kvs":[]}"#))
            }
        }
        let gateway = try gateway(etcd)
        _ = try await gateway.entry("x")
        _ = try await gateway.entry("x")
        #expect(etcd.hosts == ["a:1", "b:2", "c:3", "c:3"])
    }

    @Test func nobodyAnswers() async throws {
        let etcd = ScriptedEtcd { _, _ in ScriptedEtcd.silence }
        let gateway = try gateway(etcd)
        let failure = await failure { _ = try await gateway.entry("x") }
        #expect(failure?.code == .unreachable && failure?.isTransient == true)
        #expect(failure?.subject == "http://a:1, http://b:2, http://c:3")
        #expect(etcd.hosts == ["a:1", "b:2", "c:3"])
    }

    @Test func aTokenThatEndedIsAskedForAnewOnce() async throws {
        // Each token is good for one request.
        let issued = Mutex((count: 0, isGood: false))
        let etcd = ScriptedEtcd { request, _ in
            issued.withLock { issued in
                if request.head.path == "/v3/auth/authenticate" {
                    issued = (issued.count + 1, true)
                    return .success((200, #"{"token":"t\#(issued.count)"}"#))
                }
                defer { issued.isGood = false }
                return issued.isGood && request.head.headerFields[.authorization] == "t\(issued.count)"
                    ? .success((200, "{}")) : .success((401, #"{"error":"etcdserver: invalid auth token","code":16}"#))
            }
        }
        let gateway = try gateway(etcd, "http://a:1", user: "reconcile")
        _ = try await gateway.entry("x")
        #expect(String(decoding: etcd.requests[0].body, as: UTF8.self).contains("secret"))
        #expect(etcd.requests.count == 2)
        _ = try await gateway.entry("x")
        #expect(issued.withLock { $0.count } == 2 && etcd.requests.count == 5)
    }

    @Test(arguments: [
        (400, #"{"error":"etcdserver: authentication failed","code":3}"#, EtcdError.Code.badRequest),
        (403, #"{"error":"etcdserver: permission denied","code":7}"#, .refused),
        (400, #"{"error":"etcdserver: user name is empty","code":3}"#, .refused),
        (404, #"{"error":"etcdserver: requested lease not found","code":5}"#, .leaseGone), (404, "not found", .badAnswer),
        (200, "<html>", .badAnswer), (200, "[[[", .badAnswer), (500, "", .unreachable), (429, #"{"code":8}"#, .unreachable),
    ]) func refusals(_ status: Int, _ body: String, _ code: EtcdError.Code) async throws {
        let etcd = ScriptedEtcd { _, _ in .success((status, body)) }
        let gateway = try gateway(etcd)
        let failure = await failure { _ = try await gateway.entry("x") }
        #expect(failure?.code == code)
        #expect(etcd.requests.count == (code == .unreachable ? 3 : 1))
        #expect(failure?.hint.isEmpty == false)
    }

    /// A refused password is no request of another version.
    @Test func aRefusedLogin() async throws {
        let etcd = ScriptedEtcd { _, _ in .success((400, #"{"error":"etcdserver: authentication failed","code":3}"#)) }
        let gateway = try gateway(etcd, user: "reconcile")
        let failure = await failure { _ = try await gateway.entry("x") }
        #expect(failure?.code == .refused && failure?.description.contains("secret") == false)
    }

    @Test func aLeaseThatIsGone() async throws {
        let etcd = ScriptedEtcd { request, _ in
            request.head.path == "/v3/lease/keepalive"
                ? .success((200, #"{"result":{"header":{},"ID":"5"}}"#))
                : .success((404, #"{"error":"etcdserver: requested lease not found","code":5}"#))
        }
        let gateway = try gateway(etcd)
        #expect(await failure { _ = try await gateway.keepAlive(5) }?.code == .leaseGone)
        #expect(await failure { try await gateway.revoke(5) } == nil)
    }
}
