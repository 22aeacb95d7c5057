"""Denmark's 98 municipalities, and which of them a text names.

The names are those of the municipal reform of 2007 (bekendtgørelse om kommunernes navne).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

_NAMES = """
    Albertslund Allerød Assens Ballerup Billund Bornholms Brøndby Brønderslev Dragør Egedal Esbjerg Fanø Favrskov
    Faxe Fredensborg Fredericia Frederiksberg Frederikshavn Frederikssund Furesø Faaborg-Midtfyn Gentofte Gladsaxe
    Glostrup Greve Gribskov Guldborgsund Haderslev Halsnæs Hedensted Helsingør Herlev Herning Hillerød Hjørring
    Holbæk Holstebro Horsens Hvidovre Høje-Taastrup Hørsholm Ikast-Brande Ishøj Jammerbugt Kalundborg Kerteminde
    Kolding København Køge Langeland Lejre Lemvig Lolland Lyngby-Taarbæk Læsø Mariagerfjord Middelfart Morsø
    Norddjurs Nordfyns Nyborg Næstved Odder Odense Odsherred Randers Rebild Ringkøbing-Skjern Ringsted Roskilde
    Rudersdal Rødovre Samsø Silkeborg Skanderborg Skive Slagelse Solrød Sorø Stevns Struer Svendborg Syddjurs
    Sønderborg Thisted Tønder Tårnby Vallensbæk Varde Vejen Vejle Vesthimmerlands Viborg Vordingborg Ærø Aabenraa
    Aalborg Aarhus"""
MUNICIPALITY_NAMES: tuple[str, ...] = tuple(_NAMES.split())

_FORMER_FORMS = {
    "vesthimmerland": "Vesthimmerlands",
    "bornholm": "Bornholms",
    "nordfyn": "Nordfyns",
    "københavns": "København",
    "brønderslev-dronninglund": "Brønderslev",
    "mors": "Morsø",
}
_OFFICIAL = {"København": "Københavns Kommune", "Bornholms": "Bornholms Regionskommune"}


def _spellings(name: str) -> set[str]:
    """A name with Aa and Å (`Aabenraa`, `Åbenrå`), with its hyphen and without."""
    rings = {name, name.replace("aa", "å"), name.replace("å", "aa"), re.sub("^aa", "å", name), re.sub("aa$", "å", name)}
    return rings | {spelling.replace("-", " ") for spelling in rings}


_BY_FORM = {
    spelling: name
    for form, name in ({name.casefold(): name for name in MUNICIPALITY_NAMES} | _FORMER_FORMS).items()
    for spelling in _spellings(form)
}
_GENITIVE = r"(?:['’´]s?|s)?"
_WORD = re.compile(r"\w{3,}")
_LISTING_WORDS = frozenset({"kommunerne"})
_OFFICES = frozenset(
    {
        *("kommunalbestyrelsen", "byrådet", "rådmand", "kommunaldirektør", "kommunaldirektøren"),
        *("borgmester", "borgmesteren", "viceborgmester", "viceborgmesteren"),
    }
)
_KOMMUNE = re.compile(r" (?:regions)?kommunes?$")
_PARTED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(form for form in _BY_FORM if ' ' in form)})(?={_GENITIVE}(?![\w-]))", re.IGNORECASE
)


class _KnownNames:
    """Municipalities by the forms of their names in small letters, and the patterns that find them in a text."""

    def __init__(self, by_form: Mapping[str, str]) -> None:
        self._by_form = by_form
        self._first_words = frozenset(
            first + genitive for form in by_form for first in _WORD.findall(form)[:1] for genitive in ("", "s")
        )
        name = f"(?:{'|'.join(re.escape(form) for form in sorted(by_form, key=len, reverse=True))}){_GENITIVE}"
        listed = rf"(?:{name}\s*(?:,|og|samt|/|eller)\s*)*"
        short_list = listed.removesuffix("*") + "{0,4}"
        self._named = re.compile(
            rf"(?<![\w-])(?P<names>{listed}{name})(?![\w-])(?P<kommune>\s+(?:Region(?:s)?)?Kommune(?:rs?|s)?\b)?",
            re.IGNORECASE,
        )
        self._listed = re.compile(rf"\bkommunerne:?\s+(?P<names>{listed}{name})(?![\w-])", re.IGNORECASE)
        self._council_of = re.compile(
            rf"\b(?:kommunalbestyrelsen|byrådet|(?:vice)?borgmester(?:en)?|rådmand|kommunaldirektør(?:en)?) i "
            rf"(?P<names>{name})(?![\w-])|(?<![\w-])(?P<owner>{short_list}{name})\s+"
            r"(?:byråd|kommunalbestyrelse|(?:vice)?borgmester|kommunaldirektør)s?\b",
            re.IGNORECASE,
        )
        self._first_of_councils = self._first_words | _OFFICES
        self._one_name = re.compile(rf"(?<![\w-]){name}(?![\w-])", re.IGNORECASE)

    def of_form(self, form: str) -> str | None:
        """The municipality of a name in small letters, in the genitive or not."""
        return self._by_form.get(form) or self._by_form.get(re.sub(r"(?:['’´]s?|s)$", "", form))

    def named_in(self, text: str) -> tuple[str, ...]:
        """See `municipalities_named`."""
        found: list[tuple[int, str]] = []
        small = _in_small_letters(text)
        words = set(_WORD.findall(small))
        for pattern, first_words in (
            (self._named, self._first_words),
            (self._listed, _LISTING_WORDS),
            (self._council_of, self._first_of_councils),
        ):
            for match in _matches_at(pattern, text, _starts_of(words & first_words, small)):
                if pattern is self._named and not match["kommune"]:
                    continue
                group = "owner" if pattern is self._council_of and match["owner"] else "names"
                for named in self._one_name.finditer(match[group]):
                    if name := self.of_form(named.group().casefold()):
                        found.append((match.start(group) + named.start(), name))
        return tuple(dict.fromkeys(name for _, name in sorted(found)))


_DENMARKS = _KnownNames(_BY_FORM)
_known_here: ContextVar[_KnownNames] = ContextVar("the municipalities that are known", default=_DENMARKS)


@contextmanager
def also_known(names: Iterable[str]) -> Iterator[None]:
    """Within it municipalities of these names are known beside Denmark's 98: those that an editor has made."""
    token = _known_here.set(_with_others(frozenset(names)))
    try:
        yield
    finally:
        _known_here.reset(token)


