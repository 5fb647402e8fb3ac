import ReconcileCommand

/// The command line, one argument a line; nothing is run.
enum CommandLines {
    static let target = FuzzTarget(name: "commands", mebibytesMaximum: 192, tokens: words + options) {
        let seeds = words.map { Array($0.utf8) } + options.map { Array("list\n\($0)\n1".utf8) }
        return FuzzTarget.Prepared(seeds: seeds) { bytes in
            let words = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(64)
            _ = Intake.answer(to: words.map { String(decoding: $0, as: UTF8.self) })
        }
    }

    private static let words = [
        "pass\n--dry-run", "serve\n--listen\n127.0.0.1:0", "setup\n--start-date\n2026-04-01\n--category\nCONSTRUCTION_13B=x", "login",
        "status",
        "list\n--state\nblocked", "explain\nRE-1", "retry\nRE-1", "resolve\nRE-1\n--adopt\nx", "close\n2026-04\n--format\ncsv", "pause",
        "resume",
        "doctor", "pilot\n--shape\n--output\n/tmp/x", "charts\ninvoice", "journal\nverify", "journal\nexport", "backup\n/tmp/x",
        "contacts\nimport", "sandbox\n--port\n0",
        "demo",
        "help\nclose", "--version", "-h",
    ]
    private static let options = [
        "\n", "--", "-", "--config", "--config=", "--format", "--format=json", "--lang\nde", "--help", "--dry-run", "--yes",
        "--delete-integration", "--state=", "--generate-completion-script", "--generate-completion-script=fish",
        "--experimental-dump-help", "---completion", "--port\n-1", "--start-date=9999-99-99", "-abc", "--=", "=", "--no-dry-run",
    ]
}
