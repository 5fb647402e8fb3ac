/// Reads the e-invoice in a PDF or a bare XML, told apart by their bytes. Pure: no network, no clock, no file.
///
/// Bounds: ``xmlBytesMaximum`` and ``XMLInvoice`` for the XML, ``PDFBudget`` for the PDF; within them any file takes less than a second
/// and 64 MiB.
package enum EInvoiceReader {
    package static let xmlBytesMaximum = 8 << 20

    package static func read(_ bytes: [UInt8]) -> EInvoiceReading {
        isPDF(bytes) ? readPDF(bytes) : readXML(bytes, embedded: nil, attachments: nil)
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
            var candidates: [InvoiceCandidate] = []
            for file in files where InvoiceCandidate.isXML(file.name) {
                candidates.append(InvoiceCandidate(name: file.name, bytes: try file.contents(&budget)))
            }
            switch InvoiceChoice(among: candidates) {
            case .none: return EInvoiceReading(.none, attachments: names)
            case .one(let chosen): return readXML(chosen.bytes, embedded: chosen.name, attachments: names)
            case .several(let different): return EInvoiceReading(.ambiguous(different), attachments: names)
            }
        } catch {
            return EInvoiceReading(.unreadable(cause: "\(error.code.rawValue): \(error.cause)"))
        }
    }

    static func readXML(_ bytes: [UInt8], embedded: String?, attachments: [String]?) -> EInvoiceReading {
        let digest = XMLDigest.sha256(bytes)
        do throws(EInvoiceFault) {
            let (facts, words) = try XMLInvoice.read(bytes, sha256: digest)
            return EInvoiceReading(.read(facts, words), embedded: embedded, attachments: attachments, xmlSHA256: digest)
        } catch {
            return EInvoiceReading(
                .unreadable(cause: error.cause), embedded: embedded, attachments: attachments, xmlSHA256: digest)
        }
    }
}
