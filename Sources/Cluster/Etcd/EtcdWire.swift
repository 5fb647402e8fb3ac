import FoundationEssentials

/// etcd's JSON, as its gateway speaks it: 64-bit numbers are text, keys and values base64, and what is zero, false or empty is left out.
struct WireNumber: Codable, Hashable, Sendable {
    var value: Int64

    init(_ value: Int64) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Some gateways write small ones as numbers.
        if let text = try? container.decode(String.self) {
            guard let value = Int64(text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "no whole number")
            }
            self.value = value
        } else {
            value = try container.decode(Int64.self)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(value))
    }
}

struct WireHeader: Decodable { var revision: WireNumber? }

struct WireKeyValue: Decodable {
    var key: Data
    var value: Data?
    var create_revision: WireNumber?
    var mod_revision: WireNumber?
    var lease: WireNumber?
}

struct WireRange: Codable {
    var key: Data
    var range_end: Data?
    var limit: WireNumber?
}

struct WireRangeAnswer: Decodable {
    var header: WireHeader?
    var kvs: [WireKeyValue]?
}

struct WirePut: Encodable {
    var key: Data
    var value: Data
    var lease: WireNumber?
}

struct WireDelete: Encodable { var key: Data }

struct WireCompare: Encodable {
    enum Target: String, Encodable { case create = "CREATE", mod = "MOD" }

    var key: Data
    var target: Target
    var result = "EQUAL"
    var create_revision: WireNumber?
    var mod_revision: WireNumber?
}

struct WireOperation: Encodable {
    var request_range: WireRange?
    var request_put: WirePut?
    var request_delete_range: WireDelete?
}

struct WireTransaction: Encodable {
    var compare: [WireCompare]
    var success: [WireOperation]
    var failure: [WireOperation]
}

struct WireTransactionAnswer: Decodable {
    struct Part: Decodable { var response_range: WireRangeAnswer? }

    var header: WireHeader?
    var succeeded: Bool?
    var responses: [Part]?
}

struct WireGrant: Encodable { var TTL: WireNumber }
struct WireLease: Encodable { var ID: WireNumber }

struct WireLeaseAnswer: Decodable {
    var ID: WireNumber?
    var TTL: WireNumber?
    var error: String?
}

/// A stream of which the gateway hands over the first answer.
struct WireKeepAliveAnswer: Decodable { var result: WireLeaseAnswer? }

struct WireCredentials: Encodable {
    var name: String
    var password: String
}

struct WireToken: Decodable { var token: String? }
struct WireNothing: Decodable {}

/// What comes with another status than 200.
struct WireRefusal: Decodable {
    var error: String?
    var message: String?
    var code: Int?
}
