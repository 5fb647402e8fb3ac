"""Spoils PDFs in ways that are the same for the same seed and number."""
import random
import re

OBJECT = re.compile(rb"\d+ \d+ obj\b.*?\bendobj\s*", re.S)
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.S)
NUMBER = re.compile(rb"\d+")
LENGTH = re.compile(rb"/(?:Length|Size|Prev|First|N|W|Index|Columns|Count)\s*\[?\s*\d+(?: \d+ R)?")
TOKENS = [
    b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF", b"<<", b">>", b"[", b"]", b"(", b")", b"R",
    b"/Names", b"/Kids", b"/EmbeddedFiles", b"/EF", b"/F", b"/UF", b"/AF", b"/Root", b"/Prev", b"/Type", b"/ObjStm", b"/XRef", b"/Catalog",
    b"/Filter", b"/FlateDecode", b"/ASCIIHexDecode", b"/DecodeParms", b"/Predictor", b"/Length", b"/Encrypt", b"null", b"0 R", b"f", b"n",
]
NUMBERS = [
    b"0", b"1", b"-1", b"2", b"7", b"65535", b"65536", b"2147483647", b"2147483648", b"4294967295", b"9223372036854775807",
    b"9223372036854775808", b"99999999999999999999", b"0.5", b"1e9", b"00000",
]


def place(random_: random.Random, data: bytes) -> int:
    """Mostly outside the streams, where the structure is."""
    for _ in range(20):
        position = random_.randrange(max(1, len(data)))
        before = data.rfind(b"stream", 0, position)
        if before < 0 or data[max(0, before - 3):before] == b"end" or random_.random() < 0.1:
            break
    return position


def flip(random_, data):
    data = bytearray(data)
    for _ in range(random_.choice([1, 1, 2, 4, 16])):
        if data:
            data[place(random_, bytes(data))] = random_.randrange(256)
    return bytes(data)


def truncate(random_, data):
    return data[:random_.randrange(len(data) + 1)] if random_.random() < 0.5 else data[:max(0, len(data) - random_.randrange(2000))]


def behead(random_, data):
    return data[random_.randrange(1, 200):]


def swap_token(random_, data):
    token = random_.choice(TOKENS)
    places = [m.start() for m in re.finditer(re.escape(token), data)]
    if not places:
        return data
    at = random_.choice(places)
    return data[:at] + random_.choice(TOKENS) + data[at + len(token):]


def insert_token(random_, data):
    at = place(random_, data)
    return data[:at] + b" " + random_.choice(TOKENS) + b" " + data[at:]


def edit_number(random_, data):
    at = place(random_, data)
    match = NUMBER.search(data, at)
    if not match:
        return data
    other = random_.choice(NUMBERS) if random_.random() < 0.5 else str(int(match[0][:18]) + random_.choice([-2, -1, 1, 2, 10])).encode()
    return data[:match.start()] + other + data[match.end():]


def edit_length(random_, data):
    matches = list(LENGTH.finditer(data))
    if not matches:
        return data
    match = random_.choice(matches)
    edited = NUMBER.sub(lambda _: random_.choice(NUMBERS), match[0], count=1)
    return data[:match.start()] + edited + data[match.end():]


def objects(data):
    return [(m.start(), m.end()) for m in OBJECT.finditer(data)]


def remove_object(random_, data):
    found = objects(data)
    if not found:
        return data
    start, end = random_.choice(found)
    return data[:start] + data[end:]


def double_object(random_, data):
    found = objects(data)
    if not found:
        return data
    start, end = random_.choice(found)
    at = random_.choice(found)[0]
    return data[:at] + flip(random_, data[start:end]) + data[at:]


def swap_references(random_, data):
    found = list(re.finditer(rb"\d+ 0 R\b", data))
    if len(found) < 2:
        return data
    match = random_.choice(found)
    return data[:match.start()] + random_.choice(found)[0] + data[match.end():]


def spoil_stream(random_, data):
    found = list(STREAM.finditer(data))
    if not found:
        return data
    match = random_.choice(found)
    body = bytearray(match[0])
    body[random_.randrange(len(body))] ^= 1 << random_.randrange(8)
    return data[:match.start()] + bytes(body) + data[match.end():]


KINDS = [
    flip, truncate, behead, swap_token, insert_token, edit_number, edit_length, remove_object, double_object, swap_references, spoil_stream,
]


def mutated(data: bytes, seed: int, number: int) -> tuple[str, bytes]:
    """The names of what was done, and the result."""
    random_ = random.Random(f"{seed} {number}")
    names = []
    for _ in range(random_.choice([1, 1, 1, 2, 3])):
        kind = random_.choice(KINDS)
        names.append(kind.__name__)
        data = kind(random_, data)
    return "+".join(names), data
