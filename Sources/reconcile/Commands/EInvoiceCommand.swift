import ArgumentParser
import EInvoice
import Foundation
import Output
import Reconciliation
import Reporting
import Wording

/// What is in one file; needs no set-up, no configuration and no network, so that an adviser can use it alone.
struct EInvoiceCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "einvoice", abstract: "Show the e-invoice in a PDF or XML, and the voucher it would become; writes nothing.",
        discussion: """
            Reads Factur-X, ZUGFeRD and XRechnung (CII and UBL), checks their sums to the cent, and says why such an invoice would be held.
            Exit code 0 when nothing in the file stands in the way, 3 when it would be held.
            """)

    @Argument(help: "A PDF or XML, at most 8 MiB; several may be named.")
    var files: [String]

    @Option(help: "Output for people or for programs.")
    var format: OutputFormat = .text

    @Option(help: "Language of the text output; default by the locale.")
    var lang: Language?

    func work() async throws -> Exit {
        var looks: [EInvoiceLook] = []
        var failure: CommandFailure?
        for file in files {
            do throws(CommandFailure) {
                let bytes = try InvoiceFile(file).bytes()
                looks.append(EInvoiceLook(file: file, bytes: bytes.count, reading: EInvoiceReader.read(bytes)))
            } catch {
                // It keeps nobody from the others.
                guard files.count > 1 else { throw error }
                error.report()
                failure = failure ?? error
            }
        }
        let found: Exit = looks.contains { $0.reading.isHeld } ? .peopleNeeded : .success
        let exit = failure?.exit ?? found
        if !looks.isEmpty { show(looks, exit) }
        return exit
    }

    private func show(_ looks: [EInvoiceLook], _ exit: Exit) {
        switch format {
        case .text:
            let text = EInvoiceText(language: lang ?? Options.localeLanguage(ProcessInfo.processInfo.environment))
            for (index, look) in looks.enumerated() {
                if files.count > 1 { Terminal.print((index == 0 ? [] : [""]) + ["── \(look.file)"]) }
                Terminal.print(text.lines(look.reading))
            }
        case .json: Terminal.print(EInvoiceJSON.lines(looks, exit: Int(exit.rawValue)))
        }
    }
}

/// A file somebody named, read as far as an invoice may go.
struct InvoiceFile {
    private let path: String

    init(_ path: String) { self.path = path }

    func bytes() throws(CommandFailure) -> [UInt8] {
        // Opening a pipe must not wait for whoever writes to it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw failure("cannot be opened: \(DescriptorWriter.reason(errno))", "Check the path, and who may read the file.")
        }
        defer { close(descriptor) }
        let bytes = try read(descriptor)
        guard !bytes.isEmpty else { throw failure("is empty", "Fetch the file anew.") }
        return bytes
    }

    /// To the end, but no further than an invoice may go.
    private func read(_ descriptor: Int32) throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= EInvoiceReader.xmlBytesMaximum {
            let count = Foundation.read(descriptor, &part, part.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure("cannot be read: \(DescriptorWriter.reason(errno))", "Name one PDF or XML.") }
            bytes += part.prefix(count)
        }
        throw failure(
            "has more than \(EInvoiceReader.xmlBytesMaximum >> 20) MiB", "An invoice is smaller: look whether it is the right file.")
    }

    private func failure(_ what: String, _ hint: String) -> CommandFailure {
        CommandFailure(.usage, code: "file_unreadable", "\(path) \(what)", hint: hint)
    }
}
