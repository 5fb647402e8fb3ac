import Bookkeeping
import Foundation
import Testing

/// A fleet as files: its own, an account file each, and their keys.
struct AccountFiles: Sendable {
    let directory: TemporaryDirectory

    var path: String { directory.path + "/fleet.yaml" }
    var states: String { directory.path + "/states" }
    var keys: String { directory.path + "/keys" }

    init(_ more: String = "") throws {
        directory = try TemporaryDirectory()
        for name in ["accounts", "keys"] {
            try FileManager.default.createDirectory(
                atPath: "\(directory.path)/\(name)", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        }
        _ = try directory.file("fleet.yaml", "credentials-directory: keys\nstate-directory: states\n" + more)
    }

    func add(_ name: String, _ yaml: String = "", hero: String? = Shop.heroKey, lexoffice: String? = Shop.lexofficeKey) throws {
        _ = try directory.file("accounts/\(name).yaml", yaml)
        if let hero { try key("\(name).hero-api-key", hero) }
        if let lexoffice { try key("\(name).lexoffice-api-key", lexoffice) }
    }

    /// An account of the stand-ins of a shop.
    func add(_ name: String, of shop: Shop, lexoffice: String = Shop.lexofficeKey) throws {
        let yaml = """
            hero:
              endpoint: \(shop.heroEndpoint)
            lexoffice:
              endpoint: \(shop.lexofficeEndpoint)
              requests-per-second: 500
            settle-seconds: 0

            """
        try add(name, yaml, lexoffice: lexoffice)
    }

    func key(_ name: String, _ text: String) throws {
        let path = try directory.file("keys/\(name)", text + "\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// Nothing of a single installation, but for keys that must not be taken.
    var environment: [String: String] {
        Installation.environment.merging([
            "HOME": directory.path, "LANG": "en_GB.UTF-8", "USER": "tester", "RECONCILE_FLEET": path,
            "RECONCILE_HERO_API_KEY": "ac_Fremdling0123456789", "RECONCILE_LEXOFFICE_API_KEY": "Fremdling-0123456789",
        ]) { _, new in new }
    }

    func run(_ arguments: [String], with changes: [String: String] = [:]) async throws -> Child.Ending {
        try await Child.run(Installation.reconcile, arguments, environment: environment.merging(changes) { _, new in new })
    }

    func run(_ arguments: String..., account: String) async throws -> Child.Ending { try await run(arguments + ["--account", account]) }

    func setUp(_ account: String, of shop: Shop) async throws {
        let arguments = ["setup", "--start-date", shop.today.description] + Shop.confirmations + Shop.categories
        let ending = try await run(arguments + ["--account", account])
        try #require(ending.exit == 0, "\(ending.text)")
    }
}
