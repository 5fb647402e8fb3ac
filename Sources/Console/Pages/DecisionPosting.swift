internal import ConsoleAccess
internal import Persistence
internal import Wording

/// `POST /entscheiden`: notes what a person decided, once for each id, and leads back to where they were.
struct DecisionPosting: Sendable {
    let parts: ConsoleParts

    func answer(_ request: PageRequest) throws -> Answer {
        guard request.visitor.role.may(.answer) else { return .forbidden }
        let decisions: [NewDecision]
        do {
            decisions = try DecisionForm.all(request.form).map { try $0.decision(by: request.visitor.actor) }
        } catch let fault as FormFault {
            return .refused(request.text(fault.wording))
        }
        let (store, now) = (try parts.noting(), parts.now)
        try store.atOnce { for decision in decisions { try store.note(decision, at: now) } }
        parts.wake()
        let back = request.form[DecisionField.back.rawValue] ?? "/"
        let id = try DecisionForm.required(.id, request.form)
        return .seeOther(DecisionPosting.back(back, id, count: decisions.count))
    }

    /// The page that led here, and what is to be told there.
    static func back(_ address: String, _ id: String, count: Int = 1) -> String {
        let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let own = [DecisionNotice.field, DecisionNotice.countField]
        let kept = (parts.count > 1 ? parts[1] : "").split(separator: "&").filter { field in !own.contains { field.hasPrefix("\($0)=") } }
        let told = ["\(DecisionNotice.field)=\(Fields.encoded(id))"] + (count > 1 ? ["\(DecisionNotice.countField)=\(count)"] : [])
        return "\(parts.first ?? "/")?\((kept.map(String.init) + told).joined(separator: "&"))"
    }
}
