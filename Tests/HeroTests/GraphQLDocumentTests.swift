import Sandbox
import Testing

@testable import Hero

struct GraphQLDocumentTests {
    @Test(arguments: HeroDocuments.all)
    func everyDocumentFitsTheSchema(operation: HeroOperation) throws {
        let schema = try GraphQLSchema(parsing: fixture("hero-schema.graphql"))
        #expect(GraphQLValidator.errors(document: operation.text, schema: schema) == [])
    }

    @Test func aFieldTheSchemaDoesNotHaveIsFound() throws {
        let schema = try GraphQLSchema(parsing: fixture("hero-schema.graphql"))
        let changed = HeroDocuments.document.text.split(separator: "status_code").joined(separator: "status_number")
        #expect(GraphQLValidator.errors(document: changed, schema: schema).count == 1)
    }

    @Test func everyDocumentIsListedOnceUnderItsOwnName() {
        #expect(HeroDocuments.all.map(\.call) == HeroCall.allCases.filter { $0 != .file })
        for operation in HeroDocuments.all {
            let name = operation.call.rawValue.prefix(1).uppercased() + operation.call.rawValue.dropFirst()
            let words = operation.text.split { !$0.isLetter }
            #expect(["query", "mutation"].contains(words[0]) && words[1] == name)
        }
    }

    @Test func onlyThreeDocumentsWrite() {
        let writing = HeroDocuments.all.filter { $0.text.hasPrefix("mutation") }.map(\.call)
        #expect(writing == [.createPayment, .addLogbookEntry, .createContact])
    }

    @Test func everythingExpectedIsInTheReferenceSchema() throws {
        let schema = try GraphQLSchema(parsing: fixture("hero-schema.graphql"))
        for expectation in SchemaExpectation.all {
            let type = try #require(schema.type(expectation.type), "\(expectation.type)")
            let names = expectation.isInput ? type.inputFields.map(\.name) : type.fields.map(\.name)
            #expect(Set(expectation.fields).subtracting(names) == [])
        }
    }
}
