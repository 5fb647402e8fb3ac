import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Reconciliation
import TestSupport
import Testing
import Transport

@testable import Sandbox

/// How somebody comes to be told a reason, and one way out of it, done as its next step says.
struct PlayedWay: Sendable, CustomStringConvertible {
    typealias Deed = @Sendable (PlayedScene) async throws -> Void

    let reason: ReasonCode
    let way: String
    let happens: @Sendable () async throws -> PlayedScene
    let deed: Deed
    var description: String { "\(reason.rawValue): \(way)" }

    init(_ reason: ReasonCode, _ way: String, _ happens: @escaping @Sendable () async throws -> PlayedScene, deed: @escaping Deed) {
        self.reason = reason
        self.way = way
        self.happens = happens
        self.deed = deed
    }

    /// The same trouble with several ways out.
    static func ways(
        _ reason: ReasonCode, _ happens: @escaping @Sendable () async throws -> PlayedScene, _ deeds: [(String, Deed)]
    ) -> [PlayedWay] { deeds.map { PlayedWay(reason, $0.0, happens, deed: $0.1) } }

    static func answers(_ answer: Answer) -> Deed { { try await $0.answer(answer) } }
    static let mended: Deed = { scene in
        scene.between = Meddler()
        try await scene.answer(.retry)
    }
    /// What the support of a system, or a newer version of the program, puts right.
    static let mendedBySupport: Deed = { $0.between = Meddler() }

    static let all = figures + eInvoices + held + customers + vouchers + payments
}

// MARK: figures and settings

extension PlayedWay {
    static let figures: [PlayedWay] =
        ways(
            .balanceMismatch,
            {
                let scene = try await PlayedScene()
                scene.publish()
                scene.between = .hero("\"balance\":119", "\"balance\":79")
                return scene
            },
            [("as stated", answers(.rule(.asStated))), ("corrected", mended)])
        + ways(.cumulativeUnclear, cumulative, [("rest", answers(.cumulative(.rest))), ("whole", answers(.cumulative(.whole)))])
        + ways(
            .smallBusinessMismatch,
            {
                let scene = try await PlayedScene(isSmallBusiness: true)
                scene.publish()
                return scene
            },
            [
                (
                    "the setting is corrected",
                    { scene in
                        scene.company.world.withLexoffice { $0.rules.isSmallBusiness = false }
                        try await scene.answer(.retry)
                    }
                ), ("issued anew", { try await $0.reissue(untaxed: true) }),
            ])
        + [
            PlayedWay(
                .unmappedCategory, "named",
                {
                    let scene = try await PlayedScene(categories: [:])
                    scene.publish([HeroLine("Rohbau", unitPrice: 10_000, rate: 0)], type: SampleTypes.construction)
                    return scene
                }, deed: { try await $0.company.setup() }),
            PlayedWay(
                .missingDate, "entered",
                {
                    let scene = try await PlayedScene()
                    scene.publish { $0.date = nil }
                    return scene
                },
                deed: { scene in
                    let today = scene.company.today
                    scene.hero { $0.edit(documentID: $1, now: $2) { $0.date = today } }
                }),
            PlayedWay(
                .startDateAmbiguous, "by hand",
                {
                    let company = try Company(on: "2026-04-12")
                    let customer = company.openShop()
                    try await company.setup(startDate: BusinessDay("2026-04-13"))
                    let moment = try #require(Instant(iso: "2026-04-12T22:30:00Z"))
                    company.time.advance(milliseconds: moment.milliseconds - company.now.milliseconds)
                    return PlayedScene(company, customer, company.invoice(customer: customer))
                }, deed: { try await $0.bookByHand() }),
        ]

    @Sendable private static func cumulative() async throws -> PlayedScene {
        let scene = try await PlayedScene()
        let (company, customer, now) = (scene.company, scene.customer, scene.company.now)
        let project = company.world.withHero { $0.addProject(name: "Bau", customerID: customer, now: now) }
        scene.publish([HeroLine("Bau", unitPrice: 100_000, rate: 19)]) { ($0.style, $0.projectID) = (.parted, project) }
        try await company.passUntilQuiet()
        scene.publish([HeroLine("Bau", unitPrice: 250_000, rate: 19)]) { ($0.style, $0.projectID) = (.cumulative, project) }
        return scene
    }
}

// MARK: the e-invoice inside the PDF

extension PlayedWay {
    private typealias Spoiling = @Sendable ([UInt8]) -> [UInt8]

