internal import Bookkeeping
internal import ConsoleAccess
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Persistence
internal import Transport
internal import Wording

/// The page of all accounts, and the login to it.
struct FleetPageResponder: Sendable {
    private let parts: FleetConsoleParts
    private let door: FleetDoor
    private let framing: BareFraming
    private let admission: Admission

    init(parts: FleetConsoleParts, door: FleetDoor, entrance: ConsoleEntrance, renderer: Renderer, logger: Logger) {
        self.parts = parts
        self.door = door
        framing = BareFraming(
            renderer: renderer,
            look: {
                FrameLook(version: parts.version, account: nil, now: Instant(milliseconds: parts.time.wallMilliseconds()))
            }, naming: { $0 })
        admission = Admission(
            login: LoginAnswers(entrance: entrance, framing: framing, how: ConsoleLoginWords.fleetLink, logger: logger),
            live: LiveNews(time: parts.time) { FleetStamp.text(parts.lines()) }, failing: "a page of the fleet's console failed")
    }

    func respond(to request: Request, context: ConsoleVisit) async -> Response {
        await admission.respond(to: request, context) { (_: FleetRoute, coming) in try coming.visitor.map { try accounts($0, coming) } }
    }

    private func accounts(_ visitor: Visitor, _ coming: Admission.Coming) throws -> Response {
        let (lines, look, door) = (parts.lines(), framing.look(), door)
        let page = FleetPage(lines: lines, now: look.now) { door.opened?.hosts.address(of: $0) }.page(coming.query, coming.language)
        let text = PageText(language: coming.language)
        let item = Frame.MenuItem(address: "/", name: page.title, isCurrent: true, count: nil)
        let shown = Frame.VisitorView(
            name: visitor.name.text, role: text(visitor.role.word), canLogOut: visitor.session != nil)
        return try framing.html(
            page,
            look.frame(page, text, coming.target, journal: FleetStamp.text(lines), menu: [item], notice: nil, visitor: shown))
    }
}

/// What an open page compares to know that something happened since: how the accounts stand, and not when each was last looked at, which
/// changes with every pass of a thousand.
enum FleetStamp {
    static func text(_ lines: [AccountLine]) -> String {
        var hasher = Hasher()
        for line in lines {
            hasher.combine(line.account)
            hasher.combine(line.condition)
            hasher.combine(line.refusedSetting)
            hasher.combine(line.people)
            hasher.combine(line.doubts)
        }
        return String(UInt(bitPattern: hasher.finalize()), radix: 16)
    }
}
