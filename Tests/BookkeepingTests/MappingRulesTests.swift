import Bookkeeping
import Foundation
import Testing

struct MappingRulesTests {
    /// The mapping is historised (domain.md G5): its stored form names the keys and reads back.
    @Test func storedForm() throws {
        let rules = Sample.rules(isSmallBusiness: true, without: [.revenue], alone: [.photovoltaic0], contactRequired: [.exportGoods])
        let data = try JSONEncoder().encode(rules)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let categories = try #require(object["categories"] as? [String: [String: Any]])
        #expect(Set(categories.keys) == Set(rules.categories.keys.map(\.rawValue)))
        #expect(try JSONDecoder().decode(MappingRules.self, from: data) == rules)
    }
}
