/// The words of one page, by the names its template uses: `{{t.name}}`. A closed set, so that a word without its two languages does not
/// compile, and a name without a word fails a test.
package protocol WordList: RawRepresentable<String>, CaseIterable, Sendable {
    var wording: Wording { get }
}
