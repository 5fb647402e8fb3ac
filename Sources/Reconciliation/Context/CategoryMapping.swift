package import Bookkeeping
package import Lexoffice

/// Which lexoffice category each of our keys stands for. Public ids are proposals; each must exist as an income category of
/// this organisation. The ids of §13b construction work and photovoltaics are not public: an administrator names them
/// (domain.md §4), nothing is taken for granted by its name.
package enum CategoryMapping {
    /// domain.md §4.
    package static let published: [PostingCategory: [String]] = [
        .revenue: ["8f8664a1-fd86-11e1-a21f-0800200c9a66"],
        .revenueService: ["8f8664a0-fd86-11e1-a21f-0800200c9a66"],
        .revenueGoods: ["8f8664a8-fd86-11e1-a21f-0800200c9a66"],
        .intraEUGoods: ["9075a4e3-66de-4795-a016-3889feca0d20"],
        .euService13b: ["380a20cb-d04c-426e-b49c-84c22adfa362"],
        .exportGoods: ["93d24c20-ea84-424e-a731-5e1b78d1e6a9"],
        .exportService: ["ef5b1a6e-f690-4004-9a19-91276348894f"],
        // Renewed by lexoffice on 2026-04-28; an organisation lists one of the two.
        .smallBusiness: ["f5c7fee8-f184-4e7a-ab04-8f7e7ad6c207", "7a1efa0e-6283-4cbf-9583-8e88d3ba5960"],
    ]

    package struct Refusal: Error, Sendable, Hashable {
        package var key: PostingCategory
        package var id: String
        package var cause: String
    }

    /// - Parameter chosen: the administrator's own ids; each must be an income category of the list.
    package static func mapping(chosen: [PostingCategory: String], among listed: [RemoteCategory]) throws(Refusal)
        -> [PostingCategory: CategoryRule]
    {
        let income = byID(listed)
        var mapping: [PostingCategory: CategoryRule] = [:]
        for (key, ids) in published { mapping[key] = ids.lazy.compactMap { income[$0] }.first }
        for (key, id) in chosen.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let rule = income[id.lowercased()] else {
                throw Refusal(key: key, id: id, cause: "is no income category of this organisation")
            }
            mapping[key] = rule
        }
        return mapping
    }

    /// The mapping without the ids that are gone, and with the flags as they are now.
    static func living(_ mapping: [PostingCategory: CategoryRule], among listed: [RemoteCategory]) -> [PostingCategory: CategoryRule] {
        let income = byID(listed)
        return mapping.compactMapValues { income[$0.id.lowercased()] }
    }

    private static func byID(_ listed: [RemoteCategory]) -> [String: CategoryRule] {
        let income = listed.filter { $0.kind == .income }
        return Dictionary(
            income.map { category in
                (
                    category.id.lowercased(),
                    CategoryRule(
                        id: category.id, name: category.name, contactRequired: category.contactRequired, splitAllowed: category.splitAllowed
                    )
                )
            }, uniquingKeysWith: { first, _ in first })
    }
}
