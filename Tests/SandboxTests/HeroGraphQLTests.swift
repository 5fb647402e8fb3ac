import HTTPTypes
import Sandbox
import Testing
import Transport

@Suite struct HeroGraphQLParserTests {
    @Test func readsOperationsVariablesAndFragments() throws {
        let document = try GraphQLDocument(
            parsing: """
                # comment
                query Q($a: [Int!]! = [1, 2], $b: InvoiceStyle = full) { one: echo(message: "a\\n\\u00fc") ...F ... on X @skip(if: true) { y } }
                fragment F on PartnerQuery { user { id } }
                mutation M { update_task(task: {title: \"""
                    block
                  \""", id: -3}) { id } }
                """)
        #expect(document.operations.map(\.name) == ["Q", "M"])
        #expect(document.operations.map(\.kind) == [.query, .mutation])
        #expect(document.operations[0].variables.map(\.type.description) == ["[Int!]!", "InvoiceStyle"])
        #expect(document.operations[0].variables[0].defaultValue == .list([.int("1"), .int("2")]))
        #expect(document.fragments.map(\.condition) == ["PartnerQuery"])
        guard case .field(let field) = document.operations[0].selections[0] else {
            Issue.record("no field")
            return
        }
        #expect(field.key == "one")
        #expect(field.arguments.map(\.value) == [.string("a\nü")])
        guard case .field(let task) = document.operations[1].selections[0] else {
            Issue.record("no field")
            return
        }
        #expect(task.arguments[0].value.text == #"{title: "block", id: -3}"#)
    }

    @Test(arguments: [
        "", "{", "{}", "{ a(b) }", "{ a() }", "query Q(a: Int) { a }", "{ a ", "{ \"a\" }", "{ a(b: $) }", "{ a ? }", "subscription { a }",
        "{ a(b: 01) }", "{ a(b: \"x) }", "fragment on on X { a }", "{ a(b: 1.) }", "query @x { a }",
    ])
    func refuses(_ text: String) {
        #expect(throws: GraphQLFailure.self) { try GraphQLDocument(parsing: text) }
    }

    @Test func refusesBottomlessNesting() {
        let text = String(repeating: "{ a ", count: 500)
        #expect(throws: GraphQLFailure.self) { try GraphQLDocument(parsing: text) }
        #expect(throws: GraphQLFailure.self) { try GraphQLDocument(parsing: "{ a(b: \(String(repeating: "[", count: 500))) }") }
    }
}

@Suite struct HeroGraphQLValidatorTests {
    /// hero-schema.graphql has 17 query fields, 17 mutations and marks `CustomerDocument.booking_relevant` deprecated.
    @Test func readsTheSchema() throws {
        let schema = HeroStandIn.schema
        #expect(schema.type("PartnerQuery")?.fields.count == 17)
        #expect(schema.type("PartnerMutation")?.fields.count == 17)
        #expect(schema.field("booking_relevant", on: "CustomerDocument")?.deprecation != nil)
        #expect(schema.type("Date")?.description == "Calendar day, YYYY-MM-DD.")
        #expect(schema.possibleTypes("SearchResult") == ["CustomerDocument", "Customer", "ProjectMatch", "Partner"])
        #expect(schema.field("create_payment", on: "PartnerMutation")?.arguments.map(\.type.description) == ["Int!", "PaymentInput!"])
    }

    @Test func aSchemaMustNameOnlyItsOwnTypes() {
        #expect(throws: GraphQLFailure.self) { try GraphQLSchema(parsing: "type Query { a: Nothing }") }
        #expect(throws: GraphQLFailure.self) { try GraphQLSchema(parsing: "type Query { a: Int } type Query { b: Int }") }
        #expect(throws: GraphQLFailure.self) { try GraphQLSchema(parsing: "type Other { a: Int }") }
    }

