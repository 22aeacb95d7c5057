"""The files that an import is given, read, or refused with a sentence that says why."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate

from meetings.danish.omitted import OMITTED
from meetings.importing.export_bundles import is_bundle, meeting_of_bundle
from meetings.importing.export_sources import attachment_names, missing_attachments, only_meeting
from meetings.importing.outdated import outdated
from meetings.importing.parse_here import parse_here, read_here
from meetings.importing.plain_reading import PlainReading, digest_of_text
from meetings.importing.recognition import (
    AwaitsRecognition,
    pages_to_recognize,
    recognize,
    recognized_pages,
)
from meetings.importing.refusals import UNREADABLE_SENTENCES, Refused
from meetings.importing.source_files import SourceFile as SourceFile  # known here too, as by older checkouts
from meetings.importing.source_files import load as load
from meetings.importing.stated_facts import stated_facts
from meetings.models import Document, Redaction, Upload
from meetings.models.choices import PlaceUnit, RedactionScope
from meetings.models.locks import Lock, take_lock
from meetings.parsing.document import Document as ParsedDocument
from meetings.parsing.document import ParsingWarning
from meetings.parsing.lines.bounded_zip import MOST_BYTES
from meetings.parsing.lines.extract import CANONICAL_SUFFIX
from meetings.parsing.lines.foreign import read_pages
from meetings.parsing.lines.pages import Pages, SeenPages, Unreadable, UnreadableReason, paragraph_numbers
from meetings.parsing.structure.clean import clean_pages, printed_pages
from meetings.privacy.redacted_values import redacted_pages, redacted_value
from meetings.privacy.redacted_words import NO_WORDS, OMITTED_NAME, RedactedWords
from meetings.privacy.redacting import digest_of_finding, words_of_redactions
from meetings.privacy.scan import Finding, scan_document

_SAY_COUNCIL = "Angiv det med --council, eller vælg det, hvor filen lægges op."
_SAY_DATE = "Angiv den med --date, eller skriv den, hvor filen lægges op."
_NO_DATE = "Filen siger ikke, hvornår mødet er."


@dataclass(frozen=True)
class ReadFile:
    """A file that was read: the texts of its pages as they are printed, and what the document says."""

    source: SourceFile
    # The meeting's; a document without a date or a council is refused.
    date: date
    pages: tuple[str, ...]
    document: ParsedDocument
    # As Document.text_sha256.
    text_sha256: str = ""
    # The words that were taken out of it as it was read, none for most; and the newest redaction that was known then.
    redacted_words: RedactedWords = NO_WORDS
    newest_redaction: int = 0

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What in the file may not be public: CPR numbers, and contact details that may be a private person's."""
        found = scan_document(
            self.pages,
            name=self.source.name,
            properties={**self.source.properties(), **attachment_names(self.document)},
            today=localdate(),
            holding=settings.HELD_CONTACT_DETAILS,
        )
        return tuple(self._in_paragraph(finding) for finding in found)

    @cached_property
    def _paragraphs(self) -> dict[int, int]:
        """Of a file without pages: the paragraph that each line is."""
        if self.document.place_unit == "page":
            return {}
        return paragraph_numbers(tuple(tuple(page.split("\n")) for page in self.pages))

    def _in_paragraph(self, finding: Finding) -> Finding:
        paragraph = self._paragraphs.get(finding.line)
        return replace(finding, page=paragraph, unit="paragraph") if paragraph and finding.page else finding

    @property
    def length(self) -> int:
        """How many pages the file has, or paragraphs where it has none."""
        return len(self._paragraphs) if self.document.place_unit == "paragraph" else len(self.pages)

    @property
    def warning_rows(self) -> list[dict[str, Any]]:
        """The parser's warnings, and what may be a private person's.

        As Document and Upload store them: `[{"page": 4, "line": 112, "message": "…"}]`; what may be a private person's
        has a `digest`, by which it is found again to be redacted.
        """
        unit = {} if self.document.place_unit == "page" else {"unit": self.document.place_unit}
        return [
            *(
                {**unit, "page": warning.page, "line": warning.line, "message": warning.message}
                for warning in self.document.warnings
            ),
            *(
                {
                    **unit,
                    "page": finding.page,
                    "line": finding.line,
                    "message": f"{finding.masked_words} kan være {finding.name}.",
                    "digest": digest_of_finding(finding.words),
                }
                for finding in self.findings
                if not finding.is_held
            ),
        ]


