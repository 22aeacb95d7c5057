"""Headings of items that are numbered in one level, in the forms of `numbers`.

Lists within the texts are numbered too. A heading is known by what stands below it (`evidence`), and by the chain: the
numbers run on through the document, from 1 or from where the last meeting of the year ended. The chain with the
strongest evidence is the outline.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from meetings.parsing.lines.line import Line
from meetings.parsing.structure.chains import BY_FORM, Candidate, strongest_chain
from meetings.parsing.structure.decides import says_outcome
from meetings.parsing.structure.evidence import BY_LOOKS, Evidence, heads_part_of_agenda, may_be_title
from meetings.parsing.structure.fields import field_heading
from meetings.parsing.structure.headings import (
    LONGEST_RUNNING_ON,
    Heading,
    follows_gap,
    is_closing_title,
    is_title,
    item_heading,
    runs_on,
)
from meetings.parsing.structure.list_runs import Signs
from meetings.parsing.structure.numbers import (
    FORMS,
    UNSURE_FORMS,
    Form,
    Number,
    Numbered,
    may_be_numbered,
    number_as_text,
    parse_ad,
    parse_ad_alone,
    parse_plain,
    parse_prefixed,
)
from meetings.parsing.structure.numbers_between import with_numbers_between

_FEWEST_OF_TITLES = 2
# So many numbered paragraphs from 1 on are a document's items, though none has a title.
_FEWEST_PARAGRAPHS = 3
# So many titles that are numbered one after the other are items, though nothing else says so.
_FEWEST_IN_A_ROW = 4
_FIRST: Number = (1, 0)
_WITH_PAGE = re.compile(r"(?:\s{3,}|\s?(?:[.…_]{3,}|…+)\s?)\d{1,3}$")
_PAGE_ALONE = re.compile(r"\s\d{1,3}$")
_PERSON = re.compile(r"\([A-ZÆØÅ]{1,2}\)")


def find_numbered_headings(lines: Sequence[Line], signs: Signs) -> tuple[Candidate, ...]:
    """The candidates of the form that makes the strongest chain; empty where none makes any."""
    of_forms = [_candidates(lines, signs, form) for form in FORMS]
    chains = [_without_sentences_at_end(strongest_chain(found)) for found in of_forms]
    chains += [
        chain for form in UNSURE_FORMS if _is_mostly_strong(chain := strongest_chain(_candidates(lines, signs, form)))
    ]
    best = _with_missing_numbers(lines, max(chains, key=_score_of_chain))
    if len(answers := _repeats_of_contents(lines)) > max(1, len(best)):
        return tuple(answers)
    if not any(candidate.is_strong for candidate in best):
        for repeated in (strongest_chain(_titles(lines, parse_ad)), _answered_below(lines)):
            if len(repeated) > 1:
                return tuple(repeated)
        of_titles = [strongest_chain(_titles(lines, form)) for form in FORMS]
        longest = max(of_titles, key=len)
        if not best and len(longest) < _FEWEST_OF_TITLES:
            longest = max((strongest_chain(_titles(lines, form)) for form in UNSURE_FORMS), key=len)
        is_enough = len(best) > 1 or _score_of_chain(best) >= BY_FORM
        found = longest if len(longest) > max(1, len(best)) else best if is_enough else []
        found = max(
            _with_parts_numbered_anew(lines, found), _all_of_one_number(lines), _numbered_without_stops(lines), key=len
        )
        paragraphs = strongest_chain(_titles(lines, parse_plain, of_sentences=True))
        return tuple(paragraphs if _are_items(paragraphs, found) else found)
    if len(best) == 1 and (all_alike := _all_of_one_number(lines)):
        return tuple(all_alike)
    alike = max((_of_one_number(lines, found, form) for found, form in zip(of_forms, FORMS, strict=True)), key=len)
    # The same title twice is that of the contents and of the item.
    titles = {candidate.heading.title for candidate in alike if candidate.is_strong}
    is_alike = len(titles) > sum(candidate.is_strong for candidate in best)
    return tuple(alike if is_alike else _with_rest_of_list(lines, _with_listed(lines, best, of_forms)))


def _with_rest_of_list(lines: Sequence[Line], chain: list[Candidate]) -> list[Candidate]:
    """A chain that begins in the agenda's list and goes on with items that have pages of their own, with the others of
    the list: its entries for those that have are no text of the entry before them.
    """
    first = next((at for at, candidate in enumerate(chain) if candidate.is_strong), 0)
    weak, strong = chain[:first], chain[first:]
    listed = _titles(lines[: strong[0].heading.start], parse_plain) if weak else []
    pages = {(candidate.number, candidate.heading.title.casefold()) for candidate in strong}
    own = {candidate.heading.line: candidate for candidate in weak}
    entry = next((at for at, each in enumerate(listed) if weak and each.heading.line == weak[-1].heading.line), None)
    if entry is None or not any((each.number, each.heading.title.casefold()) in pages for each in listed):
        return chain
    block = _list_around(lines, listed, entry)
    numbers = {number for number, _ in pages}
    found = [own.get(each.heading.line, each) for each in block if each.number not in numbers]
    ends = [*(each.heading.start for each in found[1:]), block[-1].heading.end]
    whole = [replace(each, heading=replace(each.heading, end=end)) for each, end in zip(found, ends, strict=True)]
    above = [each for each in weak if each.heading.end <= block[0].heading.start]
    return [*above, *whole, *strong]


def _list_around(lines: Sequence[Line], titles: Sequence[Candidate], at: int) -> Sequence[Candidate]:
    """The titles around the one at an index between which stand no more than the headings of an agenda's parts."""
    first, last = at, at
    while first and _are_of_one_list(lines, titles[first - 1], titles[first]):
        first -= 1
    while last + 1 < len(titles) and _are_of_one_list(lines, titles[last], titles[last + 1]):
        last += 1
    return titles[first : last + 1]


