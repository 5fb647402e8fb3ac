import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// A disk that takes nothing more. Root plays it with a file system of its own in a private mount namespace.
    @Suite struct Disk {
        static func canMount() async throws -> Bool {
            guard geteuid() == 0, let unshare = Installation.tool("unshare"), let shell = Installation.tool("sh") else { return false }
            let script = "mount -t tmpfs -o size=64k tmpfs \"$0\" && mount -o remount,ro \"$0\""
            let directory = try TemporaryDirectory()
            return try await Child.run(
                unshare, ["-m", shell, "-c", script, directory.path], environment: Installation.environment
            ).exit == 0
        }

        /// Runs a script in which `$RECONCILE` is the program and `$STATE_DIRECTORY` a fresh mount point.
        private func run(_ script: String, _ shop: Shop, _ variables: [String: String] = [:]) async throws -> Child.Ending {
            let unshare = try #require(Installation.tool("unshare"))
            let shell = try #require(Installation.tool("sh"))
            let room = shop.directory.path + "/room"
            try FileManager.default.createDirectory(atPath: room, withIntermediateDirectories: true)
            var environment = shop.environment.merging(variables) { _, new in new }
            environment.merge(["STATE_DIRECTORY": room, "SEED": shop.state, "RECONCILE": Installation.reconcile]) { _, new in new }
            return try await Child(unshare, ["-m", shell, "-c", script], environment: environment).wait(seconds: 120)
        }

        private func exits(_ ending: Child.Ending) -> [Int] {
            ending.output.split(separator: "\n").filter { $0.hasPrefix("exit=") }.compactMap { Int($0.dropFirst(5)) }
        }

        @Test(.enabled("needs root and mount namespaces", { try await Disk.canMount() }))
        func `a full disk loses nothing, and room makes up for everything`() async throws {
            let script = """
                mount -t tmpfs -o size=$SIZE tmpfs "$STATE_DIRECTORY" && cp -a "$SEED/." "$STATE_DIRECTORY/" || exit 99
                "$RECONCILE"; echo "exit=$?"
                mount -o remount,size=64m "$STATE_DIRECTORY" || exit 98
                for run in 1 2 3 4; do
                    "$RECONCILE"; last=$?
                    [ $last = 0 ] && break
                done
                echo "exit=$last"
                "$RECONCILE" journal verify; echo "exit=$?"
                """
            let room = Array(stride(from: 24_000, through: 1_400_000, by: 86_000))
            let ready = { @Sendable (shop: Shop) in
                try await shop.setUp()
                return shop
            }
            let isFull = try await Shop.inLanes(room, ready: ready) { shop, free in
                shop.world.reset()
                let documents = try shop.fourDocuments()
                let size = (StateFile(directory: shop.state).everything.count + free + 4095) / 4096 * 4096
                let ending = try await run(script, shop, ["SIZE": String(size)])
                let exits = exits(ending)
                try #require(exits.count == 3, "\(ending.text)")
                #expect([0, 73].contains(exits[0]), "free \(free): \(ending.text)")
                #expect(exits[1...] == [0, 0], "free \(free): \(ending.text)")
                if exits[0] == 73 { #expect(ending.text.contains("STATE_CANNOT_WRITE"), "\(ending.text)") }
                shop.expectBooks(documents, "free \(free)", contacts: 2)
                return exits[0] == 73
            }
            #expect(isFull.count { $0 } >= 3)
        }

        /// The service says so, goes on trying, and makes up for it once there is room.
        @Test(.enabled("needs root and mount namespaces", { try await Disk.canMount() }), .timeLimit(.minutes(2)))
        func `a service outlives a full disk`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let (unshare, nsenter) = (try #require(Installation.tool("unshare")), try #require(Installation.tool("nsenter")))
                let shell = try #require(Installation.tool("sh"))
                let room = shop.directory.path + "/room"
                try FileManager.default.createDirectory(atPath: room, withIntermediateDirectories: true)
                var environment = shop.environment
                environment.merge(["STATE_DIRECTORY": room, "SEED": shop.state, "RECONCILE_INTERVAL_SECONDS": "1"]) { _, new in new }
                let script = """
                    mount -t tmpfs -o size=16m tmpfs "$STATE_DIRECTORY" && cp -a "$SEED/." "$STATE_DIRECTORY/" || exit 99
                    exec "$0" serve --listen "$1"
                    """
                let service = try await Service.start { port in
                    try Child(
                        unshare, ["-m", shell, "-c", script, Installation.reconcile, "127.0.0.1:\(port)"], environment: environment)
                }
                try await service.untilReady()
                func inside(_ script: String) async throws {
                    let target = "--target=\(service.child.pid)"
                    _ = try await Child.run(nsenter, [target, "--mount", shell, "-c", script, room], environment: Installation.environment)
                }
                try await inside("cat /dev/zero > \"$0/filler\"")
                let documents = try shop.fourDocuments()
                try await Fact.wait(for: "the full disk is told") { try await service.reasons().contains("state_unwritable") }
                try await inside("rm \"$0/filler\"")
                try await Fact.wait(for: "every file is there") { shop.world.lexoffice.files.count >= documents.count }
                try await service.untilReady()
                #expect(try await service.stop().exit == 0)
                shop.expectBooks(documents, contacts: 2)
            }
        }

        @Test(.enabled("needs a user who can be refused", { try await Disk.canMount() || geteuid() != 0 }))
        func `a read-only state is refused before anything is sent`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                let ending: Child.Ending
                if geteuid() == 0 {
                    let script = """
                        mount -t tmpfs -o size=8m tmpfs "$STATE_DIRECTORY" && cp -a "$SEED/." "$STATE_DIRECTORY/" || exit 99
                        mount -o remount,ro "$STATE_DIRECTORY" || exit 98
                        "$RECONCILE"
                        """
                    ending = try await run(script, shop)
                } else {
                    let files = ["reconcile.sqlite", "reconcile.lock"].map { "\(shop.state)/\($0)" }
                    for file in files { chmod(file, 0o400) }
                    chmod(shop.state, 0o500)
                    ending = try await shop.run([])
                    chmod(shop.state, 0o700)
                    for file in files { chmod(file, 0o600) }
                }
                #expect(ending.exit == 73, "\(ending.text)")
                #expect(ending.errors.contains("STATE_CANNOT_WRITE"))
                #expect(ending.errors.contains("STATE_DIRECTORY"))
                #expect(shop.world.executedWrites(in: .lexoffice) == 0)
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                shop.expectBooks(documents)
            }
        }
    }
}
