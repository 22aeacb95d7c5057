"""What in an export says of an item, a text or a file that it is closed, whichever of the systems' words it says it in.

An adapter knows what its system writes; what stands here goes before that, and only ever closes: where one of several
flags says that something is closed, or something around it is, it is.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

# The names of flags, without »is«, »er«, case and signs: what is set where something is open, and where it is closed.
_OPEN = frozenset(
    {
        *("open", "åben", "åbent", "åbne", "public", "offentlig", "offentligt", "offentlige"),
        *("publish", "published", "publiceres", "måpubliceres"),
    }
)
_CLOSED = frozenset(
    {
        *("closed", "lukket", "lukkede", "confidential", "fortrolig", "fortroligt", "secret", "hemmelig"),
        *("private", "privat", "restricted"),
    }
)
# The names of values that say in words who may see something.
_LEVEL = frozenset(
    {
        *("access", "accesslevel", "accesstype", "accesscode", "itemaccess", "openness", "publicity", "visibility"),
        *("securitylevel", "confidentiality", "publishingtype", "itemtype", "agendatype"),
        *("adgang", "adgangsniveau", "adgangstype", "synlighed", "offentlighed", "åbenhed", "fortrolighed"),
        *("punkttype", "dagsordenstype", "dagsordentype"),
    }
)
ClosedElements = frozenset[Element]
_NO = frozenset({"0", "false", "nej", "no", "falsk", "f", "n"})
_YES = frozenset({"1", "true", "ja", "yes", "sand", "t", "j", "y"})
_CLOSED_WORDS = re.compile(
    r"\b(?:lukke[td]e?|closed|fortrolig\w*|confidential|hemmelig\w*|secret|privat\w*|restricted|intern(?:t|al)?)\b|"
    r"\b(?:ikke|not|non)[\s-]+(?:offentlig\w*|public|åben\w*|open|publiceres|publish\w*)|skal\s+ikke\s+publiceres",
    re.IGNORECASE,
)
_CLOSED_TITLE = re.compile(
    r"\W*(?:lukke[td]|fortroligt?)(?:\s+(?:punkt|sag|dagsordenspunkt))?\s*\)?\s*[:–—-]", re.IGNORECASE
)
_SIGNS = re.compile(r"[\W_\d]+")
_PREFIX = re.compile(r"^(?:is|er|has)(?=[a-zæøå]{4})")


def says_closed(named: Iterable[tuple[str, str]]) -> bool:
    """Whether one of the values, by their names, says that what has them is closed."""
    return any(_is_closed(_PREFIX.sub("", _plain(name)), " ".join(value.split()).casefold()) for name, value in named)


def is_closed_title(title: str) -> bool:
    """Whether a title begins with »Lukket punkt:«, as where no flag is exported."""
    return _CLOSED_TITLE.match(title) is not None


def closed_elements(root: Element) -> ClosedElements:
    """The elements that are closed, or stand in something that is."""
    found: set[Element] = set()
    pending = [(root, False)]
    while pending:
        element, is_within = pending.pop()
        is_closed = is_within or says_closed(_named_values(element)) or _plain(element.tag) in _CONTAINERS
        if is_closed:
            found.add(element)
        pending += [(child, is_closed) for child in element]
    return frozenset(found)


def says_closed_in_json(*objects: Any) -> bool:
    """As `says_closed`, of the values of JSON's objects; anything else says nothing."""
    return says_closed(
        (key, str(value).casefold() if isinstance(value, bool) else str(value))
        for each in objects
        if isinstance(each, Mapping)
        for key, value in each.items()
        if isinstance(value, str | bool | int)
    )


# Elements around closed items alone.
_CONTAINERS = frozenset(
    f"{word}{thing}"
    for word in ("lukkede", "lukket", "closed", "fortrolige")
    for thing in (
        "punkter",
        "punkt",
        "dagsorden",
        "dagsordenpunkter",
        "items",
        "item",
        "agenda",
        "agendaitems",
        "bilag",
    )
)


def _is_closed(name: str, value: str) -> bool:
    if not value:
        return False
    if name in _OPEN:
        return value in _NO or _CLOSED_WORDS.search(value) is not None
    if name in _CLOSED:
        return value in _YES or _CLOSED_WORDS.search(value) is not None
    return name in _LEVEL and _CLOSED_WORDS.search(value) is not None


def _named_values(element: Element) -> Iterable[tuple[str, str]]:
    """The attributes of an element, its children that have a word or two, and the fields of a record."""
    yield from element.items()
    for child in element:
        if not len(child) and child.text:
            yield child.get("name") or child.tag, child.text
        elif child.tag.casefold() == "fields":
            yield from ((each.get("name", ""), each.get("value") or each.text or "") for each in child)


def _plain(name: str) -> str:
    return _SIGNS.sub("", name).casefold().replace("aa", "å")
