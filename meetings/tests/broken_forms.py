"""Broken files of the other forms: Word documents, web pages, exports and ZIP files, with bombs among them."""

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from random import Random

from meetings.tests.damage import BYTE_DAMAGES
from meetings.tests.exported_meetings import MEETING, SYSTEMS
from meetings.tests.scans import joined, printed, scanned
from meetings.tests.ten_meetings import TEN_MEETINGS, as_web_page, as_word_document
from meetings.tests.word_documents import word_document

# Pages of a small scan.
_SCANNED = ("Referat\nKKR Prøveby\nDato: 14. marts 2025\n1. Ny bro", "Beslutning\nGodkendt. ./. Notat")
# Of the files, the share that are made to fill memory or take time.
BOMB_SHARE = 0.04
_SIZE_OF_BOMB = 30_000_000


def broken_form(random: Random) -> tuple[str, bytes, tuple[str, ...]]:
    """A file's name and content, and what it was made from and what was done to it."""
    if random.random() < BOMB_SHARE:
        name, make = random.choice(BOMBS)
        return name, make(), ("bomb", make.__name__.strip("_"))
    name, content = random.choice(_good_forms())
    how = [name]
    for _ in range(random.choice([0, 1, 1, 2])):
        damage = random.choice([*BYTE_DAMAGES, *([_damage_a_part, _lose_a_part] if content.startswith(b"PK") else [])])
        content = damage(random, content)
        how.append(damage.__name__.strip("_"))
    return name, content, tuple(how)


@cache
def _good_forms() -> tuple[tuple[str, bytes], ...]:
    exports = [(name, make(MEETING)) for name, make in SYSTEMS.items()]
    zipped = [(f"{name}.zip", _zip_of({name: content, "Bilag/notat.pdf": b"%PDF-1.4"})) for name, content in exports]
    words = [(f"{meeting.date}.docx", as_word_document(meeting)) for meeting in TEN_MEETINGS]
    web = [(f"{meeting.date}.html", as_web_page(meeting)) for meeting in TEN_MEETINGS]
    year = {f"{at}/{name}": content for at, (name, content) in enumerate(exports)}
    scan = scanned(printed(*_SCANNED))
    scans = [("scan.pdf", scan), ("blandet.pdf", joined(printed(_SCANNED[0]), scan))]
    return (*exports, *zipped, ("aar.zip", _zip_of({**year, "0/Bilag/notat.pdf": b"%PDF-1.4"})), *words, *web, *scans)


def _zip_of(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    """The parts of a ZIP file; none of one that is broken already."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return {}


def _damage_a_part(random: Random, content: bytes) -> bytes:
    parts = _parts(content)
    if not parts:
        return content
    name = random.choice(sorted(parts))
    return _zip_of({**parts, name: random.choice(BYTE_DAMAGES)(random, parts[name])})


def _lose_a_part(random: Random, content: bytes) -> bytes:
    parts = _parts(content)
    lost = random.choice(sorted(parts)) if parts else ""
    return _zip_of({name: part for name, part in parts.items() if name != lost}) if parts else content


def _unfolding_word_document() -> bytes:
    return word_document(parts={"word/document.xml": b"<a>" + b" " * _SIZE_OF_BOMB + b"</a>"})


def _deep_xml() -> bytes:
    return b"<Dagsorden>" * 200_000


def _entities() -> bytes:
    named = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    return f'<!DOCTYPE Dagsorden [<!ENTITY e0 "x">{named}]><Dagsorden>&e11;</Dagsorden>'.encode()


def _file_from_elsewhere() -> bytes:
    return b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Dagsorden><Overskrift>&b;</Overskrift></Dagsorden>'


def _deep_page() -> bytes:
    return b"<!doctype html>" + b"<div><b>" * 10_000 + b"1. Ny bro"


def _deep_json() -> bytes:
    return b"[" * 200_000


def _unfolding_zip() -> bytes:
    return _zip_of({"a.xml": b"<Dagsorden>" + b"a" * _SIZE_OF_BOMB + b"</Dagsorden>"})


def _zip_of_paths() -> bytes:
    named = {f"../{name}": b"<Dagsorden/>" for name in ("a.xml", "b.xml")}
    return _zip_of({**named, "/etc/a.xml": b"<Dagsorden/>", "C:\\a.xml": b"<Dagsorden/>"})


def _zip_of_many() -> bytes:
    return _zip_of({f"{at}.xml": b"" for at in range(3_000)})


def _pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, of which the first is the catalogue."""
    numbered = b"".join(b"%d 0 obj%bendobj\n" % (at, body) for at, body in enumerate(objects, start=1))
    return b"%%PDF-1.4\n%btrailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (numbered, len(objects) + 1)


def _pages_without_end() -> bytes:
    nodes = [b"<</Type/Pages/Kids[%b]/Count %d>>" % (b"%d 0 R " % (at + 1) * 3, 3 ** (11 - at)) for at in range(2, 11)]
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/Parent 10 0 R/MediaBox[0 0 9 9]>>")


def _pages_within_pages() -> bytes:
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (at + 1) for at in range(2, 3_000)]
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>")


def _saved_states() -> bytes:
    packed = zlib.compress(b"q " * 5_000_000, 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    stream = b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed)
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream)


def _huge_picture() -> bytes:
    packed = zlib.compress(b"\x00" * 90_000_000, 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<</XObject<</A 4 0 R>>>>>>"
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 30000/Height 3000/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed)
    )
    drawn = b"<</Length 20>>stream\nq 9 0 0 9 0 0 cm /A Do Q\nendstream"
    return _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, picture, drawn)


def _very_many_meetings() -> bytes:
    return _zip_of({f"{at}.xml": b'<Dagsorden><M\xc3\xb8de Udvalg="A"/></Dagsorden>' for at in range(1_500)})


def _many_columns() -> bytes:
    return b"<!doctype html><table><tr>" + b"<td colspan=99999>a" * 2_000 + b"</table>"


BOMBS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("bombe.docx", _unfolding_word_document),
    ("bombe.xml", _deep_xml),
    ("bombe.xml", _entities),
    ("bombe.xml", _file_from_elsewhere),
    ("bombe.html", _deep_page),
    ("bombe.json", _deep_json),
    ("bombe.zip", _unfolding_zip),
    ("bombe.zip", _zip_of_paths),
    ("bombe.zip", _zip_of_many),
    ("bombe.html", _many_columns),
    ("bombe.zip", _very_many_meetings),
    ("bombe.pdf", _pages_without_end),
    ("bombe.pdf", _pages_within_pages),
    ("bombe.pdf", _saved_states),
    ("bombe.pdf", _huge_picture),
)
