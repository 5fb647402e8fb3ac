/// The grammar of the description standard ("Beschreibungsstandard für die Datenträgerüberlassung", version of 1 September 2004), which
/// an auditor's software looks for beside `index.xml`. Written from the published description of the standard: its elements, their order
/// and number, what this program does not use included.
package enum AuditGrammar {
    package static let fileName = "gdpdu-01-09-2004.dtd"

    package static let text =
        declarations(structure + tables + columns) + declarations(texts.map { ($0, "(#PCDATA)") })
        + declarations(markers.map { ($0, "EMPTY") })

    private static func declarations(_ elements: [(name: String, model: String)]) -> String {
        elements.map { "<!ELEMENT \($0.name) \($0.model)>\n" }.joined()
    }

    private static let structure = [
        ("DataSet", "(Version, DataSupplier?, Command*, Media+, Command*)"),
        ("DataSupplier", "(Name, Location, Comment)"),
        // `Table*`, as some copies have it, would leave open which of the two a command belongs to, and XML takes no such grammar.
        ("Media", "(Name, Command*, Table+, Command*, AcceptNoTables?)"),
    ]

    private static let tables = [
        (
            "Table",
            """
            (URL, Name?, Description?, Validity?, (ANSI | Macintosh | OEM | UTF16 | UTF7 | UTF8)?, \
            (DecimalSymbol, DigitGroupingSymbol)?, SkipNumBytes?, Range?, Epoch?, (VariableLength | FixedLength))
            """
        ),
        ("Validity", "(Range, Format?)"),
        ("Range", "(From, (To | Length)?)"),
        (
            "VariableLength",
            """
            (ColumnDelimiter?, RecordDelimiter?, TextEncapsulator?, \
            ((VariablePrimaryKey+, VariableColumn*) | (VariableColumn+)), ForeignKey*)
            """
        ),
        ("FixedLength", "((Length | RecordDelimiter)?, ((FixedPrimaryKey+, FixedColumn*) | (FixedColumn+)), ForeignKey*)"),
        ("ForeignKey", "(Name+, References, Alias*)"),
        ("Alias", "(From, To)"),
    ]

    private static let variable = "(Name, Description?, (Numeric | (AlphaNumeric, MaxLength?) | Date), Map*)"
    private static let fixed = "(Name, Description?, (Numeric | AlphaNumeric | Date), Map*, FixedRange)"

    private static let columns = [
        ("VariablePrimaryKey", variable), ("VariableColumn", variable), ("FixedPrimaryKey", fixed), ("FixedColumn", fixed),
        ("FixedRange", "(From, (To | Length))"), ("Map", "(Description?, From, To)"), ("Numeric", "((ImpliedAccuracy | Accuracy)?)"),
        ("Date", "(Format?)"),
    ]

    private static let texts = [
        "Version", "Name", "Location", "Comment", "Command", "URL", "Description", "DecimalSymbol", "DigitGroupingSymbol", "SkipNumBytes",
        "Epoch", "From", "To", "Length", "ColumnDelimiter", "RecordDelimiter", "TextEncapsulator", "MaxLength", "ImpliedAccuracy",
        "Accuracy", "Format", "References", "AcceptNoTables",
    ]

    private static let markers = ["ANSI", "Macintosh", "OEM", "UTF16", "UTF7", "UTF8", "AlphaNumeric"]
}
