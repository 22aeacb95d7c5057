"""Section and item headings, and how lines of titles look, for numbering in two levels and in one alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.parsing.document import CaseType
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.case_numbers import parse_case_line, split_case_from_title
from meetings.parsing.structure.decides import is_whole_decision
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.text.flow import join_lines

# Lines that a title may take; and where each line beyond these carries the one above it on.
LONGEST_TITLE, LONGEST_RUNNING_ON = 4, 12
# In characters: a title of several lines that is longer is a text. A line that is longer goes on below.
LONGEST_WHOLE, _FULL_LINE = 500, 40
# A word whose stop is an abbreviation's: one with a stop in it, a letter alone, or one of these.
_ABBREVIATED = re.compile(
    r"(?:\b\w{1,3}\.\w{1,4}(?:\.\w{1,4})*|\b[A-ZÆØÅ]|\b(?:adm|afd|afs|aktiv|ang|art|bd|bl|bilag nr|bygn|ca|cirk|dir|"
    r"div|dr|ekskl|ekspl|etc|evt|excl|fhv|gl|hhv|hr|ib|if|ifm|ift|incl|inkl|jf|jr|kap|kbh|kgl|kl|km|kr|kvt|kvm|lb|lign|lok|maks|"
    r"mat|matr|max|md|medd|mfl|mht|mia|min|mio|ml|mm|mv|ndr|nr|nuv|nærv|omr|oph|opr|osv|pct|pga|pkt|pr|prof|pt|red|ref|"
    r"reg|resp|sdr|sek|sekr|skt|sml|sr|st|stk|str|stud|sv|tab|th|tidl|tilsv|tlf|tv|udg|udv|undt|univ|vdr|vedr|"
    r"vol|ø))\.$",
    re.IGNORECASE,
)
# What the council is to do with a case, on a line of its own below the title.
_FOR_WHAT = re.compile(
    r"^(?:Punkt|Sag)? ?Til (?:beslutning|orientering|drøftelse|efterretning|godkendelse|behandling|stillingtagen)\.?$",
    re.IGNORECASE,
)
# The name of a file below a title: an attachment of the item.
_FILE = re.compile(r"^(?:\S+ icon )?\S.{0,120}\.(?:pdf|docx?|xlsx?|pptx?|odt|jpe?g|png|zip)$", re.IGNORECASE)
# What minutes say in a word below a title.
_SAID_IN_A_WORD = re.compile(r"^(?:ok|intet|ingen|ingenting|aflyst|udgår)\W*$", re.IGNORECASE)
_LETTERED = re.compile(r"^[a-zæøå][.)]\s")
_STOP = re.compile(r"[.,;:]$")
# A title with a web page's button behind it that says it again: »Ny broKlik her for at læse mere om Ny bro«.
_SAID_AGAIN = re.compile(r"^(?P<title>.{4,150}?[a-zæøå0-9)])[A-ZÆØÅ].{0,60} (?P=title)$")
_LAST_SECTIONS = ("eventuelt", "meddelelser", "underskrift")
_MOST_CASE_LINES = 6


@dataclass(frozen=True)
class Heading:
    """A section's or item's heading: its number ('3', '3.6'), title, and lines [start, end) of the heading.

    `line` is the one with the number; `case_texts` are the lines that tell of the case, if any do; `case_type` is the
    kind of case where the title told it.
    """

    number: str
    title: str
    is_item: bool
    start: int
    end: int
    line: int
    case_texts: tuple[str, ...] = ()
    case_type: CaseType | None = None


def item_heading(
    number: str, lines: Sequence[Line], title: Sequence[str], end: int, *, line: int, start: int | None = None
) -> Heading:
    """An item's heading with the lines of its title; the case may stand at the title's end and from `end` on."""
    *first_lines, last_line = title or [""]
    whole = join_title_lines(first_lines if first_lines and _FOR_WHAT.match(last_line) else title)
    words, at_end = split_case_from_title(whole.rstrip(" :"))
    below = end
    while below < min(end + _MOST_CASE_LINES, len(lines)) and _is_of_heading(lines[below].text, whole):
        below += 1
    first = line if start is None else start
    texts = (at_end, *(lines[at].text for at in range(first, line)), *(lines[at].text for at in range(end, below)))
    cases = tuple(text for text in texts if text and parse_case_line(text))
    return Heading(number, words, True, first, below, line, cases)


def _is_of_heading(text: str, title: str) -> bool:
    """Whether a line below a title tells of the case or says the title again."""
    return parse_case_line(text) is not None or (text != "" and " ".join(text.split()) == title)


def join_title_lines(texts: Sequence[str]) -> str:
    """The lines of a title as one; a line that only says it again is left out."""
    first, *rest = texts or [""]
    title = " ".join(join_lines(first, *(text for text in rest if text != first)).split())
    return _SAID_AGAIN.sub(r"\g<title>", title)


def ends_title(text: str) -> bool:
    """Whether a line below a title shows that the title has ended: a text's name, or a case number."""
    return field_heading(text) is not None or (bool(text) and parse_case_line(text) is not None)


def names_file(text: str) -> bool:
    """Whether a line is the name of a file."""
    return _FILE.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a line ends in a stop that is no abbreviation's."""
    return _STOP.search(text) is not None and _ABBREVIATED.search(text) is None


def runs_on(text: str) -> bool:
    """Whether a line goes on with the line above it, as it begins in small letters and is no entry of a list.

    Nor is it all that was said of the item: »ok«, »intet«.
    """
    is_said = _SAID_IN_A_WORD.match(text) or is_whole_decision(text)
    return text[:1].islower() and not (is_said or _LETTERED.match(text))


def end_of_longest_title(lines: Sequence[Line], first: int) -> int:
    """The index up to which the line below a title may stand that begins at a line.

    Beyond the usual lines each has to carry the one above on: that one is full, or it goes on in small letters itself.
    """
    end = first + 1 + LONGEST_TITLE
    while end < min(first + LONGEST_RUNNING_ON, len(lines)) and _carries_on(lines, end - 1):
        end += 1
    return min(end, len(lines))


def _carries_on(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    return not follows_gap(line) and (runs_on(line.text) or len(lines[index - 1].text) > _FULL_LINE)


def follows_gap(line: Line) -> bool:
    return line.gap or line.page_start


def is_title(text: str) -> bool:
    return len(text) < 200 and not ends_sentence(text)


def is_closing_title(title: str) -> bool:
    """Whether a title is one that the last part of a document has."""
    return title.casefold().startswith(_LAST_SECTIONS)
