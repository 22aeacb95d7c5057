"""Recognizes the lines that head one of an item's four texts.

Every council names the parts of a case in its own words, and has more of them than the archive: all are read as one
of the four texts. A heading that only says which text begins is left out; one that says more (Økonomi, Høring, a
committee's name and date) is kept as a line of the text.
"""

import re
from dataclasses import dataclass

from meetings.danish import dates
from meetings.parsing.document import FieldName
from meetings.parsing.structure.councils import BODY

# Headings that only say which text begins.
_OWN_NAMES: dict[FieldName, str] = {
    "background": "baggrund, resume, resumé, sagsresume, sagsresumé, sammenfatning, sagens baggrund, sagens kerne, "
    "beslutningstema, sagstema, problemstilling, indledning, baggrund for sagen, kort fortalt",
    "recommendation": "indstilling, indstillinger, forslag til beslutning, beslutningspunkter, det indstilles, "
    "administrationens indstilling, forvaltningens indstilling, borgmesterens indstilling, direktionens indstilling, "
    "sekretariatets indstilling, "
    "formandskabets indstilling, forvaltningen indstiller, administrationens forslag",
    "presentation": "sagsfremstilling, sagsbeskrivelse, redegørelse, beskrivelse, beskrivelse af sagen, "
    "sagens indhold, fremstilling, sagsfremstilling og vurdering",
    "decision": "beslutning, beslutninger, udvalgets beslutning, byrådets beslutning, rådets beslutning, "
    "kommunalbestyrelsens beslutning, økonomiudvalgets beslutning, mødets beslutning",
}
# Names of the decision where the item has no Beslutning; else they head a part of another text.
_WEAK_NAMES: dict[FieldName, str] = {"decision": "konklusion, referat, vedtagelse, afgørelse, vedtaget"}
# Headings that say more than which text they belong to.
_FURTHER_NAMES: dict[FieldName, str] = {
    "recommendation": "anbefaling",
    "background": "sagsforløb, sagsgang, sagsgang og sagstype, politisk behandling, tidligere behandling, "
    "tidligere beslutninger, sagens tidligere behandling, historik, beslutningskompetence, kompetence",
    "presentation": "supplerende sagsfremstilling, løsning, økonomi, økonomiske konsekvenser, økonomi og personale, "
    "bevillingsmæssige konsekvenser, økonomiske forhold, retsgrundlag, lovgrundlag, lovgivning, juridiske forhold, "
    "høring, høringer, høring og inddragelse, personale, personalemæssige konsekvenser, kommunikation, "
    "borgerinddragelse, inddragelse, tidsplan, videre proces, det videre forløb, videre forløb, vurdering, "
    "forvaltningens vurdering, "
    "administrationens vurdering, administrationens bemærkninger, forvaltningens bemærkninger, konsekvenser, "
    "miljømæssige konsekvenser, bæredygtighed, klima og miljø, planforhold, sundhedsmæssige konsekvenser, "
    "kommuneplan, andre forhold, øvrige forhold, bilag, vedlagte bilag, bilag til sagen",
}


def _by_word(names: dict[FieldName, str]) -> dict[str, FieldName]:
    return {word: field for field, words in names.items() for word in words.split(", ")}


_OWN, _WEAK, _FURTHER = _by_word(_OWN_NAMES), _by_word(_WEAK_NAMES), _by_word(_FURTHER_NAMES)
_LEAVE_A_DECISION = frozenset(
    {"bilag", "vedlagte bilag", "bilag til sagen", "sagsforløb", "supplerende sagsfremstilling"}
)

