import Bookkeeping
import HTTPTypes
import Sandbox
import TestSupport
import Testing
import Transport

@Suite struct HeroTransportTests {
    private let echo = Array(#"{"query":"{ echo(message: \"a\") }"}"#.utf8)

    @Test func answersBothVersions() {
        var desk = HeroDesk()
        for version in ["v7", "v9"] {
            let response = desk.send(.post, "http://hero.test/api/external/\(version)/graphql", body: echo)
            #expect(response.status == 200)
            #expect(String(decoding: response.body, as: UTF8.self) == #"{"data":{"echo":"a"}}"#)
        }
    }

    @Test func refusesWrongKeys() throws {
        var desk = HeroDesk()
        for key in [nil, "Bearer wrong", HeroDesk.key, "Bearer "] {
            let response = desk.send(body: echo, authorization: key)
            #expect(response.status == 401)
            #expect(try SandboxJSON.parse(response.body)["message"] == "Unauthorized")
        }
    }

    @Test func acceptsTheOtherHeader() throws {
        var desk = HeroDesk()
        var head = HTTPRequest(method: .post, scheme: "http", authority: "hero.test", path: "/api/external/v7/graphql")
        head.headerFields[.contentType] = "application/json"
        head.headerFields[try #require(HTTPField.Name("x-auth-token"))] = HeroDesk.key
        #expect(
            desk.hero.respond(to: OutgoingRequest(operation: .test, head: head, body: echo, isWrite: false), now: desk.now).status == 200)
    }

    @Test func refusesOtherPathsMethodsAndBodies() {
        var desk = HeroDesk()
        for path in ["/api/external/v8/graphql", "/", "/Api/graphql", "/files/"] {
            let response = desk.send(.post, "http://hero.test\(path)", body: echo)
            #expect(response.status == 404)
            #expect(response.head.headerFields[.contentType]?.hasPrefix("text/html") == true)
        }
        #expect(desk.send(.get).status == 405)
        #expect(desk.send(body: Array("query".utf8)).status == 400)
        #expect(desk.send(body: Array("[]".utf8)).status == 400)
        #expect(desk.send(body: Array("{}".utf8)).status == 400)
        #expect(desk.send(body: Array(#"{"query":"{ user { id } }","variables":[]}"#.utf8)).status == 400)
        #expect(desk.send(body: echo, contentType: "text/plain").status == 400)
    }

    /// Damaged requests get an answer each, never a crash and never a success they do not deserve.
    @Test func damagedTextsAreAnswered() throws {
        var desk = HeroDesk()
        desk.publish()
        let text = """
            query Q($n: Int = 5, $ids: [Int]) { customer_documents(ids: $ids, first: $n, orderBy: "modified desc") { id nr ...F } \
            __type(name: "Customer") { fields { name } } } fragment F on CustomerDocument { value customer { id address { city } } }
            """
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var kinds: Set<String> = []
        for _ in 0..<1500 {
            var bytes = Array(text.utf8)
            for _ in 0...next(3) {
                let position = next(bytes.count)
                switch next(3) {
                case 0: bytes.remove(at: position)
                case 1: bytes.insert(Array("{}()[]$!:@\"\\.0a".utf8)[next(15)], at: position)
                default: bytes.swapAt(position, next(bytes.count))
                }
            }
            let answer = try desk.answer(String(decoding: bytes, as: UTF8.self), ["n": 2])
            #expect((answer["errors"] != nil) || (answer["data"] != nil))
            kinds.insert(answer["errors"]?[0]?["message"]?.stringValue?.split(separator: " ").first.map(String.init) ?? "data")
        }
        #expect(kinds.isSuperset(of: ["data", "Syntax", "Cannot", "Unknown", "Variable"]))
    }

    @Test func faultsOfTheRequestComeWithStatus200() throws {
        var desk = HeroDesk()
        #expect(
            try desk.answer("{ nothing }").text == #"{"errors":[{"message":"Cannot query field \"nothing\" on type \"PartnerQuery\"."}]}"#)
        #expect(try desk.answer("{ ").text == #"{"errors":[{"message":"Syntax Error: Expected Name, found <EOF>."}]}"#)
        #expect(
            try desk.answer("{ contacts(orderBy: \"colour\") { id } }").text
                == #"{"errors":[{"message":"Internal server error","path":["contacts"]}],"data":{"contacts":null}}"#)
    }
}

@Suite struct HeroPagingTests {
    private func ids(_ desk: inout HeroDesk, _ arguments: String) throws -> [Int] {
        let data = try desk.data("{ customer_documents\(arguments) { id } }")
        return data["customer_documents"]?.arrayValue?.compactMap { $0["id"]?.intValue } ?? []
    }

