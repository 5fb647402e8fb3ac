"""A state of many documents, made from a small one: one document that was transferred and paid, again and again.

Every row that belongs to the model is copied with ids and numbers of the copy's own, the journal's hashes worked out anew, so that
`reconcile journal verify` finds the chain whole. The charts' triggers let nothing begin in its final state; they are taken off while
the copies are written and put back word for word, or the program would refuse the file.
"""
import hashlib
import re
import sqlite3

FIRST_ID = 90_000_000
FIRST_PAYMENT = 10_000_000


def base36(number):
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] + digits
    return digits


class Model:
    """The document to copy, and the names by which it is known."""

    def __init__(self, connection):
        self.document, self.voucher, self.payment = connection.execute(
            "SELECT invoice.key, voucher.remote_id, entry.remote_id FROM invoice"
            " JOIN link voucher ON voucher.kind = 'invoice' AND voucher.key = invoice.key"
            " JOIN link entry ON entry.kind = 'payment' AND entry.key LIKE invoice.key || '/%'"
            " WHERE invoice.life = 'paid' AND invoice.settlement = 'exact' ORDER BY invoice.key LIMIT 1"
        ).fetchone()
        self.number = connection.execute("SELECT number FROM lex_voucher WHERE id = ?", [self.voucher]).fetchone()[0]

        self.pattern = re.compile(r"\b(" + "|".join(map(re.escape, (self.voucher, self.number, self.document, self.payment))) + r")\b")

    def names(self, index):
        """What a copy has in place of each name. A number keeps its length, which some texts count."""
        return {
            self.voucher: f"{index:08x}-c0b1-4000-8000-000000000000",
            self.number: "RE" + base36(index).rjust(len(self.number) - 2, "0"),
            self.document: str(FIRST_ID + index), self.payment: str(FIRST_PAYMENT + index),
        }

    def template(self, value):
        """The value of a copy, given its names; parted only once."""
        if not isinstance(value, str) or not self.pattern.search(value):
            return lambda _: value
        parts = self.pattern.split(value)
        return lambda names: "".join(names.get(part, part) for part in parts)


def entry_hash(fields):
    text = "".join(f"{len(str(field).encode())}:{field}\n" for field in fields)
    return hashlib.sha256(text.encode()).hexdigest()


def grow(path, documents):
    """Adds copies until the state has so many documents."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    model = Model(connection)
    model.copies = copies = documents - connection.execute("SELECT COUNT(*) FROM invoice").fetchone()[0]
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    copy_rows(connection, model, copies)
    copy_journal(connection, model, copies)
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return model


def copy_rows(connection, model, copies):
    of_document, of_payment = "= :document", "LIKE :document || '/%'"
    parameters = {"document": model.document, "voucher": model.voucher}
    for table, condition in {
        "hero_document": "id = CAST(:document AS INTEGER)", "lex_voucher": "id = :voucher", "lex_payment": "voucher_id = :voucher",
        "booking": f"key {of_document}", "invoice": f"key {of_document}", "payment": f"key {of_payment}",
        "document_row": f"key {of_document}",
        "link": f"kind IN ('invoice', 'payment') AND (key {of_document} OR key {of_payment})",
        "intent": f"kind IN ('invoice', 'payment') AND (key {of_document} OR key {of_payment})",
    }.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        rows = connection.execute(f"SELECT * FROM {table} WHERE {condition}", parameters).fetchall()
        if not rows:
            raise ValueError(f"{table} has nothing of {parameters}")
        for row in rows:
            templates = [model.template(value) for value in row]

            def copied():
                for index in range(1, copies + 1):
                    names = model.names(index)
                    fields = [template(names) for template in templates]
                    if isinstance(row[0], int):
                        # A document is known by its id; links and intents are numbered as they come.
                        fields[0] = FIRST_ID + index if table == "hero_document" else None
                    if table == "document_row":
                        fields[columns.index("position")] = FIRST_ID + index
                        fields[columns.index("number_fold")] = fields[columns.index("number")].lower()
                    yield fields

            places = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", copied())


def copy_journal(connection, model, copies):
    rows = connection.execute(
        "SELECT * FROM transition WHERE kind IN ('invoice', 'payment') AND (key = :document OR key LIKE :document || '/%') ORDER BY seq",
        {"document": model.document}
    ).fetchall()
    templates = [[model.template(value) for value in row[1:-2]] for row in rows]
    sequence, previous = connection.execute("SELECT seq, hash FROM transition ORDER BY seq DESC LIMIT 1").fetchone()

    def copied():
        nonlocal sequence, previous
        for index in range(1, copies + 1):
            names = model.names(index)
            for row in templates:
                sequence += 1
                fields = [sequence, *(template(names) for template in row), previous]
                previous = entry_hash(fields)
                yield [*fields, previous]

    connection.executemany(f"INSERT INTO transition VALUES ({', '.join('?' * len(rows[0]))})", copied())
