"""A state of many documents, made from a small one: the documents that were transferred and paid, again and again.

Every row that belongs to such a document is copied with ids, numbers, days and customers of the copy's own, the journal's hashes worked
out anew. What follows from rows (sums of sealed tables, columns of lists) is made by the state's own triggers, with the two functions
they call written anew here. Only the charts' triggers are taken off while the copies are written, because they let nothing begin at its
end, and put back word for word: `serve` and `reconcile journal verify` find the state whole.
"""
import bisect
import datetime
import hashlib
import json
import re
import sqlite3
import unicodedata

FIRST_ID = 90_000_000
FIRST_PAYMENT = 10_000_000
FIRST_PROJECT = 50_000_000
# From the first of these days on, evenly over all of them.
DAYS = 2_500
NAMES = ["Müller", "Schreinerei Groß & Söhne", "Praxis Dr. Weiß", "Elektro Yıldız", "Hausverwaltung Nord", "Ölmühle Krämer", "Bau AG"]
DAY_MILLISECONDS = 86_400_000


def seal(total, *rows):
    value = int.from_bytes(total or b"", "big")
    for row in rows:
        value ^= int.from_bytes(hashlib.sha256(row or b"").digest(), "big")
    return value.to_bytes(32, "big")


def fold(text):
    """Small letters without accents, umlauts as their vowels, single blanks: as the program compares texts in a search."""
    if text is None:
        return None
    folded = ""
    for sign in unicodedata.normalize("NFKD", text[:300]).lower():
        category = unicodedata.category(sign)
        if category in ("Mn", "Me", "Cf", "Cc"):
            continue
        if category.startswith("Z"):
            folded += "" if folded.endswith(" ") or not folded else " "
        elif sign == "ß":
            folded += "ss"
        elif not (sign == "e" and folded[-1:] in ("a", "o", "u")):
            folded += sign
    return folded.rstrip(" ")


class Model:
    """One document to copy, and the names by which it is known."""

    def __init__(self, connection, document, voucher, payment):
        self.document, self.voucher, self.payment = document, voucher, payment
        self.number = connection.execute("SELECT number FROM lex_voucher WHERE id = ?", [voucher]).fetchone()[0]
        header, detail = map(json.loads, connection.execute(
            "SELECT header, detail FROM hero_document WHERE id = ?", [int(document)]).fetchone())
        self.date, self.created, self.told = header["date"], header["created"], header["createdText"]
        person = detail["document"]["_0"].get("customer") or {}
        names = [person.get("companyName") if person.get("isCompany") else None, person.get("lastName"), person.get("companyName")]
        # With its quotes: a name as a whole, wherever JSON holds it.
        self.customer = json.dumps(next((name for name in names if name), document), ensure_ascii=False)
        # Copies have projects of their own, or each would be judged by what was invoiced in it before.
        self.project = header.get("projectMatchID")
        known = (voucher, self.number, document, payment, self.date, str(self.created), self.told)
        self.pattern = re.compile(
            r"(?<![\w-])(" + "|".join(map(re.escape, known)) + r")(?:(?![\w-])|(?=T00:00:00))|("
            + re.escape(self.customer) + r')|(?:(?<="projectMatchID":)|(?<="project_match_id": )|(?<="project_match": \{"id": ))'
            + f"({self.project})(?![0-9])")

    def template(self, value):
        """The value of a copy, given its names; parted only once."""
        if not isinstance(value, str) or not self.pattern.search(value):
            return lambda _: value
        parts = [part for part in self.pattern.split(value) if part is not None]
        return lambda names: "".join(names.get(part, part) for part in parts)


