"""Which of an item's texts the words of a heading name: the names in use, and what such names are made of.

Every council names the parts of a case in its own words, and makes new ones all the time; but they are made alike.
»Administrativ indstilling« and »Hovedindstilling« recommend, whatever ends in »-fremstilling« or »-beskrivelse«
presents, and »Økonomiske konsekvenser« or »Retligt grundlag« are a part of the presentation.
"""

import re
from typing import NamedTuple

from meetings.parsing.document import FieldName


class NamedField(NamedTuple):
    """The text that a heading names. `is_own`: it says nothing more than that; `is_weak`: only where no other does."""

    field: FieldName
    is_own: bool = False
    is_weak: bool = False
    is_joint: bool = False


# Headings that only say which text begins.
_OWN_NAMES: dict[FieldName, str] = {
    "background": "baggrund, resume, resumé, sagsresume, sagsresumé, sammenfatning, sagens baggrund, sagens kerne, "
    "beslutningstema, sagstema, tema, problemstilling, indledning, baggrund for sagen, kort fortalt, kort om sagen, "
    "indledning/baggrund, manchet, sagen kort, sagen i korte træk",
    "recommendation": "indstilling, indstillinger, forslag til beslutning, beslutningspunkter, det indstilles, "
    "forvaltningen indstiller, forvaltningen foreslår, administrationen indstiller, administrationen foreslår, "
    "beslutningsforslag, forslag til vedtagelse",
    "presentation": "beskrivelse, sagens indhold, fremstilling, motivering, sagen",
    "decision": "beslutning, beslutninger, mødets beslutning, beslutning på mødet, "
    "beslutning fra mødet, beslutning i mødet, beslutningstekst, beslutning den, beslutning i den",
}
# Names of the decision where the item has no Beslutning; else they head a part of another text.
_WEAK_NAMES: dict[FieldName, str] = {
    "decision": "konklusion, konklusioner, referat, vedtagelse, vedtagelser, afgørelse, vedtaget, vedtog, protokol, "
    "protokollat, kendelse, beslutningsreferat, beslutningsprotokol, resultat, behandling, behandlet, opsamling, "
    "udfald, referat/beslutning, beslutning/referat, besluttet, afgjort"
}
# Headings that say more than which text they belong to.
_FURTHER_NAMES: dict[FieldName, str] = {
    "recommendation": "anbefaling",
    "background": "sagsforløb, sagsgang, sagsgang og sagstype, punkttype, sagstype, politisk behandling, "
    "tidligere behandling, tidligere beslutninger, politiske beslutninger, "
    "sagens tidligere behandling, historik, sagshistorik, "
    "beslutningskompetence, kompetence, sagsprocedure, forventet sagsgang, hvem beslutter, sagen afgøres af, "
    "sagen afgøres i, sagens afgørelse",
    "presentation": "løsning, problem, formål, økonomi, personale, kommunikation, inddragelse, lovgivning, høring, "
    "høringer, vurdering, konsekvenser, bæredygtighed, planforhold, kommuneplan, bilag, vedlagte bilag, "
    "bilag til sagen, bilagsliste, bilagsoversigt, underskriftsblad, underskriftsside, underskrifter, "
    "det videre forløb, effekt, anledning, politisk handlerum, sagens opståen, præsentation, introduktion, begrundelse",
}
# Names of a text that titles have as often: within an item, above a paragraph, they head one.
AS_OFTEN_TITLES: dict[str, FieldName] = {
    **dict.fromkeys(("Sag", "Orientering", "Notat", "Oplæg", "Indhold"), "presentation"),
    "Emne": "background",
}
_JOINT = re.compile(r"^indstilling(?:en|er)?(?: og | & |\s?/\s?|, )(?:beslutning(?:en)?|vedtagelse|konklusion)$")
_RECOMMENDATION = re.compile(
    r"^(?:(?!bilag|tidligere)[\w-]+ ){0,3}(?:\w*-?)?indstilling(?:er)?$|^[\w-]+s (?:[\w-]+ )?anbefaling(?:er)?$"
)
_PROPOSAL = re.compile(r"^[\w-]+s (?:beslutnings)?forslag$")
_SUMMARY = re.compile(r"^(?:[\w-]+ ){0,2}\w*(?:resum[eé]|sammendrag)(?: af (?:sagen|punktet|indholdet))?$")
_PRESENTATION = re.compile(
    r"^(?:(?:sags)?(?:fremstilling|beskrivelse|redegørelse|oplysning)(?:en|er|erne)?|sagsindhold|uddybning|"
    r"(?:sags)?fakta)(?: (?:af|og|for|om) [\w ,-]{1,60})?$"
)
_FURTHER_PRESENTATION = re.compile(r"^(?:[\w-]+ ){1,2}(?:sags)?(?:fremstilling|beskrivelse|redegørelse)$")
# A body's decision, »Udvalgets beslutning«, is `decision_lines`' matter. Of the nouns that a decision is named by, any
# two together name it, and »beslutning« alone names nothing else.
_DECISION_NOUN = (
    r"(?:(?:møde|udvalgs|råds|byråds|bestyrelses|nævns|kommissions)?beslutning(?:er|en)?|konklusion(?:er|en)?|referat|"
    r"afgørelse[nr]?|vedtagelse[nr]?|behandling(?:en)?|drøftelse[nr]?|udfald|resultat|protokol|opsamling|aftaler?)"
)
_DECISION = re.compile(
    r"^(?:(?:endelig|politisk|samlet|vedtaget|truffet) )?(?P<nouns>"
    rf"{_DECISION_NOUN}(?:(?: og | & |/| / |, ){_DECISION_NOUN}){{0,2}})"
    r"(?: (?:truffet|taget|vedtaget))?(?: (?:af|på|i|fra|ved) (?:sagen|punktet|behandlingen|(?:det )?møde[t]?|"
    r"\w*(?:udvalg|råd)et|bestyrelsen|kommunalbestyrelsen|kommissionen|nævnet))?$"
)
# The nouns that the parts of a presentation are named by, alone, behind an adjective or with »og …« and »for …«.
_NOUNS = (
    r"(?:økonomi|konsekvens(?:er)?|grundlag|forhold|vurdering(?:er)?|bemærkninger|tidsplan|procesplan|"
    r"behandlingsplan|proces|forløb|historik|kompetence|handlemuligheder|handlerum|opståen|finansiering|"
    r"inddragelse|kommunikation|lovgivning|retsregler|forskrifter|høring(?:er)?|implementering|risikovurdering|"
    r"perspektiver|alternativer|hjemmel|bæredygtighed|verdensmål|klima|sagsgang|sagstype|personale|ligestilling|"
    r"aspekter|implikationer|virkninger|effekter)"
)
_PART = re.compile(
    rf"^(?:[\w-]+,? (?:og [\w-]+ )?)?[\w-]{{0,20}}{_NOUNS}(?:(?:,| og| for| i forhold til| ift\.?)(?: [\w-]+){{1,4}})?$"
)
_OF_THE_CASE = re.compile(r"^sagens [\w-]+$")
_OF_A_RELATION = re.compile(r"^(?:vurdering|konsekvenser) (?:i forhold til|for|af) (?:[\w-]+ ?){1,4}$")
_PRESENTS = re.compile("|".join(each.pattern for each in (_FURTHER_PRESENTATION, _PART, _OF_THE_CASE, _OF_A_RELATION)))
# The most characters and words that a heading has.
_LONGEST, _MOST_WORDS = 70, 8


