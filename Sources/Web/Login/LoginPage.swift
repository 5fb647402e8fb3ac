package import Wording

/// What the browser shows after a redirect, in both languages: nobody knows which one the person at the browser reads.
package struct LoginPage: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case done
        /// The login is over, and there is none.
        case refused
        /// Nothing that concerns the login; it goes on waiting.
        case foreign
    }

    package var kind: Kind
    package var words: Wording

    package init(_ kind: Kind, _ words: Wording) {
        self.kind = kind
        self.words = words
    }

    var status: Int {
        switch kind {
        case .done: 200
        case .refused: 403
        case .foreign: 400
        }
    }

    /// The words are ours: nothing that came with the request is repeated.
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="de">
        <head><meta charset="utf-8"><title>reconcile</title></head>
        <body>
        <h1>reconcile</h1>
        <p>\(LoginPage.escaped(words(.de)))</p>
        <p lang="en">\(LoginPage.escaped(words(.en)))</p>
        </body>
        </html>

        """
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
