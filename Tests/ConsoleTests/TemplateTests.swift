import Testing
import Wording

@testable import Console

/// A misspelt name renders as nothing, and an unescaped tag renders anything: neither is left to be noticed.
@Suite struct TemplateTests {
    @Test func `every template is a page or a part of one`() {
        var met: Set<String> = []
        func meet(_ template: PageTemplate) {
            guard met.insert(template.name).inserted else { return }
            for tag in TemplateTag.all(template.text) where tag.sign == ">" || tag.sign == "<" {
                PageTemplate.all.filter { $0.name == tag.name }.forEach(meet)
            }
        }
        for sample in PageSample.all { meet(sample.template) }
        #expect(Set(PageTemplate.all.map(\.name)).subtracting(met) == [])
        #expect(Set(PageSample.all.map(\.template.name)).count == PageSample.all.count)
    }

    @Test(arguments: PageTemplate.all.map(\.name)) func `nothing is unescaped, and nothing is in line`(name: String) throws {
        let text = try #require(PageTemplate.all.first { $0.name == name }).text
        #expect(!text.contains("{{{") && !text.contains(/\{\{\s*&/))
        #expect(!text.contains(/\{\{=/), "other delimiters are not seen by this test")
        #expect(!text.contains(/(?i)\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:|<iframe|<object|<embed|<base/))
        #expect(text.matches(of: /(?i)<script/).count == text.matches(of: /<script src="\/seite\.js/).count)
    }

    @Test(arguments: PageSample.all) func `every name leads somewhere`(sample: PageSample) {
        var walk = TemplateWalk(sample: sample)
        walk.walk(sample.template.text, [])
        #expect(walk.astray == [])
    }

    @Test(arguments: PageSample.all) func `every text of a view is shown, escaped`(sample: PageSample) throws {
        // What stands between two truths is seen when one of them alone is turned.
        let turned = ViewMembers(sample.view, "page").truths.values.joined().map { ViewFilling(turned: [$0]) }
        let page = try (Self.variants + turned).map { try Self.render(sample, $0) }.joined()
        let own = ViewMembers(sample.view, "page").texts.merging(ViewMembers(Frame.self, "frame").texts) { $0 + $1 }
        for (member, places) in own {
            // The page itself is too long to be told of.
            let isShown = places.contains { page.contains(ViewFilling.escaped($0)) }
            let isRaw = places.contains { page.contains("<\($0)") }
            #expect(isShown, "\(member) is not shown")
            #expect(!isRaw, "\(member) is not escaped")
        }
    }

    @Test(arguments: PageSample.all) func `every truth of a view changes something`(sample: PageSample) throws {
        for (member, places) in ViewMembers(sample.view, "page").truths {
            let isSeen = try places.contains { place in
                try Self.variants.contains { variant in
                    var turned = variant
                    turned.turned = [place]
                    return try Self.render(sample, variant) != Self.render(sample, turned)
                }
            }
            #expect(isSeen, "\(member) is of no use")
        }
    }

    /// What is there, and what is not: a page shows other things then.
    private static let variants = [
        ViewFilling(), ViewFilling(truths: false), ViewFilling(optionals: false), ViewFilling(truths: false, optionals: false),
        ViewFilling(lists: false),
    ]

    private static func render(_ sample: PageSample, _ filling: ViewFilling) throws -> String {
        let context = [
            "page": try filling.value(sample.view, "page"), "frame": try filling.value(Frame.self, "frame"),
            "t": sample.words(.de) as Any,
        ]
        return try #require(try renderer.get().render(sample.template, context))
    }

    private static let renderer = Result { try Renderer() }
}

/// One tag of a template.
struct TemplateTag {
    let sign: String
    let name: String

    static func all(_ text: String) -> [TemplateTag] {
        text.matches(of: /\{\{\s*([#^\/>$<!&]?)\s*([^{}]*?)\s*\}\}/).map { TemplateTag(sign: String($0.1), name: String($0.2)) }
    }
}

/// Follows the names of a template through the types of its view.
struct TemplateWalk {
    let sample: PageSample
    private(set) var astray: [String] = []
    private var depth = 0

    init(sample: PageSample) { self.sample = sample }

    /// - Parameter contexts: what the sections around it have opened, the innermost last.
    mutating func walk(_ text: String, _ contexts: [Any.Type]) {
        depth += 1
        defer { depth -= 1 }
        guard depth < 20 else { return astray.append("templates that hold themselves") }
        var open: [(name: String, contexts: [Any.Type])] = [("", contexts)]
        for tag in TemplateTag.all(text) {
            let here = open[open.count - 1].contexts
            switch tag.sign {
            case "!": break
            case ">", "<":
                guard let part = PageTemplate.all.first(where: { $0.name == tag.name }) else {
                    astray.append("no template \(tag.name)")
                    continue
                }
                walk(part.text, here)
                if tag.sign == "<" { open.append((tag.name, here)) }
            case "$": open.append((tag.name, here))
            case "/":
                if open.count == 1 || open[open.count - 1].name != tag.name { astray.append("/\(tag.name) closes what is not open") }
                if open.count > 1 { open.removeLast() }
            default:
                let found = resolve(tag.name, here)
                if found == nil { astray.append("\(tag.sign)\(tag.name)") }
                guard tag.sign == "#" || tag.sign == "^" else { continue }
                let opened = tag.sign == "#" ? found.flatMap(ViewKind.opened) : nil
                open.append((tag.name, here + (opened.map { [$0] } ?? [])))
            }
        }
        if open.count != 1 { astray.append("\(open.dropFirst().map(\.name)) is not closed") }
    }

    private func resolve(_ name: String, _ contexts: [Any.Type]) -> Any.Type? {
        if name == "." { return contexts.last }
        let parts = name.split(separator: ".").map(String.init)
        guard let first = parts.first else { return nil }
        if parts.count == 2, first == "t" { return sample.knows(parts[1]) ? String.self : nil }
        let roots: [String: Any.Type] = ["page": sample.view, "frame": Frame.self]
        let start = contexts.reversed().lazy.compactMap { Self.field(first, of: $0) }.first ?? roots[first]
        return parts.dropFirst().reduce(start) { type, part in type.flatMap { Self.field(part, of: $0) } }
    }

    private static func field(_ name: String, of type: Any.Type) -> Any.Type? {
        guard let opened = ViewKind.opened(type), case .fields(let fields) = ViewKind.of(opened) else { return nil }
        return fields.first { $0.name == name }?.type
    }
}
