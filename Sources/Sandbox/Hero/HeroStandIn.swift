package import Bookkeeping
internal import HTTPTypes
package import Transport

/// HERO as far as the service meets it: the external GraphQL API over hero-schema.graphql and the signed file links, as a plain
/// value. Requests and people's actions are the only events; time comes in with each of them.
package struct HeroStandIn: Sendable {
    package var settings: HeroSettings
    package internal(set) var records: HeroRecords
    private var checkedTexts: [String: CheckedText] = [:]

    private struct CheckedText: Sendable {
        var document: GraphQLDocument
        var errors: [String]
    }

    /// An account with one employee, the owner of the key, and no contacts, types or documents.
    package init(apiKey: String, company: HeroCompanyRecord = HeroCompanyRecord()) {
        settings = HeroSettings(apiKey: apiKey)
        records = HeroRecords(company: company)
        records.partners.append(
            HeroPartnerRecord(
                id: 7001, userID: 9001, firstName: "Sync", lastName: "Dienst", email: "sync@muster.example", role: "accounting"))
        for country in HeroCountryRecord.known { records.countries.append(country) }
    }

    /// HERO's schema; offers nothing should the embedded text not parse, which a test rules out.
    package static let schema = parsedSchema()

    private static func parsedSchema() -> GraphQLSchema {
        let text = String(decoding: PackageResources.hero_schema_graphql, as: UTF8.self)
        do throws(GraphQLFailure) { return try GraphQLSchema(parsing: text) } catch { return .empty }
    }

    /// Answers one HTTP request as HERO would (hero-api.md §1). Never fails: what HERO refuses is a response too.
    package mutating func respond(to request: OutgoingRequest, now: Instant) -> IncomingResponse {
        guard let route = HeroRoute(request.head) else { return .html(404, "<h1>404 Not Found</h1>") }
        let base = route.base + settings.linkPath
        switch route.target {
        case .graphQL:
            guard request.head.method == .post else { return .json(405, ["message": "Method not allowed"]) }
            guard isAuthorised(request.head) else { return .json(401, ["message": "Unauthorized"]) }
            return graphQL(request, base: base, now: now)
        case .signedFile(let uuid, let query):
            guard request.head.method == .get else { return .json(405, ["message": "Method not allowed"]) }
            return signedFile(uuid, query: query, now: now)
        case .download(let uuid):
            guard request.head.method == .get else { return .json(405, ["message": "Method not allowed"]) }
            guard isAuthorised(request.head) else { return .json(401, ["message": "Unauthorized"]) }
            return file(uuid, now: now)
        }
    }

    private func isAuthorised(_ head: HTTPRequest) -> Bool {
        if head.headerFields[.authorization] == "Bearer \(settings.apiKey)" { return true }
        guard let name = HTTPField.Name("X-Auth-Token") else { return false }
        return head.headerFields[name] == settings.apiKey
    }

    private mutating func graphQL(_ request: OutgoingRequest, base: String, now: Instant) -> IncomingResponse {
        guard request.head.headerFields[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            return .json(400, ["errors": [["message": "Unexpected content type"]]])
        }
        // HERO answers a body that is no JSON with these words, whatever is wrong in it.
        guard request.body.count <= 1 << 20, let body = try? SandboxJSON.parse(request.body), let object = body.objectValue else {
            return .json(400, ["errors": [["message": "Could not parse JSON"]]])
        }
        guard let text = object["query"]?.stringValue else {
            return .json(400, ["errors": [["message": "GraphQL Request must include the parameter \"query\""]]])
        }
        let given = object["variables"] ?? .null
        guard given.isNull || given.objectValue != nil else {
            return .json(400, ["errors": [["message": "GraphQL Request parameter \"variables\" must be an object"]]])
        }
        let document: GraphQLDocument
        do throws(GraphQLFailure) {
            let checked = try checkedText(text)
            guard checked.errors.isEmpty else {
                return .json(200, ["errors": .array(checked.errors.map { ["message": .string($0)] })])
            }
            document = checked.document
            guard settings.allowsIntrospection || !document.asksForSchema else {
                return .json(200, ["errors": [["message": "GraphQL introspection is not allowed"]]])
            }
        } catch {
            return .json(200, ["errors": [["message": .string(error.message)]]])
        }
        return run(
            document, operationName: object["operationName"]?.stringValue, variables: given.objectValue ?? SandboxObject(), base: base,
            now: now)
    }

    private mutating func run(
        _ document: GraphQLDocument, operationName: String?, variables: SandboxObject, base: String, now: Instant
    ) -> IncomingResponse {
        let executor = GraphQLExecutor(
            schema: HeroStandIn.schema, complexityLimit: settings.complexityLimit, scalarFormats: HeroFormats.scalars)
        var isTooLong = false
        let answer = executor.run(document, operationName: operationName, variables: variables) { call throws(GraphQLFailure) in
            if let limit = settings.pageLimit, let rows = call.int("first"), rows > limit.rows { isTooLong = true }
            if let result = try mutate(call, base: base, now: now) { return result }
            return try HeroGraph(records: records, settings: settings, base: base, now: now).query(call)
        }
        if isTooLong, let limit = settings.pageLimit { return .html(limit.status, "<h1>\(limit.status)</h1>") }
        var body = SandboxObject()
        if !answer.errors.isEmpty { body["errors"] = .array(answer.errors) }
        if let data = answer.data { body["data"] = data }
        var response = IncomingResponse.json(200, .object(body))
        if let complexity = answer.complexity, let name = HTTPField.Name("X-Complexity") {
            response.head.headerFields[name] = String(complexity)
        }
        return response
    }

    /// Parsing and checking depend on the text alone, and a client sends few texts.
    private mutating func checkedText(_ text: String) throws(GraphQLFailure) -> CheckedText {
        if let known = checkedTexts[text] { return known }
        let document = try GraphQLDocument(parsing: text)
        let checked = CheckedText(document: document, errors: GraphQLValidator.errors(in: document, schema: HeroStandIn.schema))
        if checkedTexts.count >= 64 { checkedTexts.removeAll() }
        checkedTexts[text] = checked
        return checked
    }
}
