"""What speaks for a numbered line being the heading of an item: its form, what stands around it, and how it looks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from meetings.danish import dates
from meetings.parsing.lines.exports.closedness import is_closed_title
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.case_numbers import parse_case_line, split_case_from_title
from meetings.parsing.structure.chains import BY_FIELD, BY_FORM, Candidate
from meetings.parsing.structure.decides import says_outcome
from meetings.parsing.structure.enumerations import names_people
from meetings.parsing.structure.field_words import AS_OFTEN_TITLES
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.headings import (
    LONGEST_RUNNING_ON,
    LONGEST_TITLE,
    LONGEST_WHOLE,
    end_of_longest_title,
    ends_sentence,
    follows_gap,
    is_closing_title,
    is_title,
    item_heading,
    names_file,
    runs_on,
)
from meetings.parsing.structure.list_runs import ListRuns, Signs
from meetings.parsing.structure.numbers import (
    Numbered,
    number_as_text,
    parse_plain,
    parse_prefixed,
)

_PART_OF_AGENDA = re.compile(
    r"^(?:(?:Åbne|Lukkede)(?: (?:punkter|sager|dagsordenspunkter))?|(?:Åben|Lukket) dagsorden|"
    r"(?:Punkter|Sager) (?:til|for) [\wæøå ,/–-]{3,40}|"
    r"Til (?:behandling|beslutning|efterretning|orientering|drøftelse) [–-] for (?:åbne|lukkede) døre|"
    r"Til (?:behandling|beslutning|efterretning|orientering|drøftelse) \((?:åbne|lukkede) (?:punkter|sager)\)|"
    r"For (?:åbne|lukkede) døre|(?:Beslutnings|Orienterings|Drøftelses|Tema)(?:punkter|sager)|Til (?:index|"
    r"indholdsfortegnelse)|(?:Åbent?|Lukket)\s+punkt)\s*:?$",
    re.IGNORECASE,
)
# What each kind of evidence adds to a heading's score: a case number or a text's name below it, its form, that it
# repeats a line of the contents, that it looks like a title, that it is a sentence of its own. Chosen by hand:
# `test_numbering.py` and `test_forms.py` notice a change.
_BY_CASE, _BY_FIELD, _BY_FORM, _IN_CONTENTS, BY_LOOKS, _AS_SENTENCE = 8, BY_FIELD, BY_FORM, 3, 2, 1
# Lines above a title that may repeat it, or head the part of the agenda that begins with it.
_MOST_ABOVE = 3
# A part's heading in capitals is so long, in characters.
_SHORTEST_PART, _LONGEST_PART = 4, 100
_BULLET = re.compile(r"^(?P<sign>[•·▪*–-]|[a-h][.)])\s+(?=\S)")
_ONLY_HOURS = re.compile(r"^(?:[Kk]l\.?\s?)?\d{1,2}[.:]\d{2}\s?[-–]\s?\d{1,2}[.:]\d{2}$")
_ONLY_DAY = re.compile(rf"^(?:Den )?\d{{1,2}}\. (?:{dates.MONTH}) {dates.YEAR}$", re.IGNORECASE)
# »5. Bevilling til en beværtning - LUKKET SAG«.
_CLOSED_AT_END = re.compile(r"\s[–(-]\s?lukket(?: (?:sag|punkt|dagsordenspunkt))?\)?$", re.IGNORECASE)
# The words of a title that ends in a stop: a longer one is a sentence.
_LONGEST_WITH_STOP = 8
_VERB = re.compile(r"\b(?:er|var|blev|bliver|har|havde|skal|skulle|kan|kunne|vil|ville|må|\w+ede)\b")


def heads_part_of_agenda(text: str) -> bool:
    """Whether a line heads a part of an agenda by words that no title has: »Lukkede punkter«, »Til behandling – …«."""
    return len(text) < _LONGEST_PART and _PART_OF_AGENDA.match(text) is not None


def may_be_title(title: str) -> bool:
    """Whether words are a title: also a short one that ends in a stop or a colon."""
    if is_title(title):
        return True
    return title.endswith((".", ":")) and len(title.split()) <= _LONGEST_WITH_STOP and not _VERB.search(title)


class Evidence:
    """What speaks for each numbered line of a document being a heading."""

    def __init__(self, lines: Sequence[Line], signs: Signs, numbered: dict[int, Numbered]) -> None:
        self._lines = lines
        self._signs = signs
        self._numbered = numbered
        self._first = min(numbered, default=0)
        self._runs = ListRuns(lines, signs, numbered)
        # Where every line break is doubled, nothing shows what stands apart.
        self._has_gaps = any(line.gap for line in lines)
        # Names of texts that titles have as often: they end a title where they come again.
        named = [index for index, line in enumerate(lines) if line.text.rstrip(" :") in AS_OFTEN_TITLES]
        times = Counter(lines[index].text for index in named)
        self._ends_as_named = frozenset(index for index in named if times[lines[index].text] > 1)
        # Whether the first item has its case above it, so that the others have where nothing stands apart.
        first = min((index for index in numbered if not signs.has_case(index)), default=0)
        self._cases_above = signs.has_case_number(first - 1)
        alone = [index for index, found in numbered.items() if not found.title and index + 1 < len(lines)]
        # Whether a number that stands alone comes below its title: what follows is a text's name at once.
        self._titles_above = sum(self._is_title_over(index) for index in alone) > len(alone) / 2
        self._opening = frozenset(
            field for index in numbered if not self._runs.is_entry(index) and (field := self._field_below(index))
        )

    def candidate(self, found: Numbered, *, is_listed: bool) -> Candidate | None:
        """The numbered line as a candidate with its score; None where nothing speaks for it."""
        if not found.title:
            return self._number_alone(found)
        lines, index = self._lines, found.index
        end, score = self._below(found)
        case_above = self._case_above(index, has_case_below=score == _BY_CASE)
        if score < _BY_CASE and case_above:
            score = max(score, _BY_FIELD) + 1
        is_entry = self._runs.is_entry(index)
        if score < _BY_CASE and is_entry and not self._begins_anew(index):
            score = 0
        if not found.has_stop and score < _BY_FIELD:
            score = 0
        if found.is_prefixed:
            score = max(score, _BY_FORM if may_be_title(found.title) else 0)
        if not is_entry and score < _BY_CASE and split_case_from_title(found.title)[1]:
            score = _BY_CASE
        if not score and not (is_entry and not is_closing_title(found.title)):
            score, end = self._by_looks(found, is_listed=is_listed)
            score = score or (_AS_SENTENCE if self._is_sentence_apart(found) else 0)
        if not score:
            return None
        title = [found.title, *(lines[at].text for at in range(index + 1, end))]
        start = self._heading_start(index - 1 if case_above else index, index)
        heading = item_heading(number_as_text(found.number), lines, title, end, line=index, start=start)
        return Candidate(found.number, heading, score + (1 if follows_gap(lines[index]) else 0))

    def _by_looks(self, found: Numbered, *, is_listed: bool) -> tuple[int, int]:
        """What it adds that a line stands apart and looks like a title, and the index after that title."""
        lines, index = self._lines, found.index
        stands_apart = self._stands_apart(index) or is_closing_title(found.title) or self._heads_part(index - 1)
        # A closed item has no text: it stands right above the next, or ends the document.
        begins_closed = is_closed_title(found.title)
        is_closed = begins_closed or (found.has_stop and _CLOSED_AT_END.search(found.title) is not None)
        stands_apart = stands_apart or is_closed
        is_marked = found.has_stop or is_listed or begins_closed or self._heads_part(index - 1)
        if not (stands_apart and may_be_title(found.title) and is_marked):
            return 0, index + 1
        end = self._title_end(index)
        whole = " ".join(lines[at].text for at in range(index, end))
        if end > index + 1 and (len(whole) > LONGEST_WHOLE or ends_sentence(whole)):
            return 0, index + 1
        return (_IN_CONTENTS if is_listed else BY_LOOKS), end

    def _is_sentence_apart(self, found: Numbered) -> bool:
        """Whether a numbered sentence is a paragraph of its own, as a title may be that says what is to be done."""
        below = found.index + 1
        is_apart = self._stands_apart(found.index) and below < len(self._lines) and self._stands_apart(below)
        return is_apart and found.has_stop and len(found.title) < _LONGEST_PART

    def _title_end(self, index: int) -> int:
        """The index after a title that runs on in small letters over the next lines."""
        lines, end = self._lines, index + 1
        while (
            end < min(index + LONGEST_RUNNING_ON, len(lines))
            and not follows_gap(lines[end])
            and runs_on(lines[end].text)
            and not ends_sentence(lines[end - 1].text)
        ):
            end += 1
        return end

    def _below(self, found: Numbered) -> tuple[int, int]:
        """The index after the title that begins at a line, and the score that the line below the title adds."""
        lines, signs = self._lines, self._signs
        files = 0
        for at in range(found.index + 1, end_of_longest_title(lines, found.index)):
            if signs.has_case(at):
                return (at - files, _BY_CASE) if not self._is_of_next(at) else (found.index + 1, 0)
            if signs.field(at) or at in self._ends_as_named:
                return at - files, _BY_FIELD
            text = lines[at].text
            is_beside = files == at - found.index - 1 and names_people(text)
            is_below = files > 0 and _BULLET.match(lines[at - files].text) is not None
            is_below = is_below or self._begins_list(at) or is_beside
            files += is_below or names_file(text) or _begins_anew(text, has_gaps=True)
            if self._is_numbered(at) or not text or ends_sentence(text):
                break
            if at == found.index + 1 and ends_sentence(found.title):
                break
            # Where gaps tell what stands apart, a title's further line is no new paragraph.
            if at > found.index + 1 and self._has_gaps and follows_gap(lines[at]) and not follows_gap(lines[at - 1]):
                break
        return found.index + 1, 0

    def _begins_list(self, index: int) -> bool:
        """Whether a list begins below a title; one dash alone may begin the title's second part."""
        sign = _BULLET.match(self._lines[index].text)
        below = index + 1 < len(self._lines) and _BULLET.match(self._lines[index + 1].text)
        return sign is not None and (sign["sign"] not in "-–" or bool(below))

    def _is_numbered(self, index: int) -> bool:
        """Whether a line begins with a number of this form or, with a stop behind it, of another."""
        if index in self._numbered:
            return True
        text = self._lines[index].text
        return any(
            (found := form(index, text)) is not None and found.has_stop for form in (parse_prefixed, parse_plain)
        )

    def _is_of_next(self, case: int) -> bool:
        """Whether a line that names a case stands by the title below it rather than by that above."""
        below = case + 1
        return (
            below in self._numbered
            and follows_gap(self._lines[case])
            and not follows_gap(self._lines[below])
            and not self._signs.has_case(below + 1)
        )

    def _case_above(self, index: int, *, has_case_below: bool) -> bool:
        """Whether the case number stands on the line above the title, and belongs to no title before it."""
        if index == 0 or has_case_below or not self._signs.has_case_number(index - 1):
            return False
        number_alone = parse_prefixed(index - 2, self._lines[index - 2].text) if index > 1 else None
        if number_alone and not number_alone.title:
            return True
        before = self._numbered.get(index - 2)
        # The last line of the contents stands above the first item, and has no case of its own.
        ends_contents = before is not None and before.number >= self._numbered[index].number
        if not (follows_gap(self._lines[index - 1]) or self._cases_above or ends_contents):
            return False
        return before is None or ends_contents or self._is_of_next(index - 1)

    def _begins_anew(self, index: int) -> bool:
        """Whether the text named below an entry shows that an item begins: the texts of one come once, in order."""
        field, within = self._field_below(index), self._signs.field_above(index)
        if not field or not within or not self._stands_apart(index):
            return False
        if field == within:
            return True
        return field in self._opening and (within == "decision" or field != "decision")

    def _field_below(self, index: int) -> str:
        """The text whose name stands right below the title at a line; '' where none does."""
        end, score = self._below(self._numbered[index])
        return self._signs.field(end) if score == _BY_FIELD else ""

    def _heading_start(self, index: int, at: int) -> int:
        """Where the heading numbered at a line begins, of which `index` is the first line known.

        It may have the same heading, or that of a part of the agenda, right above it. Above the first heading of all
        is the cover, and what stands right below another number belongs to that.
        """
        lines = self._lines
        words = _bare_words(lines[index].text)
        start = index
        while start > max(0, index - _MOST_ABOVE):
            above = lines[start - 1].text
            is_part = (
                _heads_part(above, is_cover=at == self._first) and not {start - 1, start - 2} & self._numbered.keys()
            )
            if not (is_part or _bare_words(above) == words):
                break
            start -= 1
        return start

    def _stands_apart(self, index: int) -> bool:
        return follows_gap(self._lines[index]) or not self._has_gaps

    def _heads_part(self, index: int) -> bool:
        return index >= 0 and _heads_part(self._lines[index].text)

    def _number_alone(self, found: Numbered) -> Candidate | None:
        """An item whose number stands on a line of its own, above its title or below it."""
        lines, signs, index = self._lines, self._signs, found.index
        number = number_as_text(found.number)
        if self._titles_above:
            first = self._title_above(index)
            if first == index:
                return None
            title = [line.text for line in lines[first:index]]
            start = self._heading_start(first, index)
            heading = item_heading(number, lines, title, index + 1, line=index, start=start)
            return Candidate(found.number, heading, _BY_FIELD)
        first = self._after_cases(index + 1)
        is_titled = first < len(lines) and may_be_title(lines[first].text) and not signs.ends_title(first)
        if not is_titled or not (found.is_prefixed or is_title(lines[first].text)):
            return None
        end = next(
            (
                at
                for at in range(first + 1, end_of_longest_title(lines, first))
                if signs.ends_title(at)
                or follows_gap(lines[at])
                or ends_sentence(lines[at].text)
                or self._is_numbered(at)
                or _begins_anew(lines[at].text, has_gaps=self._has_gaps)
            ),
            first + 1,
        )
        title = [line.text for line in lines[first:end]]
        has_sign = end < len(lines) and signs.ends_title(end)
        score = _BY_FIELD if has_sign else _BY_FORM if found.is_prefixed else 0
        if not score:
            return None
        start = self._heading_start(index, index)
        over = index - 2 if index > 1 and names_file(lines[index - 1].text) else index - 1
        above = self._numbered.get(over)
        if above and above.number == found.number and above.title.split() == " ".join(title).split():
            # The same heading on one line, and again on two with the case below.
            start, score = over, max(score, _BY_CASE if signs.has_case(end) else 0)
        heading = item_heading(number, lines, title, end, line=index, start=start)
        cases = (*(line.text for line in lines[index + 1 : first]), *heading.case_texts)
        return Candidate(found.number, replace(heading, case_texts=cases), score)

    def _after_cases(self, index: int) -> int:
        """The index after the lines that tell of a case from a line on."""
        while index < len(self._lines) and self._signs.has_case(index) and not self._signs.field(index):
            index += 1
        return index

    def _is_title_over(self, index: int) -> bool:
        """Whether the title of a number that stands alone can only be above it, as a text's name follows at once."""
        below = self._after_cases(index + 1)
        return below == len(self._lines) or self._signs.field(below) != ""

    def _title_above(self, index: int) -> int:
        """Where the title begins that ends right above `index`: a line, or more where they run on."""
        lines, signs = self._lines, self._signs
        first = index - 1
        if first < 0 or not is_title(lines[first].text) or signs.ends_title(first):
            return index
        while (
            first > 0
            and index - first < LONGEST_TITLE
            and not follows_gap(lines[first])
            and lines[first].text[:1].islower()
            and is_title(lines[first - 1].text)
            and not signs.ends_title(first - 1)
        ):
            first -= 1
        return first


def _begins_anew(text: str, *, has_gaps: bool) -> bool:
    """Whether a line below a title is no more of it: a question, the hours of the item, or, where nothing stands apart,
    a line of its own.
    """
    return (text[:1].isupper() and (not has_gaps or text.endswith("?"))) or _ONLY_HOURS.match(text) is not None


def _bare_words(text: str) -> list[str]:
    return text.lstrip("•·▪ ").split()


def _heads_part(text: str, *, is_cover: bool = False) -> bool:
    """Whether a line heads a part of an agenda: the open or closed items, those of one committee or subject."""
    if len(text) >= _LONGEST_PART:
        return False
    if heads_part_of_agenda(text):
        return True
    if is_cover or not text.isupper():
        return not is_cover and _ONLY_DAY.match(text) is not None
    is_other = field_heading(text) is not None or parse_case_line(text) is not None or says_outcome(text)
    return len(text) > _SHORTEST_PART and not is_other
