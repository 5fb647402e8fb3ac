/// The words of a backup.
extension Catalogue {
    package static let backupDone = Wording("Gesichert und geprüft", "Backed up and checked")
    package static let backupBytes = Wording("Bytes", "bytes")
    package static let backupAnchor = Wording("Prüfsumme des Protokolls (getrennt aufbewahren)", "Hash of the journal (keep it elsewhere)")
    package static let backupNoSecrets = Wording(
        "Zugangsdaten sind nicht enthalten; sie werden getrennt verwahrt.", "Credentials are not part of it; they are kept elsewhere.")
}
