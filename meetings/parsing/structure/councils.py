"""Reads a council's name in one normal form, however covers and page headers write it.

A KKR is `KKR Nordjylland`. Any other council is its name in the definite form and its municipality,
`Byrådet, Odder Kommune`: every municipality has a Byråd or an Økonomiudvalg, so neither word names one alone.
"""

import re
from collections import Counter
from collections.abc import Iterable

from meetings.danish.municipalities import official_municipality_name, parse_municipality

KKR = re.compile(r"\b(?:KKR|(?i:kommunekontaktråd(?:et)?))[ -](?:i )?(?P<name>[A-ZÆØÅ](?:[a-zæøå]+|[A-ZÆØÅ]{2,}))\b")
_SPACED_OUT_KKR = re.compile(r"^K\s*K\s*R\s+(?P<name>(?:[A-ZÆØÅ]\s*){4,})$")

_PART = r"[A-ZÆØÅ][\w/-]{0,40}"
_JOINT = r"(?:,? og |, | & |/)"
# A council or committee of a municipality; a genitive's s may follow.
BODY = (
    rf"(?:(?:Udvalg(?:et)?|UDVALG(?:ET)?) (?:for|FOR) (?:den |det )?{_PART}(?:{_JOINT}[\w-]{{1,40}}){{0,5}}|"
    rf"(?:{_PART}(?:{_JOINT}| )){{0,5}}[\w-]{{0,40}}(?:[Uu]dvalg(?:et)?|UDVALG(?:ET)?)|"
    r"(?:[A-ZÆØÅ][\w-]{0,30})?(?:[Bb]yråd|[Ll]okalråd|[a-zæøå-]råd)(?:et)?|[A-ZÆØÅ]{2,20}RÅD(?:ET)?|"
    r"(?:Kommunalbestyrelse|KOMMUNALBESTYRELSE)[Nn]?|(?:Borgerrepræsentation|BORGERREPRÆSENTATION)(?:en|EN)?|"
    r"Magistraten|MAGISTRATEN)"
)
_BODY = re.compile(rf"(?<![\w-])(?P<body>{BODY})(?:s|S)?(?![\w-])")
_NO_BODY = re.compile(r"^(?:Udvalget$|Kontaktudvalg|Forretningsudvalg|Folketing|Region)", re.IGNORECASE)
_OF_MUNICIPALITY = re.compile(
    rf"(?<![\w-])(?P<name>{_PART}(?: {_PART})?) (?:(?i:region)s)?(?P<word>(?i:kommune)s?|Byråds?\b|BYRÅDS?\b)"
)
_SMALL_WORDS = frozenset({"og", "for", "i", "den", "det", "af"})
_FEWEST_MENTIONS = 3


def kkr_name(text: str) -> str:
    """The KKR that a line names, '' if none: also spaced out (`K K R  N O R D J Y L L A N D`)."""
    if match := KKR.search(text) or _SPACED_OUT_KKR.match(text):
        return "KKR " + re.sub(r"\s", "", match["name"]).capitalize()
    return ""


def body_name(text: str) -> str:
    """The council or committee that a line names, in the definite form ('Byrådet'); '' if none."""
    for match in _BODY.finditer(text):
        body = _definite(_in_small_letters(match["body"]))
        if not _NO_BODY.match(body):
            return body
    return ""


def municipality_named(text: str) -> str:
    """The municipality that a line names with the word Kommune or Byråd ('Odder Kommune'); '' if none.

    One that is none of the 98 counts too: it is a former one or one made up.
    """
    for match in _OF_MUNICIPALITY.finditer(text):
        for name in (match["name"], match["name"].split()[-1]):
            if known := parse_municipality(name):
                return official_municipality_name(known)
        if match["word"].casefold().startswith("kommune") and not body_name(match["name"]):
            return f"{_in_small_letters(match['name'])} Kommune"
    return ""


def without_names(text: str) -> str:
    """A line without the names of councils and municipalities in it."""
    for pattern in (_SPACED_OUT_KKR, KKR, _OF_MUNICIPALITY, _BODY):
        text = pattern.sub(" ", text)
    return text


def council_name(body: str, town: str) -> str:
    """The normal form of a council's name from its parts, either of which may be ''."""
    return f"{body}, {town}" if body and town else body


def most_named_municipality(texts: Iterable[str]) -> str:
    """The municipality that a document names far more than any other; '' where none stands out."""
    named = Counter(name for text in texts if "ommune" in text for name in [municipality_named(text)] if name)
    ranked = named.most_common(2)
    runner_up = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked and ranked[0][1] >= max(_FEWEST_MENTIONS, 2 * runner_up) else ""


def _definite(body: str) -> str:
    if body.casefold().startswith("udvalg for"):
        return f"Udvalget{body[len('udvalg') :]}"
    if body.endswith("okaludvalg"):
        return body
    if body.endswith(("udvalg", "Udvalg", "råd")):
        return f"{body}et"
    return f"{body}n" if body.endswith("bestyrelse") else f"{body}en" if body.endswith("præsentation") else body


def _in_small_letters(name: str) -> str:
    """A name in capitals as it is written in a text; other names as they are."""
    if not name.isupper():
        return name
    words = [word if word in _SMALL_WORDS else word.capitalize() for word in name.lower().split()]
    return "-".join(part[:1].upper() + part[1:] for part in " ".join(words).split("-") if part) + (
        "-" if name.endswith("-") else ""
    )
