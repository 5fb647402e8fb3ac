internal import Bookkeeping
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes
internal import Transport

/// Writes into a request when its head arrived. Remotes count requests at their door (lexoffice-api.md §2.1); what a thousand accounts wait
/// for in one process, until their turn comes, is nobody's haste.
final class ArrivalStamp: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let time: any TimeSource
    /// No client writes it: whatever stands there is replaced.
    private static let field = HTTPField.Name("x-sandbox-arrived")

    init(time: any TimeSource) { self.time = time }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), let field = Self.field else { return context.fireChannelRead(data) }
        head.headerFields[field] = String(time.wallMilliseconds())
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// Takes the moment out of a request again.
    static func arrival(of head: inout HTTPRequest) -> Instant? {
        guard let field else { return nil }
        defer { head.headerFields[field] = nil }
        return head.headerFields[field].flatMap { Int64($0) }.map(Instant.init(milliseconds:))
    }
}
