internal import NIOCore
internal import NIOHTTPTypes

/// Ends a connection whose request takes too long from its first line until both its body and the answer are through.
///
/// The idle time of the server bounds silence only: a body that comes a byte a second is never idle.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limit: TimeAmount
    private var deadline: Scheduled<Void>?
    private var isReceiving = false
    private var isAnswering = false

    init(limit: TimeAmount) { self.limit = limit }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isReceiving = true
            isAnswering = true
            start(context.channel)
        case .body: break
        case .end:
            isReceiving = false
            endWhereDone()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            isAnswering = false
            endWhereDone()
        }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    /// A request that comes before the one in front of it is answered does not prolong that one's time.
    private func start(_ channel: any Channel) {
        guard deadline == nil else { return }
        deadline = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    }

    private func endWhereDone() {
        guard !isReceiving, !isAnswering else { return }
        deadline?.cancel()
        deadline = nil
    }
}
