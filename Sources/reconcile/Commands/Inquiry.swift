import Foundation
import Persistence
import Reconciliation
import Wording

/// What reading commands share: the state beside a running instance, without any request.
struct Inquiry {
    let wiring: Wiring
    let store: Store

    init(_ options: Options) throws {
        wiring = try Wiring(options)
        store = try Store.view(directory: wiring.stateDirectory)
    }

    func standing(_ name: String, _ language: Language) throws -> DocumentStatus {
        let found = try DocumentStatus.find(name, store)
        guard let first = found.first else {
            throw CommandFailure(.usage, "\(Catalogue.noSuchDocument(language)): \(name)", hint: "`reconcile list`")
        }
        guard found.count == 1 else {
            throw CommandFailure(
                .usage, "\(Catalogue.severalDocuments(language)): \(found.map(\.key).joined(separator: ", "))", hint: "`reconcile list`")
        }
        return first
    }
}
