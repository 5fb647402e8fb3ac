import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Reconciliation
import TestSupport
import Testing
import Transport

@testable import Sandbox

// MARK: what does not come

extension PlayedWay {
    static let held: [PlayedWay] =
        [
            PlayedWay(
                .notAnswered, "opened and saved",
                {
                    let scene = try await PlayedScene()
                    let id = scene.publish()
                    scene.between = Meddler(answer: { request in
                        guard request.asksForDocument(id) else { return nil }
                        return IncomingResponse(status: 200, #"{"errors":[{"message":"Internal server error"}]}"#)
                    })
                    return scene
                }, deed: mended),
            PlayedWay(
                .rowUnreadable, "opened and saved",
                {
                    let scene = try await PlayedScene()
                    let id = scene.publish()
                    scene.between = Meddler(change: { request, response in
                        guard request.text.contains("query DocumentPage(") else { return }
                        response.replace("\"id\":\(id),", "\"id\":null,")
                    })
                    return scene
                }, deed: mendedBySupport),
            PlayedWay(
                .waitingForOriginal, "the original is settled",
                {
                    let scene = try await PlayedScene()
                    let original = scene.publish()
                    scene.between = .document(original, "\"currency\":\"EUR\"", "\"currency\":7")
                    return PlayedScene(scene, try scene.company.cancel(original))
                }, deed: { try await PlayedScene($0, try $0.original).bookByHand() }),
        ]
        + ways(
            .notAccepted, { try await refused { $0.head.path?.hasSuffix("/files") == true } },
            [
                ("without a file", answers(.rule(.withoutFile))), ("sent again", mended),
                ("attached by hand", { try $0.attachByHand() }),
            ])
        + ways(
            .notAccepted, { try await refused { $0.head.path == "/v1/contacts" } },
            [
                ("on the collective customer", answers(.contact(.collective))), ("sent again", mended),
                ("created by hand", { _ = $0.company.enterContact(name, email: email) }),
            ])
        + ways(
            .notAccepted, { try await refused { $0.head.path == "/v1/vouchers" } },
            [
                (
                    "by hand",
                    { scene in
                        scene.between = Meddler()
                        try await scene.bookByHand()
                    }
                ), ("sent again", mended),
            ])
        + ways(
            .originalMissing,
            {
                let scene = try await PlayedScene()
                let original = scene.publish { $0.isNeverRendered = true }
                return PlayedScene(scene, try scene.company.cancel(original))
            },
            [
                ("the original is settled", { try await $0.answer(.rule(.withoutFile), try $0.original) }),
                (
                    "by hand",
                    { scene in
                        try await scene.bookByHand(type: .salesCreditNote)
                        try await scene.answer(.rule(.withoutFile), try scene.original)
                    }
                ),
            ])
        + ways(
            .fileElsewhere,
            {
                let booked = try await BookedDocument()
                try booked.lexoffice { try $0.voidVoucher($1, now: $2) }
                try await booked.company.pass()
                _ = try await booked.company.answer(.absent, String(booked.id))
                return PlayedScene(booked)
            },
            [
                (
                    "the other voucher is deleted",
                    { scene in
                        let own = try scene.company.voucher(of: scene.id).id
                        let now = scene.company.now
                        let other = try #require(scene.company.vouchers.first { $0.id != own })
                        try scene.company.world.withLexoffice { try $0.deleteVoucher(other.id, now: now) }
                        try await scene.answer(.retry)
                    }
                ), ("without a file", answers(.rule(.withoutFile))),
            ])
}

extension PlayedWay {
    /// 500 for ever, to one kind of write.
    private static func refused(_ isIt: @escaping @Sendable (OutgoingRequest) -> Bool) async throws -> PlayedScene {
        let scene = try await PlayedScene()
        scene.publish()
        scene.between = Meddler(answer: { request in
            request.head.method == .post && isIt(request) ? IncomingResponse(status: 500, "{}") : nil
        })
        return scene
    }
}

// MARK: customers

extension PlayedWay {
    private static let name = "Müller & Söhne Bau"
    private static let email = "rechnung@mueller.example"

    /// - Parameter contacts: of these names, with the customer's address, in lexoffice.
    private static func met(_ contacts: [String], isCustomer: Bool = true) async throws -> PlayedScene {
        let scene = try await PlayedScene()
        for name in contacts { _ = scene.company.enterContact(name, email: email, isCustomer: isCustomer) }
        scene.company.settleIndex()
        scene.publish()
        return scene
    }

