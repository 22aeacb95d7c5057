"""The form in which a body's name is kept: definite, and in small letters where a cover has capitals."""

import re

# The part of a town or region that a body of several of one kind is for: »Lokalrådet Vest«, »Distriktsudvalg Sydøst«.
QUARTER = r"(?:Nord(?:øst|vest)?|Syd(?:øst|vest)?|Øst|Vest|Midt|Centrum|By|Land|[1-9]|[A-F])(?![\w.:-])(?! \d)"
_IN_QUARTER = re.compile(rf" {QUARTER}$")
_SMALL_WORDS = frozenset({"og", "for", "i", "den", "det", "af", "om", "til", "samt", "med"})


def definite(body: str) -> str:
    """A body's name in the definite form: »Økonomiudvalget«; one that is so, and a name of another kind, as it is."""
    lower = body.casefold()
    for indefinite, ending in (("udvalg for", "et"), ("råd for", "et"), ("nævn for", "et"), ("bestyrelse for", "n")):
        if lower.startswith(indefinite):
            word = indefinite.split()[0]
            return f"{body[: len(word)]}{ending}{body[len(word) :]}"
    if quarter := _IN_QUARTER.search(body):
        return definite(body[: quarter.start()]) + quarter.group()
    name, about, rest = _split_about(body)
    before, _, last = name.rpartition(" ")
    last = last.casefold()
    keeps_form = before and not before.endswith(("-", ",", "&", " og", " samt"))
    if keeps_form or last.endswith(("okaludvalg", "forum", "netværk")):
        return body
    if last.endswith(("udvalg", "råd", "nævn", "egnsyn", "repræsentantskab")):
        return f"{name}et{about}{rest}"
    if last.endswith(("bestyrelse", "klynge", "styregruppe")):
        return f"{name}n{about}{rest}"
    return f"{name}en{about}{rest}" if last.endswith(("præsentation", "ommission")) else body


def _split_about(body: str) -> tuple[str, str, str]:
    match = re.search(r" (?:for|om|vedr\.|vedrørende) ", body)
    return (body[: match.start()], match.group(), body[match.end() :]) if match else (body, "", "")


def in_small_letters(name: str) -> str:
    """A name in capitals as it is written in a text; other names as they are."""
    if not name.isupper():
        return name
    words = " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in name.lower().split())
    return "-".join(part[:1].upper() + part[1:] for part in words.split("-"))
