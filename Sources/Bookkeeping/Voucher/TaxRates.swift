/// The rates lexoffice knows on a voucher, in whole percent (domain.md C12).
package enum TaxRates {
    static let all = [19, 16, 7, 5, 0]

    /// Highest first; 16 % and 5 % only for services of the second half of 2020.
    package static func allowed(on serviceDay: BusinessDay?) -> [Int] {
        guard let serviceDay, serviceDay.year == 2020, serviceDay.month >= 7 else { return [19, 7, 0] }
        return all
    }
}
