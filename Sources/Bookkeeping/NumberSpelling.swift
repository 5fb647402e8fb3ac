/// In which spellings one document number may come back from a remote: without surrounding blanks, with its umlauts composed or not,
/// in another case (lexoffice finds numbers ignoring case, lexoffice-2026 B10). Two numbers that differ in this alone may be one.
package enum NumberSpelling {
    /// Compared with `==`, which knows composed and decomposed letters as the same.
    package static func folded(_ number: String) -> String { trimmed(number).lowercased() }

    package static func trimmed(_ number: String) -> String {
        let inner = number.drop(while: isBlank)
        return inner.lastIndex { !isBlank($0) }.map { String(inner[...$0]) } ?? ""
    }

    package static func mayBeOne(_ left: String, _ right: String) -> Bool { folded(left) == folded(right) }

    /// What has to be asked for so that no spelling is missed: the number as it is, and without its blanks.
    package static func spellings(of number: String) -> [String] {
        let inner = trimmed(number)
        return isExactly(inner, number) || inner.isEmpty ? [number] : [number, inner]
    }

    /// Byte for byte: to the tax office two spellings are two numbers (S21).
    package static func isExactly(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    private static func isBlank(_ character: Character) -> Bool {
        character.isWhitespace || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }
}
