internal import Bookkeeping
internal import Persistence

// The tables the journal tells: itself, what it says about each document, and the settings as they were.
extension TableRows {
    /// Without a gap, so that the chain can be followed: from the first entry of the days, or about a document of theirs, to the last.
    func journal(_ take: Take) throws {
        guard let span = try journalSpan() else { return }
        var last = span.lowerBound.minus(1)
        while last < span.upperBound, case let page = try store.journal(after: last, limit: Self.page), let newest = page.last {
            for entry in page where entry.seq <= span.upperBound { try take(row(entry)) }
            last = newest.seq
        }
    }

    private func journalSpan() throws -> ClosedRange<Int64>? {
        guard let days else {
            let length = Int64(try store.journalLength())
            return length > 0 ? 1...length : nil
        }
        var span = try store.journalSpan(days)
        try eachKey { key in
            guard let own = try store.journalSpan(ofDocument: key) else { return }
            span = span.map { min($0.lowerBound, own.lowerBound)...max($0.upperBound, own.upperBound) } ?? own
        }
        return span
    }

    private func row(_ entry: JournalEntry) -> [ExportCell] {
        [
            .whole(entry.seq), .moment(entry.at), .day(entry.day), .text(entry.actor), .text(entry.cause), .text(entry.software),
            .text(entry.mapping), .text(entry.kind), .text(entry.key), .text(entry.from), .text(entry.event), .text(entry.to),
            .text(entry.effects), .text(entry.detail), .text(entry.previous), .text(entry.hash),
        ]
    }

    func links(_ key: String, _ take: Take) throws {
        let links = try store.numberedLinks(ofDocument: key)
        guard !links.isEmpty else { return }
        var digests: [Int64: String] = [:]
        try eachEntry(of: key) { entry in
            guard let digest = entry.fileDigest, let link = links.last(where: { $0.link.holds(at: entry) }) else { return }
            digests[link.id] = digest
        }
        for numbered in links {
            try take([
                .whole(numbered.id), .text(numbered.link.key), .text(numbered.link.remoteID), .moment(numbered.link.linkedAt),
                .moment(numbered.link.unlinkedAt), .text(digests[numbered.id]),
            ])
        }
    }

    /// Document, voucher, file and entry, as they were when the entry was written.
    func trail(_ key: String, _ take: Take) throws {
        let links = try store.numberedLinks(ofDocument: key)
        var files: [Int64: String] = [:]
        try eachEntry(of: key) { entry in
            let link = links.last { $0.link.holds(at: entry) }
            if let digest = entry.fileDigest, let link { files[link.id] = digest }
            try take([
                .whole(entry.seq), .text(key), .text(link?.link.remoteID), .text(link.flatMap { files[$0.id] }),
                .moment(entry.at), .text(entry.event),
            ])
        }
    }

    private func eachEntry(of key: String, _ body: (JournalEntry) throws -> Void) throws {
        var last: Int64 = 0
        while case let page = try store.journal(ofDocument: key, after: last, limit: Self.page), let newest = page.last {
            for entry in page { try body(entry) }
            last = newest.seq
        }
    }

    /// From the beginning: which mapping was in force on the first of the days may have been decided years before.
    func settings(_ take: Take) throws {
        try SettingChange.each(store, upTo: days?.upperBound) { change in
            let entry = change.entry
            try take([
                .whole(entry.seq), .moment(entry.at), .day(entry.day), .text(change.name), .text(change.old), .text(change.new),
                .text(entry.actor), .text(entry.cause), .text(entry.software),
            ])
        }
    }
}

extension Link {
    fileprivate func holds(at entry: JournalEntry) -> Bool { linkedAt <= entry.at && unlinkedAt.map { entry.at <= $0 } ?? true }
}

extension JournalEntry {
    /// Of the PDF that is about to be sent.
    fileprivate var fileDigest: String? { value("pdf_sha256") }

    func value(_ name: String) -> String? {
        detail.split(separator: " ").first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }
}

/// A value that setup changed.
struct SettingChange: Sendable {
    let entry: JournalEntry

    var name: String { entry.key }
    var old: String { entry.value("old") ?? "" }
    var new: String { entry.value("new") ?? "" }

    static func each(_ store: Store, upTo day: BusinessDay?, _ body: (SettingChange) throws -> Void) throws {
        var last: Int64 = 0
        while case let page = try store.journal(ofKind: "setting", upTo: day, after: last, limit: TableRows.page), let newest = page.last {
            for entry in page { try body(SettingChange(entry: entry)) }
            last = newest.seq
        }
    }
}
