internal import Logging

/// The metadata keys a log line may carry, all of them. A closed set, because what is not in it may be anything: a library's metadata
/// has paths with queries and headers with keys in it. Values are ids, codes and numbers, never a person's name or address.
package enum LogField: String, CaseIterable, Sendable {
    /// Which one of a fleet's.
    case account
    /// Which chart: invoice, contact, payment, integration.
    case kind
    /// The machine's key.
    case key
    /// `from>to`, states of the chart.
    case transition
    case state
    /// A reason code of the domain.
    case reason
    /// hero, lexoffice, state.
    case system
    case operation
    /// An HTTP status, or a word of the closed set for no answer.
    case code
    case attempt
    /// A pass's number.
    case pass
    case outcome
    case documents, requests, writes
    case milliseconds
    /// A configuration key.
    case setting
    case listener
    /// Who holds the lock, by process id.
    case holder
    /// Exit code of the process.
    case exit
    case version
    /// The type of an error; its text may quote anything.
    case error
    /// Names of metadata keys that were left out because they are not of this set.
    case withheld

    /// The field of the journal, e.g. `RECONCILE_KEY`.
    package var journalName: String { "RECONCILE_" + rawValue.uppercased() }
}

extension Logger.MetadataValue {
    /// Nil for what is no single value, nor a list of such.
    var plainText: String? {
        switch self {
        case .string(let text): return text
        case .stringConvertible(let value): return value.description
        case .dictionary: return nil
        case .array(let values):
            guard values.count <= 32 else { return nil }
            var texts: [String] = []
            for value in values {
                switch value {
                case .string(let text): texts.append(text)
                case .stringConvertible(let value): texts.append(value.description)
                case .array, .dictionary: return nil
                }
            }
            return texts.joined(separator: ",")
        }
    }
}