    @Test func withoutFirstFiftyRowsComeSilently() throws {
        var desk = HeroDesk()
        let all = (0..<60).map { _ in desk.publish() }
        #expect(try ids(&desk, "") == Array(all.prefix(50)))
        #expect(try ids(&desk, "(last: 10)") == Array(all.prefix(10)))
        #expect(try ids(&desk, "(first: 1000)") == all)
        #expect(try ids(&desk, "(first: 20, offset: 50)") == Array(all.suffix(10)))
        #expect(try ids(&desk, "(first: 20, offset: 60)") == [])
        #expect(try desk.failure("{ customer_documents(first: -1) { id } }") == "Internal server error")
    }

    @Test func ordersByIdDateModifiedAndNumber() throws {
        var desk = HeroDesk()
        var created: [Int] = []
        for (number, day) in [("B-2", "2026-03-01"), ("A-9", "2026-01-01"), ("C-1", "2026-02-01")] {
            var draft = desk.draft([HeroLine("x", unitPrice: 100, rate: 19)])
            draft.date = BusinessDay(day)
            draft.numbering = .exactly(number)
            created.append(desk.hero.publish(draft, now: desk.now))
            desk.pass(seconds: 60)
        }
        let (b, a, c) = (created[0], created[1], created[2])
        desk.hero.markSent(documentID: b, now: desk.now)
        #expect(try ids(&desk, "(orderBy: \"id\")") == [b, a, c])
        #expect(try ids(&desk, "(orderBy: \"id desc\")") == [c, a, b])
        #expect(try ids(&desk, "(orderBy: \"date\")") == [a, c, b])
        #expect(try ids(&desk, "(orderBy: \"date DESC\")") == [b, c, a])
        #expect(try ids(&desk, "(orderBy: \"nr asc\")") == [a, b, c])
        #expect(try ids(&desk, "(orderBy: \"modified desc\")") == [b, c, a])
        desk.hero.settings.isModifiedOrderHonoured = false
        #expect(try ids(&desk, "(orderBy: \"modified desc\")") == [b, a, c])
        #expect(try desk.failure("{ customer_documents(orderBy: \"date sideways\") { id } }") == "Internal server error")
    }

    @Test func filters() throws {
        var desk = HeroDesk()
        let invoice = desk.publish()
        let offer = desk.publish(type: SampleTypes.offer)
        var style = desk.draft([HeroLine("x", unitPrice: 100, rate: 19)])
        style.style = .downpayment
        style.projectID = nil
        let progress = desk.hero.publish(style, now: desk.now)
        #expect(try ids(&desk, "(document_type_ids: [17])") == [offer])
        #expect(try ids(&desk, "(ids: [\(progress), \(invoice), 5])") == [invoice, progress])
        #expect(try ids(&desk, "(invoice_style: downpayment)") == [progress])
        #expect(try ids(&desk, "(project_match_ids: [\(desk.projectID)])") == [invoice, offer])
        #expect(try ids(&desk, "(status_codes: [200])") == [])
        // An empty list filters nothing.
        #expect(try ids(&desk, "(ids: [])") == [invoice, offer, progress])
    }

    @Test func deletedRowsStayListed() throws {
        var desk = HeroDesk()
        let id = desk.hero.saveDraft(desk.draft([HeroLine("x", unitPrice: 100, rate: 19)]), now: desk.now)
        desk.hero.softDelete(documentID: id, now: desk.now)
        let data = try desk.data(
            "{ customer_documents { id nr status_code file_upload { id } published_customer_document_draft { id } "
                + "customer_document_booking { id } } }"
        )
        #expect(
            data["customer_documents"]?.text
                == #"[{"id":\#(id),"nr":"RE-xxxx","status_code":1000,"file_upload":null,"published_customer_document_draft":null,"#
                + #""customer_document_booking":null}]"#)
    }
}

@Suite struct HeroFileTests {
    private let query = "{ customer_documents { file_upload { uuid size temporary_url(expires: 60) url_download } } }"

