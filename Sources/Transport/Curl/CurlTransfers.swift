/// What is in flight, found by the caller's number and by libcurl's handle: in a fleet some hundred requests end in a second.
struct CurlTransfers {
    private var byID: [UInt64: CurlTransfer] = [:]
    private var ids: [UnsafeMutableRawPointer: UInt64] = [:]

    var all: [CurlTransfer] { Array(byID.values) }

    subscript(id: UInt64) -> CurlTransfer? { byID[id] }
    subscript(easy: UnsafeMutableRawPointer) -> CurlTransfer? { ids[easy].flatMap { byID[$0] } }

    mutating func insert(_ transfer: CurlTransfer) {
        byID[transfer.job.id] = transfer
        ids[transfer.easy.raw] = transfer.job.id
    }

    mutating func remove(_ transfer: CurlTransfer) {
        byID[transfer.job.id] = nil
        ids[transfer.easy.raw] = nil
    }
}
