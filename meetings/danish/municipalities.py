"""Denmark's 98 municipalities, and which of them a text names.

The names are those of the municipal reform of 2007 (bekendtgørelse om kommunernes navne).
"""

import re
from collections.abc import Iterable, Iterator

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
_NAME = f"(?:{'|'.join(re.escape(form) for form in sorted(_BY_FORM, key=len, reverse=True))}){_GENITIVE}"
_LIST = rf"(?:{_NAME}\s*(?:,|og|samt|/|eller)\s*)*"
_SHORT_LIST = _LIST.removesuffix("*") + "{0,4}"
_NAMED = re.compile(
    rf"(?<![\w-])(?P<names>{_LIST}{_NAME})(?![\w-])(?P<kommune>\s+(?:Region(?:s)?)?Kommune(?:rs?|s)?\b)?", re.IGNORECASE
)
_LISTED = re.compile(rf"\bkommunerne:?\s+(?P<names>{_LIST}{_NAME})(?![\w-])", re.IGNORECASE)
_COUNCIL_OF = re.compile(
    rf"\b(?:kommunalbestyrelsen|byrådet|(?:vice)?borgmester(?:en)?|rådmand|kommunaldirektør(?:en)?) i "
    rf"(?P<names>{_NAME})(?![\w-])|"
    rf"(?<![\w-])(?P<owner>{_SHORT_LIST}{_NAME})\s+(?:byråd|kommunalbestyrelse|(?:vice)?borgmester|kommunaldirektør)s?\b",
    re.IGNORECASE,
)
_ONE_NAME = re.compile(rf"(?<![\w-]){_NAME}(?![\w-])", re.IGNORECASE)
_PARTED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(form for form in _BY_FORM if ' ' in form)})(?={_GENITIVE}(?![\w-]))", re.IGNORECASE
)
_WORD = re.compile(r"\w{3,}")
_FIRST_WORDS = frozenset(
    first + genitive for form in _BY_FORM for first in _WORD.findall(form)[:1] for genitive in ("", "s")
)
_LISTING_WORDS = frozenset({"kommunerne"})
_OFFICES = frozenset(
    {
        *("kommunalbestyrelsen", "byrådet", "rådmand", "kommunaldirektør", "kommunaldirektøren"),
        *("borgmester", "borgmesteren", "viceborgmester", "viceborgmesteren"),
    }
)
_KOMMUNE = re.compile(r" (?:regions)?kommunes?$")


def with_hyphens(text: str) -> str:
    """The text with a hyphen in the names of municipalities that have one: *Ikast Brande* as *Ikast-Brande*."""
    return _PARTED.sub(lambda found: found[0].replace(" ", "-"), text)


def parse_municipality(text: str) -> str | None:
    """The municipality that `text` is the name of, with or without the word Kommune; None if it is none.

    Both may stand in the genitive (`Aarhus'`, `Rebild Kommunes`), and Aa for Å.
    """
    return _municipality_of_form(_KOMMUNE.sub("", " ".join(text.split()).casefold()))


def official_municipality_name(name: str) -> str:
    """What a municipality of `MUNICIPALITY_NAMES` is called in full: 'Odder Kommune', 'Bornholms Regionskommune'."""
    return _OFFICIAL.get(name, f"{name} Kommune")


def municipalities_named(text: str) -> tuple[str, ...]:
    """The municipalities that a text names as such, in order of first mention.

    A town's name alone does not count ("Aarhus var kulturhovedstad"): the word Kommune, or the municipality's
    council or mayor, has to stand with it. In "Aalborg, Thisted og Brønderslev Kommune" all three count.
    """
    found: list[tuple[int, str]] = []
    words = [(match.start(), match.group().casefold()) for match in _WORD.finditer(text)]
    for pattern, first_words in (
        (_NAMED, _FIRST_WORDS),
        (_LISTED, _LISTING_WORDS),
        (_COUNCIL_OF, _FIRST_WORDS | _OFFICES),
    ):
        for match in _matches_at(pattern, text, (start for start, word in words if word in first_words)):
            if pattern is _NAMED and not match["kommune"]:
                continue
            group = "owner" if pattern is _COUNCIL_OF and match["owner"] else "names"
            for named in _ONE_NAME.finditer(match[group]):
                if name := _municipality_of_form(named.group().casefold()):
                    found.append((match.start(group) + named.start(), name))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _matches_at(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `finditer` would give for a pattern that can only match at `starts`, without trying elsewhere."""
    end = 0
    for start in starts:
        if start >= end and (match := pattern.match(text, start)):
            yield match
            end = match.end()


def _municipality_of_form(form: str) -> str | None:
    """The municipality of a name in small letters, in the genitive or not."""
    return _BY_FORM.get(form) or _BY_FORM.get(re.sub(r"(?:['’´]s?|s)$", "", form))
