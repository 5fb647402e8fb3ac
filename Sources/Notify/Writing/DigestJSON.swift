package import Bookkeeping
internal import Wording

/// A digest for a program, and the signature under it.
package struct DigestJSON {
    let links: ConsoleLinks?

    package init(links: ConsoleLinks?) { self.links = links }

    /// - Parameters:
    ///   - id: the same in every try; whoever has it already may pass over the rest.
    ///   - isRepeat: whether it may have arrived before.
    package func body(_ digest: DailyDigest, id: String, isRepeat: Bool) -> [UInt8] {
        value(digest, id: id, isRepeat: isRepeat).bytes
    }

    package func value(_ digest: DailyDigest, id: String, isRepeat: Bool) -> OrderedJSON {
        let flow = digest.flow
        return OrderedJSON.object([
            ("event", .text("digest")), ("id", .text(id)), ("day", .text(digest.day.description)), ("repeat", .flag(isRepeat)),
            ("notices", .list(digest.notices.map(notice))), ("groups", .list(digest.groups.map(group))),
            (
                "transferred",
                .object([
                    ("since", .text(flow.since.description)), ("vouchers", .integer(flow.vouchers)),
                    ("gross_cents", .integer(Int(flow.gross.amount))), ("payments", .integer(flow.payments)),
                    ("payments_cents", .integer(Int(flow.paid.amount))),
                ])
            ), ("link", .text(links?.open)),
        ])
    }

    package static func test(id: String) -> [UInt8] {
        OrderedJSON.object([("event", .text("test")), ("id", .text(id)), ("repeat", .flag(false))]).bytes
    }

    private func notice(_ notice: DailyDigest.Notice) -> OrderedJSON {
        .object([
            ("code", .text(notice.kind.rawValue)), ("count", .integer(notice.count)), ("since", .text(notice.since.description)),
        ])
    }

    private func group(_ group: DailyDigest.Group) -> OrderedJSON {
        .object([
            ("actor", .text(group.owner.actor.rawValue)), ("count", .integer(group.count)),
            ("gross_cents", group.gross.map { .integer(Int($0.amount)) }), ("due", .integer(group.due)),
            ("items", .list(group.items.map(item))),
        ])
    }

    private func item(_ item: DailyDigest.Item) -> OrderedJSON {
        let explanation = Catalogue.explanation(item.reason, about: item.detail)
        let steps = explanation.next.sentence
        return .object([
            ("document", .text(item.key)), ("number", .text(item.number)), ("customer", .text(item.customer)),
            ("payment", .text(item.payment)), ("reason", .text(item.reason.rawValue)),
            ("gross_cents", item.gross.map { .integer(Int($0.amount)) }), ("since", .text(item.since.description)),
            ("reminder", .flag(item.isReminder)), ("message_de", .text(explanation.what.de)), ("message_en", .text(explanation.what.en)),
            ("next_de", .text(steps.de)), ("next_en", .text(steps.en)), ("link", .text(links?.document(item.number ?? item.key))),
        ])
    }
}
