internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Persistence
internal import ServiceLifecycle
internal import Synchronization
internal import Transport

/// A stream for each open page that tells how far the journal and the service are, and nothing else: a page that hears of something new
/// fetches itself anew.
final class LiveNews: Sendable {
    /// What comes after these polls.
    static let streamsMax = 16

    private let time: any TimeSource
    private let read: @Sendable () throws -> String
    private let streams = Mutex(0)
    /// What was last seen, and when: one look serves all streams.
    private let seen = Mutex<(stamp: String, at: Int64)?>(nil)

    /// - Parameter read: what is news when it is another than before.
    init(time: any TimeSource, read: @escaping @Sendable () throws -> String) {
        self.time = time
        self.read = read
    }

    func response() -> Response {
        let isRoom = streams.withLock { count in
            guard count < Self.streamsMax else { return false }
            count += 1
            return true
        }
        // 204 tells the browser to stop asking.
        guard isRoom else { return Response(status: .noContent) }
        var headers = HTTPFields()
        headers[.contentType] = "text/event-stream"
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        let seat = Seat(news: self)
        return Response(status: .ok, headers: headers, body: ResponseBody(asyncSequence: LiveBeats(time: time, seat: seat)))
    }

    /// As it was less than a look ago.
    fileprivate func stamp() throws -> String {
        let now = time.monotonicMilliseconds()
        if let seen = seen.withLock({ $0 }), now - seen.at < LiveBeats.look - 100 { return seen.stamp }
        let stamp = try read()
        seen.withLock { $0 = (stamp, now) }
        return stamp
    }

    /// One of the places; free again when nobody holds it any more.
    final class Seat: Sendable {
        fileprivate let news: LiveNews

        init(news: LiveNews) { self.news = news }

        deinit { news.streams.withLock { $0 -= 1 } }
    }
}

/// What one stream says, until its page is closed or the service stops.
struct LiveBeats: AsyncSequence, Sendable {
    fileprivate static let look: Int64 = 1_000
    private static let heartbeat: Int64 = 10_000

    let time: any TimeSource
    let seat: LiveNews.Seat

    struct AsyncIterator: AsyncIteratorProtocol {
        let time: any TimeSource
        let seat: LiveNews.Seat
        var told: String?
        var silentSince: Int64 = 0

        mutating func next() async throws -> ByteBuffer? {
            while !Task.isCancelled, !Task.isShuttingDownGracefully {
                let newest = try seat.news.stamp()
                let now = time.monotonicMilliseconds()
                if newest != told {
                    (told, silentSince) = (newest, now)
                    return ByteBuffer(string: "data: \(newest)\n\n")
                }
                if now - silentSince >= LiveBeats.heartbeat {
                    silentSince = now
                    return ByteBuffer(string: ": \n\n")
                }
                try await time.sleep(milliseconds: LiveBeats.look)
            }
            return nil
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(time: time, seat: seat) }
}
