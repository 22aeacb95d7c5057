"""The names by which queries are understood, read from the database again when the archive has changed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from types import MappingProxyType

from django.db.models.functions import Lower

from meetings.caching.followed_log import kept_until_changed
from meetings.caching.shown_records import SHOWN_MUNICIPALITIES, shown_municipalities
from meetings.danish.lexemes import ascii_form, word_lexeme
from meetings.danish.municipalities import parse_municipality
from meetings.danish.sorting import danish_sort_key
from meetings.danish.tokens import tokenize
from meetings.models import Council, Meeting, Person, Synonym
from meetings.models.people import WORDS_OF_NAME
from meetings.models.unique_names import all_names
from meetings.search.municipal_councils import council_names
from meetings.search.synonyms import SynonymPair

# Of so many people at a time it is asked whether they are shown.
_SHOWN_AT_A_TIME = 20


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
        return [name for _, names in _people_named(text) for name in names]

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


def people_named(text: str, at_most: int) -> list[tuple[Person, str]]:
    """The people one of whose names has every typed word, in Danish order, each with whom they last sat for.

    That is '' where nobody knows. A letter by itself is an initial: a word of the name begins with it, or two words
    tell who is meant without it. People who were merged into others are left out, and those of hidden samples. Where
    there are more than `at_most`, none is meant.
    """
    keys = list(islice((key for key, _ in _people_named(text)), at_most + 1))
    if not 0 < len(keys) <= at_most:
        return []
    memberships = Person.objects.latest_memberships(keys)
    people = Person.objects.filter(pk__in=keys).order_by("sort_key")
    return [(person, memberships.get(person.pk, "")) for person in people]


def _people_named(text: str) -> Iterator[tuple[int, list[str]]]:
    """The keys of those people, each with all names. Nobody else is read but whose name has a word like one typed."""
    words = [text[token.start : token.end] for token in tokenize(text) if token.lexemes]
    if not words or len(longest := max(words, key=len)) == 1:
        return
    wanted = _name_lexemes(" ".join(word for word in words if len(word) > 1))
    if not _words_of_names().may_have(longest, wanted):
        return
    initials = {word.casefold() for word in words if len(word) == 1}
    candidates = Person.objects.unmerged().perhaps_called_by(longest).order_by("sort_key")
    rows = candidates.values_list("pk", "name", "former_names")
    with_names = ((key, all_names(name, former)) for key, name, former in rows)
    named = ((key, names) for key, names in with_names if any(_is_named(each, wanted, initials) for each in names))
    while some := dict(islice(named, _SHOWN_AT_A_TIME)):
        shown = set(Person.objects.shown().filter(pk__in=some).values_list("pk", flat=True))
        yield from ((key, names) for key, names in some.items() if key in shown)


@dataclass(frozen=True)
class _WordsOfNames:
    """The words of all names that somebody has, as they are sorted, and the lexemes of each that somebody had."""

    words: tuple[str, ...]
    former: tuple[Set[str], ...]

    def may_have(self, word: str, wanted: Set[str]) -> bool:
        """Whether anybody may be called so: of most words that are searched for nobody is."""
        beginning = WORDS_OF_NAME.split(danish_sort_key(word), maxsplit=1)[0]
        place = bisect_left(self.words, beginning)
        has_word = place < len(self.words) and self.words[place].startswith(beginning)
        return has_word or any(wanted <= lexemes for lexemes in self.former)


@kept_until_changed(Person)
def _words_of_names() -> _WordsOfNames:
    """Some 70 bytes a word: 10,000 people share some thousand."""
    words, former = set[str](), list[Set[str]]()
    for sort_key, names in Person.objects.unmerged().order_by().values_list("sort_key", "former_names"):
        words.update(WORDS_OF_NAME.split(sort_key))
        former += [_name_lexemes(each) for each in all_names("", names) if each]
    return _WordsOfNames(tuple(sorted(words)), tuple(former))


def _is_named(name: str, wanted: Set[str], initials: Set[str]) -> bool:
    """Whether a name has the words, and the initials; of a forename and a surname the one between may be missing."""
    return wanted <= _name_lexemes(name) and (
        initials <= {word[:1].casefold() for word in name.split()} or len(wanted) > 1
    )


def _name_lexemes(name: str) -> Set[str]:
    return {token.lexemes[0] for token in tokenize(name) if token.lexemes}
