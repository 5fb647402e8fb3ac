import Foundation
import Reconciliation
import Yams

/// The YAML file as settings with the lines they stand in. What is refused is named by its place and never repeated: somebody may have
/// pasted a key there.
struct ConfigurationFile {
    let path: String
    private(set) var values: [String: Configured] = [:]
    private let grammar: ConfigurationGrammar

    static let sizeMaximum = 1 << 16
    /// A configuration has two levels, and the parser calls itself for each: so many brackets in all, and so many columns before a line
    /// begins, are more than anybody writes and less than a stack takes.
    private static let bracketsMaximum = 64
    private static let columnMaximum = 200

    init(_ path: String?, default standard: String, _ grammar: ConfigurationGrammar = .installation) throws(CommandFailure) {
        self.path = path ?? standard
        self.grammar = grammar
        // Only a file that is not there may be passed over: one that cannot be read holds settings somebody relies on.
        if path == nil, access(standard, F_OK) != 0, [ENOENT, ENOTDIR].contains(errno) { return }
        guard let data = Self.content(self.path, grammar) else {
            throw CommandFailure(
                .configuration, "cannot read \(self.path)",
                hint: path == nil || grammar.option.isEmpty
                    ? "Make it readable for this user." : "Check the path given with \(grammar.option).")
        }
        guard data.count <= Self.sizeMaximum else {
            throw CommandFailure(.configuration, "\(self.path) is larger than 64 KiB", hint: "This is not a configuration of reconcile.")
        }
        let text = String(decoding: data, as: UTF8.self)
        guard !Self.isDeep(text) else {
            throw CommandFailure(.configuration, "\(self.path) is nested too deeply", hint: "Write `key: value` lines.")
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: text, .default, .default, .utf8)
        } catch {
            throw refusal(error)
        }
        if let node { values = try settings(node, prefix: "") }
    }

    private static func content(_ path: String, _ grammar: ConfigurationGrammar) -> Data? {
        guard grammar.isOneOfMany else { return FileManager.default.contents(atPath: path) }
        // Why it cannot be read is for whoever may look at it.
        return (try? PrivateFile(path: path).read(atMost: sizeMaximum, throughLinks: true)).map { Data($0) }
    }

    private static func isDeep(_ text: String) -> Bool {
        text.utf8.count { "[{".utf8.contains($0) } > bracketsMaximum
            || text.split(whereSeparator: \.isNewline).contains { $0.utf8.prefix { " -?:".utf8.contains($0) }.count > columnMaximum }
    }

    private func settings(_ node: Node, prefix: String) throws(CommandFailure) -> [String: Configured] {
        guard let mapping = node.mapping else {
            let what = prefix.isEmpty ? "the file" : String(prefix.dropLast())
            throw CommandFailure(
                .configuration, "\(place(node.mark)): \(what) must be a list of `key: value` lines",
                hint: "What stands there is not shown, it may be a secret.")
        }
        var values: [String: Configured] = [:]
        for (name, value) in mapping {
            let key = prefix + (name.string ?? "?")
            if grammar.keys.contains(where: { $0.file.hasPrefix(key + ".") }) {
                values.merge(try settings(value, prefix: key + ".")) { _, new in new }
            } else if grammar.keys.contains(where: { $0.file == key }) {
                guard let text = value.scalar?.string else {
                    throw CommandFailure(
                        .configuration, "\(place(value.mark)): \(key) takes one value", hint: "Write it behind the colon, in one line.")
                }
                values[key] = Configured(value: text, source: path, line: value.mark?.line ?? name.mark?.line)
            } else {
                throw unknown(key, name.mark)
            }
        }
        return values
    }

    private func unknown(_ key: String, _ mark: Mark?) -> CommandFailure {
        if grammar.elsewhere.keys.contains(where: { $0.file == key || $0.file.hasPrefix(key + ".") }) {
            return CommandFailure(.configuration, "\(place(mark)): \(key) has no place here", hint: grammar.elsewhere.hint)
        }
        return switch KeySpelling(key, among: grammar.keys) {
        case .secret(let name):
            CommandFailure(
                .configuration, "\(place(mark)): unknown key \(key)",
                hint: "Keys never stand in this file. Put it into \(grammar.credentialPlace(name)).")
        case .like(let known): CommandFailure(.configuration, "\(place(mark)): unknown key \(key)", hint: "Did you mean \(known)?")
        case .foreign:
            CommandFailure(
                .configuration, "\(place(mark)): unknown key, not shown because it may be a secret",
                hint: "Known are \(grammar.keys.map(\.file).joined(separator: ", ")).")
        }
    }

    private func place(_ mark: Mark?) -> String { mark.map { "\(path):\($0.line):\($0.column)" } ?? path }

    /// The parser's own error quotes the line.
    private func refusal(_ error: any Error) -> CommandFailure {
        let (mark, problem): (Mark?, String) =
            switch error as? YamlError {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
                (mark, problem)
            case .duplicatedKeysInMapping(_, let context): (context.mark, "a key stands twice, here first")
            case .reader(let problem, _, _, _): (nil, problem)
            default: (nil, "")
            }
        return CommandFailure(
            .configuration, "\(place(mark)): this is not valid YAML",
            hint: problem.isEmpty
                ? "Write `key: value` lines." : "The parser says: \(problem). The line is not shown, it may hold a secret.")
    }
}