def _by_word(names: dict[FieldName, str]) -> dict[str, FieldName]:
    return {word: field for field, words in names.items() for word in words.split(", ")}


_OWN, _WEAK, _FURTHER = _by_word(_OWN_NAMES), _by_word(_WEAK_NAMES), _by_word(_FURTHER_NAMES)


def is_own_name(words: str) -> bool:
    """Whether words in small letters only say which of the texts begins (»indstilling«)."""
    return words in _OWN


def field_named(words: str) -> NamedField | None:
    """The text that a heading's words name, in small letters and without a colon; None if they name none."""
    if words in _OWN:
        return NamedField(_OWN[words], is_own=True)
    if words in _WEAK:
        return NamedField(_WEAK[words], is_own=True, is_weak=True)
    if words in _FURTHER:
        return NamedField(_FURTHER[words])
    if len(words) > _LONGEST or len(words.split()) > _MOST_WORDS:
        return None
    if _JOINT.match(words):
        return NamedField("recommendation", is_own=True, is_joint=True)
    if _RECOMMENDATION.match(words) or _PROPOSAL.match(words):
        return NamedField("recommendation", is_own=True)
    if _SUMMARY.match(words):
        return NamedField("background", is_own=True)
    if _PRESENTATION.match(words):
        return NamedField("presentation", is_own=True)
    if match := _DECISION.match(words):
        return NamedField("decision", is_own=True, is_weak="beslutning" not in match["nouns"])
    return NamedField("presentation") if _PRESENTS.match(words) else None
