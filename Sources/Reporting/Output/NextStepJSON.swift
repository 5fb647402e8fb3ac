internal import Wording

/// Next steps in a record: as the sentence people read, and one by one for a program that shows them as buttons or assigns them.
extension JSONLine {
    mutating func add(_ steps: [NextStep]) {
        let sentence = steps.sentence
        add(["next_de": sentence.de, "next_en": sentence.en, "steps": steps.map(JSONLine.init)])
    }

    private init(_ step: NextStep) {
        self.init()
        add(["actor": step.actor.rawValue, "act": step.act.code, "command": step.act.typedCommand?.text.en])
        if case .open(let place) = step.act { add(["place": place.rawValue]) }
    }
}
