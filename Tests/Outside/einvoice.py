"""What reading the e-invoice of a PDF costs, beside pypdf and lxml on the same file in the same run.

The program reads many copies of one file in one process, so that its start, which costs more than a hundred invoices, can be told apart:
it is measured alone, on the XML of the smallest fixture. Times are CPU, memory is the peak of the process.
"""

import argparse
import io
import os
import pathlib
import subprocess
import tempfile
import time

import pypdf
from lxml import etree

from usage import usage

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "Tests/Fixtures/einvoice/pdf-variants/01_facturx_plain.pdf"
COPIES = 200


def large(size):
    """The fixture with a page as heavy as one with a logo and its fonts."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(FIXTURE))
    ballast = pypdf.generic.StreamObject()
    ballast.set_data(os.urandom(size - FIXTURE.stat().st_size))
    writer._add_object(ballast)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def spent(command):
    """CPU in milliseconds and peak memory in KiB of one process."""
    used = usage(command, os.environ, subprocess.DEVNULL)
    if used.code not in (0, 3):
        raise SystemExit(f"{command[0]} ended with {used.code}")
    return used.processor * 1000, used.memory


def peer(data):
    """The same by pypdf and lxml, in process: the embedded file, parsed."""
    began = time.process_time()
    for _ in range(20):
        reader = pypdf.PdfReader(io.BytesIO(data))
        [content] = [files[0] for name, files in reader.attachments.items() if name == "factur-x.xml"]
        etree.fromstring(content)
    return (time.process_time() - began) * 1000 / 20


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--reconcile", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "invoice.pdf"
        file.write_bytes(large(200 * 1024))
        small = str(next((ROOT / "Tests/Fixtures/einvoice/made").glob("m04*.xml")))
        base = [options.reconcile, "einvoice", "--format", "json"]
        each, memory = [], []
        for _ in range(options.rounds):
            start, least = spent(base + [small])
            _, one = spent(base + [str(file)])
            many, _ = spent(base + [str(file)] * COPIES)
            each.append((many - start) / (COPIES - 1))
            memory.append(one - least)
        each.sort()
        memory.sort()
        middle = options.rounds // 2
        print(f"e-invoice of a PDF of {file.stat().st_size} bytes, CPU each: {each[middle]:.2f} ms (bound 1), "
              f"memory {memory[middle] / 1024:.1f} MiB more than a bare small XML (bound 2)")
        print(f"pypdf and lxml, the same file: {peer(file.read_bytes()):.2f} ms")


if __name__ == "__main__":
    main()
