import Bookkeeping
import Testing

/// domain.md S27.
struct RemarkTests {
    let full = Document(
        id: 1, number: "RE-2026/007", kind: .invoice, originalNumber: "RE-2026/001", contactPerson: "Jana Probe", projectNumber: "P-12",
        projectName: "Dach Nord")

    @Test func parts() {
        #expect(Remark.text(for: full) == "Rechnung RE-2026/007 - Jana Probe - P-12 Dach Nord")
        #expect(Remark.text(for: full.with { $0.contactPerson = nil }) == "Rechnung RE-2026/007 - P-12 Dach Nord")
        #expect(Remark.text(for: full.with { $0.contactPerson = " \n" }) == "Rechnung RE-2026/007 - P-12 Dach Nord")
        #expect(Remark.text(for: full.with { $0.projectNumber = "" }) == "Rechnung RE-2026/007 - Jana Probe - Dach Nord")
        #expect(Remark.text(for: full.with { $0.projectName = nil }) == "Rechnung RE-2026/007 - Jana Probe - P-12")
        #expect(
            Remark.text(
                for: full.with {
                    $0.projectName = nil; $0.projectNumber = nil
                }) == "Rechnung RE-2026/007 - Jana Probe")
        #expect(Remark.text(for: Document(id: 1, number: "7", kind: .invoice)) == "Rechnung 7")
    }

    @Test(arguments: [DocumentKind.partialInvoice, .progressInvoice, .cumulativeInvoice, .finalInvoice])
    func everyInvoiceIsARechnung(_ kind: DocumentKind) {
        #expect(Remark.text(for: full.with { $0.kind = kind }) == "Rechnung RE-2026/007 - Jana Probe - P-12 Dach Nord")
    }

    @Test func reversals() {
        let tail = "RE-2026/007 zu RE-2026/001 - Jana Probe - P-12 Dach Nord"
        #expect(Remark.text(for: full.with { $0.kind = .cancellation }) == "Stornorechnung " + tail)
        #expect(Remark.text(for: full.with { $0.kind = .creditNote }) == "Gutschrift " + tail)
        let alone = Document(id: 1, number: "S-1", kind: .cancellation)
        #expect(Remark.text(for: alone) == "Stornorechnung S-1")
    }

    @Test func oneLine() {
        let name = "Dach\r\n\r\nNord\u{0}\u{7}\tSüd\u{2028}West\u{85} "
        #expect(Remark.text(for: full.with { $0.projectName = name }) == "Rechnung RE-2026/007 - Jana Probe - P-12 Dach Nord Süd West")
    }

    @Test func cappedAtACharacter() {
        let plain = Remark.text(for: full.with { $0.projectName = String(repeating: "ä", count: 3000) })
        #expect(plain.count == 2000)
        let family = "👨‍👩‍👧"
        let wide = Remark.text(for: full.with { $0.projectName = String(repeating: family, count: 3000) })
        #expect(wide.utf16.count <= 2000)
        #expect(wide.utf16.count > 2000 - family.utf16.count)
        #expect(wide.last == Character(family))
    }
}
