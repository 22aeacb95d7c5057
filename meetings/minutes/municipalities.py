"""Denmark's 98 municipalities, and which of them a text names.

The names are those of the municipal reform of 2007 (bekendtgørelse om kommunernes navne).
"""

import re

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
NAMES: tuple[str, ...] = tuple(_NAMES.split())

_OTHER_FORMS = {
    "vesthimmerland": "Vesthimmerlands",
    "bornholm": "Bornholms",
    "nordfyn": "Nordfyns",
    "københavns": "København",
    "ålborg": "Aalborg",
    "århus": "Aarhus",
    "åbenrå": "Aabenraa",
    "fåborg-midtfyn": "Faaborg-Midtfyn",
    "høje tåstrup": "Høje-Taastrup",
    "lyngby-tårbæk": "Lyngby-Taarbæk",
    "mors": "Morsø",
}
_BY_FORM = {name.casefold(): name for name in NAMES} | _OTHER_FORMS

_NAME = "|".join(re.escape(form) for form in sorted(_BY_FORM, key=len, reverse=True))
_LIST = rf"(?:(?:{_NAME})\s*(?:,|og|samt|/|eller)\s*)*"
_NAMED = re.compile(
    rf"(?<![\w-])(?P<names>{_LIST}(?:{_NAME}))(?![\w-])(?P<kommune>\s+Kommune(?:rs?|s)?\b)?", re.IGNORECASE
)
_LISTED = re.compile(rf"\bkommunerne:?\s+(?P<names>{_LIST}(?:{_NAME}))(?![\w-])", re.IGNORECASE)
_COUNCIL_OF = re.compile(
    rf"\b(?:kommunalbestyrelsen|byrådet|(?:vice)?borgmester(?:en)?|rådmand|kommunaldirektør(?:en)?) i "
    rf"(?P<names>{_NAME})\b",
    re.IGNORECASE,
)
_ONE_NAME = re.compile(rf"(?<![\w-])(?:{_NAME})(?![\w-])", re.IGNORECASE)


def municipality(text: str) -> str | None:
    """The municipality that `text` is the name of, with or without the word Kommune; None if it is none."""
    words = " ".join(text.split()).casefold().removesuffix(" kommunes").removesuffix(" kommune")
    return _BY_FORM.get(words)


def municipalities_named(text: str) -> tuple[str, ...]:
    """The municipalities that a text names as such, in order of first mention.

    A town's name alone does not count ("Aarhus var kulturhovedstad"): the word Kommune, or the municipality's
    council or mayor, has to stand with it. In "Aalborg, Thisted og Brønderslev Kommune" all three count.
    """
    found: list[tuple[int, str]] = []
    for pattern in (_NAMED, _LISTED, _COUNCIL_OF):
        for match in pattern.finditer(text):
            if pattern is _NAMED and not match["kommune"]:
                continue
            for name in _ONE_NAME.finditer(match["names"]):
                found.append((match.start() + name.start(), _BY_FORM[name.group().casefold()]))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))
