internal import Bookkeeping
internal import Comparison
internal import Wording

/// The signature of a month and what moved since, in the three forms of a sheet.
enum SignatureOutput {
    static func text(_ sheet: CloseSheet, _ language: Language) -> [String] {
        guard let signature = sheet.signature else { return [] }
        var lines = ["", "\(Catalogue.signHead(language)):"]
        lines.append("  \(Catalogue.signedBy(signature.name, signature.signedOn.description)(language))")
        lines.append("    \(Catalogue.signedHash(language)): \(signature.hash)")
        if !signature.remark.isEmpty { lines.append("    \(Catalogue.signRemark(language)): \(signature.remark)") }
        guard !signature.change.isEmpty else { return lines + ["  \(Catalogue.signedUnchanged(language))"] }
        return lines + ["  \(Catalogue.signedChanged(language))"] + changes(signature.change, language)
    }

    private static func changes(_ change: SheetChange, _ language: Language) -> [String] {
        var lines = change.agrees.map { ["    \(($0 ? Catalogue.signAgreesNow : Catalogue.signDiffersNow)(language))"] } ?? []
        for row in change.rows {
            lines.append("    \(row.name)  \(stand(row, language))")
            for (name, shares) in [("HERO", row.hero), ("lexoffice", row.booked), (Catalogue.signReceived(language), row.received)] {
                lines += shares.map { share in
                    let (net, tax) = (Catalogue.number(share.net, language), Catalogue.number(share.tax, language))
                    let rate = Catalogue.rate(share.rate, language)
                    return "      \(name)  \(rate)  \(Catalogue.columnNet(language)) \(net)  \(Catalogue.columnTax(language)) \(tax)"
                }
            }
        }
        lines += change.moved.map { "    \($0.rawValue): \(Catalogue.signLineMoved(language))" }
        guard !change.effects.isEmpty else { return lines }
        lines.append("    \(Catalogue.signEffect(language)):")
        return lines
            + change.effects.map { effect in
                let (net, tax) = (Catalogue.number(effect.net, language), Catalogue.number(effect.tax, language))
                let line = "\(Catalogue.vatLine(language)) \(Catalogue.word(effect.line)(language))"
                return "      \(line)  \(Catalogue.vatBase(language)) \(net)  \(Catalogue.columnTax(language)) \(tax)"
                    + "  \(Catalogue.word(effect.basis)(language))"
            }
    }

    private static func stand(_ row: SheetChange.Row, _ language: Language) -> String {
        switch (row.before?.status, row.after?.status) {
        case (nil, let after?): "\(after): \(Catalogue.signAppeared(language))"
        case (let before?, nil): "\(before): \(Catalogue.signVanished(language))"
        case (let before?, let after?): before == after ? after : "\(before) → \(after)"
        case (nil, nil): "-"
        }
    }

    static func json(_ sheet: CloseSheet) -> [String] {
        guard let signature = sheet.signature else { return [] }
        let head = JSONLine("signature").adding([
            "name": signature.name, "remark": signature.remark, "hash": signature.hash, "actor": signature.actor,
            "signed_at": signature.signedAt.isoText, "changed": !signature.change.isEmpty, "agrees_now": signature.change.agrees,
            "lines_moved": signature.change.moved.isEmpty ? nil : signature.change.moved.map(\.rawValue),
        ])
        let rows = signature.change.rows.map { row in
            JSONLine("changed_since_signature").adding([
                "document": row.after?.key ?? row.before?.key, "voucher": row.after?.voucherID ?? row.before?.voucherID, "number": row.name,
                "class_before": row.before?.status, "class": row.after?.status, "hero": row.hero.map(part),
                "lexoffice": row.booked.map(part), "received": row.received.map(part),
            ]).text
        }
        let effects = signature.change.effects.map { effect in
            JSONLine("vat_effect").adding([
                "basis": effect.basis.rawValue, "line": effect.line.code, "base_cents": effect.net, "tax_cents": effect.tax,
            ]).text
        }
        return [head.text] + rows + effects
    }

    private static func part(_ share: VATShare) -> JSONLine {
        JSONLine().adding([
            "case": share.kind.rawValue, "rate": share.rate?.description, "net_cents": share.net, "tax_cents": share.tax,
        ])
    }

    /// Rows of the table of a sheet; one for each document, side and rate.
    static func rows(_ sheet: CloseSheet, _ number: (Cents) -> String) -> [[String: String]] {
        guard let signature = sheet.signature else { return [] }
        var rows = [
            [
                "record": "signature", "name": signature.name, "value": signature.hash, "date": signature.signedOn.description,
                "author": signature.actor, "class": signature.change.isEmpty ? "UNCHANGED" : "CHANGED", "detail": signature.remark,
            ]
        ]
        for row in signature.change.rows {
            let stand = "\(row.before?.status ?? "-") -> \(row.after?.status ?? "-")"
            var common = ["record": "changed_since_signature", "number": row.name, "detail": stand]
            common["document"] = row.after?.key ?? row.before?.key
            common["voucher"] = row.after?.voucherID ?? row.before?.voucherID
            rows.append(common)
            for (side, shares) in [("hero", row.hero), ("lexoffice", row.booked), ("received", row.received)] {
                let columns = side == "hero" ? "hero" : "lexoffice"
                rows += shares.map { share in
                    var own = common
                    own["name"] = side
                    own["class"] = share.kind.rawValue
                    own["rate"] = share.rate?.description ?? "none"
                    own["\(columns)_net"] = number(share.net)
                    own["\(columns)_tax"] = number(share.tax)
                    return own
                }
            }
        }
        return rows
            + signature.change.effects.map { effect in
                [
                    "record": "vat_effect", "name": effect.basis.rawValue, "value": effect.line.code, "lexoffice_net": number(effect.net),
                    "lexoffice_tax": number(effect.tax),
                ]
            }
    }
}
