/// A posting category (lexoffice-api.md §3.6, domain.md §4).
package struct LexofficeCategory: Sendable, Hashable {
    package var id: String
    package var name: String
    package var isIncome: Bool
    package var contactRequired: Bool
    package var splitAllowed: Bool
    package var groupName: String
    /// No rate can be chosen for it.
    var isZeroRateOnly = false
    /// Cannot stand beside another category (§3.6).
    var isDistanceSale = false

    /// Ids of the three categories whose real ids are not public.
    package static let construction13bID = "5b13c000-0000-4000-8000-000000000013"
    package static let photovoltaicID = "5b13c000-0000-4000-8000-000000000023"
    package static let downPaymentID = "5b13c000-0000-4000-8000-000000000033"

    package static let all: [LexofficeCategory] = income + outgo

    static func with(id: String) -> LexofficeCategory? { all.first { $0.id == id } }

    private static let income: [LexofficeCategory] = [
        LexofficeCategory("8f8664a1-fd86-11e1-a21f-0800200c9a66", "Einnahmen", split: true),
        LexofficeCategory("8f8664a0-fd86-11e1-a21f-0800200c9a66", "Dienstleistung", split: true),
        LexofficeCategory("8f8664a8-fd86-11e1-a21f-0800200c9a66", "Warenverkäufe", split: true),
        LexofficeCategory("9075a4e3-66de-4795-a016-3889feca0d20", "Innergemeinschaftliche Lieferung", contact: true),
        LexofficeCategory("380a20cb-d04c-426e-b49c-84c22adfa362", "Fremdleistungen §13b", contact: true),
        LexofficeCategory("93d24c20-ea84-424e-a731-5e1b78d1e6a9", "Ausfuhrlieferungen an Drittländer", contact: true),
        LexofficeCategory("ef5b1a6e-f690-4004-9a19-91276348894f", "Dienstleistungen an Drittländer", contact: true),
        LexofficeCategory("f5c7fee8-f184-4e7a-ab04-8f7e7ad6c207", "Einnahmen als Kleinunternehmer"),
        LexofficeCategory("7c112b66-0565-479c-bc18-5845e080880a", "Fernverkauf", split: true, distance: true),
        LexofficeCategory("d73b880f-c24a-41ea-a862-18d90e1c3d82", "Elektronische Dienstleistungen", split: true, distance: true),
        LexofficeCategory(
            "4ebd965a-7126-416c-9d8c-a5c9366ee473", "Fernverkauf in EU-Land steuerpflichtig", split: true, distance: true),
        LexofficeCategory(
            "7ecea006-844c-4c98-a02d-aa3142640dd5", "Elektronische Dienstleistungen in EU-Land steuerpflichtig", split: true,
            distance: true),
        LexofficeCategory(construction13bID, "Bauleistungen §13b", contact: true),
        LexofficeCategory(photovoltaicID, "Photovoltaikanlagen", split: true, zero: true),
        LexofficeCategory(downPaymentID, "Anzahlungen", split: true),
    ]

    private static let outgo: [LexofficeCategory] = [
        LexofficeCategory("16d04a28-fd91-11e1-a21f-0800200c9a66", "Material/Waren", income: false, split: true),
        LexofficeCategory("cf03a2b0-f838-474f-ac5e-67adb9b830c7", "Reise MA", income: false, split: true),
        LexofficeCategory("3620798f-ae06-4492-b775-1c87eb99247c", "Fahrtkosten MA", income: false),
        LexofficeCategory("5b13c000-0000-4000-8000-000000000043", "Fremdleistungen §13b", income: false, contact: true),
        LexofficeCategory("5b13c000-0000-4000-8000-000000000053", "Büromaterial", income: false, split: true),
    ]

    private init(
        _ id: String, _ name: String, income: Bool = true, contact: Bool = false, split: Bool = false, zero: Bool = false,
        distance: Bool = false
    ) {
        self.id = id
        self.name = name
        isIncome = income
        contactRequired = contact
        splitAllowed = split
        groupName = income ? "Einnahmen" : "Ausgaben"
        isZeroRateOnly = zero
        isDistanceSale = distance
    }

    var json: SandboxJSON {
        [
            "id": .string(id), "name": .string(name), "type": isIncome ? "income" : "outgo",
            "contactRequired": .bool(contactRequired), "splitAllowed": .bool(splitAllowed), "groupName": .string(groupName),
        ]
    }
}
