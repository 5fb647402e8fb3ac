/// What reading one PDF may cost, from the first byte to the last embedded file that is asked for. A bomb uses it up and is a fault;
/// together the bounds keep any file under a second and 64 MiB.
package struct PDFBudget: Sendable {
    /// What lexoffice takes as a voucher's file, and so the most a PDF of ours can have.
    package static let fileBytesMaximum = 5 << 20
    /// Of one embedded file, or one stream of objects.
    package static let streamBytesMaximum = 8 << 20
    /// Of all that is inflated.
    static let inflatedBytesMaximum = 16 << 20
    /// Bytes looked at, those looked at twice counted twice.
    static let workMaximum = 24 << 20
    /// Of values inside values, references to references, nodes below nodes.
    static let depthMaximum = 32
    static let objectsMaximum = 50_000
    static let attachmentsMaximum = 256
    /// Nodes of a tree of names that wait to be read.
    static let nodesMaximum = 4096
    /// Of the name of a file, or any other.
    static let nameBytesMaximum = 1024

    private var inflatedLeft = inflatedBytesMaximum
    private var workLeft = workMaximum

    package init() {}

    /// - Parameter work: bytes; negative counts as none.
    mutating func spend(_ work: Int) throws(PDFFault) {
        workLeft -= min(max(work, 0), Self.workMaximum)
        guard workLeft >= 0 else { throw .overLimit("too much to look through") }
    }

    /// How long the next stream may become.
    var streamBytesLeft: Int { min(inflatedLeft, Self.streamBytesMaximum) }

    mutating func spend(inflated: Int) throws(PDFFault) {
        guard inflated <= inflatedLeft else { throw .overLimit("too much to unpack") }
        inflatedLeft -= inflated
    }
}
