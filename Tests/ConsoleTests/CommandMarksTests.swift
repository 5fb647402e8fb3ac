import Testing

@testable import Console

/// What stands between backticks is shown as code, and nothing a person typed or a browser reads is touched.
@Suite struct CommandMarksTests {
    @Test(
        arguments: [
            ("<p>Run `reconcile doctor`.</p>", "<p>Run <code>reconcile doctor</code>.</p>"),
            ("<p>`a &lt;b&gt;` and `c`</p>", "<p><code>a &lt;b&gt;</code> and <code>c</code></p>"),
            ("<p>one ` alone</p><p>` another</p>", "<p>one ` alone</p><p>` another</p>"), ("<p>``</p>", "<p>``</p>"),
            ("<input value=\"`x`\"><p>`y`</p>", "<input value=\"`x`\"><p><code>y</code></p>"),
            ("<textarea name=\"reason\">`x`</textarea>`y`", "<textarea name=\"reason\">`x`</textarea><code>y</code>"),
            ("<title>`x`</title><option>`x`</option><code>`x`</code>", "<title>`x`</title><option>`x`</option><code>`x`</code>"),
            ("ü `ß` <", "ü <code>ß</code> <"), ("no mark", "no mark"),
        ])
    func areCodeWherePeopleRead(html: String, shown: String) {
        #expect(CommandMarks.shown(in: html) == shown)
    }
}
