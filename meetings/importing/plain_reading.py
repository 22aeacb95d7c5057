"""What a file's content and what is stated of it come to, without the database: the same in every process."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from meetings.caching.made_ahead import MadeValues
from meetings.danish.met_words import WordLexemes
from meetings.danish.municipalities import also_known
from meetings.importing.stated_facts import StatedFacts
from meetings.parsing.document import Document
from meetings.parsing.lines.foreign import read_pages
from meetings.parsing.lines.pages import Pages
from meetings.parsing.parser import parse_document
from meetings.parsing.structure.clean import CleanedPages, clean_pages, printed_pages

# What does not tell two texts apart: all but letters, figures, and what stands within a number.
_NOT_TELLING = re.compile(r"[^\w.,:/-]+|[.,:/-](?:(?<!\d.)|(?!\d))")


@dataclass(frozen=True)
class PlainReading:
    """A file as it is read where no words have been taken out of the archive.

    `municipalities` are those beside Denmark's by which it was read. What else whoever writes the items need not find
    anew: `properties`, what the file says of itself, None where nobody has looked; `made`, what follows from its texts;
    `words`, the lexemes of its words that the process that read it had not met before.
    """

    municipalities: frozenset[str]
    pages: Pages
    document: Document
    printed: tuple[str, ...]
    # As Document.text_sha256.
    text_sha256: str
    words: Mapping[str, WordLexemes] = field(default_factory=dict)
    properties: Mapping[str, str] | None = None
    made: MadeValues = field(default_factory=dict)


def plain_reading(content: bytes, name: str, stated: StatedFacts, municipalities: frozenset[str]) -> PlainReading:
    """Read the content of a file. Raises Unreadable."""
    return reading_of_pages(read_pages(content, Path(name).suffix), stated, municipalities)


def reading_of_pages(pages: Pages, stated: StatedFacts, municipalities: frozenset[str]) -> PlainReading:
    """Read the pages of a file."""
    with also_known(municipalities):
        body = clean_pages(pages)
        document = stated.applied_to(parse_document(pages, body))
    return PlainReading(municipalities, pages, document, printed_pages(pages), digest_of_text(body, document))


def digest_of_text(body: CleanedPages, document: Document) -> str:
    """What two copies of a document have in common, whatever their encoding, line ends, pages and hyphens are.

    Of the letters and figures of the body, and of what the document was read as: page headers are left out.
    """
    letters = _NOT_TELLING.sub("", unicodedata.normalize("NFC", "\n".join(line.text for line in body.lines)))
    read_as = (document.kind, document.council, document.date, document.is_draft, document.edition, document.status)
    return hashlib.sha256(repr((read_as, letters)).encode()).hexdigest()
