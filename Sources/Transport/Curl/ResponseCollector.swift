internal import HTTPTypes

/// Puts an answer together from what libcurl hands over, within bounds.
struct ResponseCollector {
    static let headerByteLimit = 64 << 10
    static let headerFieldLimit = 100

    private let bodyLimit: Int
    private var head: HTTPResponse?
    private var body: [UInt8] = []
    private var headerBytes = 0
    private var headerFields = 0
    /// Why the answer was refused; nothing is taken after that.
    private(set) var refusal: (cause: RequestFailure.Cause, detail: String)?

    init(bodyLimit: Int) { self.bodyLimit = bodyLimit }

    /// Of the final answer: 100 Continue and its like announce one.
    var status: Int? {
        guard let code = head?.status.code, code >= 200 else { return nil }
        return code
    }

    var response: IncomingResponse? {
        guard let head, head.status.code >= 200, refusal == nil else { return nil }
        return IncomingResponse(head: head, body: body)
    }

    /// One line with its line end: a status line, a field, a trailer, or the empty line. False ends the transfer.
    mutating func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard refusal == nil else { return false }
        headerBytes += bytes.count
        guard headerBytes <= ResponseCollector.headerByteLimit else { return refuse(.tooLarge, "more than 64 KiB of headers") }
        let line = ResponseCollector.trimmed(bytes[...])
        if line.isEmpty { return true }
        if line.starts(with: Array("HTTP/".utf8)), !isComplete { return takeStatusLine(line) }
        headerFields += 1
        guard headerFields <= ResponseCollector.headerFieldLimit else { return refuse(.tooLarge, "more than 100 header fields") }
        // A field whose name is no token is passed over: nobody could ask for it.
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), let name = HTTPField.Name(String(decoding: line[..<colon], as: UTF8.self))
        else { return true }
        let value = ResponseCollector.trimmed(line[line.index(after: colon)...])
        head?.headerFields.append(HTTPField(name: name, value: String(decoding: value, as: UTF8.self)))
        return true
    }

    mutating func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard refusal == nil else { return false }
        guard bytes.count <= bodyLimit - body.count else { return refuse(.tooLarge, "more than \(bodyLimit) bytes of body") }
        body.append(contentsOf: bytes)
        return true
    }

    /// Once a final status line has come, a line that begins like one is a trailer.
    private var isComplete: Bool { status != nil }

    private mutating func takeStatusLine(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[1].count == 3, parts[1].allSatisfy({ (48...57).contains($0) }),
            let code = Int(String(decoding: parts[1], as: UTF8.self)), (100...599).contains(code)
        else { return refuse(.malformed, "status line unreadable") }
        head = HTTPResponse(status: HTTPResponse.Status(code: code))
        return true
    }

    private mutating func refuse(_ cause: RequestFailure.Cause, _ detail: String) -> Bool {
        refusal = (cause, detail)
        return false
    }

    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let isSpace = { (byte: UInt8) in byte == 32 || byte == 9 || byte == 13 || byte == 10 }
        var rest = bytes.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
