"""The state of one account as the state of another: the same documents and vouchers, another organisation and other keys.

Whoever copies a stand-in's books to other customers (`POST /_sandbox/accounts/copy`) has to give them states to match, and transferring
everything a thousand times would take hours. Sums of sealed tables follow by the state's own triggers; the journal's hashes are worked
out anew from the first entry that names the organisation on, and the mark beside the state says what the copy has come to.
"""
import hashlib
import json
import shutil
import sqlite3
import uuid

from big_books import entry_hash, fold, seal

DATABASE, MARK, LOCK = "reconcile.sqlite", "reconcile.watermark", "reconcile.lock"


def key_digest(key):
    """By which a state knows whose key it was set up with."""
    return hashlib.sha256(f"reconcile:{key}".encode()).hexdigest()


def copy(source, target, names):
    """`names`: what stands in the source, and what stands in its place in the copy."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(LOCK))
    connection = sqlite3.connect(target / DATABASE, isolation_level=None)
    connection.create_function("reconcile_seal", -1, seal, deterministic=True)
    connection.create_function("reconcile_fold", 1, fold, deterministic=True)
    connection.execute("PRAGMA synchronous = OFF")
    history = connection.execute("SELECT value FROM cursor WHERE name = 'history'").fetchone()[0]
    names = {**names, history: str(uuid.uuid4()).upper()}
    connection.execute("BEGIN IMMEDIATE")
    for table in ("setting", "cursor"):
        for old, new in names.items():
            connection.execute(f"UPDATE {table} SET value = replace(value, ?, ?) WHERE instr(value, ?) > 0", [old, new, old])
    newest = rename_journal(connection, names)
    sums = {name: {"changes": changes, "sum": total.hex()} for name, total, changes in connection.execute(
        "SELECT name, sum, changes FROM seal")}
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    mark = newest_mark((target / MARK).read_text(encoding="utf-8"))
    mark.update(history=names[history], newestHash=newest, seals=sums)
    (target / MARK).write_text(json.dumps(mark), encoding="utf-8")


def newest_mark(text):
    """The file has two slots, each a line of number, digest and JSON, or blank."""
    lines = [line.split(" ", 2) for line in text.splitlines() if line.strip()]
    return json.loads(max(lines, key=lambda line: int(line[0]))[2])


def rename_journal(connection, names):
    """The hash of the newest entry. The journal lets nobody change an entry: its triggers are away meanwhile."""
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE name = 'transition_no_update'").fetchall()
    for name, _ in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    detail = [row[1] for row in connection.execute("PRAGMA table_info(transition)")].index("detail")
    changed, previous = [], None
    for row in connection.execute("SELECT * FROM transition ORDER BY seq").fetchall():
        fields = list(row)
        for old, new in names.items():
            fields[detail] = fields[detail].replace(old, new)
        if previous is not None:
            fields[-2] = previous
        if previous is not None or fields != list(row):
            previous = fields[-1] = entry_hash(fields[:-1])
            changed.append((fields[detail], fields[-2], fields[-1], fields[0]))
    connection.executemany("UPDATE transition SET detail = ?, previous = ?, hash = ? WHERE seq = ?", changed)
    for _, sql in guards:
        connection.execute(sql)
    return connection.execute("SELECT hash FROM transition ORDER BY seq DESC LIMIT 1").fetchone()[0]
