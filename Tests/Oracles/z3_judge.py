#!/usr/bin/env python3
"""Reads the folder for a tax audit as an auditor's software would, by its own index.xml, and holds it against the state.

    z3_judge.py FOLDER [STATE]

1. index.xml is valid by the grammar beside it (lxml), and that grammar knows the elements of the published standard.
2. Each file is what index.xml says: headings, columns, types, lengths; keys are unique; what a foreign key names is there.
3. The journal has no gap, and its chain of hashes is computed anew from the table alone.
4. With STATE (reconcile.sqlite): the rows and sums are those SQLite computes of the state, without any code of the program.

Needs: pip install lxml
"""
import csv
import datetime
import decimal
import hashlib
import json
import pathlib
import re
import sqlite3
import sys

from lxml import etree

GRAMMAR = "gdpdu-01-09-2004.dtd"
ELEMENTS = {
    "DataSet", "Version", "DataSupplier", "Name", "Location", "Comment", "Command", "Media", "Table", "URL", "Description", "Validity",
    "Range", "From", "To", "Length", "Format", "UTF8", "ANSI", "DecimalSymbol", "DigitGroupingSymbol", "SkipNumBytes", "Epoch",
    "VariableLength", "FixedLength", "ColumnDelimiter", "RecordDelimiter", "TextEncapsulator", "VariablePrimaryKey", "VariableColumn",
    "FixedPrimaryKey", "FixedColumn", "FixedRange", "Numeric", "Accuracy", "ImpliedAccuracy", "AlphaNumeric", "MaxLength", "Date", "Map",
    "ForeignKey", "References", "Alias",
}
MARK = b"\xef\xbb\xbf"


class Wrong(Exception):
    pass


def expect(holds, what):
    if not holds:
        raise Wrong(what)


def plain(field):
    """The text that was exported: the export's own signs taken off again."""
    if re.match(r"'[=+\-@＝＋－＠']", field):
        field = field[1:]
    def sign(match):
        word = match[1]
        return {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}.get(word) or chr(int(word[2:-1], 16))
    return re.sub(r"\\(n|r|t|\\|u\{[0-9A-F]+\})", sign, field)


class Table:
    def __init__(self, node, folder):
        self.name = node.findtext("Name")
        self.path = folder / node.findtext("URL")
        form = node.find("VariableLength")
        columns = [column for column in form if column.tag in ("VariablePrimaryKey", "VariableColumn")]
        self.names = [column.findtext("Name") for column in columns]
        self.keys = [column.findtext("Name") for column in columns if column.tag == "VariablePrimaryKey"]
        self.references = [([name.text for name in key.findall("Name")], key.findtext("References")) for key in form.findall("ForeignKey")]
        expect(len(set(self.names)) == len(self.names), f"{self.name}: two columns have one name")
        expect(all(re.fullmatch(r"[A-Za-z0-9_]{1,31}", name) for name in self.names), f"{self.name}: a heading is no plain word")
        expect(form.findtext("ColumnDelimiter") == ";" and form.findtext("RecordDelimiter") == "\r\n", f"{self.name}: delimiters")
        first = int(node.findtext("Range/From"))
        data = self.path.read_bytes()
        expect(data.startswith(MARK), f"{self.path.name} has no mark of UTF-8")
        text = data[len(MARK):].decode("utf-8")
        expect(text.endswith("\r\n") and "\n" not in text.replace("\r\n", "") and "\r" not in text.replace("\r\n", ""),
               f"{self.path.name}: a line ends otherwise")
        lines = list(csv.reader(text.split("\r\n")[:-1], delimiter=";", quotechar=form.findtext("TextEncapsulator"), strict=True))
        expect(lines[0] == self.names, f"{self.path.name}: the headings are not those of index.xml")
        self.rows = [dict(zip(self.names, line, strict=True)) for line in lines[first - 1:]]
        self.raw = lines[first - 1:]
        for column in columns:
            check_type(self, column, node.findtext("DecimalSymbol"))
        for row in self.rows:
            for column in columns:
                if column.find("AlphaNumeric") is not None:
                    row[column.findtext("Name")] = plain(row[column.findtext("Name")])
        keys = [self.key(row, self.keys) for row in self.rows]
        expect(len(set(keys)) == len(keys), f"{self.name}: a key is there twice")
        self.known = set(keys)

    @staticmethod
    def key(row, names):
        return tuple(row[name] for name in names)


