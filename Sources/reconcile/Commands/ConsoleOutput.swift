import Bookkeeping
import ConsoleAccess
import Persistence
import Reporting
import Wording

/// What `reconcile console` says, for people and for programs.
struct ConsoleOutput {
    let format: OutputFormat
    let language: Language

    /// - Parameter tunnel: the port to be forwarded from another machine; nil where people come by a proxy.
    func show(_ key: AccessKey, link: String, tunnel: Int?) {
        let grant = key.grant
        switch format {
        case .json:
            Terminal.print(
                JSONLine.outcome([
                    "link": link, "id": "\(AccessID.key(key.id))", "name": grant.name.text, "role": grant.role.rawValue, "days": grant.days,
                    "expires": key.expires.isoText, "exit": 0,
                ]))
        case .text:
            var lines = [
                ConsoleWords.link(grant.name.text, role: grant.role.rawValue, until: key.expires.berlinClock)(language), link,
                ConsoleWords.lasts(grant.days)(language),
            ]
            if let tunnel { lines.append(ConsoleWords.tunnel(port: tunnel)(language)) }
            Terminal.print(lines)
        }
    }

    func show(_ sessions: [AccessSession], _ keys: [AccessKey]) {
        switch format {
        case .json:
            let rows =
                sessions.map { session in
                    JSONLine("access_session").adding([
                        "id": "\(AccessID.session(session.id))", "name": session.name.text, "role": session.role.rawValue,
                        "begun": session.begun.isoText, "last_used": session.lastUsed.isoText, "expires": session.expires.isoText,
                    ]).text
                }
                + keys.map { key in
                    JSONLine("access_link").adding([
                        "id": "\(AccessID.key(key.id))", "name": key.grant.name.text, "role": key.grant.role.rawValue,
                        "days": key.grant.days, "expires": key.expires.isoText,
                    ]).text
                }
            let summary = JSONLine("change_summary").adding(["sessions": sessions.count, "links": keys.count, "exit": 0]).text
            Terminal.print([JSONLine.version] + rows + [summary])
        case .text:
            let lines = sessions.map(line) + keys.map(line)
            Terminal.print(lines.isEmpty ? [ConsoleWords.nobody(language)] : lines)
        }
    }

    func showRevoked(_ id: AccessID) {
        switch format {
        case .json: Terminal.print(JSONLine.outcome(["revoked": "\(id)", "exit": 0]))
        case .text: Terminal.print([ConsoleWords.revoked("\(id)")(language)])
        }
    }

    func showRevoked(_ all: (keys: Int, sessions: Int)) {
        switch format {
        case .json: Terminal.print(JSONLine.outcome(["sessions": all.sessions, "links": all.keys, "exit": 0]))
        case .text: Terminal.print([ConsoleWords.revokedAll(sessions: all.sessions, links: all.keys)(language)])
        }
    }

    private func line(_ session: AccessSession) -> String {
        ConsoleWords.session(
            "\(AccessID.session(session.id))", session.name.text, role: session.role.rawValue, since: moment(session.begun),
            used: moment(session.lastUsed), until: moment(session.expires))(language)
    }

    private func line(_ key: AccessKey) -> String {
        ConsoleWords.key("\(AccessID.key(key.id))", key.grant.name.text, role: key.grant.role.rawValue, until: moment(key.expires))(
            language)
    }

    /// Day and clock of Berlin.
    private func moment(_ instant: Instant) -> String { "\(instant.berlinText.prefix(10)) \(instant.berlinClock)" }
}
