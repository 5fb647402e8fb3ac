/// Makes inputs out of seeds. An input is a function of the seed number and its own number alone.
struct Mutator: Sendable {
    /// The program bounds what it reads; what is longer only makes the runs slower.
    static let lengthMaximum = 1 << 16

    let corpus: [[UInt8]]
    let tokens: [[UInt8]]

    init(corpus: [[UInt8]], tokens: [String]) {
        self.corpus = corpus.isEmpty ? [[]] : corpus
        self.tokens = (Tokens.common + tokens).map { Array($0.utf8) }
    }

    /// The kept inputs come first, as they are; then what is made of them.
    func input(_ index: Int, seed: UInt64) -> [UInt8] {
        if index < corpus.count { return corpus[index] }
        var chance = Chance(seed: seed, index: UInt64(index))
        var bytes = chance.pick(corpus) ?? []
        repeat {
            let mutation = chance.pick(Mutation.allCases) ?? .flipBit
            mutation.apply(to: &bytes, self, &chance)
            if bytes.count > Self.lengthMaximum { bytes.removeLast(bytes.count - Self.lengthMaximum) }
        } while !chance.isOne(in: 4)
        return bytes
    }
}

enum Tokens {
    static let numbers = [
        "0", "-0", "1", "-1", "0.005", "1.005", "-18.525", "0.30000000000000004", "1e3", "1E-2", "1e40", "-1e40", "1e41", "1e-40", "1e308",
        "1e309", "1e-400", "1e2147483648", "1e99999999999999999999", "999999999999999999", "1000000000000.005", "123456789012345678.9",
        "10000000000.00", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615", "4294967296",
        "170141183460469231731687303715884105727", "-170141183460469231731687303715884105728", "0.000000000000000000001", "00", "01", "1.",
        ".5", "-", "+1", "1e", "1e+", "NaN", "Infinity", "-Infinity", "0x10", "1_000", "1,5", "1.000,00", "\u{661}\u{662}",
    ]
    static let words = [
        "null", "true", "false", "{}", "[]", "\"\"", "[[]]", "[{}]", "{\"\":{}}", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"",
        "\\", "\"", "{", "}", "[", "]", ":", ",", "\n", "\r\n", "\t", " ", "\u{0}", "\u{FEFF}", "\u{202E}", "\u{1B}[2J", "e\u{301}", "ß",
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "1970-01-01", "0000-00-00", "9999-12-31", "2199-12-31T23:59:59Z",
        "2026-02-29", "2026-03-29T02:30:00+01:00", "2026-10-25T02:30:00.000000000Z", "2026-04-07T00:00:00.000+02:00", "24:00:61", "..",
        "%00",
        "&amp;", "<html>", "<!doctype html>",
    ]
    static let common = numbers + words
}
