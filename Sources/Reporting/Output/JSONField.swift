package import Bookkeeping
package import Reconciliation

/// What a field of a record may hold.
package protocol JSONField {
    var jsonValue: OrderedJSON { get }
}

extension OrderedJSON: JSONField { package var jsonValue: OrderedJSON { self } }
extension String: JSONField { package var jsonValue: OrderedJSON { .text(self) } }
extension Int: JSONField { package var jsonValue: OrderedJSON { .integer(self) } }
extension Int64: JSONField { package var jsonValue: OrderedJSON { .integer(Int(self)) } }
extension Bool: JSONField { package var jsonValue: OrderedJSON { .flag(self) } }
/// In cents.
extension Cents: JSONField { package var jsonValue: OrderedJSON { .integer(Int(amount)) } }
extension Exit: JSONField { package var jsonValue: OrderedJSON { .integer(Int(rawValue)) } }
extension Array: JSONField where Element: JSONField { package var jsonValue: OrderedJSON { .list(map(\.jsonValue)) } }