def outdated_documents() -> QuerySet[Document]:
    """The documents that would be read otherwise now, oldest meeting first."""
    return outdated(Document.objects.without_text()).order_by("meeting__date", "pk")


def stored_source(document: Document) -> SourceFile:
    """The document's file as it was imported. Raises Refused where its file is gone or is no longer what it was."""
    path = Path(document.file.path)
    if not path.is_file():
        raise Refused(
            "Dokumentets fil mangler i arkivet. Den skal hentes fra en sikkerhedskopi.",
            "the stored file is missing",
        )
    content = load(path, max(settings.IMPORT_MAX_BYTES, document.size)).content
    if hashlib.sha256(content).hexdigest() != (document.redacted_sha256 or document.sha256):
        raise Refused(
            "Dokumentets fil er ikke længere den, der blev indlæst. Den skal hentes fra en sikkerhedskopi.",
            "the stored file has another content than the one that was imported",
        )
    stated = stated_facts(document.stated)
    if not document.redacted_sha256:
        return SourceFile(document.source_name, content, stated)
    if document.place_unit == PlaceUnit.PARAGRAPH:  # the words are out of the file itself, which has its structure
        is_canonical = Path(document.source_name).suffix == CANONICAL_SUFFIX
        return SourceFile(
            document.source_name,
            content,
            stated,
            original_sha256=document.sha256,
            is_redacted=True,
            is_canonical=is_canonical,
        )
    pages = tuple(tuple(page.split("\n")) for page in document.text.split("\f"))
    if document.is_recognized:
        pages = recognized_pages(pages)
    return SourceFile(document.source_name, content, stated, pages, document.sha256, is_redacted=True)


def uploaded_source(upload: Upload) -> SourceFile:
    """The upload's file, or that of the document to be read again. Raises Refused where it is gone or too large."""
    if upload.file and is_bundle(str(upload.file.name)):
        canonical, files = meeting_of_bundle(load(Path(upload.file.path), MOST_BYTES).content)
        stated, sha256 = stated_facts(upload.stated), upload.sha256
        return SourceFile(upload.source_name, canonical, stated, original_sha256=sha256, files=files, is_canonical=True)
    if upload.file:
        content = load(Path(upload.file.path), settings.IMPORT_MAX_BYTES).content
        source = SourceFile(upload.source_name, content, stated_facts(upload.stated), awaits_recognition=True)
        return replace(source, recognized=recognized_pages(upload.recognized)) if upload.is_recognized else source
    if upload.document is None:
        raise Refused("Dokumentet er slettet, siden det blev valgt.", "the document to be read again was deleted")
    return stored_source(upload.document)


def read(source: SourceFile) -> ReadFile:
    """The file's text and what the document says, without the words that were taken out of the archive.

    Raises Refused for one without text, or not a council's document.
    """
    source = only_meeting(source)
    source, pages = (source, source.stored_pages) if source.stored_pages else _with_pages(source)
    reading = read_here(pages, source.stated, source.ahead)
    newest_redaction = Redaction.objects.newest_key()
    words = _redacted_words(source, pages, reading.document) if newest_redaction else NO_WORDS
    if words or source.is_redacted:
        source = replace(source, name=words.redacted(source.name))
        pages = redacted_pages(pages, words)
        reading = _redacted_reading(reading, pages, source.stated.applied_to(_parse_redacted(pages, words)))
    document = reading.document
    warnings = (*document.warnings, *_warnings_of_pictures(pages), *missing_attachments(source, document, words))
    document = replace(document, warnings=warnings)
    if not document.items and not document.status:  # a note that a meeting is cancelled or moved has none
        raise Refused(
            "Filen ligner ikke en dagsorden eller et referat: den har ingen punkter.",
            "no agenda items were found",
        )
    if not document.council:
        raise Refused(f"Filen siger ikke, hvilket råd der mødes. {_SAY_COUNCIL}", "the council's name was not found")
    if document.date is None:
        impossible = document.impossible_date
        why = f"Filen har »{impossible}« som mødets dato, og den dag findes ikke." if impossible else _NO_DATE
        raise Refused(f"{why} {_SAY_DATE}", "the meeting's date was not found")
    return ReadFile(
        source,
        document.date,
        reading.printed,
        document,
        reading.text_sha256,
        words,
        newest_redaction,
    )


