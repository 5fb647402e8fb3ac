/// What somebody sees who opens the address in a browser.
enum StartPage {
    static func html(version: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>reconcile</title></head>
        <body>
        <h1>reconcile \(LoginPage.escaped(version))</h1>
        <ul>
        <li><a href="/healthz">healthz</a>: the process is alive</li>
        <li><a href="/readyz">readyz</a>: it does its work, or why not</li>
        <li><a href="/metrics">metrics</a>: for Prometheus</li>
        </ul>
        </body>
        </html>

        """
    }
}