_NUMBER = re.compile(r"^\d{1,2}\.\s+")
_SPACED_OUT = re.compile(r"^(?:[A-ZÆØÅ] ){4,30}[A-ZÆØÅ]\s?:?$")
_WITH_TEXT = re.compile(r"^(?P<label>[A-ZÆØÅ][\wæøåé ]{3,40}?)\s?:\s+(?P<text>\S.*)$")
_DAY = rf"(?:\d{{1,2}}\.\s?(?:{dates.MONTH})(?:\s+\d{{4}})?|\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}})"
_DATED = rf"(?:,|,? (?:på |i )?møde[tn]?(?: den| d\.)?,?| den| d\.|,? mødet?,?)?\s*(?:den |d\. )?{_DAY}"
_POINT = r"(?:,?\s*(?:pkt|punkt|sag|nr)\.?\s?(?:nr\.?\s?)?\d{1,4})?"
_BY_COMMITTEE = re.compile(
    rf"^(?:Beslutning(?:er)?\s(?:truffet\s)?(?:i|fra|af|på|for)\s(?:møde[t]?\s(?:i\s)?)?)"
    rf"(?:{BODY}|KKR [A-ZÆØÅ]\w+|\w{{2,4}})s?(?:{_DATED})?{_POINT}\s*[:.]?$|"
    rf"^Beslutning(?:er)?,? (?:{BODY}s? )?(?:den |d\. )?{_DAY}{_POINT}\s*[:.]?$"
)
_COMMITTEE_AND_DATE = re.compile(
    rf"^(?:{BODY}|KKR [A-ZÆØÅ]\w+)s?(?: beslutning(?: i mødet?)?)?{_DATED}(?:,? kl\.? [\d.:]{{1,5}})?{_POINT}\s*[:.]?$"
)
_COMMITTEES_DECISION = re.compile(rf"^{BODY}s? beslutning\s*:?$")
_WHO_RECOMMENDS = re.compile(
    r"^[A-ZÆØÅ][\w-]*(?: (?:og |for )?[A-ZÆØÅa-zæøå][\w-]*){0,5} "
    r"(?:indstiller(?: til [\w -]{3,40})?[,:]?|anbefaler[,:])$"
)
_DIGIT = re.compile(r"\d")
# In characters: a longer line is no heading, and is not searched for one.
_LONGEST = 160


@dataclass(frozen=True)
class FieldHeading:
    """A line that names one of an item's texts.

    `is_kept`: it says more than that, and stays in the text. `may_head_a_part`: within another text it may be the
    heading of a part of that text. `is_weak`: it names the text only where no other line does. `is_dated`: it names a
    committee and a day. `text`: what follows on the line.
    """

    field: FieldName
    is_kept: bool = False
    may_head_a_part: bool = False
    is_weak: bool = False
    is_dated: bool = False
    text: str = ""


def field_heading(text: str) -> FieldHeading | None:
    """Which of an item's texts a line begins; None for a line that begins none."""
    if len(text) > _LONGEST or not (text[:1].isupper() or text[:1].isdigit()):
        return _heading_with_text(text)
    plain = text.replace(" ", "") if _SPACED_OUT.match(text) else text
    words = _NUMBER.sub("", plain).rstrip(" :").casefold()
    if words in _OWN:
        return FieldHeading(_OWN[words], may_head_a_part=_OWN[words] == "background")
    if words in _WEAK:
        return FieldHeading(_WEAK[words], is_weak=True)
    if words in _FURTHER:
        return FieldHeading(_FURTHER[words], is_kept=True, may_head_a_part=words not in _LEAVE_A_DECISION)
    if "eslutning" in text and (_BY_COMMITTEE.match(text) or _COMMITTEES_DECISION.match(text)):
        return FieldHeading("decision", is_kept=True)
    if _DIGIT.search(text) and _COMMITTEE_AND_DATE.match(text):
        return FieldHeading("decision", is_kept=True, is_dated=True)
    if ("indstiller" in text or "anbefaler" in text) and _WHO_RECOMMENDS.match(text):
        return FieldHeading("recommendation", is_kept=True)
    return _heading_with_text(text)


def _heading_with_text(text: str) -> FieldHeading | None:
    """A heading with the text on its own line ("Sagsforløb: BY", "Beslutning: Godkendt.")."""
    match = _WITH_TEXT.match(text) if ":" in text else None
    if not match:
        return None
    words, rest = match["label"].casefold(), match["text"]
    if words in _OWN:
        return FieldHeading(_OWN[words], may_head_a_part=True, text=rest)
    if words in _WEAK:
        return FieldHeading(_WEAK[words], is_weak=True, text=rest)
    if words in _FURTHER and _FURTHER[words] == "background":
        return FieldHeading("background", is_kept=True, may_head_a_part=True, text=rest)
    return None
