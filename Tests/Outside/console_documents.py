"""How long the console's pages take over a state of many documents: `console_documents.py STATE DOCUMENTS`, then
`console_documents.py URL COOKIE`.

The first form makes of the state of a sandbox one of so many documents, with customers, dates and amounts of their own; the second asks
a running console for its pages and prints milliseconds, the median of nine and the longest.
"""
import sqlite3
import statistics
import sys
import time
import urllib.request

from big_books import FIRST_ID, grow

NAMES = ["Müller", "Schreinerei Groß & Söhne", "Praxis Dr. Weiß", "Elektro Yıldız", "Hausverwaltung Nord", "Ölmühle Krämer", "Bau AG"]
PAGES = [
    "/belege", "/belege?suche=mueller", "/belege?suche=gross+soehne+77", "/belege?suche=1.190,00", "/belege?suche=gibtesnicht",
    "/belege?stand=needsPerson", "/belege?monat=2026-03&art=invoice", "/belege?suche=000004d2-c0b1", "/", "/hilfe",
]


def fill(path, documents):
    grow(path, documents)
    connection = sqlite3.connect(path)
    connection.execute(
        f"""
        UPDATE document_row SET date = date('2020-01-01', '+' || ((position - {FIRST_ID}) * 37 % 2500) || ' days'),
            booked = 1000 + (position - {FIRST_ID}) * 7919 % 5000000, stated = 1000 + (position - {FIRST_ID}) * 7919 % 5000000,
            customer = customer || ' ' || (position % 997)
        WHERE position > {FIRST_ID}
        """)
    for index, name in enumerate(NAMES):
        folded = name.lower()
        for sign, plain in {"ü": "u", "ö": "o", "ä": "a", "ß": "ss", "ı": "ı", "oe": "o"}.items():
            folded = folded.replace(sign, plain)
        connection.execute(
            "UPDATE document_row SET customer = ? || ' ' || (position % 997), customer_fold = ? || ' ' || (position % 997)"
            " WHERE position > ? AND position % ? = ?", [name, folded, FIRST_ID, len(NAMES), index])
    connection.commit()
    print(*connection.execute("SELECT COUNT(*), MIN(date), MAX(date), COUNT(DISTINCT customer) FROM document_row").fetchone())


def measure(address, cookie):
    for page in PAGES:
        taken = []
        for _ in range(9):
            request = urllib.request.Request(address + page, headers={"Cookie": cookie})
            began = time.monotonic()
            with urllib.request.urlopen(request) as answer:
                size = len(answer.read())
            taken.append((time.monotonic() - began) * 1000)
        print(f"{page:42} {statistics.median(taken):7.1f} ms, longest {max(taken):7.1f} ms, {size} bytes")


if __name__ == "__main__":
    if sys.argv[1].startswith("http"):
        measure(sys.argv[1], sys.argv[2])
    else:
        fill(sys.argv[1], int(sys.argv[2]))
