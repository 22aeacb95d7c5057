"""Whether a line says what was decided, or who was there: by its words alone, before any text is put together."""

import re

# The words of a decision, as short forms and as what a council did. What they conclude is `meaning.decisions`' matter.
_OUTCOMES = frozenset(
    prefix + word
    for prefix in ("", "gen", "ny")
    for word in (
        *("godkendt", "godkendte", "godkendes", "godkendtes", "tiltrådt", "tiltrådte", "tiltrædes", "tiltrådtes"),
        *("udsat", "udsatte", "udsættes", "udskudt", "udskydes", "afvist", "afviste", "afvises"),
        *("vedtaget", "vedtog", "vedtages", "anbefalet", "anbefalede", "anbefales", "drøftet", "drøftede", "drøftedes"),
        *("besluttet", "besluttede", "forkastet", "forkastede", "bevilget", "bevilgede", "udpegede", "udpeget"),
        *("valgte", "valgt", "orienteret", "orienterede", "orienteredes", "noteret", "noterede", "udgår", "udgik"),
        *("bortfaldt", "bortfalder", "oversendt", "oversendes", "oversendte", "fremmes", "tilsluttede", "imødekommet"),
    )
)
_PHRASES = ("til efterretning", "til orientering", "som indstillet", "indstillingen følges")
_PHRASE = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b")
_WORD = re.compile(r"\w+")
# What only minutes have on a line of its own: what was done with an item, in a word and what is added to it.
_WHAT = r"(?:[Dd]agsorden(?:en)?|[Rr]eferat(?:et)?|[Ii]ndstilling(?:en)?|[Rr]egnskab(?:et)?|[Bb]udget(?:tet)?)"
_DONE = re.compile(
    rf"^(?:(?:{_WHAT}(?: og {_WHAT})?|Det|Punktet|Sagen) (?:(?:blev|er) )?)?"
    r"(?:[Gg]odkendt|[Tt]iltrådt|[Vv]edtaget|[Uu]dsat|[Uu]dskydes|[Uu]dskudt|[Aa]fvist|"
    r"[Tt]aget til (?:efterretning|orientering)|[Dd]røftet|[Ff]orkastet|[Bb]evilget|[Aa]nbefalet)"
    r"(?: (?:uden|med|enstemmigt|til|og|efter|som)\b[^.:?]{0,60})?\.?$"
)
_ATTENDANCE = re.compile(
    r"^[•–-]?\s*(?:(?:Fraværende|Afbud|(?:Meldt|Der var) afbud|Ikke (?:til ?stede|mødt)|Ej til ?stede|"
    r"Til ?stede|Deltog ikke|Deltog|Deltagere|Mødt|Fravær)\b[^:.]{0,40}:|"
    r"(?:Fraværende|Afbud|Ikke til stede)(?: (?:med|uden) afbud)?\s*$|"
    r"(?:Fraværende|Afbud|Ikke til stede)\b[^.]{0,120}$)",
    re.IGNORECASE,
)


def says_outcome(text: str) -> bool:
    """Whether a line has words that decide something."""
    small = text.lower()
    if not _OUTCOMES.isdisjoint(_WORD.findall(small)):
        return True
    return any(map(small.__contains__, _PHRASES)) and _PHRASE.search(small) is not None


def is_whole_decision(text: str) -> bool:
    """Whether a line is a decision and nothing else, as only minutes have it: »Godkendt«, »Udskydes til næste møde«."""
    return _DONE.match(text) is not None


def names_attendance(text: str) -> bool:
    """Whether a line tells who was there or absent (»Fraværende: …«)."""
    return _ATTENDANCE.match(text) is not None