    private static let chosen: Deed = { scene in
        let contact = try #require(scene.company.world.lexoffice.contacts.last { $0.content.isCustomer || $0.content.isVendor })
        let now = scene.company.now
        try scene.company.world.withLexoffice { try $0.editContact(contact.id, now: now) { $0.content.isCustomer = true } }
        try await scene.answer(.contact(.chosen(contact.id)))
    }

    private static let anyContact: [(String, Deed)] = [
        ("this contact", chosen), ("a new contact", answers(.contact(.new))), ("the collective customer", answers(.contact(.collective))),
    ]

    static let customers: [PlayedWay] =
        ways(
            .contactAmbiguous, { try await met([name, name]) },
            anyContact + [("one is archived", firstContact { $0.isArchived = true })])
        + ways(.contactSimilar, { try await met(["Müller und Enkel"]) }, anyContact)
        + ways(
            .contactNotCustomer, { try await met([name], isCustomer: false) },
            anyContact + [("it is given the role", firstContact { $0.content.isCustomer = true })])
        + ways(
            .contactNotSearchable,
            {
                let scene = try await PlayedScene(Company.customer("Firma GmbH", email: "xy"), crowd: 10_000)
                scene.publish()
                return scene
            },
            [
                ("this contact", chosen), ("the collective customer", answers(.contact(.collective))),
                ("named in full", edited { $0.companyName = "Firma Zwiebelturm GmbH" }),
            ])
        + ways(
            .contactIncomplete,
            {
                let scene = try await PlayedScene(HeroCustomerRecord(type: "private", firstName: "Änne"))
                scene.publish()
                return scene
            }, [("named", edited { $0.lastName = "Roß" }), ("the collective customer", answers(.contact(.collective)))])
        + ways(
            .countryUnknown,
            {
                var record = Company.customer()
                record.address?.countryID = 77
                let scene = try await PlayedScene(record)
                scene.company.world.withHero { $0.addCountry(77, code: "Nirgendwo") }
                scene.publish()
                return scene
            }, [("corrected", edited { $0.address?.countryID = 1 }), ("the collective customer", answers(.contact(.collective)))])
        + demanded

    private static let demanded: [PlayedWay] = [
        PlayedWay(
            .companyContactRequired, "made a company",
            {
                let scene = try await PlayedScene(
                    HeroCustomerRecord(
                        type: "private", firstName: "Änne", lastName: "Roß", address: HeroAddressRecord(zipcode: "30449", city: "Hannover"))
                )
                scene.publish([HeroLine("Rohbau", unitPrice: 10_000, rate: 0)], type: SampleTypes.construction)
                return scene
            },
            deed: edited {
                $0.type = "commercial"
                $0.companyName = "Roß Bau"
            }),
        PlayedWay(
            .vatIDRequired, "with a contact that has it",
            {
                let scene = try await PlayedScene(categories: [.intraEUGoods: "9075a4e3-66de-4795-a016-3889feca0d20"])
                scene.publish([HeroLine("Ware", unitPrice: 10_000, rate: 0, zeroReason: "intra_eu_goods")]) { $0.eInvoice = HeroEInvoice() }
                return scene
            },
            deed: { scene in
                let now = scene.company.now
                scene.company.world.withLexoffice { lexoffice in
                    var content = LexofficeContactContent(identity: .company(.init(name: name, vatID: "ATU12345678")))
                    content.emails = [.init(list: "business", value: email)]
                    content.billing = [PostalAddress(street: "Ring 1", zip: "1010", city: "Wien", countryCode: "AT")]
                    _ = lexoffice.enterContact(content, now: now)
                }
                scene.company.settleIndex()
                try await scene.answer(.retry)
            }),
        PlayedWay(
            .contactRequired, "assigned",
            {
                let scene = try await PlayedScene()
                scene.publish { $0.customerID = 999_999 }
                return scene
            },
            deed: { scene in
                let customer = scene.customer
                scene.hero { $0.edit(documentID: $1, now: $2) { $0.customerID = customer } }
                try await scene.answer(.retry)
            }),
    ]

    private static func firstContact(_ change: @escaping @Sendable (inout LexofficeContactRecord) -> Void) -> Deed {
        { scene in
            let (contact, now) = (try #require(scene.company.world.lexoffice.contacts.first), scene.company.now)
            try scene.company.world.withLexoffice { try $0.editContact(contact.id, now: now, change) }
            try await scene.answer(.retry)
        }
    }

    private static func edited(_ change: @escaping @Sendable (inout HeroCustomerRecord) -> Void) -> Deed {
        { scene in
            scene.editCustomer(change)
            try await scene.answer(.retry)
        }
    }
}
