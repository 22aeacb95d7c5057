"""Bodies, owners and organisations that a cover only mentions, for a document whose title names no council."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache

from meetings.danish import dates
from meetings.parsing.lines.line import Line
from meetings.parsing.structure import cover_words as words
from meetings.parsing.structure.body_forms import spelled_as_meant
from meetings.parsing.structure.councils import (
    body_name,
    kind_of_body,
    kkr_names,
    municipality_named,
    region_named,
    without_names,
)
from meetings.parsing.structure.decides import says_outcome
from meetings.parsing.structure.field_words import field_named

# Where a body's name is not at its end yet, and what no name begins with.
_ENDS_WITHIN_NAME = re.compile(
    r"(?:\b(?:og|samt|for|om|vedr\.|vedrørende|den|det|de|i|udvalg(?:et)?|kkr|kommune(?:rnes )?kontaktråd(?:et)?)|"
    r"&|[,-])$",
    re.IGNORECASE,
)
_LABEL_OF_DAY = re.compile(r"^(?:møde)?(?:dato|tid(?:spunkt)?)\s?:?$", re.IGNORECASE)
_BEGINS_WITHIN_NAME = re.compile(r"^(?:[a-zæøå]|& )")
_ENDS_BEFORE_YEAR = re.compile(rf"\b\d{{1,2}}\.? (?:{dates.MONTH})$", re.IGNORECASE)
_BEGINS_WITH_YEAR = re.compile(rf"^{dates.YEAR}(?!\w)(?![./-]\d)")
_ENDS_BEFORE_MONTH = re.compile(r"(?<![\d.])\d{1,2}\.$")
_BEGINS_WITH_MONTH = re.compile(rf"^(?:{dates.MONTH})\b", re.IGNORECASE)
_BEGINS_WITH_KOMMUNE = re.compile(r"^Kommunes?\b(?!\s*:)")
_NO_ORGANISATION = (
    *(words.OPENS_WITH_KIND, words.CONTENTS, words.BARE_LABEL),
    *(words.DATE, words.TIME, words.PLACE, words.END),
)


_MEMBERS_OF = re.compile(r"^Medlemmer(?:ne)? (?:af|i) (?P<body>[A-ZÆØÅ].{3,60}?)\s?:?$")
# What a cover calls a part of its agenda or a table's column, which is no organisation's name.
_PART_OF_AGENDA = re.compile(
    r"^(?:Punkt|Emne|Tid|Ansvarlig|Status|Nr|Pkt|Beslutninger|Formand(?:en|skabet)|Forperson(?:en|skabet)|Ledelsen)\.?$|^[A-ZÆØÅ][a-zæøå]*(?:sager|punkter|emner|delelse|delelser|ninger|udkast)$"
)


def with_whole_names(lines: Sequence[Line]) -> list[Line]:
    """The lines of a cover, each name of a body that its width broke on one line, which stands where it began."""
    found: list[Line] = []
    for line in lines:
        if found and _name_goes_on(found[-1], line):
            found[-1] = replace(found[-1], text=f"{found[-1].text.rstrip()} {line.text}")
        else:
            found.append(line)
    return found


# A line is asked for by what it names and by its day.
@lru_cache(maxsize=8)
def rest_of(text: str) -> str:
    """What a line of a title page says besides what it tells."""
    rest = without_names(text)
    if rest == text:
        rest = without_letter_spacing(text)
    of_days = (
        *(dates.DATE_IN_WORDS, dates.DATE_IN_FIGURES, dates.DATE_IN_ENGLISH, dates.DATE_CLOSED_UP),
        *(dates.DATE_OF_SHORT_YEAR, dates.DATE_IN_ROMAN, words.TIME_OF_DAY),
    )
    has_digits = any(letter.isdigit() for letter in rest)
    for pattern in (words.DRAFT, words.KIND, *(of_days if has_digits else ())):
        rest = pattern.sub(" ", rest)
    return words.FILLER_WORDS.sub("", rest)


def with_names_spelled_right(lines: Sequence[Line]) -> list[Line]:
    """The lines of a cover that names no council, kinds of bodies that are misspelt by one letter as they are meant."""
    return [
        replace(line, text=spelled_as_meant(line.text)) if len(line.text) <= words.LONGEST_TITLE else line
        for line in lines
    ]


def _name_goes_on(line: Line, below: Line) -> bool:
    """Whether a body's name, or a day, begins on a line and ends on the next: neither has the whole of it."""
    if (
        below.gap
        or below.page_start
        or line.mark
        or below.mark
        or len(line.text) + len(below.text) > words.LONGEST_TITLE
    ):
        return False
    if _ENDS_BEFORE_YEAR.search(line.text) and _BEGINS_WITH_YEAR.match(below.text):
        return True
    if _ENDS_BEFORE_MONTH.search(line.text) and _BEGINS_WITH_MONTH.match(below.text):
        return True
    if _BEGINS_WITH_KOMMUNE.match(below.text) and _named(line.text) and not municipality_named(line.text):
        return municipality_named(f"{line.text} {below.text}") != ""
    if not (_ENDS_WITHIN_NAME.search(line.text) or _BEGINS_WITHIN_NAME.match(below.text)):
        return False
    whole, first, second = (_named(text) for text in (f"{line.text} {below.text}", line.text, below.text))
    return whole not in {"", first, second} and len(whole) > max(len(first), len(second))


