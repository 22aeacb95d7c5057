"""The names by which queries are understood, read from the database again when the archive has changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from types import MappingProxyType

from django.db.models import Q
from django.db.models.functions import Lower

from meetings.caching.followed_log import kept_until_changed
from meetings.caching.shown_records import SHOWN_MUNICIPALITIES, shown_municipalities
from meetings.danish.lexemes import ascii_form, word_lexeme
from meetings.danish.municipalities import parse_municipality
from meetings.danish.sorting import danish_sort_key
from meetings.danish.tokens import tokenize
from meetings.models import Council, Meeting, Person, Synonym
from meetings.search.municipal_councils import council_names
from meetings.search.synonyms import SynonymPair


class ArchiveNames:
    """The archive's years, municipalities, people and synonyms as `KnownNames`, for one request to the site.

    With `as_typed` there are no synonyms: a reader wants the words that were typed, and no others.
    """

    def __init__(self, *, as_typed: bool = False) -> None:
        self._as_typed = as_typed

    def years(self) -> Set[int]:
        return frozenset(years_with_meetings())

    def municipality_key(self, name: str) -> int | None:
        known = _municipality_keys()
        return known.get(ascii_form(parse_municipality(name) or name)) or known.get(ascii_form(name))

    def councils_of(self, name: str) -> Sequence[int]:
        known = _council_keys()
        spellings = (parse_municipality(name) or name, name.removesuffix("s"))
        return next(
            (keys for form in spellings if (keys := known.get(ascii_form(form)))), known.get(word_lexeme(name), ())
        )

    def person_names(self, text: str) -> Sequence[str]:
        return [name for person, _ in people_named(text) for name in person.names]

    def synonyms(self) -> tuple[SynonymPair, ...]:
        return self._synonyms

    @cached_property
    def _synonyms(self) -> tuple[SynonymPair, ...]:
        return () if self._as_typed else _cached_synonyms()


@kept_until_changed(Meeting, Council)
def meetings_by_year() -> Mapping[int, int]:
    """How many meetings each year has that has any, the newest year first."""
    return MappingProxyType(Meeting.objects.shown().by_year())


def years_with_meetings() -> tuple[int, ...]:
    """The years of the archive that have meetings, newest first."""
    return tuple(meetings_by_year())


@kept_until_changed(*SHOWN_MUNICIPALITIES)
def _municipality_keys() -> dict[str, int]:
    """The keys of the municipalities by all their names; of two with one name the first."""
    in_order = sorted(shown_municipalities(), key=lambda one: -one.pk)
    return {ascii_form(name): one.pk for one in in_order for name in (*one.former_names, one.name)}


@kept_until_changed(Council)
def _council_keys() -> Mapping[str, Sequence[int]]:
    """The keys of councils by each of the names that they have beside a subject."""
    named = defaultdict[str, list[int]](list)
    for key, name, former in Council.objects.shown().order_by("pk").values_list("pk", "name", "former_names"):
        for form in frozenset[str]().union(*map(council_names, (name, *former))):
            named[form].append(key)
    return dict(named)


@kept_until_changed(Synonym)
def _cached_synonyms() -> tuple[SynonymPair, ...]:
    return approved_synonyms()


def approved_synonyms() -> tuple[SynonymPair, ...]:
    """The synonyms that an editor approved, in the order of the words. One query."""
    approved = Synonym.objects.approved().order_by(Lower("word"), Lower("meaning"))
    return tuple(SynonymPair(*values) for values in approved.values_list("word", "meaning", "is_two_way"))


def people_named(text: str) -> list[tuple[Person, str]]:
    """The people one of whose names has every typed word, in Danish order, each with whom they last sat for.

    That is '' where nobody knows. A letter by itself is an initial: a word of the name begins with it, or two words
    tell who is meant without it. People who were merged into others are left out, and those of
    hidden samples.
    """
    words = [text[token.start : token.end] for token in tokenize(text) if token.lexemes]
    if not words or len(longest := max(words, key=len)) == 1:
        return []
    sort_key = danish_sort_key(longest)
    spelled_so = Q(sort_key__contains=sort_key) | ~Q(former_names=[])
    people = Person.objects.shown().filter(spelled_so).order_by("sort_key")
    wanted = _name_lexemes(" ".join(word for word in words if len(word) > 1))
    initials = {word.casefold() for word in words if len(word) == 1}
    named = [person for person in people if any(_is_named(name, wanted, initials) for name in person.names)]
    memberships = Person.objects.latest_memberships(person.pk for person in named)
    return [(person, memberships.get(person.pk, "")) for person in named]


def _is_named(name: str, wanted: Set[str], initials: Set[str]) -> bool:
    """Whether a name has the words, and the initials; of a forename and a surname the one between may be missing."""
    return wanted <= _name_lexemes(name) and (
        initials <= {word[:1].casefold() for word in name.split()} or len(wanted) > 1
    )


def _name_lexemes(name: str) -> Set[str]:
    return {token.lexemes[0] for token in tokenize(name) if token.lexemes}
