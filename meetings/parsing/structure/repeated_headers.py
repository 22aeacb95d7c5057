"""Lines that are printed on page after page: headers and footers, as they repeat at the pages' edges."""

import re
from collections.abc import Mapping, Sequence

from meetings.danish import dates
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.case_numbers import parse_case_line
from meetings.parsing.structure.councils import body_name, kkr_name, municipality_named
from meetings.parsing.structure.decides import names_attendance, says_outcome
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.numbers import is_number_of_item

# A heading's number: an item has the title of the one on the page before.
_NUMBERED = re.compile(
    r"^\W?\s?(?:(?:Punkt|Pkt|Nr|Sag)\b\.?\s?(?:nr\.?\s?)?\d|\d{1,3}(?:\.\d{1,3})?\s?[.)]\s)", re.IGNORECASE
)
# Lines at the top and at the foot of a page that may be a header or footer.
_EDGE_LINES = 2
# A header or footer stands on so many pages at least.
_FEWEST_PAGES = 3
# What an office prints at the top of its sheets, and a system that it printed them: no text begins a page so.
_OF_SHEET = re.compile(
    r"^(?:www\.|https?://)\S+$|^\S+@\S+\.\w{2,3}$|"
    r"^(?:Udskrevet|Printet|Udskrift|Dannet) (?:fra|af|den|d\.|\d).{0,60}$|"
    r"^[^:.]{1,80}\b(?:tlf|telefon|CVR)\b\.?:?(?:-?nr\.?:?)?[\s\d]{8,}$",
    re.IGNORECASE,
)
# When the minutes themselves were approved, which decides nothing: »Referat godkendt den 10. marts 2025«.
_APPROVED_ON = re.compile(r"^(?:Referat|Protokol)\w{0,3} (?:er )?godkendt (?:den |d\. )?\d", re.IGNORECASE)
# Pages are counted in words too: »Side tre af syv«, »Tredje side«.
_COUNTED_IN_WORDS = re.compile(
    r"\b(?:en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve|"
    r"første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|sidste)\b",
    re.IGNORECASE,
)
_PAGE_WORD = re.compile(r"\bside\b", re.IGNORECASE)


def repeated_headers(lines: Sequence[Line]) -> frozenset[int]:
    """Which lines stand at the top or foot of most pages, but for the figures in them, and are foreign to the text.

    What repeats may as well be text, where each page has an item of its own: a line that a field's heading introduces,
    that decides, names a case or is numbered as a heading is none that belongs to the page.
    """
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        pages.setdefault(line.page, []).append(index)
    edges = [index for of_page in pages.values() for index in {*of_page[:_EDGE_LINES], *of_page[-_EDGE_LINES:]}]
    repeated: dict[str, list[int]] = {}
    for index in edges:
        repeated.setdefault(_without_figures(lines[index].text), []).append(index)
    fewest = max(_FEWEST_PAGES, len(pages) / 2)
    first_page = lines[0].page if lines else 0
    twice = {
        index
        for indexes in repeated.values()
        for index in _headers_of_two_pages(lines, indexes, pages)
        if lines[index].page != first_page
    }
    sheets = {of_page[0] for page, of_page in pages.items() if page != first_page}
    of_sheets = {index for index in sheets if _OF_SHEET.match(lines[index].text)}
    return frozenset(twice | of_sheets) | frozenset(
        index
        for text, indexes in repeated.items()
        if text and len({lines[at].page for at in indexes}) >= fewest and _is_foreign(lines, indexes, pages)
        for index in indexes
    )


def _headers_of_two_pages(
    lines: Sequence[Line], indexes: Sequence[int], pages: Mapping[int, Sequence[int]]
) -> Sequence[int]:
    """The lines of one wording that begin two pages or more and name the meeting, as a short document's headers do."""
    tops = [at for at in indexes if at == pages[lines[at].page][0]]
    return tops if len(tops) > 1 and names_meeting(lines[tops[0]].text) and _is_foreign(lines, tops, pages) else ()


def _is_foreign(lines: Sequence[Line], indexes: Sequence[int], pages: Mapping[int, Sequence[int]]) -> bool:
    """Whether lines that repeat at the edges of pages are no part of the text there."""
    text = lines[indexes[0]].text
    begins_pages = _begin_pages(lines, indexes, pages)
    if (heading := field_heading(text)) and not (heading.is_dated and begins_pages):
        return False
    if (
        (says_outcome(text) and not _APPROVED_ON.match(text))
        or names_attendance(text)
        or _NUMBERED.match(text)
        or is_number_of_item(text, alone=False)
    ):
        return False
    if (case := parse_case_line(text)) is not None and case.number:
        # That of the whole meeting's file, where every page begins with it.
        return begins_pages and len({lines[at].text for at in indexes}) == 1
    if any(at and field_heading(lines[at - 1].text) for at in indexes):
        return False
    # What each page's item has below its title: a part of a form.
    if all(at and _NUMBERED.match(lines[at - 1].text) for at in indexes):
        return False
    at_foot = [at for at in indexes if at not in pages[lines[at].page][:_EDGE_LINES]]
    apart = sum(lines[at].gap for at in at_foot)
    # The end of a sentence that began on the line above.
    if text[:1].islower() and apart < len(at_foot):
        return False
    return apart >= len(at_foot) / 2 or names_meeting(text) or not _is_sentence(text)


def _begin_pages(lines: Sequence[Line], indexes: Sequence[int], pages: Mapping[int, Sequence[int]]) -> bool:
    """Whether lines are the first of their pages, or the second below one that repeats as they do."""
    if all(at == pages[lines[at].page][0] for at in indexes):
        return True
    are_second = all(at - 1 == pages[lines[at].page][0] for at in indexes)
    return are_second and len({_without_figures(lines[at - 1].text) for at in indexes}) == 1


def _is_sentence(text: str) -> bool:
    return text.endswith((".", ":", ",", ";")) and len(text.split()) > 1


def names_meeting(text: str) -> bool:
    """Whether a line names the council, its municipality or the day, as what runs through the pages does."""
    names = body_name(text) or kkr_name(text) or municipality_named(text)
    return bool(names or dates.DATE_IN_FIGURES.search(text) or dates.DATE_IN_WORDS.search(text))


def _without_figures(text: str) -> str:
    counted = _COUNTED_IN_WORDS.sub("0", text) if _PAGE_WORD.search(text) else text
    return re.sub(r"\d+", "0", counted)
