"""Which of the archive's items, or sections, a document's are.

An item is not identified by its number: minutes renumber where an item was added or withdrawn since the agenda. What
stays is the title and the case number (docs/decisions/0008-an-item-is-its-matter.md).
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass

# Two items of one number are the same where more than this share of the shorter title's words stand in the other.
# Chosen by hand, as _MIN_SHARE_OF_BOTH_TITLES: lower joins two cases in one record, higher makes a reworded one two.
# The examples of tests/importing/test_match_items.py hold both in place.
_MIN_SHARE_OF_SHORTER_TITLE = 0.5
# Two items of different numbers are the same where at least this share of both titles' words is common to them.
_MIN_SHARE_OF_BOTH_TITLES = 0.7
# So many items on either side, at most, are compared each with each: 200 times 200 titles take less than a second, and
# a broken document can have thousands of items.
_MAX_COMPARED = 200


@dataclass(frozen=True)
class TitledRecord:
    """What an item or a section is recognised by."""

    number: str
    # '' where nobody knows any more what a document called it.
    title: str
    case_number: str
    # Whether a person made it: then it is recognised by its number too, whatever title she gave it.
    is_by_hand: bool = False


def match_items(
    read: Iterable[TitledRecord], known: Mapping[str, TitledRecord], *, numbers_are_the_same: bool = False
) -> dict[str, str]:
    """The key that each item read has in the archive, by the number that the document gives it.

    `known` has the archive's items by key, those that an editor deleted among them. An item that is none of
    them gets a new key: its number, or "3.6~2" where the archive has another item by that key. With
    `numbers_are_the_same` the document was read before, so that its numbers stand for the same items whatever the
    titles say.
    """
    pairing = _Pairing({record.number: record for record in read}, dict(known))
    pairing.pair_same_number(_has_same_title)
    pairing.pair_unique(lambda record: _title_words(record.title))
    pairing.pair_unique(lambda record: record.case_number)
    pairing.pair_same_number(lambda _, known: known.is_by_hand or not known.title)
    pairing.pair_same_number(_has_similar_title)
    pairing.pair_most_similar()
    if numbers_are_the_same:
        pairing.pair_same_number(lambda _, known: True)
    return pairing.keys | _new_keys(pairing.read, known)


class _Pairing:
    """Items read and items known that are not paired yet, and the keys of those that are."""

    def __init__(self, read: dict[str, TitledRecord], known: dict[str, TitledRecord]) -> None:
        self.read = read
        self.known = known
        self.keys: dict[str, str] = {}

    def pair_same_number(self, is_same: Callable[[TitledRecord, TitledRecord], bool]) -> None:
        """Pair items of one number that are the same by this test."""
        by_number: dict[str, list[str]] = {}
        for key, record in self.known.items():
            by_number.setdefault(record.number, []).append(key)
        for number, record in list(self.read.items()):
            for key in by_number.get(number, []):
                if key in self.known and is_same(record, self.known[key]):
                    self._pair(number, key)
                    break

    def pair_unique(self, trait: Callable[[TitledRecord], object]) -> None:
        """Pair items whose trait has the same value, where only one on either side has that value."""
        of_read = _unique_values(self.read, trait)
        of_known = _unique_values(self.known, trait)
        for value, number in of_read.items():
            if value in of_known:
                self._pair(number, of_known[value])

    def pair_most_similar(self) -> None:
        """Pair items by the words that their titles have in common, the most similar first."""
        if len(self.read) > _MAX_COMPARED or len(self.known) > _MAX_COMPARED:
            return
        pairs = [
            (similarity, number, key)
            for number, record in self.read.items()
            for key, known in self.known.items()
            if (similarity := _similarity(record, known)) >= _MIN_SHARE_OF_BOTH_TITLES
        ]
        for _, number, key in sorted(pairs, key=lambda pair: -pair[0]):
            if number in self.read and key in self.known:
                self._pair(number, key)

    def _pair(self, number: str, key: str) -> None:
        self.keys[number] = key
        del self.read[number], self.known[key]


def _unique_values(records: Mapping[str, TitledRecord], trait: Callable[[TitledRecord], object]) -> dict[object, str]:
    values = {name: trait(record) for name, record in records.items()}
    counts = Counter(values.values())
    return {value: name for name, value in values.items() if value and counts[value] == 1}


def _new_keys(numbers: Iterable[str], known: Mapping[str, TitledRecord]) -> dict[str, str]:
    """A key for each new item: its number, or its number with a count where another item has that key."""
    return {number: key_beside(number, known) for number in numbers}


def key_beside(number: str, taken: Container[str]) -> str:
    """A key for an item of this number beside the keys that are taken: the number, or "3.6~2"."""
    key, count = number, 1
    while key in taken:
        count += 1
        key = f"{number}~{count}"
    return key


def _has_same_title(one: TitledRecord, other: TitledRecord) -> bool:
    return _title_words(one.title) == _title_words(other.title)


def _has_similar_title(one: TitledRecord, other: TitledRecord) -> bool:
    """Whether two items of one number are the same; with two case numbers the titles must be more similar."""
    if one.case_number and other.case_number and one.case_number != other.case_number:
        return _similarity(one, other) >= _MIN_SHARE_OF_BOTH_TITLES
    words, others = _significant_words(one.title), _significant_words(other.title)
    return len(words & others) > _MIN_SHARE_OF_SHORTER_TITLE * min(len(words), len(others))


def _similarity(one: TitledRecord, other: TitledRecord) -> float:
    """The share, from 0 to 1, of both titles' words that is common to them."""
    words, others = _significant_words(one.title), _significant_words(other.title)
    return len(words & others) / max(len(words | others), 1)


def _significant_words(title: str) -> frozenset[str]:
    """The words of a title without the shortest, which any two titles share ("om", "af", "i")."""
    return frozenset(word for word in _title_words(title) if len(word) > 2)


def _title_words(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", title.casefold()))
