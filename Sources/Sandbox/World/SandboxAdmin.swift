package import Bookkeeping
internal import HTTPTypes
package import Transport

/// The sandbox's own pages under `/_sandbox/`, for people and scripts that play HERO's users and lexoffice's bookkeepers.
/// They ask for no credential: the server listens on loopback unless told otherwise, and holds nothing but sample data.
///
/// | request | body |
/// |---|---|
/// | `GET state` | – ; answers vouchers, contacts, counts of requests and writes, the last requests |
/// | `POST faults` | a fault plan, see ``FaultPlan/init(json:)``; `{}` ends all faults |
/// | `POST reset` | – ; back to the beginning, without faults |
/// | `POST hero/NAME` | whatever the action registered under that name reads |
/// | `POST lexoffice/pay` | `voucherId`, `type` (default bank), `amount` ("12.34"), `date` (default today) |
/// | `POST lexoffice/return` | as `pay`: that payment is taken off again, as after a returned debit |
/// | `POST lexoffice/net` | `voucherId`, `creditNoteId`: set off against each other |
/// | `POST lexoffice/void`, `lexoffice/delete` | `voucherId` |
/// | `POST lexoffice/edit` | `voucherId`, and any of `voucherNumber`, `voucherDate`, `remark`, `totalGrossAmount` |
/// | `POST lexoffice/archive` | `contactId` |
/// | `POST lexoffice/rules` | what lexoffice refuses from now on, see ``changeRules(_:)`` |
/// | `POST lexoffice/oauth` | any of `consent` (true or false), `expire`, `disconnect`, `deactivate` (true), `redirectUri` |
///
/// Of several accounts at one address these are the first one's pages; `accounts/3/state` is the third one's, `GET accounts` counts
/// all, and after `POST accounts/copy` all have what the first one has.
///
/// Instead of `voucherId` a voucher may be named by its `number`.
///
/// Answers are JSON; 400 with `message` for what is not understood, 404 for an unknown page.
package struct SandboxAdmin: Sendable {
    /// Changes HERO as a person would, and says what came of it.
    package typealias HeroAction = @Sendable (inout HeroStandIn, SandboxJSON, Instant) throws -> SandboxJSON

    package static let prefix = "/_sandbox/"

    let world: SandboxWorld
    var heroActions: [String: HeroAction] = [:]

    /// `path` begins with ``prefix``.
    package func respond(method: String, path: String, body: [UInt8], now: Instant) -> IncomingResponse {
        let page = path.dropFirst(SandboxAdmin.prefix.count).prefix { $0 != "?" }
        do {
            if method == "GET", page == "state" { return .json(200, state()) }
            guard method == "POST" else { return .json(404, ["message": "no such page"]) }
            let json = body.isEmpty ? [:] : try SandboxJSON.parse(body)
            switch page {
            case "faults": world.install(try FaultPlan(json: json))
            case "reset": world.reset()
            case "lexoffice/pay": try pay(json, now: now)
            case "lexoffice/return": try takeBack(json, now: now)
            case "lexoffice/net":
                let creditNote = try SandboxAdmin.text(json, "creditNoteId")
                let today = BusinessDay(berlinDayOf: now)
                try bookkeeper(json) { try $0.net(invoice: $1, creditNote: creditNote, on: today, now: now) }
            case "lexoffice/void": try bookkeeper(json) { try $0.voidVoucher($1, now: now) }
            case "lexoffice/delete": try bookkeeper(json) { try $0.deleteVoucher($1, now: now) }
            case "lexoffice/edit": try edit(json, now: now)
            case "lexoffice/rules": try changeRules(json)
            case "lexoffice/oauth": try oauth(json)
            case "lexoffice/archive":
                let id = try SandboxAdmin.text(json, "contactId")
                try world.withLexoffice { try $0.archiveContact(id, now: now) }
            default:
                guard page.hasPrefix("hero/"), let action = heroActions[String(page.dropFirst(5))] else {
                    return .json(404, ["message": "no such page"])
                }
                return .json(200, try world.withHero { try action(&$0, json, now) })
            }
            return .json(200, ["ok": true])
        } catch let refusal as SandboxAdminRefusal {
            return .json(400, ["message": .string(refusal.message)])
        } catch {
            return .json(400, ["message": .string("\(error)")])
        }
    }

    private static func text(_ json: SandboxJSON, _ key: String) throws(SandboxAdminRefusal) -> String {
        guard let text = json[key]?.stringValue, !text.isEmpty else { throw SandboxAdminRefusal("\(key): expected a text") }
        return text
    }

    private func bookkeeper(_ json: SandboxJSON, _ action: (inout LexofficeStandIn, String) throws -> Void) throws {
        try world.withLexoffice { lexoffice in
            var id = json["voucherId"]?.stringValue
            if id == nil, let number = json["number"]?.stringValue {
                id = lexoffice.vouchers.first { $0.content.number == number }?.id
                if id == nil { throw SandboxAdminRefusal("number: no such voucher") }
            }
            try action(&lexoffice, try id ?? SandboxAdmin.text(json, "voucherId"))
        }
    }

    private func pay(_ json: SandboxJSON, now: Instant) throws {
        let payment = try payment(json, now)
        try bookkeeper(json) { try $0.pay($1, type: payment.type, amount: payment.amount, on: payment.date, now: now) }
    }

    private func takeBack(_ json: SandboxJSON, now: Instant) throws {
        let payment = try payment(json, now)
        try bookkeeper(json) { try $0.removePayment($1, payment, now: now) }
    }

    private func payment(_ json: SandboxJSON, _ now: Instant) throws -> LexofficePayment {
        let amount = try json.cents("amount")
        let name = json["type"]?.stringValue ?? LexofficePaymentType.bank.rawValue
        guard let type = LexofficePaymentType(rawValue: name) else {
            throw SandboxAdminRefusal("type: one of \(LexofficePaymentType.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return LexofficePayment(type: type, amount: amount, date: try json.day("date") ?? BusinessDay(berlinDayOf: now))
    }

    private func edit(_ json: SandboxJSON, now: Instant) throws {
        let date = try json.day("voucherDate")
        let gross = json["totalGrossAmount"] == nil ? nil : try json.cents("totalGrossAmount")
        try bookkeeper(json) { lexoffice, id in
            try lexoffice.editVoucher(id, now: now) { voucher in
                if let number = json["voucherNumber"]?.stringValue { voucher.content.number = number }
                if let remark = json["remark"]?.stringValue { voucher.content.remark = remark }
                if let date { voucher.content.voucherDate = date }
                if let gross { voucher.content.gross = gross }
            }
        }
    }
}

/// Members of what a script sent, or why they are not understood.
extension SandboxJSON {
    func cents(_ key: String) throws(SandboxAdminRefusal) -> Cents {
        guard let text = self[key]?.decimalText ?? self[key]?.stringValue, let number = ExactDecimal(text),
            let cents = Cents(rounding: number), cents.decimal == number
        else { throw SandboxAdminRefusal("\(key): expected an amount with at most two decimals") }
        return cents
    }

    func day(_ key: String) throws(SandboxAdminRefusal) -> BusinessDay? {
        guard let text = self[key]?.stringValue else { return nil }
        guard let day = BusinessDay(text) else { throw SandboxAdminRefusal("\(key): expected yyyy-MM-dd") }
        return day
    }
}
