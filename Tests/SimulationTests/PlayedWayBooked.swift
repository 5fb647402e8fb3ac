import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Reconciliation
import TestSupport
import Testing
import Transport

@testable import Sandbox

// MARK: vouchers

extension PlayedWay {
    private static func booked(
        _ happens: @escaping @Sendable (PlayedScene) async throws -> Void
    ) -> @Sendable () async throws -> PlayedScene {
        {
            let scene = PlayedScene(try await BookedDocument())
            try await happens(scene)
            return scene
        }
    }

    /// A voucher of our range that is none of HERO's, or of this number.
    private static func typed(_ scene: PlayedScene, _ number: String?) throws {
        let content = try scene.company.voucher(of: scene.id).content
        try scene.lexoffice { lexoffice, _, now in
            var other = content
            other.number = number ?? content.number
            _ = lexoffice.enterVoucher(other, now: now)
        }
    }

    /// Of the voucher that is none of ours.
    private static func other(_ action: @escaping @Sendable (inout LexofficeStandIn, String, Instant) throws -> Void) -> Deed {
        { scene in
            let own = try scene.company.voucher(of: scene.id).id
            let other = try #require(scene.company.vouchers.first { $0.id != own })
            try scene.lexoffice { lexoffice, _, now in try action(&lexoffice, other.id, now) }
        }
    }

    private static let deleted: Deed = other { try $0.deleteVoucher($1, now: $2) }

    static let vouchers: [PlayedWay] =
        [PlayedWay(.voucherDoubled, "the surplus one is deleted", booked { try typed($0, nil) }, deed: deleted)]
        + ways(
            .surplusVoucher, booked { try typed($0, "RE-2026-0900") },
            [("deleted", deleted), ("renumbered", other { try $0.editVoucher($1, now: $2) { $0.content.number = "X-1" } })])
        + ways(
            .cancelledWithoutDocument, booked { $0.hero { $0.markCancelled(documentID: $1, now: $2) } },
            [
                (
                    "the cancellation is created",
                    { scene in
                        let lines = [HeroLine("Montage", unitPrice: -10_000, rate: 19)]
                        scene.hero { _ = $0.creditNote(for: $1, typeID: SampleTypes.cancellation, lines: lines, now: $2) }
                    }
                ),
                (
                    "by hand",
                    { scene in
                        _ = try await scene.company.enterVoucher("von Hand", cents: 11_900, type: .salesCreditNote)
                        try await scene.answer(.accept)
                    }
                ),
            ])
        + ways(
            .nettingOpen, booked { _ = try $0.company.cancel($0.id) },
            [("netted", { try net($0) })])
        + ways(
            .cancelledWithMoney,
            booked { scene in
                let today = scene.company.today
                try scene.lexoffice { try $0.pay($1, type: .bank, amount: Cents(5_000), on: today, now: $2) }
                _ = try scene.company.cancel(scene.id)
            },
            [
                (
                    "refunded",
                    { scene in
                        // Netted as far as it goes, and the rest paid back.
                        try net(scene)
                        let reversal = try #require(scene.company.vouchers.first { $0.content.kind == .salesCreditNote })
                        let today = scene.company.today
                        try scene.lexoffice { lexoffice, _, now in
                            try lexoffice.pay(reversal.id, type: .bank, amount: reversal.openAmount, on: today, now: now)
                        }
                        // HERO has no way for it, which is the next thing told.
                        try await scene.pass()
                        try await scene.answer(.accept, try scene.reversal)
                    }
                )
            ])
        + [
            PlayedWay(
                .voucherUnreadable, "reported",
                booked { scene in
                    scene.between = Meddler(answer: { request in
                        guard request.head.method == .get, request.head.path?.hasPrefix("/v1/vouchers/") == true else { return nil }
                        return IncomingResponse(status: 200, "{}")
                    })
                }, deed: mendedBySupport),
            PlayedWay(
                .statusUnknown, "reported",
                booked { scene in
                    scene.hero { $0.markSent(documentID: $1, now: $2) }
                    scene.between = .hero("\"status_code\":200", "\"status_code\":777")
                }, deed: mendedBySupport),
            PlayedWay(.contactArchived, "reactivated", archived, deed: { try await meetAgain($0, isArchived: false) }),
            PlayedWay(.contactArchived, "looked for again", archived, deed: { try await meetAgain($0, isArchived: true) }),
            PlayedWay(
                .voucherNotFound, "by hand",
                {
                    let premises = try Premises()
                    let company = premises.company
                    let customer = company.openShop()
                    try await company.setup()
                    let (start, id) = (company.today, company.invoice(customer: customer))
                    try await company.passUntilQuiet()
                    let (voucher, now) = (try company.voucher(of: id).id, company.now)
                    try company.world.withLexoffice { try $0.deleteVoucher(voucher, now: now) }
                    company.advance(hours: 48)
                    try premises.loseEverything()
                    try await company.setUpAgain(relinkFrom: start)
                    return PlayedScene(company, customer, id, in: premises)
                }, deed: { try await $0.bookByHand() }),
        ]

    private static func net(_ scene: PlayedScene) throws {
        let credit = try #require(scene.company.vouchers.first { $0.content.kind == .salesCreditNote })
        let today = scene.company.today
        try scene.lexoffice { try $0.net(invoice: $1, creditNote: credit.id, on: today, now: $2) }
    }

