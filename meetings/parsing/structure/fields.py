"""Recognizes the lines that head one of an item's four texts.

Every council names the parts of a case in its own words (`field_words`), and has more of them than the archive: all
are read as one of the four texts. A heading that only says which text begins is left out; one that says more (Økonomi,
Høring, a committee's name and date) is kept as a line of the text.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from meetings.parsing.document import FieldName
from meetings.parsing.structure.decision_lines import announces_decision, decision_heading
from meetings.parsing.structure.field_words import field_named, is_own_name

_NUMBER = re.compile(r"^\d{1,2}\.\s+")
_BULLET = re.compile(r"^[•·▪]\s+")
_DASH_BEFORE = re.compile(r"^[–—-]\s+(?=[A-ZÆØÅ])")
_SPACED_OUT = re.compile(r"^(?:[^\W\d_] ){4,30}[^\W\d_]\s?:?$")
_WITH_TEXT = re.compile(r"^(?P<label>[A-ZÆØÅ][\wæøåé ]{3,40}?)\s?:(?:\s+|(?=[A-ZÆØÅ]))(?P<text>\S.*)$")
# The text behind a dash or stop: where the label says which text begins, and is nothing that people write about.
_BEHIND_DASH = re.compile(
    r"^(?P<label>[A-ZÆØÅ][a-zæøåé]{4,30}(?: [a-zæøåé]{2,20}){0,2})(?:\s[–—-]\s+|\.\s+)(?P<text>[^a-zæøå\W].*)$"
)
_HEADS_TEXT = re.compile(r"^(?:resum|sags?(?:fremstilling|beskrivelse|resum)|indstilling|beslutning|baggrund)")
# What may stand around a heading, or behind it, besides a colon.
_AROUND = re.compile(r"^[»”“\"'\[(](?P<words>[^»«”“\"'\[\]()]+)[«”“\"'\])](?=:?$)")
_BEHIND = " :;–—-"
# A label in the left column, with its text in the right one.
_IN_COLUMNS = re.compile(r"^(?P<label>[A-ZÆØÅ][\wæøåé ]{3,40}?)\s{3,}(?P<text>\S.*)$")
_WHO = r"[A-ZÆØÅ][\w-]*(?:,? (?:& |og |for )?[A-ZÆØÅa-zæøå&][\w-]*){0,9}"
_WHO_RECOMMENDS = re.compile(
    rf"^{_WHO} (?:indstiller(?: til [\w -]{{3,60}})?(?:[,:;]|,? at:?)?|(?:anbefaler|foreslår)(?:[,:;]|,? at:?))$|"
    r"^(?=[A-ZÆØÅ])\w*(?i:chef|direktør|leder|mester|formand|udvalg|forvaltning|sekretariat|administration|cent(?:er|ral))"
    r"\w{0,4} (?:anbefaler|foreslår)$|"
    r"^Det (?:indstilles|anbefales|foreslås) (?:over for|til) [\w, &-]{3,80}?(?:,? at)?[,:]?$|"
    r"^Det (?:indstilles|anbefales|foreslås),? at [\w-]{2,40}(?: (?:& |og |for )?[A-ZÆØÅ][\w-]{2,40}){0,5}[,:]?$"
)
# Who recommends to whom, where what is recommended stands below: »Sekretariatet indstiller, at Bestyrelsen«.
_RECOMMENDS_TO = re.compile(
    rf"^{_WHO} (?:indstiller|anbefaler|foreslår),? at (?:[A-ZÆØÅ][\w-]*|\w*(?:udvalget|rådet|bestyrelsen|kommissionen))"
    r"(?:,? (?:og |for |i |& )?[A-ZÆØÅ][\w-]*){0,5}\s?:?$"
)
# The last word of a line that may say who recommends.
_RECOMMENDING = ("indstiller", "anbefaler", "foreslår", " at")
# In characters: a longer line is no heading, and is not searched for one.
_LONGEST = 160


@dataclass(frozen=True)
class FieldHeading:
    """A line that names one of an item's texts.

    `is_kept`: it says more than that, and stays in the text. `is_weak`: it names the text only where no other line
    does. `is_dated`: it names a body and a day, and the word decision is not in it. `is_joint`: recommendation and
    decision stand below it together. `body` and `day`: whose decision, and when. `text`: what follows on the line.
    """

    field: FieldName
    is_kept: bool = False
    is_weak: bool = False
    is_dated: bool = False
    is_joint: bool = False
    body: str = ""
    day: date | None = None
    text: str = ""


# A line is asked for by all that look for headings, from the list of contents to the parts of an item.
@lru_cache(maxsize=2**13)
def field_heading(text: str) -> FieldHeading | None:
    """Which of an item's texts a line begins; None for a line that begins none."""
    if len(text) > _LONGEST:
        return _heading_with_text(text)
    plain = _without_signs(text)
    if not (plain[:1].isupper() or plain[:1].isdigit() or plain[:1] == "§"):
        is_label = plain.endswith(":") and is_own_name(_words(plain))
        if not is_label:
            return _heading_with_text(plain)
    if plain[:1].isdigit():
        words = _words(_NUMBER.sub("", plain))
        named = field_named(words) if is_own_name(words) else None
        return FieldHeading(named.field) if named else None
    named = field_named(_words(plain.replace(" ", "") if _SPACED_OUT.match(plain) else plain))
    if named:
        return FieldHeading(named.field, not named.is_own, is_weak=named.is_weak, is_joint=named.is_joint)
    if decided := _decided(plain):
        return decided
    if announces_decision(plain):
        return FieldHeading("decision", is_kept=True, is_weak=True)
    if plain.startswith("Det ") or plain.rstrip(" ,:;").endswith(_RECOMMENDING) or "indstiller til" in plain:
        return FieldHeading("recommendation", is_kept=True) if _WHO_RECOMMENDS.match(plain) else None
    if " at " in plain and _RECOMMENDS_TO.match(plain):
        return FieldHeading("recommendation", is_kept=True)
    return _heading_with_text(plain)