def _named(text: str) -> str:
    return next(iter(kkr_names(text)), "") or body_name(text)


def wrapped_title(lines: Sequence[Line], index: int) -> str:
    """A line of a title with the one below where a name goes on there: »Udvalget for Teknik, Klima« »og Miljø«."""
    text = lines[index].text
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    goes_on = below.startswith(("og ", "& ")) or text.endswith((" og", " &", ",", "-", " for"))
    return f"{text} {below}" if goes_on and body_name(text) and len(below) <= words.LONGEST_TITLE else text


def body_mentioned_on_cover(lines: Sequence[Line], understood: Set[int]) -> str:
    """A body that the lines above the first heading only mention, or call by its kind alone; '' if none.

    `understood` has the numbers of the lines that say something else.
    """
    short = [line for line in lines if len(line.text) <= words.LONGEST_TITLE]
    titles = [line for line in short if _begins_title(line.text) and not _ends_in_stop(line.text)]
    mentioned = (body_name(line.text) or _body_met_in(line.text) for line in titles if line.number not in understood)
    kinds = (kind_of_body(line.text) for line in titles)
    return next(filter(None, mentioned), "") or next(filter(None, kinds), "")


def body_of_members(lines: Sequence[Line]) -> str:
    """The body whose members a cover lists by its name: »Medlemmer af Ungdomsskolebestyrelsen:«; '' for none."""
    named = (match["body"] for line in lines if (match := _MEMBERS_OF.match(line.text)))
    return next(filter(None, map(body_name, named)), "")


def owner_on_cover(lines: Sequence[Line]) -> str:
    """The municipality or region that the lines above the first heading name; '' if none."""
    names = (municipality_named(line.text) or region_named(line.text) for line in lines if not is_address(line.text))
    return next(filter(None, names), "")


def is_address(text: str) -> bool:
    """Whether a line says where the meeting was: what it names there is no owner of the council."""
    return words.AT_ADDRESS.match(text) is not None


def organisation_on_cover(lines: Sequence[Line], understood: Set[int]) -> str:
    """The organisation that a line of the cover names and nothing else: 'Fjordaffald I/S'; '' if none.

    `understood` has the numbers of the lines that say something else.
    """
    for line in lines:
        is_word = any(pattern.match(line.text) for pattern in _NO_ORGANISATION)
        is_word = is_word or _PART_OF_AGENDA.match(line.text) is not None or says_outcome(line.text)
        is_word = is_word or field_named(line.text.casefold()) is not None
        is_free = line.number not in understood and not (is_word or kind_of_body(line.text))
        if is_free and words.ORGANISATION.match(line.text):
            return line.text
    return ""


def _begins_title(text: str) -> bool:
    """Whether a line may be a title, or carries one on that is broken before »mødet i …«."""
    return text[:1].isupper() or text.startswith(("mødet i ", "møde i "))


def _ends_in_stop(text: str) -> bool:
    """Whether a line ends as a sentence or a part of one does; a title may end in an address (»Svinget 14, st.«)."""
    return text.endswith((",", "-")) or (text.endswith(".") and words.OPENS_WITH_KIND.match(text) is None)


def _body_met_in(text: str) -> str:
    """What a title says that the meeting was of, though it is called by no kind of body (»Møde i Kultur & Fritid«)."""
    match = words.MEETING_IN.search(text) or words.MEETING_OF.match(text) or words.MEETING_IN_BODY.match(text)
    name = match["name"].strip() if match and not kkr_names(text) else ""
    return "" if name and name == municipality_named(name) else name


def is_label_without_name(text: str, below: str) -> bool:
    """Whether a label such as »Udvalg:« has lost the council's name, as another label stands below it at once."""
    label = words.COUNCIL.match(text)
    return label is not None and not label["value"] and below.endswith(":")


def is_label_of_day(text: str, below: str) -> bool:
    """Whether a label says when the meeting is, and the day stands below it: no list of people goes on there."""
    return _LABEL_OF_DAY.match(text) is not None and bool(dates.written_dates(below))


def is_committee_of(body: str, council: str) -> bool:
    """Whether a body is a committee of a council of several countries or owners: of »Nordisk Råd«."""
    return council.endswith(" Råd") and "udvalg" in body.casefold()


def without_letter_spacing(text: str) -> str:
    """A line whose letters stand apart (`R E F E R A T`, `D AG S O R D E N 2 0 1 5`) as words."""
    parts = text.split()
    if len(parts) < 4 or not text.isupper() or sum(len(part) for part in parts) > 1.6 * len(parts):
        return text
    return re.sub(r"(?<=\D)(?=\d)", " ", "".join(parts), count=1)


def names_another(text: str, body: str) -> bool:
    """Whether a line names a body besides the one that was read from it: »Ældrerådet, Byrådet«."""
    return body != "" and body_name(text.replace(body, " ", 1)) not in {"", body}