    /// It is seen when a customer nobody met makes us read the contacts.
    private static let archived = booked { scene in
        let contact = try #require(try scene.company.voucher(of: scene.id).content.contactID)
        try scene.lexoffice { lexoffice, _, now in try lexoffice.archiveContact(contact, now: now) }
        let stranger = scene.company.openShop(Company.customer("Weiß GmbH", email: "post@example.example"))
        scene.company.invoice(customer: stranger)
    }

    private static func meetAgain(_ scene: PlayedScene, isArchived: Bool) async throws {
        let contact = try #require(try scene.company.voucher(of: scene.id).content.contactID)
        try scene.lexoffice { lexoffice, _, now in try lexoffice.editContact(contact, now: now) { $0.isArchived = isArchived } }
        scene.company.invoice(customer: scene.customer)
    }
}

// MARK: payments

extension PlayedWay {
    private static func paid(_ cents: Int64 = 11_900, _ scene: PlayedScene) throws {
        let today = scene.company.today
        try scene.lexoffice { try $0.pay($1, type: .bank, amount: Cents(cents), on: today, now: $2) }
    }

    private static func entered(_ cents: Int64 = 11_900, daysAgo: Int = 0) -> Deed {
        { scene in
            let day = scene.company.today.adding(days: -daysAgo)
            scene.hero { $0.enterPayment(documentID: $1, value: Cents(cents), on: day, now: $2) }
        }
    }

    /// On the day that lexoffice shows.
    private static let enteredAsPaid: Deed = { scene in
        let day = try #require(try scene.company.voucher(of: scene.id).payments.first?.date)
        scene.hero { $0.enterPayment(documentID: $1, value: Cents(11_900), on: day, now: $2) }
    }

    private static func entries(_ change: @escaping @Sendable (inout [HeroPaymentRecord]) -> Void) -> Deed {
        { scene in scene.hero { _ = $0.editPayments(documentID: $1, now: $2, change) } }
    }

    private static let refusing = Meddler(answer: { request in
        guard request.text.contains("mutation") else { return nil }
        return IncomingResponse(status: 200, #"{"errors":[{"message":"Zahlung nicht möglich"}],"data":{"create_payment":null}}"#)
    })

    private static let silent = Meddler(answer: { request in
        request.head.path?.contains("/v1/payments/") == true
            ? IncomingResponse(status: 406, #"{"status":406,"error":"Not Acceptable"}"#) : nil
    })

    static let payments: [PlayedWay] =
        ways(
            .paymentEdited,
            booked { scene in
                try paid(5_000, scene)
                try await scene.pass()
                scene.hero { _ = $0.editPayments(documentID: $1, now: $2) { $0[0].value = 6_000 } }
            },
            [
                ("changed back", entries { $0[0].value = 5_000 }), ("deleted", entries { $0.removeAll() }),
                ("let stand", answers(.accept)),
            ])
        + ways(
            .paymentClash,
            booked { scene in
                try await entered(daysAgo: 2)(scene)
                try paid(11_900, scene)
            },
            [
                (
                    "it is the one",
                    { scene in
                        let entry = try #require(scene.company.heroPayments(of: scene.id).first?.id)
                        try await scene.answer(.adopt(voucherID: String(entry)))
                    }
                ),
                (
                    "it is not",
                    { scene in
                        try await scene.answer(.absent)
                        // Then it is somebody's own, which is the next thing told.
                        try await scene.pass()
                        try await scene.answer(.accept)
                    }
                ),
            ])
        + ways(
            .paymentRefused,
            booked { scene in
                scene.between = refusing
                try paid(11_900, scene)
            }, [("by hand", entered()), ("let stand", answers(.accept)), ("sent again", mended)])
        + ways(
            .notAccepted,
            booked { scene in
                scene.between = Meddler(answer: { $0.text.contains("mutation") ? IncomingResponse(status: 500, "{}") : nil })
                try paid(11_900, scene)
            }, [("entered by hand", enteredAsPaid), ("sent again", mended)])
        + ways(
            .refundNotMirrored,
            booked { scene in
                let reversal = try scene.company.cancel(scene.id)
                try await scene.pass()
                let (credit, today, now) = (try scene.company.voucher(of: reversal).id, scene.company.today, scene.company.now)
                try scene.company.world.withLexoffice { try $0.pay(credit, type: .bank, amount: Cents(11_900), on: today, now: now) }
                scene.company.settleIndex()
            },
            [
                (
                    "by hand",
                    { scene in
                        let (reversal, today, now) = (try scene.reversal, scene.company.today, scene.company.now)
                        scene.company.world.withHero {
                            _ = $0.enterPayment(documentID: reversal, value: Cents(-11_900), on: today, now: now)
                        }
                    }
                ), ("let stand", { try await $0.answer(.accept, try $0.reversal) }),
            ])
        + ways(
            .paymentOnCancelled,
            booked { scene in
                scene.hero { hero, _, _ in hero.settings.keepsBookingOfCancelled = false }
                _ = try scene.company.cancel(scene.id)
                try await scene.pass()
                try paid(11_900, scene)
            },
            [
                (
                    "assigned elsewhere",
                    { scene in
                        let payment = LexofficePayment(type: .bank, amount: Cents(11_900), date: scene.company.today)
                        try scene.lexoffice { try $0.removePayment($1, payment, now: $2) }
                    }
                ), ("let stand", answers(.accept)),
            ])
        + ways(
            .paymentsNotTold,
            booked { scene in
                scene.between = silent
                try paid(11_900, scene)
            },
            [
                ("lexoffice tells it again", mendedBySupport),
                (
                    "by hand",
                    { scene in
                        try await entered()(scene)
                        try await scene.answer(.accept)
                    }
                ),
            ])
}
