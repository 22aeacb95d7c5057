"""Lines of lists of participants that stand in columns: name and organisation, two names, two lists."""

import re
from collections import Counter
from collections.abc import Sequence

from meetings.danish.municipalities import parse_municipality
from meetings.parsing.lines.line import Line
from meetings.parsing.structure.enumerations import are_pairs_of_names, split_at_organisations, split_in_two
from meetings.parsing.structure.party_names import party_letter
from meetings.parsing.structure.person_entries import Entry, extended, parse_entry

# A word that is no surname: it has a capital within it, or is what an organisation is called.
_ORGANISATION = re.compile(
    r"[a-zæøå][A-ZÆØÅ]|^[A-ZÆØÅ]{2,}$|(?:foreningen?|forbundet?|sammenslutningen|selskabet?|skolen?|rådet|styrelsen|"
    r"museet|udvalget|banken|kirken|centret|universitetet|ringen|fonden|kredsen|lauget|laget)$"
)
# A column of municipalities or regions that stands before that of the names.
_OWNER = re.compile(r"^(?:[\w-]+ ){1,2}Kommune$|^Region [\w-]+$", re.IGNORECASE)

# The heads of a table's columns.
_HEADS = frozenset({"navn", "kommune", "region", "parti", "titel", "rolle", "funktion", "liste", "organisation"})

# So many lines make a column, whose words begin so many characters from each other at most.
_FEWEST_IN_COLUMN, _WIDEST_SHIFT = 2, 2


def are_heads_of_columns(text: str) -> bool:
    """Whether a line of a list heads its columns: »Navn      Kommune«."""
    return set(re.split(r"[\s,/]+", text.casefold())) <= _HEADS


def column_entries(text: str) -> list[str]:
    """A line of columns as its entries: name and municipality belong together, two names do not.

    A gap within a name, or before the word Kommune, is one that text recognition left, and parts nothing.
    """
    cells = _cells(text)
    if len(cells) == 2 and _is_person_and_organisation(*cells):
        return [", ".join(cells)]
    if len(cells) == 2 and _OWNER.match(cells[0]) and parse_entry(cells[1]):
        return [", ".join(reversed(cells))]
    if len(cells) > 1 and all(parse_entry(cell) and parse_municipality(cell) is None for cell in cells):
        return cells
    if any(not _is_cell(cell) for cell in cells):
        return [" ".join(cells)]
    return [", ".join(cells)]


def row_of_people(text: str) -> tuple[Entry, Entry] | None:
    """The two people of a line of two lists that stand beside each other; None for a line of one."""
    entries = [parse_entry(cell.strip()) for cell in _cells(text)]
    left, right = entries if len(entries) == 2 else (None, None)
    return (left, right) if left and right else None


def _is_cell(text: str) -> bool:
    """Whether what stands in a column says something of its own: a name, a party, a municipality, a role."""
    words = text.strip(" ,")
    says_something = parse_entry(words) or parse_municipality(words) or party_letter(words.strip("()"))
    return bool(says_something) or extended(Entry(""), words) is not None or len(words.split()) > 1


def _cells(text: str) -> list[str]:
    if "   " in text:
        return [cell.strip() for cell in text.split("   ") if cell.strip()]
    # Two spaces part only what is a whole name on either side: they may as well stand within one.
    halves = text.split("  ")
    are_names = len(halves) > 1 and all(len(half.split()) > 1 and parse_entry(half) for half in halves)
    return [half.strip() for half in halves] if are_names else [text]


def with_pairs_apart(entries: Sequence[tuple[Line, str]], known: Sequence[str]) -> list[tuple[Line, str]]:
    """The entries, those apart that stand two on a line; `known` are the names of those who were listed before.

    The letters of organisations, and lines of two names each, show that a list has such.
    """
    split = [(line, split_at_organisations(text)) for line, text in entries]
    has_pairs = any(len(parts) > 1 for _, parts in split) or are_pairs_of_names([text for _, text in entries])
    found: list[tuple[Line, str]] = []
    for line, parts in split:
        if len(parts) == 1 and parse_entry(parts[0]):
            is_pair = has_pairs or any(parts[0].startswith(f"{name} ") for name in known)
            parts = split_in_two(parts[0], known) if is_pair else parts
        found += [(line, part) for part in parts]
    return found


def with_words_beside(entries: Sequence[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """The entries, a word apart from the name where several lines have one below the other in a column beside it.

    One line with a gap before a word alone may be a name that text recognition tore.
    """
    places = {line.number: place for line, text in entries if (place := _place_of_second_column(line, text))}
    at_place = Counter(places.values())
    shifts = range(-_WIDEST_SHIFT, _WIDEST_SHIFT + 1)
    beside = {
        number
        for number, place in places.items()
        if sum(at_place[place + shift] for shift in shifts) >= _FEWEST_IN_COLUMN
    }
    return [(line, ", ".join(_cells(line.text)) if line.number in beside else text) for line, text in entries]


def _place_of_second_column(line: Line, text: str) -> int:
    """How far right the second column of a line begins whose first has a whole name; 0 for other lines."""
    cells = _cells(line.text) if "   " in line.text else []
    name = parse_entry(cells[0]) if len(cells) > 1 and text in {" ".join(cells), ", ".join(cells)} else None
    is_word = name is not None and cells[1][:1].isupper() and "kommune" not in map(str.casefold, cells)
    return line.indent + line.text.index(cells[1], len(cells[0])) if is_word else 0


def paired_columns(entries: Sequence[tuple[Line, str]]) -> list[tuple[Line, str]]:
    """Entries as they stand; a column of names followed by as long a column of municipalities is put together."""
    half = len(entries) // 2
    names, towns = entries[:half], entries[half:]
    are_columns = len(towns) == half > 1 and all(parse_municipality(town) for _, town in towns)
    if are_columns and not any(parse_municipality(name) for _, name in names):
        return [(line, f"{name}, {town}") for (line, name), (_, town) in zip(names, towns, strict=True)]
    return list(entries)


def _is_person_and_organisation(name: str, other: str) -> bool:
    """Whether a name has an organisation beside it that is called by one word: »Bo Riis      VisitSamsø«."""
    is_word = len(other.split()) == 1 and parse_municipality(other) is None
    return is_word and parse_entry(name) is not None and _ORGANISATION.search(other) is not None
