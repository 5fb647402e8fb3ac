internal import Bookkeeping
internal import ConsoleAccess
internal import HTTPTypes
package import Hummingbird
package import Logging
internal import NIOCore
internal import Persistence
package import Web
internal import Wording

/// Knows who is at the other end of the connection.
package struct ConsoleVisit: RequestContext, Sendable {
    package var coreContext: CoreRequestContextStorage
    /// Nil on a socket that is a file.
    let peer: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}

/// The console of one account.
package struct ConsoleResponder: ConsoleAnswering {
    package typealias Context = ConsoleVisit

    private let entrance: ConsoleEntrance
    private let pages: ConsolePages
    private let framing: Framing
    private let admission: Admission

    /// - Parameter renderer: shared by the consoles of many accounts.
    package init(parts: ConsoleParts, entrance: ConsoleEntrance, renderer: Renderer, logger: Logger) {
        self.entrance = entrance
        pages = ConsolePages(parts: parts)
        framing = Framing(parts: parts, renderer: renderer)
        admission = Admission(
            login: LoginAnswers(entrance: entrance, framing: framing.bare, how: ConsoleLoginWords.link, logger: logger),
            live: LiveNews(time: parts.time) { try LiveStamp.read(parts) }, failing: "a page of the console failed")
    }

    package func open(at address: ListenAddress) throws { try entrance.open(at: address) }

    package func respond(to request: Request, context: ConsoleVisit) async -> Response {
        await admission.respond(to: request, context) { (route: ConsoleRoute, coming) in
            guard let visitor = coming.visitor else { return nil }
            let page = PageRequest(
                visitor: visitor, language: coming.language, query: coming.query, form: coming.form, target: coming.target)
            return try framing.response(to: try await pages.answer(route, page, isPost: coming.isPost), page)
        }
    }
}
