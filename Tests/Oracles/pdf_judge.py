#!/usr/bin/env python3
"""Lets pikepdf (on qpdf) and pypdf, written by others, judge what the program finds in PDFs, whole and spoilt ones.

    pdf_judge.py [--count 1000] [--seed 1] [--kept FOLDER] PROGRAM [FOLDER ...]

PROGRAM is called as `PROGRAM einvoice FILE --format json`. FOLDERs hold PDFs; by default those of Tests/Fixtures/einvoice/pdf-variants.

A whole PDF must hold the same files as both judges say, and the same bytes of the invoice. A spoilt one may be read or refused; but no
input may end the program with a signal, take a second, or 64 MiB more than the program itself, or be read as something else than every
judge that reads it says. Where the program refuses what a judge reads, it is only counted: held for a person, it harms nobody.

Needs: pip install pikepdf pypdf
"""
import argparse
import collections
import hashlib
import json
import logging
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import warnings

import pikepdf
import pypdf

from pdf_mutations import mutated

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS_MAXIMUM = 1.0
KIB_MAXIMUM = 64 << 10


def limit() -> None:
    """A bomb may take a judge down, not the machine."""
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))


def ask(program: str, path: pathlib.Path) -> tuple[dict, float, int, int]:
    """The answer, seconds of a processor, KiB, and the signal or 0."""
    process = subprocess.Popen(
        [program, "einvoice", str(path), "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=limit)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    try:
        records = [json.loads(line) for line in output.splitlines()]
        answer = next((record for record in records if record.get("type") == "einvoice"), {})
    except ValueError:
        answer = {}
    return answer, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def pikepdf_files(path: pathlib.Path) -> dict[str, bytes] | None:
    """Names and bytes; None where the judge cannot read."""
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                return None
            files = {}
            for name, specification in pdf.attachments.items():
                files[specification.filename or name] = specification.get_file().read_bytes()
            listed = pdf.Root.get("/AF")
            for specification in listed if isinstance(listed, pikepdf.Array) else []:
                embedded = specification.get("/EF", {})
                content = embedded.get("/UF", embedded.get("/F"))
                if content is not None:
                    files.setdefault(str(specification.get("/UF", specification.get("/F", ""))), content.read_bytes())
            return files
    except Exception:
        return None


def pypdf_files(path: pathlib.Path) -> dict[str, bytes] | None:
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted:
            return None
        files = {file.alternative_name or file.name: file.content for file in reader.attachment_list}
        listed = reader.root_object.get("/AF")
        for specification in (listed.get_object() or []) if listed is not None else []:
            specification = specification.get_object()
            embedded = specification.get("/EF", {})
            content = embedded.get("/UF", embedded.get("/F"))
            if content is not None:
                files.setdefault(str(specification.get("/UF", specification.get("/F", ""))), content.get_object().get_data())
        return files
    except (Exception, RecursionError):
        return None


def verdict(answer: dict, files: dict[str, bytes] | None) -> str:
    """How the program's answer stands to a judge's."""
    names = answer.get("attachments") or []
    is_read = answer.get("result") in ("READ", "NO_XML") or names
    if files is None:
        return "both refuse" if not is_read else "only the program reads"
    if not is_read:
        return "only the judge reads"
    if sorted(names) != sorted(files):
        return "other files"
    embedded = answer.get("embedded")
    if embedded is None or not answer.get("xml_sha256"):
        return "same"
    # Where the length is lost, nobody knows whether the last end of line belongs to the file.
    data = files[embedded]
    possible = [data, *(data.removesuffix(end) for end in (b"\n", b"\r", b"\r\n"))]
    return "same" if answer["xml_sha256"] in (hashlib.sha256(each).hexdigest() for each in possible) else "other bytes"


class Trial:
    def __init__(self, program: str, kept: pathlib.Path | None):
        self.program, self.kept = program, kept
        self.verdicts = {"pikepdf": collections.Counter(), "pypdf": collections.Counter()}
        self.seconds = self.kib = 0.0
        # What the program itself takes, whatever it reads.
        self.own_kib = float("inf")
        self.faults: list[str] = []

    def judge(self, name: str, path: pathlib.Path, is_whole: bool) -> None:
        answer, seconds, kib, signal = ask(self.program, path)
        self.own_kib = min(self.own_kib, kib)
        self.seconds, self.kib = max(self.seconds, seconds), max(self.kib, kib - self.own_kib)
        faults = []
        if signal or not answer:
            faults.append(f"no answer, signal {signal}")
        if seconds > SECONDS_MAXIMUM or kib - self.own_kib > KIB_MAXIMUM:
            faults.append(f"{seconds:.2f} s, {kib - self.own_kib} KiB")
        found = {judge: verdict(answer, files(path)) for judge, files in (("pikepdf", pikepdf_files), ("pypdf", pypdf_files))}
        for judge, word in found.items():
            self.verdicts[judge][word] += 1
        is_same = all(word in ("same", "both refuse") for word in found.values())
        contradictions = {"other files", "other bytes"}
        if is_whole and not is_same:
            faults.append(f"a whole file: {found}")
        elif contradictions >= {word for word in found.values() if not word.startswith("only")} != set():
            faults.append(f"no judge agrees: {found}")
        if faults:
            self.faults.append(f"{name}: {'; '.join(faults)}")
            if self.kept:
                self.kept.mkdir(parents=True, exist_ok=True)
                (self.kept / f"{name.replace('/', '_')}.pdf").write_bytes(path.read_bytes())

    def report(self, what: str) -> None:
        for judge, counts in self.verdicts.items():
            print(f"{what} against {judge}: " + ", ".join(f"{count} {word}" for word, count in counts.most_common()))
            counts.clear()


def main() -> int:
    parser = argparse.ArgumentParser(description="judges by pikepdf and pypdf what the program finds in PDFs")
    parser.add_argument("--count", type=int, default=1000, help="how many spoilt PDFs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kept", type=pathlib.Path, help="where files are kept that were judged wrong")
    parser.add_argument("program")
    parser.add_argument("folders", nargs="*", type=pathlib.Path, default=[ROOT / "Tests/Fixtures/einvoice/pdf-variants"])
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    originals = sorted(path for folder in arguments.folders for path in folder.glob("*.pdf"))
    if not originals:
        sys.exit("no PDFs there")
    trial = Trial(arguments.program, arguments.kept)
    for path in originals:
        trial.judge(path.name, path, is_whole=True)
    trial.report(f"{len(originals)} whole files")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "spoilt.pdf"
        for number in range(arguments.count):
            original = originals[number % len(originals)]
            kinds, data = mutated(original.read_bytes(), arguments.seed, number)
            path.write_bytes(data)
            trial.judge(f"{number} {original.name} {kinds}", path, is_whole=False)
    trial.report(f"{arguments.count} spoilt files of seed {arguments.seed}")
    print(f"longest {trial.seconds:.3f} s, most {trial.kib:.0f} KiB, {len(trial.faults)} findings")
    for fault in trial.faults:
        print("  " + fault)
    return 1 if trial.faults else 0


if __name__ == "__main__":
    sys.exit(main())
