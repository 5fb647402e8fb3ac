internal import Bookkeeping
internal import Lexoffice

/// Looks at lexoffice within the budget, as ``HeroSurvey`` does at HERO.
struct LexofficeSurvey {
    let reader: LexofficeReader
    let budget: RequestBudget
    /// Of HERO's files, by the number of their document.
    let files: [String: FileMark]
    private(set) var seen = LexofficeSeen()
    private(set) var trouble: LexofficeError.Code?
    /// The budget ended before the questions did.
    private(set) var isCut = false
    private(set) var failuresInARow = 0

    private static let pagesMaximum = 6
    private static let paymentsMaximum = 5
    private static let filesMaximum = 3
    private static let failuresMaximum = 3

    mutating func run() async {
        let reader = reader
        seen.organisation = await ask(.profile) { () async throws(LexofficeError) in try await reader.profile().organizationID }
        seen.categories = await ask(.categories) { () async throws(LexofficeError) in try await reader.postingCategories() }
        await vouchers()
        let rows = seen.pages.flatMap(\.rows)
        await filter(by: rows)
        await payments(of: rows)
        await files(of: rows)
        _ = await ask(.contacts) { () async throws(LexofficeError) in try await reader.contacts(page: 0).isLast }
        seen.events = await ask(.subscriptions) { () async throws(LexofficeError) in
            try await reader.eventSubscriptions().map(\.eventType)
        }
    }

    private mutating func vouchers() async {
        let reader = reader
        for number in 0..<Self.pagesMaximum {
            let page = await ask(.vouchers) { () async throws(LexofficeError) in
                try await reader.voucherRows(page: number, sort: .newestUpdatedFirst)
            }
            guard let page else { return }
            seen.pages.append(page)
            guard !page.isLast else { return }
        }
    }

    /// Asks for one number in several spellings. It goes nowhere but to where it came from.
    private mutating func filter(by rows: [VoucherRow]) async {
        let numbered = rows.filter { ($0.number?.count ?? 0) >= 4 }
        guard let row = numbered.first(where: { $0.number?.contains(where: \.isLetter) == true }) ?? numbered.first, let number = row.number
        else { return }
        if let finds = await finds(row, number) { seen.numberFilter.add(finds ? "whole_finds" : "whole_finds_nothing") }
        let part = String(number.dropLast())
        if let finds = await finds(row, part) { seen.numberFilter.add(finds ? "part_finds" : "part_finds_nothing") }
        if let finds = await finds(row, part + "_") { seen.numberFilter.add(finds ? "wildcard_finds" : "wildcard_finds_nothing") }
        let swapped = number.contains(where: \.isUppercase) ? number.lowercased() : number.uppercased()
        guard swapped != number else { return }
        if let finds = await finds(row, swapped) { seen.caseFilter.add(finds ? "other_case_finds" : "other_case_finds_nothing") }
    }

    private mutating func finds(_ row: VoucherRow, _ number: String) async -> Bool? {
        let reader = reader
        return await ask(.numberFilter) { () async throws(LexofficeError) in
            let filter = VoucherlistFilter(voucherNumber: number)
            return try await reader.voucherRows(page: 0, sort: .oldestCreatedFirst, filter: filter).rows.contains { $0.id == row.id }
        }
    }

    /// Payments of a few vouchers, part payments first.
    private mutating func payments(of rows: [VoucherRow]) async {
        let reader = reader
        let partPaid = rows.filter { row in
            guard let open = row.open, let total = row.total else { return false }
            return open.signum > 0 && open < total
        }
        let paid = rows.filter { $0.status == .paid || $0.status == .paidOff }
        for row in (partPaid + paid).prefix(Self.paymentsMaximum) {
            let record = await ask(.payments) { () async throws(LexofficeError) in try await reader.payments(row.id) }
            if let record, let record { seen.payments.append((row, record)) }
        }
        guard let row = rows.first, partPaid.isEmpty && paid.isEmpty else { return }
        _ = await ask(.payments) { () async throws(LexofficeError) in try await reader.payments(row.id) == nil }
    }

    /// Vouchers whose document's file was read in HERO; without any of them one, for the rights.
    private mutating func files(of rows: [VoucherRow]) async {
        let reader = reader
        let known = rows.filter { row in row.number.map { files[$0] != nil } ?? false }
        for row in (known.isEmpty ? Array(rows.prefix(1)) : known).prefix(Self.filesMaximum) {
            let file = await ask(.voucher) { () async throws(LexofficeError) in try await reader.voucher(row.id)?.fileIDs.first }
            guard let file, let file else { continue }
            let mark = await ask(.file) { () async throws(LexofficeError) in FileMark(try await reader.downloadFile(file)) }
            guard let mark, let ours = row.number.flatMap({ files[$0] }) else { continue }
            seen.files.add(mark == ours ? "same" : "another_file")
        }
    }

    private mutating func ask<Answer>(
        _ question: LexofficeQuestion, _ body: () async throws(LexofficeError) -> Answer
    ) async -> Answer? {
        guard trouble == nil else { return nil }
        guard budget.left > 0 else {
            isCut = true
            return nil
        }
        do throws(LexofficeError) {
            let answer = try await body()
            seen.answers.answer(question.rawValue)
            failuresInARow = 0
            return answer
        } catch {
            note(error, question)
            return nil
        }
    }

    private mutating func note(_ error: LexofficeError, _ question: LexofficeQuestion) {
        // What the budget kept back is no failure of lexoffice's.
        if budget.isExceeded {
            isCut = true
            return
        }
        switch error.code {
        case .forbidden, .paymentRequired: if question.isNeeded { seen.answers.refuse(question.rawValue) }
        case .notFound, .validation, .conflict, .badRequest, .windowExceeded:
            guard question.isNeeded else { return }
            // Of the account or a list it means that this is not the lexoffice this program knows.
            guard question.isAboutOne else { return trouble = error.code }
            seen.answers.answer("\(question.rawValue), \(error.label)")
        case .badAnswer:
            failuresInARow += 1
            if failuresInARow >= Self.failuresMaximum || question == .profile { trouble = error.code }
        case .unauthorized, .wrongOrganisation, .throttled, .unavailable, .unreachable, .login: trouble = error.code
        }
    }
}