def _are_of_one_list(lines: Sequence[Line], above: Candidate, below: Candidate) -> bool:
    between = lines[above.heading.end : below.heading.start]
    return above.number < below.number and all(heads_part_of_agenda(line.text) for line in between)


def _with_parts_numbered_anew(lines: Sequence[Line], chain: list[Candidate]) -> list[Candidate]:
    """A chain with the titles of the agenda's further parts, whose numbers begin with 1 again: they go on with its own.

    Headings of parts stand above the chain and above each 1.
    """
    if not chain or not heads_part_of_agenda(lines[chain[0].heading.start - 1].text):
        return chain
    found = list(chain)
    number, in_part = 0, False
    for title in _titles(lines, parse_plain):
        if title.heading.start < chain[-1].heading.end:
            continue
        if title.number == _FIRST:
            in_part = heads_part_of_agenda(lines[title.heading.start - 1].text)
            number = 0
        if not in_part or title.number != (number + 1, 0):
            break
        number += 1
        last = found[-1].number[0] + 1
        found.append(Candidate((last, 0), replace(title.heading, number=str(last)), title.score))
    return found


def _with_listed(
    lines: Sequence[Line], chain: list[Candidate], of_forms: Sequence[Sequence[Candidate]]
) -> list[Candidate]:
    """A chain with the strong candidates whose number it lacks and which the list of contents above it has: an agenda
    in parts may number each part's items out of the document's order.
    """
    above = lines[: chain[0].heading.start]
    hits = (form(at, line.text) for at, line in enumerate(above) if may_be_numbered(line.text) for form in FORMS[:2])
    listed = {hit.number: hit.title.casefold() for hit in hits if hit and hit.title}
    numbers = {candidate.number for candidate in chain}
    of_chain = next((found for found in of_forms if chain[-1] in found), []) if listed else []
    missing = {
        each.number: each
        for each in of_chain
        if each.is_strong
        and each.number not in numbers
        and each.heading.start >= chain[0].heading.end
        and each.heading.title.casefold() == listed.get(each.number)
    }
    return sorted([*chain, *missing.values()], key=lambda candidate: candidate.heading.start) if missing else chain


def _with_missing_numbers(lines: Sequence[Line], chain: list[Candidate]) -> list[Candidate]:
    """A chain with the titles whose numbers it leaves out, where they stand right below or above another heading.

    Closed items often stand so, one below the other: nothing else speaks for them.
    """
    found: list[Candidate] = []
    for candidate, after in zip(chain, [*chain[1:], None], strict=False):
        found.append(candidate)
        while after and 0 < found[-1].number[0] + 1 < after.number[0] and not after.number[1]:
            number = (found[-1].number[0] + 1, 0)
            missing = _titled(lines, number, {found[-1].heading.end, after.heading.start - 1})
            if missing is None:
                break
            found.append(missing)
    return found


def _titled(lines: Sequence[Line], number: Number, places: Set[int]) -> Candidate | None:
    """The title of a number on one of the lines; None where none has it."""
    hits = (form(at, lines[at].text) for at in sorted(places) if at < len(lines) for form in FORMS[:2])
    hit = next((hit for hit in hits if hit and hit.number == number and hit.has_stop and is_title(hit.title)), None)
    return Candidate(number, _heading_of_one_line(lines, hit), BY_LOOKS) if hit and hit.title else None


def _are_items(paragraphs: Sequence[Candidate], titles: Sequence[Candidate]) -> bool:
    """Whether numbered paragraphs are the items: from 1 on, where all that look like titles come later among them."""
    if len(paragraphs) < _FEWEST_PARAGRAPHS or paragraphs[0].number != _FIRST:
        return False
    if titles and titles[0].number == _FIRST:
        return False
    lines = {paragraph.heading.line for paragraph in paragraphs}
    return all(title.heading.line in lines for title in titles)


