/// Finds the files embedded in a PDF: those of the name tree, and those that only the catalog's `/AF` leads to. Attachments of a page are
/// no part of an invoice. Pages, fonts and pictures are never looked at.
package struct PDFAttachments {
    private var document: PDFDocument
    /// Whether the objects were looked for, so that what is damaged is lost.
    private let isSearched: Bool
    private var found: [PDFAttachment] = []
    /// Where in ``found`` the file is whose stream has this number.
    private var known: [Int: Int] = [:]
    private var seenNodes: Set<PDFReference> = []

    /// - Parameters:
    ///   - bytes: of the whole PDF.
    ///   - budget: what this may cost, also the files that are unpacked afterwards.
    /// - Returns: the files in the order of the name tree, none where the PDF has none.
    /// - Throws: `encrypted`, `damaged`, `overLimit`: then nobody knows whether it has any.
    package static func read(_ bytes: [UInt8], _ budget: inout PDFBudget) throws(PDFFault) -> [PDFAttachment] {
        guard bytes.count <= PDFBudget.fileBytesMaximum else { throw .overLimit("a PDF too long") }
        do {
            let origin = PDFByte.first("%PDF-", in: bytes, from: 0, to: 1024) ?? 0
            return try read(bytes, &budget, try CrossReferenceReading.read(bytes, origin: origin, &budget), isSearched: false)
        } catch {
            guard error.code == .damaged else { throw error }
        }
        return try read(bytes, &budget, try PDFSearch.read(bytes, &budget), isSearched: true)
    }

    private static func read(
        _ bytes: [UInt8], _ budget: inout PDFBudget, _ crossReference: CrossReference, isSearched: Bool
    ) throws(PDFFault) -> [PDFAttachment] {
        guard !crossReference.isEncrypted else { throw .encrypted("the PDF is encrypted") }
        var document = PDFDocument(bytes, budget)
        document.crossReference = crossReference
        var attachments = PDFAttachments(document: document, isSearched: isSearched)
        defer { budget = attachments.document.budget }
        try attachments.walk()
        return attachments.found
    }

    private init(document: PDFDocument, isSearched: Bool) {
        self.document = document
        self.isSearched = isSearched
    }

    private mutating func walk() throws(PDFFault) {
        guard let catalog = try demanded(document.crossReference.root).dictionary, catalog.isCatalog else {
            throw .damaged("no catalog")
        }
        if let names = try dictionary(catalog["Names"]) { try walkNames(names["EmbeddedFiles"]) }
        switch try demanded(catalog["AF"]) {
        case .list(let files): for file in files { try add(file, key: .null) }
        case let file: try add(file, key: .null)
        }
    }

    /// A reference must lead somewhere, or to what was deleted.
    private mutating func demanded(_ value: PDFValue) throws(PDFFault) -> PDFValue {
        let resolved = try document.resolved(value)
        guard let reference = value.reference, resolved.isNull else { return resolved }
        if case .nowhere = try document.crossReference.place(of: reference.number) { throw .damaged("a reference to nothing") }
        return resolved
    }

    /// Nil for null. Nothing else may stand in its place: it would be taken for nothing.
    private mutating func dictionary(_ value: PDFValue) throws(PDFFault) -> PDFDictionary? {
        let resolved = try demanded(value)
        guard resolved.isNull || resolved.dictionary != nil else { throw .damaged("something else than a dictionary") }
        return resolved.dictionary
    }

    /// The tree of names, a node after the other in its order; one that comes again is skipped.
    private mutating func walkNames(_ root: PDFValue) throws(PDFFault) {
        var waiting = [(node: root, depth: 0)]
        while let (value, depth) = waiting.popLast() {
            guard depth < PDFBudget.depthMaximum else { throw .overLimit("a tree of names too deep") }
            if let reference = value.reference, !seenNodes.insert(reference).inserted { continue }
            guard let node = try dictionary(value) else { continue }
            let names = try demanded(node["Names"]).list ?? []
            for index in stride(from: 0, to: names.count - 1, by: 2) { try add(names[index + 1], key: names[index]) }
            for kid in (try demanded(node["Kids"]).list ?? []).reversed() { waiting.append((kid, depth + 1)) }
            guard waiting.count <= PDFBudget.nodesMaximum else { throw .overLimit("a tree of names too wide") }
        }
    }

    /// - Parameter key: what the name tree calls it.
    private mutating func add(_ value: PDFValue, key: PDFValue) throws(PDFFault) {
        // A file outside the PDF is a text, or has no stream.
        guard let specification = try demanded(value).dictionary, let embedded = try dictionary(specification["EF"]) else { return }
        // The last three are of older writers.
        guard let reference = ["UF", "F", "DOS", "Mac", "Unix"].lazy.compactMap({ embedded[$0].reference }).first else {
            throw .damaged("an embedded file without bytes")
        }
        let relationship = try document.resolved(specification["AFRelationship"]).name
        if let index = known[reference.number] {
            found[index].relationship = found[index].relationship ?? relationship
            return
        }
        guard found.count < PDFBudget.attachmentsMaximum else { throw .overLimit("too many attachments") }
        known[reference.number] = found.count
        found.append(
            PDFAttachment(
                name: try name(specification, key: key), relationship: relationship, content: try stream(reference), file: document.bytes))
    }

    private mutating func name(_ specification: PDFDictionary, key: PDFValue) throws(PDFFault) -> String {
        for value in [specification["UF"], specification["F"], key] {
            guard let text = try document.resolved(value).text, !text.isEmpty else { continue }
            guard text.count <= PDFBudget.nameBytesMaximum else { throw .overLimit("a name too long") }
            return PDFText.decoded(text)
        }
        return ""
    }

    /// One that is broken is no reason not to tell of the others.
    private mutating func stream(_ reference: PDFReference) throws(PDFFault) -> Result<PDFStream, PDFFault> {
        do throws(PDFFault) {
            guard let object = try document.object(reference), let stream = try document.stream(object) else {
                throw .damaged("an embedded file without bytes")
            }
            return .success(stream)
        } catch {
            let isItsOwn = error.code == .unsupported || (error.code == .damaged && isSearched)
            guard isItsOwn else { throw error }
            return .failure(error)
        }
    }
}
