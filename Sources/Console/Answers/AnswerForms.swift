internal import Administration
internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import StateCharts
internal import Transport
internal import Wording

/// The forms by which people answer: the document itself, its customer, its payments, each with the answers its chart takes where it
/// stands, what each leads to, and what may be meant side by side. For the template `answers`.
struct AnswerForms: Sendable {
    /// How much is offered.
    enum Extent: Sendable {
        /// Everything, and why the rest is not possible now.
        case whole
        /// What the reason's next steps name, if the chart takes it.
        case likely
    }

    let parts: ConsoleParts
    var extent = Extent.whole

    /// Of a document, with its customer and its payments.
    /// - Returns: one without any subject where the visitor may not answer, or nothing is to be answered.
    func view(for standing: DocumentStatus, _ request: PageRequest) throws -> AnswerFormsView {
        guard request.visitor.role.may(.answer) else { return AnswerFormsView(subjects: []) }
        let store = try parts.view()
        let making = making(store, request)
        var subjects = [try making.document(standing), try making.contact(of: standing)].compactMap(\.self)
        if let id = Int(standing.key) {
            for payment in try PaymentStatus.all(ofDocument: id, store) where payment.needsAnswer {
                if let subject = try making.payment(payment) { subjects.append(subject) }
            }
        }
        return AnswerFormsView(subjects: subjects)
    }

    /// Of the document alone, without its customer and its payments.
    func view(forDocumentAlone standing: DocumentStatus, _ request: PageRequest) throws -> AnswerFormsView {
        guard request.visitor.role.may(.answer) else { return AnswerFormsView(subjects: []) }
        let making = making(try parts.view(), request)
        return AnswerFormsView(subjects: [try making.document(standing), try making.contact(of: standing)].compactMap(\.self))
    }

    /// Of one payment.
    func view(for payment: PaymentStatus, _ request: PageRequest) throws -> AnswerFormsView {
        guard request.visitor.role.may(.answer) else { return AnswerFormsView(subjects: []) }
        return AnswerFormsView(subjects: [try making(try parts.view(), request).payment(payment)].compactMap(\.self))
    }

    /// Of the integration as a whole: pass now, pause, resume.
    func viewOfFlow(_ request: PageRequest) throws -> AnswerFormsView {
        let store = try parts.view()
        guard request.visitor.role.may(.answer), let machine = try IntegrationLevel.current(store) else {
            return AnswerFormsView(subjects: [])
        }
        return AnswerFormsView(subjects: [making(store, request).flow(machine)].compactMap(\.self))
    }

    private func making(_ store: Store, _ request: PageRequest) -> AnswerSubjectMaking {
        AnswerSubjectMaking(
            store: store, text: request.text, back: request.target, app: parts.instance().lexofficeApp, extent: extent,
            refusal: request.refusal)
    }
}
