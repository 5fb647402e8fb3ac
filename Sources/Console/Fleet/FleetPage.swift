internal import Bookkeeping
internal import ConsoleAccess
internal import Wording

/// `/` of a fleet: all accounts, those in trouble first, for whoever looks after many. From memory alone: no state is opened for it.
struct FleetPage: Sendable {
    struct View: Sendable {
        let tone: String
        let sentence: String
        let tiles: [Tile]
        /// What the search asked for.
        let text: String
        let group: String?
        let isFiltered: Bool
        let empty: String?
        let hasRows: Bool
        let rows: [Row]
    }

    struct Tile: Sendable {
        let address: String
        let name: String
        let figure: String
        let isChosen: Bool
    }

    struct Row: Sendable {
        let name: String
        /// Nil where it has no console.
        let address: String?
        let tone: String
        let state: String
        let detail: String?
        let since: String?
        let people: String?
        let who: String?
        let doubts: String?
        let last: String
    }

    let lines: [AccountLine]
    let now: Instant
    /// Of an account's console.
    let address: @Sendable (AccountName) -> ConsoleAddress?

    func page(_ query: Fields, _ language: Language) -> Page {
        let text = PageText(language: language)
        let filter = FleetFilter(query)
        let shown = AccountLine.ordered(lines.filter(filter.holds))
        let troubled = lines.count(where: \.needsSomebody)
        let tone: Frame.Notice.Tone =
            lines.contains { $0.trouble <= .refused }
            ? .bad : troubled > 0 ? .warn : lines.contains { $0.trouble < .none } ? .calm : lines.isEmpty ? .calm : .good
        let view = View(
            tone: tone.rawValue, sentence: sentence(troubled, text), tiles: tiles(filter, text), text: filter.text,
            group: filter.group?.rawValue, isFiltered: filter.group != nil || !filter.text.isEmpty,
            empty: lines.isEmpty ? text(FleetPageWord.noneYet) : shown.isEmpty ? text(FleetPageWord.noneFound) : nil,
            hasRows: !shown.isEmpty, rows: shown.map { row($0, text) })
        return Page(.fleet, text(FleetPageWord.accounts), view, words: FleetPageWord.self, language, section: nil)
    }

    /// Never green while one is not in step, or there is nothing to be in step.
    private func sentence(_ troubled: Int, _ text: PageText) -> String {
        guard !lines.isEmpty else { return text(FleetPageWord.noneYet) }
        let here = lines.count { $0.trouble != .elsewhere }
        guard here > 0 else { return text(FleetPageWord.allElsewhere) }
        guard troubled == 0, lines.contains(where: { $0.trouble < .none }) else {
            return text(FleetPageWords.sentence(troubled: troubled, of: here))
        }
        return text(FleetPageWords.settling(lines.count { $0.trouble < .none }, of: here))
    }

    private func tiles(_ filter: FleetFilter, _ text: PageText) -> [Tile] {
        FleetFilter.Group.allCases.map { group in
            Tile(
                address: FleetFilter.address(group), name: text(group.word), figure: text.count(lines.count(where: group.holds)),
                isChosen: filter.group == group)
        }
    }

    // MARK: an account

    private func row(_ line: AccountLine, _ text: PageText) -> Row {
        let state = state(line, text)
        return Row(
            name: line.account.description, address: line.isServed ? address(line.account).map { "\($0)/" } : nil,
            tone: tone(line).rawValue, state: state.words, detail: state.detail,
            since: since(line).map { text.age(of: $0, at: now) }, people: line.people > 0 ? text.count(line.people) : nil,
            who: who(line, text), doubts: line.doubts > 0 ? text.count(line.doubts) : nil,
            last: line.lastCompleteAt.map { text.age(of: $0, at: now) } ?? text(FleetPageWord.never))
    }

    /// Of what is told of it: of what waits for people the oldest.
    private func since(_ line: AccountLine) -> Instant? {
        switch line.trouble {
        case .none, .elsewhere: nil
        case .asking: line.oldest
        case .broken, .refused, .waiting, .paused, .doubtful, .relinking, .ahead: line.since
        }
    }

    private func state(_ line: AccountLine, _ text: PageText) -> (words: String, detail: String?) {
        let setting = line.refusedSetting.map { $0 == "file" ? "\(line.account).yaml" : $0 }
        let refused = setting.map { "\(text(FleetPageWord.oldConfiguration)): \($0)" }
        return switch line.condition {
        case .inStep where line.trouble == .refused: (text(FleetPageWord.settingRefused), setting)
        case .heldBack(.configuration, "file"): (text(AccountHindrance.configuration.words), "\(line.account).yaml")
        case .heldBack(let hindrance, let detail): (text(hindrance.words), detail ?? refused)
        case .paused: (text(AccountWords.paused), refused)
        case .relinking(let until): (text(FleetPageWords.relinking(until: until?.berlinClock)), refused)
        case .ahead: (text(FleetPageWord.ahead), refused)
        case .inStep where line.people > 0: (text(AccountWords.needsPeople), refused)
        case .inStep: (text(AccountWords.inStep), refused)
        case .elsewhere(let host): (text(AccountWords.elsewhere(host)), refused)
        }
    }

    private func tone(_ line: AccountLine) -> Frame.Notice.Tone {
        switch line.trouble {
        case .broken, .refused: .bad
        case .asking, .waiting, .paused: .warn
        case .doubtful, .relinking, .ahead, .elsewhere: .calm
        case .none: .good
        }
    }

    private func who(_ line: AccountLine, _ text: PageText) -> String? {
        let owners = [
            (line.owners.office, FrameWord.office), (line.owners.adviser, .adviser),
            (line.owners.admin + (line.trouble <= .refused ? 1 : 0), .admin),
        ]
        let named = owners.filter { $0.0 > 0 }.map { text($0.1) }
        if !named.isEmpty { return named.joined(separator: ", ") }
        return line.trouble == .waiting || line.trouble == .doubtful ? text(FleetPageWord.endsByItself) : nil
    }
}
