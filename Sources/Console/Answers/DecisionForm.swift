internal import Administration
internal import Bookkeeping
internal import Output
internal import Persistence
internal import StateCharts
internal import Wording

/// A posted form that decides, read strictly: what is not as our pages write it is refused, and nothing is noted.
struct DecisionForm: Sendable {
    let id: String
    let act: DecisionAct
    /// What stood behind the act, or in its field.
    private let argument: String
    private let fields: Fields

    /// One form for each thing it is about: one form, or several under one act and one reason, each with an id of its own.
    static func all(_ fields: Fields) throws(FormFault) -> [DecisionForm] {
        let names = fields.all(DecisionField.name.rawValue)
        guard names.count > 1 else { return [try DecisionForm(fields)] }
        guard names.count <= several else { throw .tooLong(DecisionField.name.rawValue, several) }
        let id = try required(.id, fields)
        var forms: [DecisionForm] = []
        for place in names.indices {
            var pairs = [(DecisionField.id.rawValue, DecisionForm.id(id, place))]
            for field in DecisionField.allCases where field != .id {
                let values = fields.all(field.rawValue)
                guard !values.isEmpty else { continue }
                guard !field.isOfThing || values.count == names.count else { throw .unknown(field.rawValue) }
                pairs.append((field.rawValue, field.isOfThing ? values[place] : values[0]))
            }
            forms.append(try DecisionForm(Fields(pairs)))
        }
        return forms
    }

    /// Of one among several.
    static func id(_ id: String, _ place: Int) -> String { "\(id)-\(place)" }

    /// So many things in one form at most.
    static let several = 40

    init(_ fields: Fields) throws(FormFault) {
        self.fields = fields
        let id = try DecisionForm.required(.id, fields)
        guard id.utf8.count >= 16, id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") })
        else { throw .unknown(DecisionField.id.rawValue) }
        self.id = id
        let button = try DecisionForm.required(.act, fields).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let act = DecisionAct(rawValue: String(button[0])) else { throw .unknown(DecisionField.act.rawValue) }
        self.act = act
        if button.count > 1 {
            argument = String(button[1])
        } else if let field = act.field {
            argument = try DecisionForm.required(field, fields)
        } else {
            argument = ""
        }
    }

    /// - Parameter actor: who decides, as the journal names people.
    func decision(by actor: String) throws -> NewDecision {
        switch act {
        case .retry, .adopt, .absent, .waive, .accept, .contact, .newContact, .collective, .asStated, .withoutFile, .cumulative:
            guard let answer = try act.answer(argument) else { throw FormFault.unknown(DecisionField.act.rawValue) }
            let order = AnswerOrder(answer, to: try DecisionForm.required(.name, fields))
            let cause = try act == .retry ? causeOrName("retry") : "resolve: \(reason())"
            return try NewDecision(act == .retry ? .retry : .resolve, id: id, order, about: try subject(), by: actor, reason: cause)
        case .pause: return try NewDecision(.pause, id: id, PlainOrder(), about: nil, by: actor, reason: "pause: \(try reason())")
        case .resume:
            return try NewDecision(.resume, id: id, PlainOrder(), about: try subject(), by: actor, reason: try causeOrName("resume"))
        case .sync: return try NewDecision(.sync, id: id, PlainOrder(), about: nil, by: actor, reason: try causeOrName("sync"))
        }
    }

    /// The machine as the page showed it.
    private func subject() throws(FormFault) -> DecisionSubject {
        let kind = try DecisionForm.required(.kind, fields)
        guard [InvoiceChart.name, PaymentChart.name, ContactChart.name, IntegrationChart.name].contains(kind) else {
            throw .unknown(DecisionField.kind.rawValue)
        }
        let revision: Int64?
        if let text = try DecisionForm.optional(.rev, fields) {
            guard let number = Int64(text), number >= 0 else { throw .unknown(DecisionField.rev.rawValue) }
            revision = number
        } else {
            revision = nil
        }
        return DecisionSubject(
            kind: kind, key: try DecisionForm.required(.key, fields), revision: revision, seen: try DecisionForm.required(.seen, fields))
    }

    private func reason() throws(FormFault) -> String {
        Redaction.known.hiding(try DecisionForm.required(.reason, fields))
    }

    private func causeOrName(_ name: String) throws(FormFault) -> String {
        guard let reason = try DecisionForm.optional(.reason, fields) else { return name }
        return "\(name): \(Redaction.known.hiding(reason))"
    }

    static func required(_ field: DecisionField, _ fields: Fields) throws(FormFault) -> String {
        guard let text = try optional(field, fields) else { throw .missing(field.rawValue) }
        return text
    }

    /// Without blanks around it.
    static func optional(_ field: DecisionField, _ fields: Fields) throws(FormFault) -> String? {
        guard let text = fields[field.rawValue] else { return nil }
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        guard trimmed.count <= field.limit, text.utf8.count <= 8 * field.limit else { throw .tooLong(field.rawValue, field.limit) }
        guard trimmed.allSatisfy({ !$0.isControl }) else { throw .controlCharacters(field.rawValue) }
        return String(trimmed)
    }
}

extension FormFault: Error {}

extension Character {
    /// Anything that is not seen, line breaks included.
    fileprivate var isControl: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
            case .format: scalar.value != 0x200D
            default: false
            }
        }
    }
}
