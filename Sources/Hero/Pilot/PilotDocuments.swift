/// What `reconcile pilot` asks of HERO beside ``HeroDocuments``. Queries alone; they are counted under the call they resemble.
package enum PilotDocuments {
    package static let all: [HeroOperation] = [rights, documentsOfType]

    /// Not every version of HERO's schema has `acl` (hero-2026.md §B); one without refuses the document as a whole.
    package static let rights = HeroOperation(
        call: .setup,
        text: """
            query Rights {
              user { acl { key level } }
            }
            """)

    package static let documentsOfType = HeroOperation(
        call: .documentPage,
        text: """
            query DocumentsOfType($types: [Int], $order: String, $n: Int) {
              customer_documents(document_type_ids: $types, orderBy: $order, first: $n) { id }
            }
            """)
}
