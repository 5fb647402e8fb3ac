internal import Glibc
internal import NIOCore

/// Why nothing can be served. `hint` is for the operator; the same start later helps only where ``isTransient`` says so.
package struct ListenFailure: Error, Sendable, Hashable {
    package enum Code: String, Sendable {
        case inUse = "LISTEN_IN_USE"
        case forbidden = "LISTEN_FORBIDDEN"
        /// No such host on this machine, or no such directory for a socket.
        case noSuchAddress = "LISTEN_NO_SUCH_ADDRESS"
        /// Something that is no socket has the name.
        case occupied = "LISTEN_OCCUPIED"
        case failed = "LISTEN_FAILED"
    }

    package var code: Code
    package var address: ListenAddress
    /// What happened, in English, for logs.
    package var cause: String

    package init(_ code: Code, address: ListenAddress, cause: String) {
        self.code = code
        self.address = address
        self.cause = cause
    }

    package var hint: String {
        switch code {
        case .inUse: "another program serves there: end it, or choose another address with --listen or RECONCILE_LISTEN"
        case .forbidden: "ports below 1024 and foreign directories are closed to this user: choose another address"
        case .noSuchAddress: "write an address of this machine, or a path in a directory that exists"
        case .occupied: "remove the file, or choose another path"
        case .failed: "choose another address; if it lasts, report it"
        }
    }

    package var isTransient: Bool { code == .inUse }
}

extension ListenFailure: CustomStringConvertible {
    package var description: String { "\(code.rawValue): \(address): \(cause). \(hint)" }
}

extension ListenFailure {
    /// What the network layer threw while it took the address, or later.
    init(_ error: any Error, at address: ListenAddress) {
        switch error {
        case let error as ListenFailure: self = error
        case let error as IOError: self.init(ListenFailure.code(error.errnoCode), address: address, cause: error.description)
        case is SocketAddressError: self.init(.noSuchAddress, address: address, cause: "the host has no address")
        default: self.init(.failed, address: address, cause: "the listener ended: \(type(of: error))")
        }
    }

    private static func code(_ errno: CInt) -> Code {
        switch errno {
        case EADDRINUSE: .inUse
        case EACCES, EPERM, EROFS: .forbidden
        case EADDRNOTAVAIL, ENOENT, ENOTDIR, EAFNOSUPPORT: .noSuchAddress
        default: .failed
        }
    }
}