    @Test(arguments: [
        ("{ customer_documents { gross } }", "Cannot query field \"gross\" on type \"CustomerDocument\"."),
        ("{ invoices { id } }", "Cannot query field \"invoices\" on type \"PartnerQuery\"."),
        (
            "{ customer_documents(since: 1) { id } }",
            "Unknown argument \"since\" on field \"customer_documents\" of type \"PartnerQuery\"."
        ),
        ("{ user }", "Field \"user\" of type \"User\" must have a selection of subfields. Did you mean \"user { ... }\"?"),
        ("{ echo { x } }", "Field \"echo\" must not have a selection since type \"String\" has no subfields."),
        ("{ contacts(first: \"5\") { id } }", "Expected type Int, found \"5\"."),
        ("{ contacts(first: 3000000000) { id } }", "Expected type Int, found 3000000000."),
        ("{ customer_documents(invoice_style: half) { id } }", "Expected type InvoiceStyle, found half."),
        (
            "mutation { create_payment(document_id: 1) { id } }",
            "Field \"create_payment\" argument \"payment\" of type \"PaymentInput!\" is required but not provided."
        ),
        (
            "mutation { create_payment(document_id: 1, payment: {amount: 1.0}) { id } }",
            "Field \"amount\" is not defined by type PaymentInput."
        ),
        ("mutation { create_payment(document_id: null, payment: {}) { id } }", "Expected value of type \"Int!\", found null."),
        (
            "mutation { add_logbook_entry(logbook_entry: {target_id: 1}) { id } }",
            "Field LogbookEntryInput.custom_text of required type String! was not provided."
        ),
        ("query Q { contacts(first: $n) { id } }", "Variable \"$n\" is not defined by operation \"Q\"."),
        ("query Q($n: Int) { user { id } }", "Variable \"$n\" is never used in operation \"Q\"."),
        ("query Q($n: Strange) { contacts(first: $n) { id } }", "Unknown type \"Strange\"."),
        ("query Q($n: Customer) { contacts(first: $n) { id } }", "Variable \"$n\" cannot be non-input type \"Customer\"."),
        (
            "query Q($n: String) { contacts(first: $n) { id } }",
            "Variable \"$n\" of type \"String\" used in position expecting type \"Int\"."
        ),
        (
            "mutation Q($n: Int, $p: PaymentInput!) { create_payment(document_id: $n, payment: $p) { id } }",
            "Variable \"$n\" of type \"Int\" used in position expecting type \"Int!\"."
        ),
        ("query Q($n: Int, $n: Int) { contacts(first: $n) { id } }", "There can be only one variable named \"n\"."),
        ("{ user { ...F } }", "Unknown fragment \"F\"."),
        ("{ user { id } } fragment F on User { id }", "Fragment \"F\" is never used."),
        ("{ user { ...F } } fragment F on User { id ...F }", "Cannot spread fragment \"F\" within itself."),
        (
            "{ user { ... on Customer { id } } }",
            "Fragment cannot be spread here as objects of type \"User\" can never be of type \"Customer\"."
        ),
        ("{ user { ... on Int { id } } }", "Fragment cannot condition on non composite type \"Int\"."),
        ("{ user { id @defer } }", "Unknown directive \"@defer\"."),
        (
            "{ user { a: id a: email } }",
            "Fields \"a\" conflict because id and email are different fields. "
                + "Use different aliases on the fields to fetch both if this was intentional."
        ),
        ("{ user { id } } query B { user { id } }", "This anonymous operation must be the only defined operation."),
        ("query B { user { id } } query B { user { id } }", "There can be only one operation named \"B\"."),
        ("{ user { id ", "Syntax Error: Expected Name, found <EOF>."),
    ])
    func names(_ document: String, _ message: String) {
        #expect(GraphQLValidator.errors(document: document, schema: HeroStandIn.schema) == [message])
    }