    static let eInvoices: [PlayedWay] =
        spoilt(.eInvoiceInconsistent, ("issued anew", { try await $0.reissue() })) {
            HeroFile.replacing("DuePayableAmount>119.00", "DuePayableAmount>118.00", $0)
        }
        + spoilt(.eInvoiceAmbiguous, ("issued anew", { try await $0.reissue() })) { HeroFile.withTwoInvoices($0) }
        + spoilt(.eInvoiceUnreadable, ("created again", mended)) { HeroFile.withBrokenStreams($0) }
        + [
            // The gross of earlier invoices, of which nobody knows how much was at which rate.
            PlayedWay(
                .deductionUnclear, "by hand",
                {
                    let scene = try await PlayedScene()
                    scene.publish([HeroLine("Bau", unitPrice: 300_000, rate: 19), HeroLine("Pflanzen", unitPrice: 50_000, rate: 7)]) {
                        $0.style = .full
                        $0.deductions = [
                            HeroDeduction(number: "AR-1", rate: 19, net: 100_000, tax: 19_000),
                            HeroDeduction(number: "AR-1", rate: 7, net: 10_000, tax: 700),
                        ]
                        $0.eInvoice = HeroEInvoice(deductions: .prepaid)
                    }
                    return scene
                }, deed: { try await $0.bookByHand(cents: 280_800) })
        ]

    private static func spoilt(_ reason: ReasonCode, _ own: (String, Deed), _ spoil: @escaping Spoiling) -> [PlayedWay] {
        ways(
            reason, { try await withFile(spoil) },
            [own, ("as stated", answers(.rule(.asStated))), ("by hand", { try await $0.bookByHand() })])
    }

    private static func withFile(_ spoil: @escaping Spoiling) async throws -> PlayedScene {
        let scene = try await PlayedScene()
        let id = scene.publish { $0.eInvoice = HeroEInvoice() }
        let file = try #require(try await scene.company.heroFile(id))
        let spoilt = spoil(file)
        let link = "/files/\(scene.company.world.hero.records.documents[id]?.fileUUID ?? "-")"
        scene.between = Meddler(change: { request, response in
            if request.asksForDocument(id) { response.replace("\"size\":\(file.count)", "\"size\":\(spoilt.count)") }
            if request.head.path?.contains(link) == true { response.body = spoilt }
        })
        return scene
    }
}

/// HERO's PDF with something else in it.
enum HeroFile {
    /// As long as it was, so that all else stands where it stood.
    static func replacing(_ text: String, _ other: String, _ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        if let place = bytes.firstRange(of: Array(text.utf8)) { result.replaceSubrange(place, with: Array(other.utf8)) }
        return result
    }

    /// The bytes of every stream are spoilt, and nothing else.
    static func withBrokenStreams(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        let start = Array("stream\n".utf8)
        var index = 0
        while let found = result[index...].firstRange(of: start) {
            for position in found.upperBound..<min(found.upperBound + 8, result.count) { result[position] ^= 0x5A }
            index = found.upperBound
        }
        return result
    }

    /// The invoice, and beside it one of another number.
    static func withTwoInvoices(_ bytes: [UInt8]) -> [UInt8] {
        let end = Array("</rsm:CrossIndustryInvoice>".utf8)
        let starts = [Array("<?xml".utf8), Array("<rsm:CrossIndustryInvoice".utf8)].compactMap { bytes.firstRange(of: $0)?.lowerBound }
        guard let start = starts.min(), let close = bytes.firstRange(of: end) else { return bytes }
        let xml = Array(bytes[start..<close.upperBound])
        return file([("factur-x.xml", xml), ("zugferd-invoice.xml", replacing("RE-", "XE-", xml))])
    }

    private static func file(_ attachments: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var objects: [[UInt8]] = [[], Array("<< /Type /Pages /Kids [] /Count 0 >>".utf8)]
        var names = ""
        for (name, bytes) in attachments {
            objects.append(Array("<< /Type /EmbeddedFile /Length \(bytes.count) >>\nstream\n".utf8) + bytes + Array("\nendstream".utf8))
            objects.append(Array("<< /Type /Filespec /F (\(name)) /UF (\(name)) /EF << /F \(objects.count) 0 R >> >>".utf8))
            names += "(\(name)) \(objects.count) 0 R "
        }
        objects[0] = Array("<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [\(names)] >> >> >>".utf8)
        var bytes = Array("%PDF-1.7\n".utf8)
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(bytes.count)
            table += String(repeating: "0", count: 10 - offset.utf8.count) + offset + " 00000 n \n"
            bytes += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        table += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(bytes.count)\n%%EOF\n"
        return bytes + Array(table.utf8)
    }
}
