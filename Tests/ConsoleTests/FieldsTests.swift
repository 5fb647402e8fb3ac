import Testing

@testable import Console

@Suite struct FieldsTests {
    @Test(
        arguments: [
            ("a=1&b=2", "a", "1"), ("a=1+2%2B3", "a", "1 2+3"), ("n=M%C3%BCller", "n", "Müller"), ("a=&a=2", "a", nil), ("a=%GG", "a", nil),
            ("a=%C3", "a", nil), ("a", "a", nil), ("=1", "a", nil), ("a=1=2", "a", "1=2"),
        ] as [(String, String, String?)])
    func fields(text: String, name: String, value: String?) {
        #expect(Fields(text)[name] == value)
    }

    @Test func aPlusInAPathIsAPlus() {
        #expect(Fields.decodedPath("RE+1%2F2") == "RE+1/2")
    }
}
