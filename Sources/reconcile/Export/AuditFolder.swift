import Bookkeeping
import Export
import Foundation
import Output
import Persistence
import Reconciliation
import Wording

/// The folder an auditor gets. Its description is written last: a folder without `index.xml` is no export.
struct AuditFolder {
    let path: String

    /// Made for its owner alone; one that exists must be empty.
    func make() throws(CommandFailure) {
        if mkdir(path, 0o700) == 0 { return }
        let code = errno
        guard code == EEXIST else { throw failure(DescriptorWriter.reason(code), hint: "Name a folder in a directory you may write to.") }
        let content: [String]
        do { content = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw failure("what is there is no folder this user can read", hint: "Name a new folder.")
        }
        guard content.isEmpty else {
            throw failure("it is not empty", hint: "Name a new folder, or empty this one; nothing in it was changed.")
        }
    }

    /// - Returns: rows per table.
    func fill(_ store: Store, supplier: String, comment: String, days: ClosedRange<BusinessDay>) throws -> [(ExportTable, Int)] {
        try write(AuditGrammar.fileName) { sink in try sink(Array(AuditGrammar.text.utf8)) }
        var tables: [(table: ExportTable, written: TableFile.Written)] = []
        for table in ExportTable.allCases {
            let file = TableFile(table)
            let written = try write(file.name) { sink in try file.write(store, days: days, to: sink) }
            tables.append((table, written))
        }
        let index = AuditIndex(supplier: supplier, comment: comment, days: days, tables: tables)
        do throws(PrivateFile.Failure) {
            try PrivateFile(path: "\(path)/\(AuditIndex.fileName)").write(Array(index.text.utf8))
        } catch {
            throw incomplete(AuditIndex.fileName, error.cause)
        }
        return tables.map { ($0.table, $0.written.rows) }
    }

    /// A file nobody made before, on the disk when it is left.
    private func write<Outcome>(_ name: String, _ content: (_ sink: ([UInt8]) throws -> Void) throws -> Outcome) throws -> Outcome {
        let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw incomplete(name, DescriptorWriter.reason(errno)) }
        defer { close(descriptor) }
        let writer = DescriptorWriter(descriptor)
        let outcome = try content { bytes in
            if let code = writer.write(bytes) { throw incomplete(name, DescriptorWriter.reason(code)) }
        }
        guard fsync(descriptor) == 0 else { throw incomplete(name, DescriptorWriter.reason(errno)) }
        return outcome
    }

    private func failure(_ cause: String, hint: String) -> CommandFailure {
        CommandFailure(.cannotWriteState, code: "cannot_write_folder", "\(path): \(cause)", hint: hint)
    }

    private func incomplete(_ name: String, _ cause: String) -> CommandFailure {
        failure("\(name): \(cause)", hint: "The folder has no \(AuditIndex.fileName) and is incomplete; remove it and export again.")
    }
}
