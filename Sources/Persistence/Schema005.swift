internal import Bookkeeping
import Foundation
import GRDB

/// The charts anew, without what nothing could ever feed: no state of theirs that is gone can have been reached, which `renew` checks.
/// Documents are found by the number HERO prints, which stood in their header alone. And the facts that are kept between passes as values
/// of their types: until now each was a text of its own form, and what a lost answer of a contact import is looked up by stood partly in a
/// sentence.
enum Schema005 {
    static func extend(_ db: Database) throws {
        try CompiledCharts.renew(in: db)
        try db.execute(sql: numbers + marks)
        for row in try Row.fetchAll(db, sql: "SELECT name, value FROM cursor") {
            let (name, text): (String, String) = (row["name"], row["value"])
            guard let value = try value(name, text, in: db), value != text else { continue }
            try db.execute(sql: "UPDATE cursor SET value = ? WHERE name = ?", arguments: [value, name])
        }
        // The address and key that webhooks were last seen to be right for: they are compared once more. And what was kept for no reason.
        try db.execute(sql: "DELETE FROM cursor WHERE name = 'webhooks.kept' OR name LIKE 'import.%' AND value = ''")
    }

    private static let numbers = """
        ALTER TABLE hero_document ADD COLUMN number TEXT;
        UPDATE hero_document SET number = CAST(json_extract(header, '$.number') AS TEXT) WHERE json_valid(header);
        CREATE INDEX hero_document_number ON hero_document(number) WHERE number IS NOT NULL;

        """

    /// How far the looking and the judging came. A moment or an id that is no number says nothing as it is, and is left.
    private static let marks = """
        UPDATE cursor SET value = '{"at":' || value || '}'
            WHERE name IN ('hero.watermark', 'lexoffice.swept', 'lexoffice.open', 'lexoffice.silent', 'lexoffice.categories')
                AND value NOT GLOB '*[^0-9]*';
        UPDATE cursor SET value = '{"documentID":' || value || '}' WHERE name = 'hero.finished' AND value NOT GLOB '*[^0-9]*';
        UPDATE cursor SET value = '{"missing":[' || substr(value, instr(value, ';') + 1) || '],"once":['
            || substr(value, 1, instr(value, ';') - 1) || ']}' WHERE name = 'hero.absent';
        UPDATE cursor SET value = '{"digest":"' || value || '"}' WHERE name = 'derived.judgement';
        UPDATE cursor SET value = '{"customer":' || value || '}' WHERE name LIKE 'customer.%';
        """

    private static func value(_ name: String, _ text: String, in db: Database) throws -> String? {
        if name == "webhooks.addresses" { return try RowText.text(["all": text.split(separator: "\n").map(String.init)]) }
        if name.hasPrefix("accepted.voided.") { return try RowText.text(["document": text]) }
        if name.hasPrefix("accepted.") { return try RowText.text(["reason": text]) }
        if name.hasPrefix("adopted.") { return try entry(text).map { try RowText.text(["entry": $0]) } }
        guard name.hasPrefix("import."), !text.isEmpty else { return nil }
        let detail =
            try String.fetchOne(db, sql: "SELECT detail FROM contactImport WHERE key = ?", arguments: [String(name.dropFirst(7))]) ?? ""
        let before = detail.split(separator: " ").first { $0.hasPrefix("before=") }.flatMap { Int($0.dropFirst(7)) }
        // Nobody came after whom nobody knows.
        return "{\"contact\":\(text),\"newest\":\(before ?? .max)}"
    }

    /// `12+discount 2026-01-02 123.45`
    private static func entry(_ text: String) throws -> PaymentEntry? {
        let words = text.split(separator: " ")
        guard words.count == 3, let id = words[0].split(separator: "+").first.flatMap({ Int($0) }),
            let amount = Int64(words[2].filter { $0 != "." })
        else { return nil }
        return PaymentEntry(id: id, isDiscount: words[0].hasSuffix("+discount"), date: BusinessDay(String(words[1])), amount: Cents(amount))
    }
}
