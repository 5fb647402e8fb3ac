import Crypto
import FoundationEssentials
import Transport

/// PKCE (RFC 7636): only who began a login can finish it, even if the code falls into other hands on its way back.
struct ProofKey: Sendable {
    let verifier: String

    init(verifier: String) { self.verifier = verifier }

    init(time: any TimeSource) { self.init(verifier: Base64URL.random(time)) }

    /// `S256`, the only method lexoffice takes.
    var challenge: String { Base64URL.encoded(Array(SHA256.hash(data: Data(verifier.utf8)))) }
}

enum Base64URL {
    static func encoded(_ bytes: [UInt8]) -> String {
        String(
            Data(bytes).base64EncodedString().compactMap { character -> Character? in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }

    /// 256 random bits in 43 characters.
    static func random(_ time: any TimeSource) -> String {
        encoded((0..<4).flatMap { _ in withUnsafeBytes(of: time.randomWord()) { Array($0) } })
    }
}
