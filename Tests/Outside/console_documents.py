"""How long the console's pages take: `console_documents.py URL COOKIE` asks a running console for its pages and prints milliseconds, the
median of nine and the longest. `many_documents.py` makes a state of many documents and asks the same of it.
"""
import statistics
import sys
import time
import urllib.request

PAGES = [
    "/", "/belege", "/belege?suche=mueller", "/belege?suche=gross+soehne+77", "/belege?suche=1.190,00", "/belege?suche=gibtesnicht",
    "/belege?stand=needsPerson", "/belege?monat=2026-03&art=invoice", "/belege?suche=000004d2-c0b1", "/zahlungen", "/hilfe",
]


def measured(address, cookie):
    """Of each page its name, the median and the longest in milliseconds, and its bytes."""
    for page in PAGES:
        taken = []
        for _ in range(9):
            request = urllib.request.Request(address + page, headers={"Cookie": cookie})
            began = time.monotonic()
            with urllib.request.urlopen(request) as answer:
                size = len(answer.read())
            taken.append((time.monotonic() - began) * 1000)
        yield page, statistics.median(taken), max(taken), size


if __name__ == "__main__":
    for name, median, longest, length in measured(sys.argv[1], sys.argv[2]):
        print(f"{name:42} {median:7.1f} ms, longest {longest:7.1f} ms, {length} bytes")
