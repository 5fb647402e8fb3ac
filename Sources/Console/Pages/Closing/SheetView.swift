internal import Bookkeeping
internal import Comparison
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import Wording

/// A month's sheet as a page shows and prints it: everything that `reconcile close` prints.
struct SheetView: Sendable {
    struct Fact: Sendable {
        let name: String
        let value: String
    }

    struct Total: Sendable {
        let rate: String
        let side: String
        let count: String
        let net: String
        let tax: String
        let gross: String
        let isDifference: Bool
        let differs: Bool
        let isSum: Bool
    }

    struct Named: Sendable {
        let number: String
        let address: String?
        let cause: String
        let code: String
        let rate: String
        let hero: String
        let lexoffice: String
        let difference: String
    }

    struct Line: Sendable {
        let number: String
        let address: String?
        let amount: String
        let what: String
        let code: String
        let details: [String]
    }

    struct Plain: Sendable {
        let number: String
        let address: String?
        let text: String
    }

    /// A part of the sheet that is a list of lines, or says that there are none.
    struct Part: Sendable {
        let anchor: String
        let name: String
        let lines: [Line]
        let isAny: Bool

        init(_ anchor: String, _ name: String, _ lines: [Line]) {
            (self.anchor, self.name, self.lines, isAny) = (anchor, name, lines, !lines.isEmpty)
        }
    }

    let agrees: Bool
    let tone: String
    let verdict: String
    let unfinished: String?
    let facts: [Fact]
    let totals: [Total]
    let named: [Named]
    let isNamed: Bool
    let classes: [Fact]
    let parts: [Part]
    let gaps: [Plain]
    let late: [Plain]
    let vat: VATView
    let hash: String
    /// For the foot of each printed page: month and hash.
    let paper: String
    let journal: String
    let newestHash: String

    init(_ sheet: CloseSheet, _ basis: VATBasis, _ text: PageText) {
        agrees = sheet.agrees
        tone = (sheet.agrees ? Frame.Notice.Tone.good : .bad).rawValue
        verdict = text(sheet.agrees ? SheetWord.agrees : .differs)
        unfinished = sheet.isFinished ? nil : text(SheetWord.unfinished)
        facts = SheetView.facts(sheet, text)
        totals = SheetView.totals(sheet.total, text)
        named = sheet.comparison.named.flatMap { SheetView.named($0, text) }
        isNamed = !named.isEmpty
        classes = ComparisonClass.allCases.compactMap { kind in
            let count = sheet.comparison.count(kind)
            return count == 0 ? nil : Fact(name: text(Catalogue.word(kind)), value: text.count(count))
        }
        parts = [
            Part("abweichungen", text(SheetWord.otherDifferences), sheet.differences.map { Line($0, text) }),
            Part("zahlungen", text(SheetWord.payments), sheet.payments.map { Line($0, text) }),
            Part("unlesbar", text(SheetWord.untold), sheet.untold.map { Line($0, text) }),
            Part("hinweise", text(SheetWord.notes), sheet.comparison.notes.map { Line($0, text) }),
        ]
        gaps = sheet.comparison.gaps.map { gap in
            let numbers = gap.count == 1 ? gap.first : "\(gap.first) … \(gap.last) (\(text.count(Int(clamping: gap.count))))"
            return Plain(number: numbers, address: nil, text: text(Catalogue.word(gap.reason)))
        }
        late = sheet.comparison.late.map { SheetView.late($0, text) }
        vat = VATView(sheet, basis, text)
        hash = sheet.hash
        paper = "\(sheet.month)-\(sheet.hash)"
        journal = sheet.journal.broken.map { "\(text(SheetWord.journalBroken)) \($0.seq)" } ?? text(SheetWord.journalWhole)
        newestHash = sheet.journal.newestHash
    }

    private static func facts(_ sheet: CloseSheet, _ text: PageText) -> [Fact] {
        [
            Fact(name: text(Catalogue.closeMonth), value: text.month(sheet.month)),
            Fact(name: text(ClosingWord.asOfDay), value: text.day(sheet.asOf)),
            Fact(name: text(Catalogue.closeCompany), value: sheet.organizationName),
            Fact(name: text(Catalogue.closeOrganisation), value: sheet.organizationID),
            Fact(name: text(Catalogue.closeHeroCompany), value: String(sheet.heroCompanyID)),
            Fact(name: text(Catalogue.closeVersion), value: "reconcile \(sheet.software)"),
            Fact(name: text(Catalogue.closeMapping), value: sheet.mappingDigest),
        ]
    }