@lru_cache(maxsize=8)
def _with_others(names: frozenset[str]) -> _KnownNames:
    others = {spelling: name for name in sorted(names) for spelling in _spellings(name.casefold())}
    return _KnownNames(others | _BY_FORM) if others else _DENMARKS


def with_hyphens(text: str) -> str:
    """The text with a hyphen in the names of municipalities that have one: *Ikast Brande* as *Ikast-Brande*."""
    return _PARTED.sub(lambda found: found[0].replace(" ", "-"), text)


def parse_municipality(text: str) -> str | None:
    """The municipality that `text` is the name of, with or without the word Kommune; None if it is none.

    Both may stand in the genitive (`Aarhus'`, `Rebild Kommunes`), and Aa for Å.
    """
    return _known_here.get().of_form(_KOMMUNE.sub("", " ".join(text.split()).casefold()))


def is_name_of_denmarks_municipality(word: str) -> bool:
    """Whether the word names one of the 98, whatever an archive knows besides."""
    return _DENMARKS.of_form(word.casefold()) is not None


def official_municipality_name(name: str) -> str:
    """What a municipality of `MUNICIPALITY_NAMES` is called in full: 'Odder Kommune', 'Bornholms Regionskommune'."""
    return _OFFICIAL.get(name, f"{name} Kommune")


def municipalities_named(text: str) -> tuple[str, ...]:
    """The municipalities that a text names as such, in order of first mention.

    A town's name alone does not count ("Aarhus var kulturhovedstad"): the word Kommune, or the municipality's
    council or mayor, has to stand with it. In "Aalborg, Thisted og Brønderslev Kommune" all three count.
    """
    return _known_here.get().named_in(text)


def known_municipalities() -> object:
    """What stands for the municipalities that are known here, where something that depends on them is remembered."""
    return _known_here.get()


def _in_small_letters(text: str) -> str:
    """The text in small letters, each in the place of its capital."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(letter.lower()[:1] for letter in text)


def _starts_of(words: Iterable[str], text: str) -> list[int]:
    """Where each of the words stands in a text, in order."""
    starts: list[int] = []
    for word in words:
        end = 0
        while (start := text.find(word, end)) >= 0:
            end = start + len(word)
            if not _is_of_word(text[start - 1 : start]) and not _is_of_word(text[end : end + 1]):
                starts.append(start)
    return sorted(starts)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _matches_at(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `finditer` would give for a pattern that can only match at `starts`, without trying elsewhere."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()