def _with_pages(source: SourceFile) -> tuple[SourceFile, Pages]:
    """The file with what is recognized in it: of a scan, and of pages that are pictures beside others; and its pages.

    Where the latter cannot be recognized the others are read all the same. Raises Refused for a file without text.
    """
    try:
        pages = source.ahead.pages if source.ahead else read_pages(source.content, Path(source.stored_name).suffix)
    except Unreadable as error:
        if error.reason is not UnreadableReason.NO_TEXT:
            raise Refused(*UNREADABLE_SENTENCES[error.reason]) from error
        pages = source.recognized or _recognized(source)
        return replace(source, recognized=pages), pages
    if not isinstance(pages, SeenPages) or not pages.pictures:
        return source, pages
    try:
        recognized = recognized_pages(source.recognized or _recognized(source))
    except AwaitsRecognition:
        raise
    except Refused:
        return source, pages
    recognized.unseen, recognized.pictures = pages.unseen, pages.pictures
    return replace(source, recognized=recognized), recognized


def _warnings_of_pictures(pages: Pages) -> Iterator[ParsingWarning]:
    """A warning for each page that is a picture beside pages of text: whether its text was recognized."""
    for number in pages.pictures if isinstance(pages, SeenPages) else ():
        line = 1 + sum(map(len, pages[: number - 1]))
        if any(letter.isalpha() for line_of_page in pages[number - 1] for letter in line_of_page):
            message = "Siden er et billede. Teksten er genkendt af en maskine (OCR): se efter."
        else:
            message = "Siden er et billede, som der ikke er læst tekst i."
        yield ParsingWarning(number, line, message)


def _recognized(source: SourceFile) -> Pages:
    """The pages of a scan, as the archive has recognized them before or as they are recognized now. Raises Refused."""
    known = Document.objects.filter(sha256=source.sha256, is_recognized=True, redacted_sha256="").first()
    if known:
        return recognized_pages([page.split("\n") for page in known.text.split("\f")])
    if source.awaits_recognition:
        raise AwaitsRecognition(pages_to_recognize(source.content))
    return recognize(source.content, source.name)


def read_anew_if_redacted(file: ReadFile) -> ReadFile:
    """The file, read again where words were taken out of the archive meanwhile; until the transaction ends none are.

    To be called before other locks are taken. Raises as `read`.
    """
    take_lock(Lock.REDACTIONS, shared=True)
    return file if Redaction.objects.newest_key() == file.newest_redaction else read(file.source)


def _redacted_reading(reading: PlainReading, pages: Pages, document: ParsedDocument) -> PlainReading:
    printed, digest = printed_pages(pages), digest_of_text(clean_pages(pages), document)
    return replace(reading, pages=pages, document=document, printed=printed, text_sha256=digest)


def _parse_redacted(pages: Pages, words: RedactedWords) -> ParsedDocument:
    """What is read in pages that words were taken out of: whoever was named there is somebody still."""
    as_name = tuple(tuple(line.replace(OMITTED, OMITTED_NAME) for line in page) for page in pages)
    document: ParsedDocument = redacted_value(parse_here(as_name), words.with_phrase(OMITTED_NAME))
    return document


def _redacted_words(source: SourceFile, pages: Pages, document: ParsedDocument) -> RedactedWords:
    """The words that stand nowhere in this document: in none of the archive, of its meeting, or of itself."""
    redactions = Redaction.objects.of_whole_archive()
    if document.council and document.date:
        redactions |= Redaction.objects.of_day(document.council, document.date)
    if Redaction.objects.filter(scope=RedactionScope.DOCUMENT).exists():
        redactions |= Redaction.objects.of_file(source.sha256, digest_of_text(clean_pages(pages), document))
    return words_of_redactions(redactions)
