"""What a small program of the usual kind costs: `requests` and `sqlite3`, the same questions, the answers kept in a table.

    peer.py poll REQUESTS STATE INTERVAL     asks what reconcile asked in a quiet pass, again and again
    peer.py status STATE                     counts by state

It does less than reconcile: no figures, no charts, no journal, no look at what the answers mean. Only `poll` imports requests.
"""
import json
import sqlite3
import sys
import time


def opened(path):
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE IF NOT EXISTS seen (system TEXT, id TEXT, state TEXT, content TEXT, PRIMARY KEY (system, id));"
        "CREATE TABLE IF NOT EXISTS pass (id INTEGER PRIMARY KEY, began REAL, ended REAL);"
    )
    return connection


def keep(connection, system, key, state, content):
    text = json.dumps(content, sort_keys=True)
    known = connection.execute("SELECT content FROM seen WHERE system = ? AND id = ?", (system, key)).fetchone()
    if known is None or known[0] != text:
        connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", (system, key, state, text))


def one_pass(session, connection, questions):
    began = time.time()
    for method, address, headers, body in questions:
        answer = session.request(method, address, headers=headers, data=body or None, timeout=35)
        answer.raise_for_status()
        content = answer.json()
        if "data" in content:
            for node in content["data"]["customer_documents"]:
                keep(connection, "hero", str(node["id"]), str(node["status_code"]), node)
        else:
            for row in content["content"]:
                keep(connection, "lexoffice", row["id"], row["voucherStatus"], row)
        connection.commit()
    connection.execute("INSERT INTO pass (began, ended) VALUES (?, ?)", (began, time.time()))
    connection.commit()


def poll(file, path, interval):
    import requests

    with open(file, encoding="utf-8") as source:
        questions = json.load(source)
    connection, session = opened(path), requests.Session()
    session.trust_env = False
    while True:
        one_pass(session, connection, questions)
        time.sleep(interval)


def status(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    for system, state, count in connection.execute("SELECT system, state, COUNT(*) FROM seen GROUP BY 1, 2"):
        print(f"{system}: {count} {state}")


if __name__ == "__main__":
    if sys.argv[1] == "poll":
        poll(sys.argv[2], sys.argv[3], float(sys.argv[4]))
    else:
        status(sys.argv[2])
