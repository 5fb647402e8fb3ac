import Lexoffice
import Telemetry
import TestSupport
import Web

/// What anybody may post to the open door: the body, the header that signs it, the length it claims; and the key in the file.
enum Webhooks {
    static let target = FuzzTarget(name: "webhooks", mebibytesMaximum: 128, tokens: tokens) {
        let rig = try Rig()
        let seeds = Corpus.fixtures("lexoffice").filter { holds($0, "eventType") || holds($0, "PUBLIC KEY") }
        return FuzzTarget.Prepared(seeds: seeds + [Array(rig.publicPEM.utf8)]) { rig.read($0) }
    }

    private static let tokens = [
        "\"organizationId\":", "\"eventType\":", "\"resourceId\":", "\"eventDate\":", "payment.changed", "voucher.created", "token.revoked",
        "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----", "MIIB", "====", "../..",
    ]

    struct Rig {
        private let key: WebhookKey
        private let receiver: WebhookReceiver

        init() throws {
            key = try WebhookKey()
            receiver = WebhookReceiver(
                signature: try WebhookSignature(pem: key.publicPEM), organizationID: { "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01" },
                registry: MetricRegistry(version: "1", startedAt: 0),
                onHint: { hint in
                    hold((1...64).contains(hint.resourceID.utf8.count) && !hint.resourceID.contains("/"), "an id is an id")
                })
        }

        var publicPEM: String { key.publicPEM }

        func read(_ bytes: [UInt8]) {
            let number = fingerprint(bytes)
            let header = header(for: bytes, number)
            let lengths = [nil, bytes.count, 0, -1, .max, .min, 65_536, 65_537]
            let refusal = receiver.refusal(
                signature: header, contentLength: lengths[number / 8 % lengths.count], isStopping: number % 97 == 0)
            if refusal == nil || number % 2 == 0 { _ = receiver.receive(bytes, signature: header ?? "") }
            if number % 8 == 7 {
                let signature = try? WebhookSignature(pem: String(decoding: bytes, as: UTF8.self))
                receiver.use(signature)
                _ = receiver.receive(bytes, signature: header ?? "")
                receiver.use(try? WebhookSignature(pem: publicPEM))
            }
        }

        /// Genuine for every fourth, because signing is dear and nothing behind the signature is reached without it.
        private func header(for bytes: [UInt8], _ number: Int) -> String? {
            switch number % 4 {
            case 0: try? key.signature(bytes)
            case 1: String(decoding: bytes.prefix(2_000), as: UTF8.self)
            case 2: String(repeating: String(UnicodeScalar(UInt8(number & 0x7F))), count: 344)
            case _ where number % 3 == 0: nil
            default: String((String(decoding: bytes, as: UTF8.self) + String(repeating: "A", count: 344)).prefix(344))
            }
        }
    }
}