    @Test(arguments: [
        "{ __typename }", "query Q($n: Int = 3) { contacts(first: $n, ids: 4) { id address { country { code } } } }",
        "query Q($f: Boolean!) { user { id @include(if: $f) ... { email } } }",
        "{ global_search(term: \"RE\") { __typename ... on CustomerDocument { id nr } ... on Customer { id full_name } } }",
        "query Q($v: Float) { __schema { types { name } } __type(name: \"Customer\") { name } contacts { id } }",
    ])
    func acceptsOrNamesOnlyUnused(_ document: String) {
        let errors = GraphQLValidator.errors(document: document, schema: HeroStandIn.schema)
        #expect(errors.allSatisfy { $0.hasSuffix("is never used in operation \"Q\".") })
        #expect(errors.isEmpty == !document.contains("$v"))
    }
}

@Suite struct HeroGraphQLExecutionTests {
    @Test func mergesAliasesFragmentsAndDirectives() throws {
        var desk = HeroDesk()
        let data = try desk.data(
            """
            query Q($yes: Boolean!, $no: Boolean = false) {
              a: user { id } a: user { email } ...Root
              echo(message: "x") @include(if: $no)
              b: echo(message: "y") @skip(if: $no) @include(if: $yes)
            }
            fragment Root on PartnerQuery { company { name ... on Company { __typename } } }
            """, ["yes": true])
        #expect(
            data.text
                == #"{"a":{"id":9001,"email":"sync@muster.example"},"#
                + #""company":{"name":"Muster Haustechnik GmbH","__typename":"Company"},"b":"y"}"#
        )
    }

    @Test func severalOperationsNeedAName() throws {
        var desk = HeroDesk()
        let text = "query A { echo(message: \"a\") } query B { echo(message: \"b\") }"
        #expect(try desk.failure(text) == "Must provide operation name if query contains multiple operations.")
        #expect(try desk.answer(text, operation: "B").text == #"{"data":{"echo":"b"}}"#)
        #expect(try desk.answer(text, operation: "C")["errors"]?[0]?["message"] == "Unknown operation named \"C\".")
    }

    @Test(arguments: [
        (SandboxJSON.object(SandboxObject([("d", .number("1.5"))])), "Variable \"$d\" got invalid value 1.5; Expected type Int."),
        (SandboxJSON.object(SandboxObject()), "Variable \"$d\" of required type \"Int!\" was not provided."),
    ])
    func checksVariables(_ given: SandboxJSON, _ message: String) throws {
        var desk = HeroDesk()
        let text = "mutation P($d: Int!) { create_payment(document_id: $d, payment: {value: 1}) { id } }"
        #expect(try desk.failure(text, given) == message)
    }

    @Test func refusesUnknownInputFieldsOfVariables() throws {
        var desk = HeroDesk()
        let text = "mutation P($p: PaymentInput!) { create_payment(document_id: 1, payment: $p) { id } }"
        let message = try desk.failure(text, ["p": ["amount": 1]])
        #expect(message == "Variable \"$p\" got invalid value {\"amount\":1}; Field \"amount\" is not defined by type PaymentInput.")
    }

    @Test func costsFirstTimesFieldsAndNestedListsMultiply() throws {
        var desk = HeroDesk()
        func cost(_ text: String, _ variables: SandboxJSON = [:]) -> String? {
            let body: SandboxJSON = ["query": .string(text), "variables": variables]
            let response = desk.send(body: body.serialized())
            return HTTPNames.complexity.flatMap { response.head.headerFields[$0] }
        }
        #expect(cost("{ user { id email } }") == "3")
        #expect(cost("{ contacts(first: 1000) { id nr } }") == "2001")
        #expect(cost("query Q($n: Int) { contacts(first: $n) { id nr } }", ["n": 200]) == "401")
        #expect(cost("{ contacts { id } }") == "51")
        #expect(cost("{ project_matches(first: 10) { id customer_documents(first: 20) { id nr } } }") == "421")
        #expect(cost("{ ...F } fragment F on PartnerQuery { contacts(first: 7) { id } }") == "8")
    }

    @Test func refusesWhatCostsTooMuch() throws {
        var desk = HeroDesk()
        let allowed = "{ contacts(first: 49999) { id } }"
        #expect(try desk.answer(allowed)["errors"] == nil)
        #expect(try desk.failure("{ contacts(first: 50000) { id } }") == "Max query complexity should be 50000 but got 50001.")
        #expect(try desk.answer("{ contacts(first: 50000) { id } }")["data"] == nil)
    }

    @Test func introspectsTypes() throws {
        var desk = HeroDesk()
        let data = try desk.data(
            """
            { __schema { queryType { name } mutationType { name } types { name } }
              document: __type(name: "CustomerDocument") { kind name fields { name type { kind name ofType { kind name } } } }
              all: __type(name: "CustomerDocument") { fields(includeDeprecated: true) { name isDeprecated } }
              payment: __type(name: "PaymentInput") { kind inputFields { name type { name } } }
              style: __type(name: "InvoiceStyle") { kind enumValues { name } }
              query: __type(name: "PartnerQuery") { fields { name args { name defaultValue type { name kind ofType { name } } } } }
              search: __type(name: "SearchResult") { kind possibleTypes { name } }
              nothing: __type(name: "Invoice") { name } }
            """)
        #expect(data["__schema"]?["queryType"]?["name"] == "PartnerQuery")
        #expect(data["__schema"]?["mutationType"]?["name"] == "PartnerMutation")
        let names = data["document"]?["fields"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
        #expect(names.contains("customer_document_booking") && !names.contains("booking_relevant"))
        #expect(data["all"]?["fields"]?.arrayValue?.count == names.count + 3)
        #expect(data["document"]?["fields"]?[0]?["type"]?.text == #"{"kind":"SCALAR","name":"String","ofType":null}"#)
        #expect(data["payment"]?["inputFields"]?[1]?.text == #"{"name":"value","type":{"name":"Float"}}"#)
        #expect(
            data["style"]?["enumValues"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == [
                "parted", "full", "cumulative", "downpayment",
            ])
        let contacts = data["query"]?["fields"]?.arrayValue?.first { $0["name"] == "contacts" }
        #expect(
            contacts?["args"]?[4]?.text == #"{"name":"ids","defaultValue":null,"type":{"name":null,"kind":"LIST","ofType":{"name":"Int"}}}"#
        )
        #expect(contacts?["args"]?[2]?["defaultValue"] == "50")
        #expect(data["search"]?["kind"] == "UNION")
        #expect(data["nothing"] == .null)
    }

    /// Every field of every type answers: null, an empty list or a value, but no crash and no error.
    @Test func everyFieldOfTheSchemaAnswers() throws {
        var desk = HeroDesk()
        desk.publish()
        desk.pass(seconds: 10)
        let schema = HeroStandIn.schema
        func selection(_ type: GraphQLType, depth: Int) -> String {
            if type.kind == .union { return "{ __typename ... on CustomerDocument { id } }" }
            let fields = type.fields.filter { !$0.arguments.contains(where: \.isRequired) }.compactMap { field -> String? in
                guard let inner = schema.type(field.type.name) else { return nil }
                if inner.isLeaf { return field.name }
                return depth == 0 ? nil : "\(field.name) \(selection(inner, depth: depth - 1))"
            }
            return "{ __typename \(fields.joined(separator: " ")) }"
        }
        for root in schema.type("PartnerQuery")?.fields ?? [] {
            let type = try #require(schema.type(root.type.name))
            let isPaged = root.arguments.contains { $0.name == "first" }
            let text = "{ \(root.name)\(isPaged ? "(first: 1)" : "") \(type.isLeaf ? "" : selection(type, depth: 1)) }"
            let answer = try desk.answer(text)
            #expect(answer["errors"] == nil, "\(root.name)")
        }
    }
}

private enum HTTPNames {
    static let complexity = HTTPField.Name("X-Complexity")
}
