"""A file's pages of lines, and what else is known of them."""

from dataclasses import dataclass
from enum import Enum

from meetings.parsing.document import DocumentKind
from meetings.parsing.lines.line import Marks
from meetings.parsing.lines.sight import UnseenText

Pages = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class StatedMeeting:
    """What an export says of its meeting, so that it need not be read from the cover; '' for what it does not say."""

    kind: DocumentKind
    date: str
    start_time: str
    place: str
    is_draft: bool


class SeenPages(tuple[tuple[str, ...], ...]):
    """The pages of a file, `Pages`, with the text that stands on them and nobody sees, which is in no line.

    A file without pages (`has_pages`) is one; places in it are paragraphs. `marks` are what its form says of lines.
    `is_recognized`: the text was recognized in pictures of the pages. `stated`: what an export says of the meeting.
    """

    unseen: tuple[UnseenText, ...] = ()
    has_pages: bool = True
    marks: Marks = {}
    is_recognized: bool = False
    stated: StatedMeeting | None = None
    # Of a PDF: the pages, counted from 1, that are pictures without text, beside pages that have some.
    pictures: tuple[int, ...] = ()


class UnreadableReason(Enum):
    """Why a file gives no text."""

    EMPTY = "empty"
    UNKNOWN_FORMAT = "unknown format"
    UNKNOWN_ENCODING = "unknown encoding"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    BROKEN = "broken"
    ENCRYPTED_ZIP = "a password, or packed in an unknown way"
    OTHER_SCHEMA = "it does not follow its schema"
    UNKNOWN_EXPORT = "an export of no known system"
    TOO_MANY_PAGES = "too many pages"
    TOO_MANY_MEETINGS = "an export of too many meetings"
    OLD_WORD = "old or locked Word document"
    RICH_TEXT = "rich text"
    OPEN_DOCUMENT = "OpenDocument"
    WEB_ARCHIVE = "a web page in one archive"
    SHEET_OR_SLIDES = "a spreadsheet or a presentation"
    PICTURE = "a picture"
    MAIL = "a mail"
    FORBIDDEN = "a document type of its own"
    NO_TEXT = "no text"
    TOO_LONG = "it takes too long"
    TOO_LARGE = "it takes too much memory"
    FATAL = "whatever reads it fails"


class Unreadable(Exception):
    """The file has no text to give, for `reason`."""

    def __init__(self, reason: UnreadableReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def has_pages(pages: Pages) -> bool:
    """Whether a place in the file is a page; else it is a paragraph."""
    return not isinstance(pages, SeenPages) or pages.has_pages


def marks_of(pages: Pages) -> Marks:
    """What the file's form says of its lines, by their numbers; nothing of most."""
    return pages.marks if isinstance(pages, SeenPages) else {}


def paragraph_numbers(pages: Pages) -> dict[int, int]:
    """Of a file without pages: the number of the paragraph, from 1, that each line that is not empty is."""
    lines = [line for page in pages for line in page]
    written = [number for number, line in enumerate(lines, start=1) if line.strip()]
    return {number: paragraph for paragraph, number in enumerate(written, start=1)}