    @Test func thePDFAppearsAfterItsDelayAndItsLinkExpires() throws {
        var desk = HeroDesk()
        desk.publish()
        desk.pass(seconds: 5)
        #expect(try desk.data(query)["customer_documents"]?[0]?["file_upload"] == .null)
        desk.pass(seconds: 1)
        let upload = try #require(try desk.data(query)["customer_documents"]?[0]?["file_upload"])
        let url = try #require(upload["temporary_url"]?.stringValue)
        #expect(url.hasPrefix("http://hero.test/files/"))
        let file = desk.send(.get, url, authorization: nil, contentType: nil)
        #expect(file.status == 200)
        #expect(file.body.starts(with: Array("%PDF-1.4".utf8)))
        #expect(file.body.count == upload["size"]?.intValue)
        #expect((1500...10_000).contains(file.body.count))
        #expect(String(decoding: file.body, as: UTF8.self).contains("RE-2026-0001"))
        #expect(String(decoding: file.body.suffix(6), as: UTF8.self) == "%%EOF\n")
        #expect(desk.send(.get, url, authorization: nil, contentType: nil).body == file.body)

        #expect(desk.send(.get, url + "0", authorization: nil).status == 403)
        #expect(desk.send(.post, url, authorization: nil).status == 405)
        desk.pass(seconds: 60)
        #expect(desk.send(.get, url, authorization: nil).status == 403)

        let download = try #require(upload["url_download"]?.stringValue)
        #expect(desk.send(.get, download).body == file.body)
        #expect(desk.send(.get, download, authorization: nil).status == 401)
        #expect(desk.send(.get, "http://hero.test/downloads/nothing").status == 404)
    }

    @Test func offsetsOfThePDFAreRight() throws {
        var desk = HeroDesk()
        desk.publish()
        desk.pass(seconds: 6)
        let url = try #require(try desk.data(query)["customer_documents"]?[0]?["file_upload"]?["temporary_url"]?.stringValue)
        let bytes = desk.send(.get, url).body
        let text = String(decoding: bytes.map { $0 < 128 ? $0 : 63 }, as: UTF8.self)
        let start = try #require(text.components(after: "startxref\n").flatMap { Int($0.prefix { $0.isNumber }) })
        #expect(text.utf8.dropFirst(start).starts(with: "xref\n0 6\n".utf8))
        for (number, row) in text.dropFirst(start).split(separator: "\n").dropFirst(3).prefix(5).enumerated() {
            let offset = try #require(Int(row.prefix(10)))
            #expect(text.utf8.dropFirst(offset).starts(with: "\(number + 1) 0 obj\n".utf8))
        }
    }

    @Test func someNeverAppearAndEditsRenderAnew() throws {
        var desk = HeroDesk()
        var draft = desk.draft([HeroLine("x", unitPrice: 100, rate: 19)])
        draft.isNeverRendered = true
        desk.hero.publish(draft, now: desk.now)
        desk.pass(seconds: 86_400)
        #expect(try desk.data(query)["customer_documents"]?[0]?["file_upload"] == .null)

        let id = desk.publish()
        desk.pass(seconds: 10)
        let before = try #require(try desk.data(query)["customer_documents"]?[1]?["file_upload"]?["uuid"])
        desk.hero.edit(documentID: id, now: desk.now) { $0.lines[0].unitPrice = 200_000 }
        let edited = try desk.data(
            "{ customer_documents(ids: [\(id)]) { nr value vat modified file_upload { uuid } customer_document_booking { balance } } }")
        #expect(
            edited["customer_documents"]?[0]?.text
                == #"{"nr":"RE-2026-0002","value":2000.0,"vat":380.0,"modified":"2026-09-15T09:02:21+00:00","file_upload":null,"#
                + #""customer_document_booking":{"balance":2380.0}}"#)
        desk.pass(seconds: 6)
        #expect(try desk.data(query)["customer_documents"]?[1]?["file_upload"]?["uuid"] != before)
        #expect(try desk.data("{ file_uploads { uuid customer_document { id } } }")["file_uploads"]?.arrayValue?.count == 1)
        let uuid = before.stringValue ?? ""
        #expect(try desk.data("{ file_uploads(uuids: [\"\(uuid)\"]) { id } }")["file_uploads"] == [])
    }
}

extension String {
    fileprivate func components(after mark: String) -> Substring? {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(mark) { return rest.dropFirst(mark.count) }
            rest = rest.dropFirst()
        }
        return nil
    }
}
