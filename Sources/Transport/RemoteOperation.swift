package enum RemoteSystem: String, Sendable, CaseIterable { case hero, lexoffice }

/// What a request asks, as metrics name it. Said by whoever makes the request, from the list of what that module asks.
package struct RemoteOperation: Sendable, Hashable {
    package let system: RemoteSystem
    package let name: String

    package init(_ system: RemoteSystem, _ name: String) {
        self.system = system
        self.name = name
    }
}
