import Foundation
import Output

/// Who runs a command, as the journal says it: `user:erika(uid 1000)`. The number is the kernel's. The name is what the environment
/// says, and so is the number of the one who called sudo, which is why that is believed of root alone.
enum JournalActor {
    private static let nameMaximum = 40

    static func name(_ environment: [String: String], uid: UInt32 = getuid()) -> String {
        let called = ["SUDO_USER", "USER", "LOGNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "unknown"
        let caller = uid == 0 ? environment["SUDO_UID"].flatMap { UInt32($0) }.map { ", sudo uid \($0)" } : nil
        return "user:\(harmless(called))(uid \(uid)\(caller ?? ""))"
    }

    /// No bracket, so that no name looks like the number behind it.
    private static func harmless(_ name: String) -> String {
        let scalars = Redaction.known.hiding(name).unicodeScalars.prefix(nameMaximum).map { scalar -> Unicode.Scalar in
            let isLetter = scalar.properties.isAlphabetic || scalar.properties.generalCategory == .decimalNumber
            return isLetter || "._-@*".unicodeScalars.contains(scalar) ? scalar : "?"
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
