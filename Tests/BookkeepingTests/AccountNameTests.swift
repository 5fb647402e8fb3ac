import Bookkeeping
import Testing

@Suite struct AccountNameTests {
    @Test(arguments: ["a", "0", "mueller-bau", "kunde-0815", "a--b", String(repeating: "x", count: 63)])
    func `a plain name is one`(text: String) { #expect(AccountName(text)?.description == text) }

    @Test(arguments: [
        "", "-", "-a", "a-", "A", "müller", "a.b", "a_b", "a b", "a/b", "..", "../a", "a\n", "a\0", "a\u{301}", "ａ", "a%2e",
        String(repeating: "x", count: 64),
    ])
    func `whatever could steer a path, a line or a label is none`(text: String) { #expect(AccountName(text) == nil) }
}