    /// Three rows for each rate, and for all of them where there are several.
    private static func totals(_ month: MonthTotal, _ text: PageText) -> [Total] {
        func rows(_ rate: String, _ hero: BookSum, _ lexoffice: BookSum, isEqual: Bool, isSum: Bool) -> [Total] {
            func row(_ side: SheetWord, _ count: Int, _ net: Cents, _ tax: Cents, _ gross: Cents, isDifference: Bool = false) -> Total {
                Total(
                    rate: rate, side: text(side), count: text.count(count), net: text.number(net), tax: text.number(tax),
                    gross: text.number(gross), isDifference: isDifference, differs: isDifference && !isEqual, isSum: isSum)
            }
            return [
                row(.hero, hero.count, hero.net, hero.tax, hero.gross),
                row(.lexoffice, lexoffice.count, lexoffice.net, lexoffice.tax, lexoffice.gross),
                row(
                    .difference, lexoffice.count - hero.count, lexoffice.net - hero.net, lexoffice.tax - hero.tax,
                    lexoffice.gross - hero.gross, isDifference: true),
            ]
        }
        let byRate = month.rates.flatMap {
            rows(Catalogue.rate($0.rate, text.language), $0.hero, $0.lexoffice, isEqual: $0.isEqual, isSum: false)
        }
        guard month.rates.count != 1 else { return byRate }
        return byRate + rows(text(Catalogue.allRates), month.hero, month.lexoffice, isEqual: month.isEqual, isSum: true)
    }

    private static func named(_ difference: NamedDifference, _ text: PageText) -> [Named] {
        difference.part.rates.filter { !$0.isEqual }.map { rate in
            Named(
                number: difference.number ?? difference.key.map { "#\($0)" } ?? difference.voucherID ?? "-",
                address: DocumentLink.address(number: difference.number, key: difference.key),
                cause: text(ComparisonText.word(difference.cause)), code: difference.cause.code,
                rate: Catalogue.rate(rate.rate, text.language),
                hero: text.number(rate.hero.gross), lexoffice: text.number(rate.lexoffice.gross), difference: text.number(rate.difference))
        }
    }

    private static func late(_ document: LateDocument, _ text: PageText) -> Plain {
        let created = document.createdOn.map { "\(text(SheetWord.created)) \(text.day($0)), " } ?? ""
        return Plain(
            number: document.number ?? "#\(document.key)", address: DocumentLink.address(number: document.number, key: document.key),
            text: "\(text.day(document.date)): \(created)\(text(SheetWord.transferred)) \(text.day(document.transferredOn))")
    }
}

extension SheetView.Line {
    init(_ finding: Finding, _ text: PageText) {
        let author = finding.originator.map { " (\(text(SheetWord.author)) \(text(Catalogue.word($0))))" } ?? ""
        let lateness = finding.lateness.flatMap { Catalogue.word($0) }.map { ", \(text($0))" } ?? ""
        var details = finding.reason.map { [text(Catalogue.explanation($0, about: finding.detail).what)] } ?? []
        if finding.fields.isEmpty {
            if let detail = finding.detail { details.append(Catalogue.detail(detail, text.language)) }
        } else {
            details += finding.fields.map { "\($0.field): \($0.ours) → \($0.theirs)" }
        }
        self.init(
            number: finding.number ?? finding.key.map { "#\($0)" } ?? finding.voucherID ?? "-",
            address: DocumentLink.address(number: finding.number, key: finding.key), amount: finding.gross.map(text.number) ?? "",
            what: "\(text(Catalogue.word(finding.comparisonClass)))\(lateness)\(author)",
            code: [finding.comparisonClass.rawValue, finding.reason?.rawValue].compactMap(\.self).joined(separator: " "), details: details)
    }

    init(_ line: ReportLine, _ text: PageText) {
        let explanation = line.reason.map { Catalogue.explanation($0, about: line.detail) }
        let key = line.subject == .document ? line.payment.map { String($0.documentID) } ?? line.key : nil
        self.init(
            number: line.number ?? "#\(line.key)", address: DocumentLink.address(number: line.number, key: key),
            amount: line.gross.map(text.number) ?? "", what: explanation.map { text($0.what) } ?? "", code: line.reason?.rawValue ?? "",
            details: line.detail.map { [Catalogue.detail($0, text.language)] } ?? [])
    }
}
