internal import Mustache

/// The text of one template. `{{page.x}}` is the page's view, `{{frame.x}}` what all pages share, `{{t.x}}` a word.
///
/// Templates escape everything: there is no unescaped tag in any of them (`TemplateTests`).
struct PageTemplate: Sendable {
    let name: String
    let text: String
}

/// All templates, parsed once.
package struct Renderer: Sendable {
    private let library: MustacheLibrary

    /// - Throws: what the parser says of a template that cannot be read; a test parses them all.
    package init() throws {
        var library = MustacheLibrary()
        for template in PageTemplate.all { try library.register(template.text, named: template.name) }
        self.library = library
    }

    /// - Returns: nil for a template that is not in the list.
    func render(_ template: PageTemplate, _ context: [String: Any]) -> String? {
        library.render(ViewTree.of(context) ?? context, withTemplate: template.name)
    }
}
