"""What understanding a query needs to know of the archive, asked of the database when it is needed."""

from collections.abc import Sequence, Set
from functools import cached_property

from django.db.models import Q

from meetings.minutes.municipalities import municipality as official_municipality
from meetings.models import Meeting, Municipality, Person, Synonym
from meetings.search.analyzer import tokenize
from meetings.search.lexemes import plain
from meetings.search.synonyms import Meaning
from meetings.sorting import danish_sort_key


class ArchiveKnowledge:
    """The archive's years, municipalities, people and synonyms, for one request.

    With `as_typed` no word is widened by what it stands for.
    """

    def __init__(self, *, as_typed: bool = False) -> None:
        self._as_typed = as_typed

    @cached_property
    def _years(self) -> Set[int]:
        return frozenset(Meeting.objects.years())

    def years(self) -> Set[int]:
        return self._years

    def municipality(self, name: str) -> int | None:
        official = official_municipality(name) or name
        rows = Municipality.objects.values_list("pk", "name", "former_names")
        wanted = {plain(official), plain(name)}
        return next((pk for pk, known, former in rows if wanted & {plain(each) for each in (known, *former)}), None)

    def names(self, text: str) -> Sequence[str]:
        return [name for person, _ in people_called(text) for name in (person.name, *person.former_names)]

    def meanings(self) -> tuple[Meaning, ...]:
        return () if self._as_typed else self._approved

    @cached_property
    def _approved(self) -> tuple[Meaning, ...]:
        return Synonym.objects.approved_pairs()


def people_called(text: str) -> list[tuple[Person, str]]:
    """The people with a name of which every typed word is a part, and whom they last sat for; merged ones are left out.

    In Danish order.
    """
    words = [text[token.start : token.end] for token in tokenize(text) if token.lexemes]
    if not words:
        return []
    longest = danish_sort_key(max(words, key=len))
    spelled_so = Q(sort_key__contains=longest) | ~Q(former_names=[])
    people = Person.objects.unmerged().filter(spelled_so).order_by("sort_key")
    wanted = _lexemes(text)
    called = [
        person for person in people if any(wanted <= _lexemes(name) for name in (person.name, *person.former_names))
    ]
    memberships = Person.objects.latest_memberships(person.pk for person in called)
    return [(person, memberships.get(person.pk, "")) for person in called]


def _lexemes(name: str) -> Set[str]:
    return {token.lexemes[0] for token in tokenize(name) if token.lexemes}
