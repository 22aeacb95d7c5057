"""Which of the archive's items a document's items are.

An item's number is no identity: minutes renumber where an item was added or withdrawn since the agenda. What
stays is the title and the case number.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

# More than this share of the shorter title's words stand in the other, where only wording was changed.
_MIN_SHARE_OF_SHORTER_TITLE = 0.5
# At least this share of both titles' words is common to them, where the number was changed too.
_MIN_SHARE_OF_BOTH_TITLES = 0.7
# Items left over on either side that are compared each with each, so that a broken document costs no minutes.
_MAX_COMPARED = 200


@dataclass(frozen=True)
class TitledRecord:
    """What tells an item from others. `title` is '' where nobody knows what a document called it."""

    number: str
    title: str
    case_number: str
    # Whether a person made it: then its number tells it too, whatever title she gave it.
    is_by_hand: bool = False


def match_items(
    read: Iterable[TitledRecord], known: Mapping[str, TitledRecord], *, numbers_are_the_same: bool = False
) -> dict[str, str]:
    """The key that each item read has in the archive, by the number that the document gives it.

    `known` has the archive's items by key, those that an editor deleted among them. An item that is none of
    them gets a key of its own. `numbers_are_the_same` says that the document was read before, so that its
    numbers are known whatever the titles say.
    """
    pairing = _Pairing({matter.number: matter for matter in read}, dict(known))
    pairing.pair(lambda one, other: one.number == other.number and _has_same_title(one, other))
    pairing.pair_by(lambda matter: _title_words(matter.title))
    pairing.pair_by(lambda matter: matter.case_number)
    pairing.pair(lambda one, other: one.number == other.number and (other.is_by_hand or not other.title))
    pairing.pair(lambda one, other: one.number == other.number and _has_similar_title(one, other))
    pairing.pair_nearest()
    if numbers_are_the_same:
        pairing.pair(lambda one, other: one.number == other.number)
    return pairing.keys | _new_keys(pairing.read, known)


class _Pairing:
    """Items read and items known that are not paired yet, and the keys of those that are."""

    def __init__(self, read: dict[str, TitledRecord], known: dict[str, TitledRecord]) -> None:
        self.read = read
        self.known = known
        self.keys: dict[str, str] = {}

    def pair(self, is_same: Callable[[TitledRecord, TitledRecord], bool]) -> None:
        """Pair items of one number that are the same."""
        by_number: dict[str, list[str]] = {}
        for key, matter in self.known.items():
            by_number.setdefault(matter.number, []).append(key)
        for number, matter in list(self.read.items()):
            for key in by_number.get(number, []):
                if key in self.known and is_same(matter, self.known[key]):
                    self._take(number, key)
                    break

    def pair_by(self, trait: Callable[[TitledRecord], object]) -> None:
        """Pair items by a trait that only one on either side has."""
        of_read = _unique_values(self.read, trait)
        of_known = _unique_values(self.known, trait)
        for value, number in of_read.items():
            if value in of_known:
                self._take(number, of_known[value])

    def pair_nearest(self) -> None:
        """Pair items by the words of their titles, the most alike first."""
        if len(self.read) > _MAX_COMPARED or len(self.known) > _MAX_COMPARED:
            return
        pairs = [
            (likeness, number, key)
            for number, matter in self.read.items()
            for key, known in self.known.items()
            if (likeness := _similarity(matter, known)) >= _MIN_SHARE_OF_BOTH_TITLES
        ]
        for _, number, key in sorted(pairs, key=lambda pair: -pair[0]):
            if number in self.read and key in self.known:
                self._take(number, key)

    def _take(self, number: str, key: str) -> None:
        self.keys[number] = key
        del self.read[number], self.known[key]


def _unique_values(matters: Mapping[str, TitledRecord], trait: Callable[[TitledRecord], object]) -> dict[object, str]:
    values = {name: trait(matter) for name, matter in matters.items()}
    counts = Counter(values.values())
    return {value: name for name, value in values.items() if value and counts[value] == 1}


def _new_keys(numbers: Iterable[str], known: Mapping[str, TitledRecord]) -> dict[str, str]:
    """A key for each new item: its number, or its number with a count where another item has that key."""
    keys: dict[str, str] = {}
    for number in numbers:
        key, count = number, 1
        while key in known:
            count += 1
            key = f"{number}~{count}"
        keys[number] = key
    return keys


def _has_same_title(one: TitledRecord, other: TitledRecord) -> bool:
    return _title_words(one.title) == _title_words(other.title)


def _has_similar_title(one: TitledRecord, other: TitledRecord) -> bool:
    """Whether two items of one number are one matter; two case numbers say that they are not."""
    if one.case_number and other.case_number and one.case_number != other.case_number:
        return _similarity(one, other) >= _MIN_SHARE_OF_BOTH_TITLES
    words, others = _significant_words(one.title), _significant_words(other.title)
    return len(words & others) > _MIN_SHARE_OF_SHORTER_TITLE * min(len(words), len(others))


def _similarity(one: TitledRecord, other: TitledRecord) -> float:
    """The share of both titles' words that is common to them."""
    words, others = _significant_words(one.title), _significant_words(other.title)
    return len(words & others) / max(len(words | others), 1)


def _significant_words(title: str) -> frozenset[str]:
    """The words of a title without the shortest, which any two titles share ("om", "af", "i")."""
    return frozenset(word for word in _title_words(title) if len(word) > 2)


def _title_words(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", title.casefold()))
