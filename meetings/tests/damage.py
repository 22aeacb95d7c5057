"""What happens to files on their way: wrong encodings, lost and changed bytes, PDFs that contradict themselves."""

from collections.abc import Callable, Sequence
from random import Random

ByteDamage = Callable[[Random, bytes], bytes]


def _flip_bytes(random: Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(random.choice([1, 5, 50]) if damaged else 0):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def _truncate(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _as_utf16(random: Random, content: bytes) -> bytes:
    encoded = content.decode(errors="replace").encode(random.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"]))
    return encoded[: len(encoded) - random.randrange(3)]


def _as_windows(random: Random, content: bytes) -> bytes:
    return content.decode(errors="replace").encode(random.choice(["cp1252", "latin-1", "cp865"]), "ignore")


def _encodings_mixed(random: Random, content: bytes) -> bytes:
    place = random.randrange(len(content) + 1)
    rest = content[place:].decode(errors="ignore")
    return content[:place] + rest.encode(random.choice(["cp1252", "utf-16-le", "latin-1"]), "ignore")


def _lone_surrogate(random: Random, content: bytes) -> bytes:
    place = random.randrange(len(content) + 1)
    return (
        content[:place] + random.choice([b"\xed\xa0\x80", b"\xff\xfe", b"\xc3", b"\xf4\x90\x80\x80"]) + content[place:]
    )


def _nothing(random: Random, content: bytes) -> bytes:
    return random.choice([b"", b" \r\n\x0c", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 40, b"%PDF-"])


BYTE_DAMAGES: Sequence[ByteDamage] = (
    _flip_bytes,
    _truncate,
    _as_utf16,
    _as_windows,
    _encodings_mixed,
    _lone_surrogate,
    _nothing,
)


def _flip_in_xref(random: Random, content: bytes) -> bytes:
    start = max(0, content.rfind(b"xref", 0, content.rfind(b"startxref")))
    return content[:start] + _flip_bytes(random, content[start:])


def _lose_a_stretch(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content) + 1)
    return content[:start] + content[start + random.choice([1, 50, 5_000]) :]


def _two_in_one(random: Random, content: bytes) -> bytes:
    return content + content if random.random() < 0.5 else b"junk\n" * random.randint(1, 300) + content


def _references_mixed(random: Random, content: bytes) -> bytes:
    """References to other objects than meant: loops among pages, fonts that are pages."""
    parts = content.split(b" 0 R")
    for _ in range(random.randint(1, 4)):
        part = random.randrange(len(parts))
        kept = parts[part].rstrip(b"0123456789")
        if kept != parts[part]:
            parts[part] = kept + str(random.randint(1, 12)).encode()
    return b" 0 R".join(parts)


def _odd_values(random: Random, content: bytes) -> bytes:
    old, new = random.choice(
        [
            (b"/Count ", b"/Count -9"),
            (b"/Count ", b"/Count 99999"),
            (b"/Kids [", b"/Kids [] /X ["),
            (b"/MediaBox [ 0 0", b"/MediaBox [ 1e30 -1e30"),
            (b"/MediaBox [", b"/MediaBox [ 0 0 0 0 ] /X ["),
            (b"/Rotate 0", b"/Rotate 45"),
            (b"/Length ", b"/Length 9"),
            (b" Tf", b" 0 Tf"),
            (b" Td", b" 9e9 Td"),
            (b" Tm", b" 0 0 0 0 Tm"),
            (b"/Filter", b"/Filter /JBIG2Decode /X"),
            (b"trailer", b"trailer << /Encrypt 5 0 R >>"),
            (b"/WinAnsiEncoding", b"/Identity-H"),
            (b"%PDF-1.", b"%PDF-9."),
        ]
    )
    return content.replace(old, new, random.choice([1, -1]))


PDF_DAMAGES: Sequence[ByteDamage] = (
    _flip_bytes,
    _truncate,
    _flip_in_xref,
    _lose_a_stretch,
    _two_in_one,
    _references_mixed,
    _odd_values,
)
