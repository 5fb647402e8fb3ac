package import Bookkeeping

/// People's actions by name, from JSON: what a script can make HERO's users do. Amounts are euros, as text or number.
///
/// | name | members |
/// |---|---|
/// | `publish` | `net` or `gross`, and any of `name`, `rate` (19), `typeId` (first invoice type), `customerId` (first), `date` |
/// | `cancel`, `send`, `delete`, `stamp` | `documentId`; `stamp` is the old process, cancelled without a document |
/// | `credit` | `documentId`, `net` (negative as HERO prints it), and any of `name`, `rate` |
/// | `edit` | `documentId`, `net`: what the first line costs now |
/// | `pay` | `documentId`, `value`, and any of `discount`, `date` |
/// | `unpay` | `documentId`, `paymentId`: deletes the entry |
/// | `repay` | `documentId`, `paymentId`, and any of `value`, `date`: changes the entry |
package enum HeroPeopleActions {
    package typealias Action = @Sendable (inout HeroStandIn, SandboxJSON, Instant) throws -> SandboxJSON

    /// Why an action was not carried out.
    package typealias Refusal = SandboxAdminRefusal

    package static let all: [String: Action] = [
        "publish": publish,
        "cancel": { hero, json, now in
            guard let id = hero.cancel(documentID: try integer(json, "documentId"), now: now) else {
                throw Refusal("documentId: not cancellable")
            }
            return described(id, hero)
        },
        "credit": credit,
        "edit": { hero, json, now in
            let price = try json.cents("net").amount
            return try onDocument(&hero, json) { hero, id in
                hero.edit(documentID: id, now: now) { draft in
                    guard let first = draft.lines.firstIndex(where: \.isCounted) else { return }
                    draft.lines[first].unitPrice = price
                }
            }
        },
        "send": { hero, json, now in try onDocument(&hero, json) { $0.markSent(documentID: $1, now: now) } },
        "stamp": { hero, json, now in try onDocument(&hero, json) { $0.markCancelled(documentID: $1, now: now) } },
        "delete": { hero, json, now in try onDocument(&hero, json) { $0.softDelete(documentID: $1, now: now) } },
        "pay": pay,
        "unpay": { hero, json, now in
            let id = try integer(json, "paymentId")
            return try onPayments(&hero, json, now) { $0.removeAll { $0.id == id } }
        },
        "repay": { hero, json, now in
            let id = try integer(json, "paymentId")
            let value = json["value"] == nil ? nil : try json.cents("value").amount
            let date = try json.day("date")
            return try onPayments(&hero, json, now) { payments in
                for index in payments.indices where payments[index].id == id {
                    if let value { payments[index].value = value }
                    if let date { payments[index].paidDate = date }
                }
            }
        },
    ]

    private static func publish(_ hero: inout HeroStandIn, _ json: SandboxJSON, _ now: Instant) throws -> SandboxJSON {
        let types = hero.records.documentTypes.rows
        guard let type = json["typeId"]?.intValue ?? types.first(where: { $0.baseType == "invoice" })?.id,
            hero.records.documentTypes[type] != nil
        else { throw Refusal("typeId: no such document type") }
        guard let customer = json["customerId"]?.intValue ?? hero.records.customers.rows.first?.id,
            hero.records.customers[customer] != nil
        else { throw Refusal("customerId: no such contact") }
        let isGross = json["gross"] != nil
        let price = try json.cents(isGross ? "gross" : "net").amount
        let line = HeroLine(json["name"]?.stringValue ?? "Leistung", unitPrice: price, rate: try rate(json))
        let date = try json.day("date") ?? BusinessDay(berlinDayOf: now)
        var draft = HeroDraft(typeID: type, customerID: customer, date: date, lines: [line])
        draft.isGross = isGross
        draft.projectID = hero.records.projects.rows.first { $0.customerID == customer }?.id
        draft.dueDays = 14
        return described(hero.publish(draft, now: now), hero)
    }

    private static func credit(_ hero: inout HeroStandIn, _ json: SandboxJSON, _ now: Instant) throws -> SandboxJSON {
        let types = hero.records.documentTypes.rows.filter { $0.baseType == "reversal_invoice" }
        let price = try json.cents("net").amount
        let line = HeroLine(
            json["name"]?.stringValue ?? "Gutschrift", quantity: price < 0 ? -1000 : 1000, unitPrice: abs(price), rate: try rate(json))
        // The first type of this base is the Stornorechnung, a later one the firm's own Gutschrift.
        guard let type = types.last,
            let id = hero.creditNote(for: try integer(json, "documentId"), typeID: type.id, lines: [line], now: now)
        else { throw Refusal("documentId: no published document") }
        return described(id, hero)
    }

    private static func pay(_ hero: inout HeroStandIn, _ json: SandboxJSON, _ now: Instant) throws -> SandboxJSON {
        let discount = json["discount"] == nil ? .zero : try json.cents("discount")
        let id = hero.enterPayment(
            documentID: try integer(json, "documentId"), value: try json.cents("value"), discount: discount,
            on: try json.day("date") ?? BusinessDay(berlinDayOf: now), now: now)
        guard let id else { throw Refusal("documentId: no booking-relevant document") }
        return ["paymentId": .int(id)]
    }

    private static func onPayments(
        _ hero: inout HeroStandIn, _ json: SandboxJSON, _ now: Instant, _ change: (inout [HeroPaymentRecord]) -> Void
    ) throws -> SandboxJSON {
        let id = try integer(json, "documentId")
        guard hero.editPayments(documentID: id, now: now, change) else { throw Refusal("documentId: no booking-relevant document") }
        return described(id, hero)
    }

    private static func onDocument(
        _ hero: inout HeroStandIn, _ json: SandboxJSON, _ action: (inout HeroStandIn, Int) -> Void
    ) throws -> SandboxJSON {
        let id = try integer(json, "documentId")
        guard hero.records.documents[id] != nil else { throw Refusal("documentId: no such document") }
        action(&hero, id)
        return described(id, hero)
    }

    private static func described(_ id: Int, _ hero: HeroStandIn) -> SandboxJSON {
        let document = hero.records.documents[id]
        return [
            "documentId": .int(id), "number": SandboxJSON(document?.number), "statusCode": SandboxJSON(document?.statusCode),
            "gross": .euros(document?.totals.gross ?? 0),
        ]
    }

    private static func integer(_ json: SandboxJSON, _ key: String) throws(Refusal) -> Int {
        guard let value = json[key]?.intValue else { throw Refusal("\(key): expected an integer") }
        return value
    }

    private static func rate(_ json: SandboxJSON) throws(Refusal) -> Int {
        guard let rate = json["rate"] else { return 19 }
        guard let value = rate.intValue, (0...100).contains(value) else { throw Refusal("rate: expected a whole percentage") }
        return value
    }
}
