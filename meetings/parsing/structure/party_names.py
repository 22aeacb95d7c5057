"""The parties that councils have, by their letters and names, and the signs that stand around a letter."""

import re

# The letter of each party by its names in small letters; `UP` (»uden for parti«) is a member of no party.
PARTY_LETTERS = {
    "socialdemokratiet": "A",
    "socialdemokraterne": "A",
    "socialdemokrat": "A",
    "radikale venstre": "B",
    "radikale": "B",
    "det radikale venstre": "B",
    "det konservative folkeparti": "C",
    "konservative": "C",
    "nye borgerlige": "D",
    "sf": "F",
    "socialistisk folkeparti": "F",
    "liberal alliance": "I",
    "moderaterne": "M",
    "dansk folkeparti": "O",
    "venstre": "V",
    "danmarksdemokraterne": "Æ",
    "enhedslisten": "Ø",
    "alternativet": "Å",
    "uden for parti": "UP",
    "udenfor parti": "UP",
    "uden for partierne": "UP",
    "up": "UP",
    "ufp": "UP",
    "løsgænger": "UP",
    "rv": "B",
    "kf": "C",
    "la": "I",
    "df": "O",
    "dd": "Æ",
    "el": "Ø",
}

_LETTER = re.compile(r"^[A-ZÆØÅ]$")
# The letter of a party in other signs than round brackets, or apart from the name: »[A]«, »/A/«, »/ A«, »; A«.
_PARTY_IN_SIGNS = re.compile(
    r"(?<=[^\W\d_])\.?(?:\s*(?:\[\s?(?P<boxed>[A-ZÆØÅ]{1,2})\s?\]|\{\s?(?P<braced>[A-ZÆØÅ]{1,2})\s?\}|"
    r"/(?P<between>[A-ZÆØÅ]{1,2})/)|(?:\s*[/;|]\s*|\s{2,})(?P<behind>[A-ZÆØÅ])(?=$|[,;]))"
)


def party_letter(text: str) -> str:
    """The letter of a party given by letter or name; '' where the text is neither."""
    words = " ".join(text.split()).strip("., ")
    return words if _LETTER.match(words) else PARTY_LETTERS.get(words.casefold(), "")


def with_party_in_brackets(text: str) -> str:
    """A text with the letters of parties in round brackets, whatever signs they are in."""
    return _PARTY_IN_SIGNS.sub(lambda match: f" ({next(filter(None, match.groups()))})", text)
