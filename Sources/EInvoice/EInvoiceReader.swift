internal import StrictXML

/// Reads the e-invoice in a PDF or a bare XML, told apart by their bytes. Pure: no network, no clock, no file.
///
/// Bounds: ``xmlBytesMaximum`` and ``XMLInvoice`` for the XML, ``PDFBudget`` for the PDF; within them any file takes less than a second
/// and 64 MiB.
package enum EInvoiceReader {
    package static let xmlBytesMaximum = 8 << 20

    package static func read(_ bytes: [UInt8]) -> EInvoiceReading {
        isPDF(bytes) ? readPDF(bytes) : readXML(bytes, XMLInvoice.document(bytes), EInvoiceReading(.none))
    }

    /// A PDF may have something before its header (ISO 32000, appendix H).
    private static func isPDF(_ bytes: [UInt8]) -> Bool {
        let header = Array("%PDF-".utf8)
        return bytes.prefix(1024).indices.contains { bytes[$0...].starts(with: header) }
    }

    private static func readPDF(_ bytes: [UInt8]) -> EInvoiceReading {
        var budget = PDFBudget()
        do throws(PDFFault) {
            let files = try PDFAttachments.read(bytes, &budget)
            let names = files.map(\.name)
            var choice = InvoiceChoice()
            for file in files where InvoiceCandidate.isXML(file.name) {
                choice.consider(InvoiceCandidate(name: file.name, bytes: try file.contents(&budget)))
            }
            guard let (file, document) = choice.chosen else { return EInvoiceReading(.none, attachments: names) }
            guard choice.others.isEmpty else { return EInvoiceReading(.ambiguous([file.name] + choice.others), attachments: names) }
            return readXML(file.bytes, document, EInvoiceReading(.none, embedded: file.name, attachments: names))
        } catch {
            return EInvoiceReading(.unreadable(cause: "\(error.code.rawValue): \(error.cause)"))
        }
    }

    /// - Parameter reading: what is known of the file the XML is in.
    private static func readXML(
        _ bytes: [UInt8], _ document: Result<XMLElement, EInvoiceFault>, _ reading: EInvoiceReading
    ) -> EInvoiceReading {
        let digest = XMLDigest.sha256(bytes)
        var reading = reading
        reading.xmlSHA256 = digest
        do throws(EInvoiceFault) {
            let (facts, words) = try XMLInvoice.read(document.get(), sha256: digest)
            reading.result = .read(facts, words)
        } catch {
            reading.result = .unreadable(cause: error.cause)
        }
        return reading
    }
}