def _without_sentences_at_end(chain: list[Candidate]) -> list[Candidate]:
    """A chain without the sentences that end it: those between titles carry on the numbers, others may be a list."""
    end = len(chain)
    while end and not (chain[end - 1].is_strong or _may_close(chain[end - 1].heading.title)):
        end -= 1
    return chain[:end]


def _may_close(title: str) -> bool:
    return may_be_title(title) or is_closing_title(title)


def _is_mostly_strong(chain: Sequence[Candidate]) -> bool:
    """Whether most of a chain's candidates have an item's signs below them, so that the others are items too."""
    return 2 * sum(candidate.is_strong for candidate in chain) > len(chain)


def _score_of_chain(chain: Sequence[Candidate]) -> int:
    return sum(candidate.score for candidate in chain)


def _of_one_number(lines: Sequence[Line], candidates: Sequence[Candidate], form: Form) -> list[Candidate]:
    """The candidates of the number that most strong ones have, numbered anew: a list saved as text, all »1.«.

    With them come the titles of that number that stand apart, where those with an item's signs are more.
    """
    by_number: dict[Number, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.is_strong:
            by_number.setdefault(candidate.number, []).append(candidate)
    most = max(by_number.values(), key=len, default=[])
    if len(most) > 1:
        # Where every line break is doubled, nothing shows what stands apart.
        has_gaps = any(line.gap for line in lines)
        known = {candidate.heading.line for candidate in most}
        titles = (title for title in _titles(lines, form) if title.number == most[0].number)
        others = [
            title
            for title in titles
            if title.heading.line not in known and (follows_gap(lines[title.heading.line]) or not has_gaps)
        ]
        if len(others) < len(most):
            most = sorted([*most, *others], key=lambda candidate: candidate.heading.line)
    return [
        Candidate((at, 0), replace(candidate.heading, number=str(at)), candidate.score)
        for at, candidate in enumerate(most, start=1)
    ]


def _all_of_one_number(lines: Sequence[Line]) -> list[Candidate]:
    """The titles of a document that gives each the same number (a list saved as text), numbered anew; else none."""
    has_gaps = any(line.gap for line in lines)
    for form in (parse_prefixed, parse_plain):
        titles = [
            each
            for each in _titles(lines, form)
            if not has_gaps or follows_gap(lines[each.heading.line]) or _has_text_below(lines, each.heading)
        ]
        names = {each.heading.title for each in titles}
        if len(names) == len(titles) >= _FEWEST_PARAGRAPHS and len({each.number for each in titles}) == 1:
            return [
                Candidate((at, 0), replace(each.heading, number=str(at)), each.score)
                for at, each in enumerate(titles, start=1)
            ]
    return []


def _has_text_below(lines: Sequence[Line], heading: Heading) -> bool:
    return heading.end < len(lines) and field_heading(lines[heading.end].text) is not None


def _numbered(lines: Sequence[Line], form: Form) -> dict[int, Numbered]:
    """The lines numbered in a form; where none has a stop behind its number, that it has none says nothing."""
    found = {
        index: hit
        for index, line in enumerate(lines)
        if may_be_numbered(line.text) and (hit := form(index, line.text)) is not None
    }
    if any(hit.has_stop for hit in found.values()):
        return found
    apart = (index for index in found if follows_gap(lines[index]))
    return found | {index: replace(found[index], has_stop=True) for index in apart}


def _candidates(lines: Sequence[Line], signs: Signs, form: Form) -> list[Candidate]:
    numbered = _numbered(lines, form)
    numbered = _without_contents(lines, numbered)
    evidence = Evidence(lines, signs, numbered)
    last_with_title = {(found.number, found.title.casefold()): index for index, found in numbered.items()}
    seen: set[tuple[Number, str]] = set()
    found: list[Candidate] = []
    for index, line in numbered.items():
        name = (line.number, line.title.casefold())
        candidate = evidence.candidate(line, is_listed=name in seen)
        if (candidate and last_with_title[name] == index) or (candidate and candidate.score > BY_FORM):
            found.append(candidate)
        seen.add(name)
    return with_numbers_between(lines, found)


def _without_lists_within(lines: Sequence[Line], numbered: dict[int, Numbered]) -> dict[int, Numbered]:
    """The numbered lines without the lists below them that stand further in, where those furthest out run on by one."""
    least = min((lines[index].indent for index in numbered), default=0)
    outer = {index: hit for index, hit in numbered.items() if lines[index].indent == least}
    first = next(iter(outer.values())).number[0] if outer else 0
    runs_on = [hit.number for hit in outer.values()] == [(first + at, 0) for at in range(len(outer))]
    is_first = next(iter(numbered), 0) in outer
    return outer if len(outer) >= _FEWEST_PARAGRAPHS and runs_on and is_first else numbered


def _repeats_of_contents(lines: Sequence[Line]) -> list[Candidate]:
    """The items that minutes repeat from the agenda's list above, in its words: »Ad 1. Referat«."""
    repeated = strongest_chain(_titles(lines, parse_ad))
    above = lines[: repeated[0].heading.line] if repeated else ()
    listed = {(found.number, found.title.casefold()) for found in _numbered(above, parse_plain).values()}
    known = sum((each.number, each.heading.title.casefold()) in listed for each in repeated)
    return repeated if 2 * known > len(repeated) else []


def _without_contents(lines: Sequence[Line], numbered: dict[int, Numbered]) -> dict[int, Numbered]:
    """The numbered lines without a list of contents, whose pages stand behind a gap, where its items come again."""
    numbered = _without_titles_with_pages(numbered)
    entries = {index for index in numbered if _WITH_PAGE.search(lines[index].text)}
    numbers = {hit.number for index, hit in numbered.items() if index not in entries}
    repeated = sum(numbered[index].number in numbers for index in entries)
    if len(entries) < _FEWEST_OF_TITLES or 2 * repeated < len(entries):
        return numbered
    return {index: hit for index, hit in numbered.items() if index not in entries}


def _without_titles_with_pages(numbered: dict[int, Numbered]) -> dict[int, Numbered]:
    """The numbered lines without a list of contents with pages behind a space: most of its titles come again."""
    entries = {
        index: _PAGE_ALONE.sub("", hit.title) for index, hit in numbered.items() if _PAGE_ALONE.search(hit.title)
    }
    titles = {(hit.number, hit.title) for index, hit in numbered.items() if index not in entries}
    repeated = sum((numbered[index].number, title) in titles for index, title in entries.items())
    if repeated < _FEWEST_OF_TITLES or 2 * repeated < len(entries):
        return numbered
    return {index: hit for index, hit in numbered.items() if index not in entries}


def _numbered_without_stops(lines: Sequence[Line]) -> list[Candidate]:
    """The titles of a document that numbers them one after the other, each once, with nothing behind the number."""
    numbered = [hit for index, line in enumerate(lines) if (hit := parse_plain(index, line.text)) is not None]
    found = [hit for hit in numbered if may_be_title(hit.title) and not says_outcome(hit.title)]
    first = found[0].number[0] if found else 0
    if len(found) < _FEWEST_IN_A_ROW or [hit.number for hit in found] != [(first + at, 0) for at in range(len(found))]:
        return []
    return [Candidate(hit.number, _heading_of_one_line(lines, hit), BY_LOOKS) for hit in found]


def _answered_below(lines: Sequence[Line]) -> list[Candidate]:
    """The items of an agenda's list that minutes answer below it by their numbers alone: »Ad 1.«."""
    answers = list(_numbered(lines, parse_ad_alone).values())
    above = lines[: answers[0].index] if answers else []
    titles = {found.number: found.title for found in _numbered(above, parse_plain).values()}
    return strongest_chain(
        [
            Candidate(
                found.number,
                item_heading(
                    number_as_text(found.number), lines, [titles[found.number]], found.index + 1, line=found.index
                ),
                BY_FORM,
            )
            for found in answers
            if found.number in titles
        ]
    )


def _titles(lines: Sequence[Line], form: Form, *, of_sentences: bool = False) -> list[Candidate]:
    """Every numbered title as a candidate, for a document that is no more than a list of them; or every numbered line
    that stands apart (`of_sentences`), for one whose items begin without a title.
    """
    has_gaps = any(line.gap for line in lines)
    outer = _without_lists_within(lines, _numbered(lines, form))
    numbered = (found for found in outer.values() if found.title and found.has_stop)
    return [
        Candidate(found.number, _heading_of_one_line(lines, found), BY_LOOKS)
        for found in numbered
        if (of_sentences and (follows_gap(lines[found.index]) or not has_gaps))
        or (may_be_title(found.title) and not (_PERSON.search(found.title) or says_outcome(found.title)))
    ]


def _heading_of_one_line(lines: Sequence[Line], found: Numbered) -> Heading:
    end = found.index + 1
    while end < min(found.index + LONGEST_RUNNING_ON, len(lines)) and _carries_title_on(lines[end - 1], lines[end]):
        end += 1
    title = [found.title, *(line.text for line in lines[found.index + 1 : end])]
    return item_heading(number_as_text(found.number), lines, title, end, line=found.index)


def _carries_title_on(above: Line, line: Line) -> bool:
    return runs_on(line.text) and not follows_gap(line) and is_title(above.text)
