"""What a meeting is about: its items without the formalities, to tell whether two documents are of one meeting."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models.fields.json import KeyTextTransform

from meetings.models import AgendaItem, Meeting
from meetings.parsing import document as minutes

# Titles that stand on every agenda: they tell no meeting from another.
_RECURRING = re.compile(
    r"^(?:(?:endelig )?godkendelse af|dagsorden\w*|referat\w*|protokol\w*|eventuelt|meddelelser\w*|"
    r"(?:gensidig |generel )?orientering\w*(?: (?:fra|v/|ved) .*)?|(?:gensidige )?orienteringer|bordet rundt|"
    r"(?:næste|kommende) møde\w*|(?:mødets? )?åbning|velkomst\w*|(?:digital )?underskrift\w*|lukket\b.*|"
    r"åbne?t? (?:punkt|sag)\w*|"
    r"siden sidst|spørgetid\w*|formalia|opfølgning\w*|mødekalender|punkter til .*|indkomne .*|"
    r"kommunikation\w*|evaluering af mødet)\W*(?:dagsorden\w*|referat\w*|protokol\w*|fra .*)?$",
    re.IGNORECASE,
)
_MIN_SHARE_OF_TITLES = 0.7
# At least this share of the items of the one that has fewer makes two documents one meeting's.
_MOST = 0.5


# A case number, and the words of a title.
_Matter = tuple[str, frozenset[str]]


@dataclass(frozen=True)
class Likeness:
    """How many of `compared` items, those of the one that has fewer, are `common` to a document and a meeting."""

    common: int
    compared: int

    @property
    def is_known(self) -> bool:
        """Whether both have items that tell anything."""
        return self.compared > 0

    @property
    def share(self) -> float:
        return self.common / self.compared if self.compared else 0.0

    @property
    def is_most(self) -> bool:
        return self.is_known and self.share >= _MOST


@dataclass(frozen=True)
class Matters:
    """The items that tell a meeting from others, each by its case number and its title's words, either may be empty."""

    items: tuple[_Matter, ...]

    @classmethod
    def of_document(cls, document: minutes.Document) -> Matters:
        return cls._of((item.case_number, item.title) for item in document.items)

    @classmethod
    def of_meeting(cls, meeting: Meeting) -> Matters:
        """By what documents call the items, those that were withdrawn among them."""
        return cls.of_meetings([meeting])[meeting.pk]

    @classmethod
    def of_meetings(cls, meetings: Collection[Meeting]) -> dict[int, Matters]:
        """The same of several meetings, by key. One question to the database."""
        items: dict[int, list[tuple[str, str]]] = {meeting.pk: [] for meeting in meetings}
        rows = AgendaItem.objects.filter(meeting__in=items).order_by("position")
        for meeting, number, title, read_number, read_title in rows.values_list(
            "meeting",
            "case_number",
            "title",
            KeyTextTransform("case_number", "imported"),
            KeyTextTransform("title", "imported"),
        ):
            items[meeting].append((read_number or number, read_title or title))
        return {meeting: cls._of(of_meeting) for meeting, of_meeting in items.items()}

    @classmethod
    def _of(cls, items: Iterable[tuple[str, str]]) -> Matters:
        rows = list(items)
        counts = Counter(number for number, _ in rows)
        telling = [
            (number if counts[number] == 1 else "", "" if _RECURRING.match(title.strip()) else title)
            for number, title in rows
        ]
        return cls(tuple((number, _words(title)) for number, title in telling if number or _words(title)))

    def likeness(self, other: Matters) -> Likeness:
        """How many items are common, each counted once."""
        sharing = _places_by_trait(other.items)
        taken: set[int] = set()
        for item in self.items:
            near = {place for trait in _traits(item) for place in sharing.get(trait, ())} - taken
            found = next((place for place in sorted(near) if _is_same(item, other.items[place])), None)
            if found is not None:
                taken.add(found)
        return Likeness(len(taken), min(len(self.items), len(other.items)))


def _places_by_trait(items: Iterable[_Matter]) -> dict[object, list[int]]:
    """The places of items by what two that are the same have in common: only such are compared."""
    places: dict[object, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        for trait in _traits(item):
            places[trait].append(place)
    return places


def _traits(item: _Matter) -> Iterator[object]:
    number, words = item
    if number:
        yield (number,)
    yield from words


def _is_same(one: _Matter, other: _Matter) -> bool:
    """By case number, else by the words of both titles."""
    if one[0] and one[0] == other[0]:
        return True
    words, others = one[1], other[1]
    return len(words & others) >= _MIN_SHARE_OF_TITLES * max(len(words | others), 1) and bool(words & others)


def _words(title: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", title.casefold()) if len(word) > 2)