def check_type(table, column, symbol):
    name = column.findtext("Name")
    numeric, date = column.find("Numeric"), column.find("Date")
    for row in table.rows:
        field = row[name]
        if numeric is not None:
            places = int(numeric.findtext("Accuracy"))
            form = rf"-?\d+{re.escape(symbol)}\d{{{places}}}" if places else r"-?\d+"
            expect(not field or re.fullmatch(form, field), f"{table.name}.{name}: {field!r} is no number of that form")
        elif date is not None:
            expect(date.findtext("Format") == "DD.MM.YYYY", f"{table.name}.{name}: another form of days")
            expect(not field or day(field), f"{table.name}.{name}: {field!r} is no day")
        else:
            width = int(column.findtext("MaxLength")) if column.find("MaxLength") is not None else 0
            expect(len(field) <= width, f"{table.name}.{name}: longer than {width}")
            expect(not re.match(r"[=+\-@\t\r＝＋－＠].", field), f"{table.name}.{name}: {field!r} would be computed")


def day(text):
    return datetime.datetime.strptime(text, "%d.%m.%Y").date()


def cents(text):
    return int(decimal.Decimal(text.replace(",", ".")) * 100) if text else None


def milliseconds(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return moment // datetime.timedelta(milliseconds=1)


def check_chain(rows):
    """As JournalEntry hashes: fields with their lengths, in this order, the hash before at the end."""
    previous = None
    for row in rows:
        number = int(row["Protokoll_Nr"])
        if previous:
            expect(number == previous[0] + 1, f"a gap before entry {number}")
            expect(row["Hash_vorher"] == previous[1], f"entry {number} does not hang on the one before")
        fields = [
            str(number), str(milliseconds(row["Zeitpunkt_UTC"])), day(row["Tag"]).isoformat(), row["Wer"], row["Anlass"],
            row["Programmversion"], row["Zuordnungsstand"], row["Gegenstand"], row["Schluessel"], row["Zustand_vorher"], row["Ereignis"],
            row["Zustand_nachher"], row["Wirkungen"], row["Einzelheiten"], row["Hash_vorher"],
        ]
        text = b"".join(f"{len(field.encode())}:{field}\n".encode() for field in fields)
        expect(hashlib.sha256(text).hexdigest() == row["Hash"], f"the hash of entry {number} is another")
        previous = (number, row["Hash"])


def read(folder):
    grammar = etree.DTD(str(folder / GRAMMAR))
    known = {element.name for element in grammar.iterelements()}
    expect(ELEMENTS <= known, f"the grammar lacks {sorted(ELEMENTS - known)}")
    index = etree.parse(str(folder / "index.xml"), etree.XMLParser(resolve_entities=False))
    expect(index.docinfo.system_url == GRAMMAR, "index.xml names another grammar")
    expect(grammar.validate(index), f"index.xml is not valid: {grammar.error_log.last_error}")
    tables = {table.name: table for table in (Table(node, folder) for node in index.iterfind("Media/Table"))}
    for table in tables.values():
        for names, target in table.references:
            expect(target in tables, f"{table.name} refers to {target}, which is not there")
            for row in table.rows:
                key = Table.key(row, names)
                expect(key == ("",) or key in tables[target].known, f"{table.name}: {key} is not in {target}")
    listed = {table.path.name for table in tables.values()} | {GRAMMAR, "index.xml"}
    expect({path.name for path in folder.iterdir()} == listed, "a file is there that index.xml does not list, or the other way round")
    bounds = {tuple(node.itertext()) for node in index.iterfind("Media/Table/Validity/Range")}
    expect(len(bounds) == 1, "the tables are valid for different days")
    return tables, [day(text) for text in bounds.pop()]


def check_state(tables, bounds, path):
    """The same, asked in SQL."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    dated = f"""hero_document.id IN (SELECT CAST(key AS INTEGER) FROM invoice)
        AND json_extract(header, '$.date') BETWEEN '{bounds[0]}' AND '{bounds[1]}'"""
    documents = {row["id"]: json.loads(row["header"]) for row in database.execute(f"SELECT id, header FROM hero_document WHERE {dated}")}
    rows = {int(row["Dokument_ID"]): row for row in tables["Dokumente"].rows}
    expect(rows.keys() == documents.keys(), "other documents than the state has")
    for key, header in documents.items():
        row = rows[key]
        expect(row["Dokumentnummer"] == (header.get("number") or ""), f"{key}: number")
        expect([cents(row["Netto"]), cents(row["Steuer"])] == [header.get("valueNet"), header.get("vat")], f"{key}: figures")
        expect(day(row["Dokumentdatum"]).isoformat() == header["date"], f"{key}: date")
    keys = ",".join(f"'{key}'" for key in documents)
    booked = 0
    for key, text in database.execute(f"SELECT key, voucher FROM booking WHERE key IN ({keys})"):
        voucher = json.loads(text)
        sign = -1 if voucher["type"] == "salescreditnote" else 1
        booked += sign * sum(item["amount"] for item in voucher["items"])
        own = [row for row in tables["Gebuchte_Betraege"].rows if row["Dokument_ID"] == key]
        expect([(cents(row["Brutto"]), cents(row["Steuer"]), int(row["Steuersatz"])) for row in own]
               == [(sign * item["amount"], sign * item["taxAmount"], item["rate"]) for item in voucher["items"]], f"{key}: items")
    expect(booked == sum(cents(row["Brutto"]) for row in tables["Gebuchte_Betraege"].rows), "the sum of what was booked is another")
    for row in tables["Gebuchte_Betraege"].rows:
        expect(cents(row["Netto"]) + cents(row["Steuer"]) == cents(row["Brutto"]), f"{row['Dokument_ID']}: net and tax are not gross")
    links = [(row["id"], row["key"], row["remote_id"]) for row in
             database.execute(f"SELECT * FROM link WHERE kind = 'invoice' AND key IN ({keys}) ORDER BY id")]
    expect(sorted(links) == sorted((int(row["Zuordnung_Nr"]), row["Dokument_ID"], row["Beleg_ID"]) for row in tables["Zuordnung"].rows),
           "other links than the state has")
    expect({link[2] for link in links} == {row["Beleg_ID"] for row in tables["Belege"].rows}, "other vouchers than were linked")
    for row in tables["Belege"].rows:
        seen = database.execute("SELECT row FROM lex_voucher WHERE id = ?", [row["Beleg_ID"]]).fetchone()
        expect(row["In_lexoffice"] == ("1" if seen else "0"), f"{row['Beleg_ID']}: whether lexoffice shows it")
        if seen:
            voucher = json.loads(seen["row"])
            expect([cents(row["Brutto"]), cents(row["Offen"]), row["Status"]]
                   == [voucher.get("total"), voucher.get("open"), voucher["status"]], f"{row['Beleg_ID']}: figures")
    about = f"(kind = 'invoice' AND key IN ({keys})) OR (kind = 'payment' AND substr(key, 1, instr(key, '/') - 1) IN ({keys}))"
    entries = [row["seq"] for row in database.execute(f"SELECT seq FROM transition WHERE {about} ORDER BY seq")]
    expect(entries == sorted(int(row["Protokoll_Nr"]) for row in tables["Belegkette"].rows), "other entries than the journal has")
    sent = {row["key"]: row["file_sha256"] for row in database.execute(f"SELECT * FROM booking WHERE key IN ({keys})")}
    for row in tables["Zuordnung"].rows:
        if row["PDF_SHA256"] and not row["Zugeordnet_bis"]:
            expect(row["PDF_SHA256"] == sent[row["Dokument_ID"]], f"{row['Dokument_ID']}: another file than was sent")
    known = database.execute(
        f"SELECT COUNT(*) FROM payment WHERE substr(key, 1, instr(key, '/') - 1) IN ({keys})").fetchone()[0]
    expect(known == len(tables["Zahlungen"].rows), "other payments than the state has")
    settings = database.execute(f"SELECT COUNT(*) FROM transition WHERE kind = 'setting' AND day <= '{bounds[1]}'").fetchone()[0]
    expect(settings == len(tables["Einstellungen"].rows), "other settings than the journal has")
    years = database.execute(f"SELECT MIN(seq), MAX(seq) FROM transition WHERE day BETWEEN '{bounds[0]}' AND '{bounds[1]}' OR {about}")
    first, last = years.fetchone()
    journal = tables["Protokoll"].rows
    expect((int(journal[0]["Protokoll_Nr"]), int(journal[-1]["Protokoll_Nr"])) == (first, last), "the journal begins or ends elsewhere")
    for row, entry in zip(journal, database.execute("SELECT * FROM transition WHERE seq BETWEEN ? AND ? ORDER BY seq", [first, last])):
        expect(row["Hash"] == entry["hash"] and row["Anlass"] == entry["cause"], f"entry {entry['seq']} is another")


def judge(folder, state=None):
    """The tables by name; raises Wrong."""
    folder = pathlib.Path(folder)
    tables, bounds = read(folder)
    check_chain(tables["Protokoll"].rows)
    if state:
        check_state(tables, bounds, state)
    return tables


def main():
    try:
        tables = judge(sys.argv[1], *sys.argv[2:3])
    except Wrong as wrong:
        raise SystemExit(f"{sys.argv[1]}: {wrong}")
    print(f"{sys.argv[1]}: " + ", ".join(f"{name} {len(table.rows)}" for name, table in tables.items()))


if __name__ == "__main__":
    main()