class Copies:
    """What each copy is made of and called. Copies are numbered from 1."""

    def __init__(self, connection, count, first):
        rows = connection.execute(
            "SELECT invoice.key, voucher.remote_id, MIN(entry.remote_id) FROM invoice"
            " JOIN link voucher ON voucher.kind = 'invoice' AND voucher.key = invoice.key AND voucher.unlinked_at IS NULL"
            " JOIN link entry ON entry.kind = 'payment' AND entry.key LIKE invoice.key || '/%'"
            " JOIN hero_document ON hero_document.id = CAST(invoice.key AS INTEGER)"
            " WHERE invoice.life = 'paid' AND invoice.settlement = 'exact' AND invoice.transfer = 'fileComplete'"
            f" AND hero_document.id < {FIRST_ID} GROUP BY invoice.key HAVING COUNT(*) = 1 ORDER BY invoice.key"
        ).fetchall()
        if not rows:
            raise ValueError("nothing in this state was transferred and paid")
        self.models = [Model(connection, *row) for row in rows]
        self.copies, self.numbers, ranges = count, [], {}
        self.days = [first + datetime.timedelta(days=index * DAYS // max(count, 1)) for index in range(count)]
        for index, day in enumerate(self.days, 1):
            prefix = self.of(index).number[:3]
            ranges[prefix, day.year] = number = ranges.get((prefix, day.year), 0) + 1
            self.numbers.append(f"{prefix}{day.year % 100:02}-{number:06}")

    def of(self, index):
        return self.models[index % len(self.models)]

    def span(self, begin=None, end=None):
        """The first copy of the days and the one after the last; days ascend with the copies."""
        days = [datetime.date.fromisoformat(day[:10]) if day else None for day in (begin, end)]
        first = bisect.bisect_left(self.days, days[0]) if days[0] else 0
        after = bisect.bisect_right(self.days, days[1]) if days[1] else len(self.days)
        return first + 1, max(first, after) + 1

    def day(self, index):
        return self.days[index - 1].isoformat()

    def shift(self, index):
        """Days a copy is earlier than its model."""
        return (datetime.date.fromisoformat(self.of(index).date) - self.days[index - 1]).days

    def names(self, index):
        """What a copy has in place of each name. A number keeps its length, which some texts count."""
        model, shift = self.of(index), self.shift(index)
        made = datetime.date.fromisoformat(model.told[:10]) - datetime.timedelta(days=shift)
        return {
            model.voucher: f"{index:08x}-c0b1-4000-8000-000000000000", model.number: self.numbers[index - 1].ljust(len(model.number), "x"),
            model.document: str(FIRST_ID + index), model.payment: str(FIRST_PAYMENT + index), model.date: self.day(index),
            str(model.created): str(model.created - shift * DAY_MILLISECONDS), model.told: made.isoformat() + model.told[10:],
            str(model.project): str(FIRST_PROJECT + index),
            model.customer: json.dumps(f"{NAMES[index % len(NAMES)]} {index % 997}", ensure_ascii=False),
        }


def entry_hash(fields):
    text = "".join(f"{len(str(field).encode())}:{field}\n" for field in fields)
    return hashlib.sha256(text.encode()).hexdigest()


def grow(path, documents, first=datetime.date(2020, 1, 1)):
    """Adds copies until the state has so many documents."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.create_function("reconcile_seal", -1, seal, deterministic=True)
    connection.create_function("reconcile_fold", 1, fold, deterministic=True)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -200000")
    copies = Copies(connection, documents - connection.execute("SELECT COUNT(*) FROM invoice").fetchone()[0], first)
    refusing = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'chart_*_insert' AND tbl_name IN ('invoice', 'payment')"
    ).fetchall()
    connection.execute("BEGIN IMMEDIATE")
    for name, _ in refusing:
        connection.execute(f'DROP TRIGGER "{name}"')
    copy_rows(connection, copies)
    copy_journal(connection, copies)
    for _, sql in refusing:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return copies


MOMENTS = {"entered_at", "linked_at", "opened_at", "closed_at", "seen_at", "read_at", "at"}


def parts(columns, model, row):
    """For each column what makes it of a copy's names and of the days it is earlier."""
    def part(column, value):
        if column in MOMENTS and isinstance(value, int):
            return lambda _, shift: value - shift * DAY_MILLISECONDS
        if column == "fresh":
            # What was concluded of the document is copied with it.
            return lambda *_: 0
        if column == "project":
            return lambda names, _: int(names[str(value)]) if value is not None else None
        if column == "day":
            return lambda _, shift: (datetime.date.fromisoformat(value) - datetime.timedelta(days=shift)).isoformat()
        template = model.template(value)
        return lambda names, _: template(names)
    return [part(column, value) for column, value in zip(columns, row)]


def copy_rows(connection, copies):
    of_document, of_payment = "= :document", "LIKE :document || '/%'"
    # A document's own machine comes last: its row of the lists is made when it begins.
    for table, condition in {
        "hero_document": "id = CAST(:document AS INTEGER)", "lex_voucher": "id = :voucher", "lex_payment": "voucher_id = :voucher",
        "booking": f"key {of_document}", "payment": f"key {of_payment}",
        "link": f"kind IN ('invoice', 'payment') AND (key {of_document} OR key {of_payment})",
        "intent": f"kind IN ('invoice', 'payment') AND (key {of_document} OR key {of_payment})",
        "invoice": f"key {of_document}",
    }.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        templates = {}
        for model in copies.models:
            parameters = {"document": model.document, "voucher": model.voucher}
            rows = connection.execute(f"SELECT * FROM {table} WHERE {condition} ORDER BY 1", parameters).fetchall()
            if not rows:
                raise ValueError(f"{table} has nothing of {parameters}")
            templates[model.document] = [parts(columns, model, row) for row in rows]

        def copied():
            for index in range(1, copies.copies + 1):
                names, shift = copies.names(index), copies.shift(index)
                for row in templates[copies.of(index).document]:
                    fields = [part(names, shift) for part in row]
                    if isinstance(fields[0], int):
                        # A document is known by its id; links and intents are numbered as they come.
                        fields[0] = FIRST_ID + index if table == "hero_document" else None
                    yield fields

        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", copied())


def copy_journal(connection, copies):
    columns = [row[1] for row in connection.execute("PRAGMA table_info(transition)")]
    templates = {}
    for model in copies.models:
        rows = connection.execute(
            "SELECT * FROM transition WHERE kind IN ('invoice', 'payment') AND (key = :document OR key LIKE :document || '/%')"
            " ORDER BY seq", {"document": model.document}).fetchall()
        templates[model.document] = [parts(columns[1:-2], model, row[1:-2]) for row in rows]
    sequence, previous = connection.execute("SELECT seq, hash FROM transition ORDER BY seq DESC LIMIT 1").fetchone()

    def copied():
        nonlocal sequence, previous
        for index in range(1, copies.copies + 1):
            names, shift = copies.names(index), copies.shift(index)
            for row in templates[copies.of(index).document]:
                sequence += 1
                fields = [sequence, *(part(names, shift) for part in row), previous]
                previous = entry_hash(fields)
                yield [*fields, previous]

    connection.executemany(f"INSERT INTO transition VALUES ({', '.join('?' * len(columns))})", copied())