def _without_signs(text: str) -> str:
    """A line without its bullet, and without what stands around a text's name."""
    plain = without_bullet(text)
    if (dash := _DASH_BEFORE.match(plain)) and is_own_name(_words(plain[dash.end() :])):
        plain = plain[dash.end() :]
    if around := _AROUND.match(plain):
        plain = around["words"] + plain[around.end() :]
    is_name = plain.endswith(".") and _HEADS_TEXT.match(plain.casefold()) and is_own_name(_words(plain[:-1]))
    return plain[:-1] if is_name else plain


def without_bullet(text: str) -> str:
    """A heading without the bullet that a web page puts before it."""
    return _BULLET.sub("", text)


def is_name_of_a_text(text: str) -> bool:
    """Whether words only say which of the texts begins, as the numbered headings of some agendas do."""
    return is_own_name(_words(text))


def _decided(text: str) -> FieldHeading | None:
    heading = decision_heading(text)
    if heading is None:
        return None
    return FieldHeading(
        "decision", not heading.is_bare, is_dated=not heading.says_so, body=heading.body, day=heading.day
    )


def _words(text: str) -> str:
    return " ".join(text.rstrip(_BEHIND).casefold().split())


def _heading_with_text(text: str) -> FieldHeading | None:
    """A heading with the text on its own line ("Sagsforløb: BY", "Beslutning: Godkendt.")."""
    if "   " in text and (match := _IN_COLUMNS.match(text)):
        named = field_named(match["label"].casefold())
        return FieldHeading(named.field, is_weak=named.is_weak, text=match["text"]) if named and named.is_own else None
    if ":" not in text:
        return _heading_behind_dash(text)
    before, _, after = text.partition(": ")
    if len(before) <= _LONGEST and after.strip() and (decided := _decided(before)) and not decided.is_dated:
        return FieldHeading("decision", body=decided.body, day=decided.day, text=after.strip())
    match = _WITH_TEXT.match(text)
    named = field_named(match["label"].casefold()) if match else None
    if match and named and match["label"].isupper() and (named.is_weak or not named.is_own):
        return None
    if match and named and (named.is_own or named.field == "background"):
        return FieldHeading(named.field, not named.is_own, is_weak=named.is_weak, text=match["text"])
    return None


def _heading_behind_dash(text: str) -> FieldHeading | None:
    """A heading with the text on its own line behind a dash or a stop ("Beslutning – Godkendt.")."""
    match = _BEHIND_DASH.match(text)
    label = match["label"].casefold() if match else ""
    named = field_named(label) if _HEADS_TEXT.match(label) else None
    if match is None or named is None or not named.is_own or named.is_weak or named.is_joint:
        return None
    return FieldHeading(named.field, text=match["text"])
