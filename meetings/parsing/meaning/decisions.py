"""Reads the outcomes of a decision from its words, and the kind of case that an item is.

The order of the table `_WORDS` is that of the outcomes: the first one found is a decision's main outcome.
"""

import re
from collections.abc import Set
from dataclasses import dataclass

from meetings.danish import dates
from meetings.parsing.document import CaseType, Outcome
from meetings.parsing.text.sentences import split_sentences

# Whose decision it is. A minority is not the council, and »et flertal af kommunerne« is not either.
_COUNCIL = (
    r"(?<!indretal i )(?:KKR(?: [A-ZÆØÅ]\w+)?|[Rr]ådet|[Bb]yrådet|[Uu]dvalget|[Kk]ommunalbestyrelsen|[Bb]estyrelsen|"
    r"[Bb]orgerrepræsentationen|[Ee]t enigt (?:råd|byråd|udvalg)|[Ff]lertallet|"
    r"[Ee]t flertal(?= (?:\(|bestående af |afvis|anbefal|beslutte|forkast|godkend|tiltr|vedt)))"
)
_CASE_NOUNS = (
    "aftale|anbefaling|ansøgning|afrapportering|budget|evaluering|fordeling|forretningsorden|handleplan|høringssvar|"
    "kommissorium|kontrakt|kvote|mødeplan|notat|oplæg|orientering|plan|princip|proces|rapport|redegørelse|regnskab|"
    "status|strategi|takst|tilbagemelding|udkast"
)
_CASE = (
    r"(?:[Ss]agen|[Pp]unktet|[Bb]ehandlingen|[Dd]røftelsen|[Bb]eslutningen|Sag \d+|[Pp]unkt [\d.]+|"
    r"[Uu]dpegningen(?! af )|[Vv]alget(?! af ))"
)
_WHAT_IT_IS_ABOUT = (
    r"(?:[Ii]ndstillingen|[Ff]orslaget|[Uu]dpegning(?:en|erne)|[Dd]agsordenen|[Rr]eferatet|"
    rf"\w*(?i:{_CASE_NOUNS})(?:e?n|[a-z]?et|ne|e?rne|perne))"
)
_SUBJECT = rf"(?:{_COUNCIL}|{_CASE}|{_WHAT_IT_IS_ABOUT})"

# What becomes of the case itself. That something else lapses ("de gamle aftaler bortfalder") says nothing of it.
_OF_THE_CASE: tuple[tuple[Outcome, str], ...] = (
    (
        "cancelled",
        r"(?:aflyst|aflyses|udgår|udgik|udgået|bortfald(?:er|t|et)|t(?:ages|aget|age) af dagsordenen|"
        r"trækkes(?: tilbage)?|trukket(?: tilbage)?)",
    ),
    (
        "postponed",
        r"(?:udsættes|udsat|udsattes|udskydes|udskudt|genoptages|tilbagesend(?:es|t)|send(?:es|t) tilbage|"
        r"hjemvis(?:es|t)|(?:behandles|drøftes|tages op) (?:igen )?på (?:det |et )?(?:næste|kommende|senere) møde)",
    ),
)

_WORDS: tuple[tuple[Outcome, str], ...] = (
    ("cancelled", r"(?:beslutte(?:de|r) at aflyse|aflyste (?:sagen|punktet|behandlingen|drøftelsen))"),
    (
        "postponed",
        r"(?:udskød|udsætter|beslutte(?:de|r) at (?:udsætte|udskyde)|"
        r"udsatte (?:sagen|punktet|behandlingen|drøftelsen|beslutningen))",
    ),
    (
        "rejected",
        r"(?:afvist(?:e|es)?|afviser|afvises|forkaste(?:de|r|s|t)|nedstemt|"
        r"k(?:unne|an) ikke (?:tiltræde|godkende|tilslutte|anbefale|imødekomme|støtte|vedtage)|"
        r"beslutte(?:de|r) at afvise|(?<=orslaget )faldt|"
        r"(?:[Dd]er )?(?:meddel(?:te|er|es|t)|gav|giver|gives|(?:er|blev) (?:givet|meddelt)) afslag)",
    ),
    (
        "appointed",
        r"(?:(?:gen|ny)?(?:udpeg(?:ede|er|es|et|edes)|valgte(?= (?:[A-ZÆØÅ]|ny|en |et |følgende))|"
        r"(?:vælger|vælges|valgt)(?! at\b))|"
        r"beslutte(?:de|r) at (?:gen)?(?:udpege|vælge)|"
        r"(?:godkend(?:te|er)|tiltr(?:ådte|æder)) (?:[\w-]+ )?(?:udpegning(?:en|erne)?|valget)|"
        r"[Uu]dpegning(?:en|erne) (?:blev |er )?(?:godkend(?:t|es)|tiltr(?:ådt|ædes)))",
    ),
    (
        "decided",
        r"(?:beslutte(?:de|r|t|s|des)|(?:valgte|vælger|valgt) at\b|vedtog|vedtage(?:r|s|t)|"
        r"fastsatte|fastsætte[rs]|fremmes|tilrett(?:es|et|edes)|"
        r"(?:over|videre)send(?:es|er|t|te|tes)|send(?:es|er|t|te|tes) i (?:\w+ )?høring)",
    ),
    (
        "approved",
        r"(?:godkend(?:te|er|es|t|tes)|tiltr(?:ådte|æder|ædes|ådt|ådtes)|tilslutte(?:de|r) sig|bifald(?:t|er)|"
        r"(?:følger|fulgte) indstillingen|(?:(?<=anbefaling )|(?<=ndstilling )|(?<=ndstillingen ))følges|"
        r"gav (?:sin )?tilslutning|imødekom(?:mer|mes|met)?|bevilge(?:de|r|s|t)|"
        r"[Ss]om indstillet|Indstilles godkendt)",
    ),
    ("recommended", r"(?:anbefale(?:de|r|s|t)|indstille(?:de|s|r)(?! godkendt))"),
    ("discussed", r"(?:drøfte(?:de|r|s|t|des)|bakke(?:de|r) op|debatterede)"),
    (
        "noted",
        r"(?:t(?:og|ager|ages|aget) [^.]{0,80}?til (?:efterretning|orientering)|til (?:efterretning|orientering)|"
        r"kvittere(?:de|r) for|orientere(?:de|r|t)|noteres|noterede|"
        r"(?:(?<=rientering )|(?<=rienteringen )|(?<=rienteringen blev ))givet|"
        r"[Dd]er (?:er|blev) givet (?:en )?(?:\w+ )?orientering)",
    ),
)
_OPENING = r"^(?:(?!\b(?:at|om|hvis|der|som)\b)[^.]){0,60}?\b"
_MAIN_CLAUSE = r"(?:(?!\b(?:at|der|fordi|hvis|hvor\w*|idet|som)\b)[^.]){0,300}?"
_SAME_CLAUSE = r"(?:(?!\b(?:at|der|fordi|hvis|hvor\w*|idet|og|som)\b)[^.]){0,300}?"
_PATTERNS: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    *(
        (outcome, re.compile(rf"{_OPENING}{_CASE}\b{_SAME_CLAUSE}\b(?P<word>{words})\b"))
        for outcome, words in _OF_THE_CASE
    ),
    *(
        (outcome, re.compile(rf"{_OPENING}{_SUBJECT}\b{_MAIN_CLAUSE}\b(?P<word>{words})\b"))
        for outcome, words in _WORDS
    ),
    *((outcome, re.compile(rf"\b(?P<word>{words}) {_COUNCIL}\b")) for outcome, words in _WORDS),
)
_NUMBERS = r"\d{1,2}(?:(?:, ?| og |[–-])\d{1,2}){1,6}"
# What stands before the decision of one point of a recommendation: »1.«, »Ad 2)«, »Pkt. 1 og 3:«.
_LABEL = re.compile(
    rf"^(?:[–-] )?(?:(?:\d{{1,2}}|[a-h])[.)] |{_NUMBERS}[.:)]{{1,2}} |"
    rf"(?:Ad\.?|Pkt\.?|Punkt(?:erne)?) (?:{_NUMBERS}|\w{{1,3}})(?:[.:)]{{1,2}})? )?",
    re.IGNORECASE,
)
_THING = (
    r"(?:(?:[\w-]+s )?(?:dagsorden(?:en)?|anbefaling(?:en|erne)?|indstilling(?:en|erne)?|referat(?:et|erne)?|"
    r"(?:\w*budget|forslag|\w*regnskab)(?:tet|et|ene)?|orientering(?:en|erne)?|redegørelse(?:n|rne)?|status) )?"
)
_HOW = r"(?:enstemmigt?|herefter|ikke|ej|efter (?:afstemning|drøftelse|votering))"
_SHORT: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (
        outcome,
        re.compile(
            rf"^{_THING}(?:(?:blev|bliver|er) )?(?:{_HOW} ){{0,2}}(?P<word>{words})\b",
            re.IGNORECASE,
        ),
    )
    for outcome, words in _OF_THE_CASE + _WORDS
)
# What a short form goes on with: »Drøftet og taget til efterretning.«
_FURTHER: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(rf"^{_MAIN_CLAUSE}\b(?:og|samt) (?:blev |ikke )?(?P<word>{words})\b"))
    for outcome, words in _WORDS
)

_ANY_BODY = (
    r"(?!Kontaktudvalg|Folketing|Region)"
    r"(?:(?:[A-ZÆØÅ][\w-]*-? og )?[A-ZÆØÅ][\w-]*(?:bestyrelsen|nævnet|rådet|udvalget)|"
    r"[A-ZÆØÅ][\w-]* [Uu]dvalg|Magistraten)"
)
# Sentences about a body that this council's own words do not name: »Økonomiudvalget anbefaler«.
_OF_ANY_BODY: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(rf"^{_ANY_BODY}\b{_MAIN_CLAUSE}\b(?P<word>{words})\b")) for outcome, words in _WORDS
)
# What such a body decided before, told as the case's history: »Økonomiudvalget godkendte i maj …«.
_EARLIER = re.compile(rf"\b(?:havde|tidligere)\b|\b\w{{1,40}}(?:ede|te|tog) (?:i|den \d{{1,2}}\.) (?:{dates.MONTH})\b")
# The words alone: a sentence without any of an outcome's is not read any further for that outcome.
_OUTCOME_WORDS: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(rf"\b{words}\b", re.IGNORECASE)) for outcome, words in _OF_THE_CASE + _WORDS
)

_ORDER: tuple[Outcome, ...] = tuple(outcome for outcome, _ in _WORDS)
_WHETHER = re.compile(r", (?:om|hvorvidt) [^,.]*,")
_NOT_BEFORE = re.compile(r"\b(?i:ikke|ej)(?: \w+)?\s$")
_NOT_AFTER = re.compile(r"^ (?:\w+ )?ikke\b")
# The outcome where a »ikke« stands beside the word. That a case was not postponed or discussed is no outcome.
_NEGATED: dict[Outcome, Outcome] = {"approved": "rejected", "decided": "rejected", "recommended": "rejected"}

_NOTED_BY_ANYBODY = re.compile(r"\borientere(?:de|r)\b")
_PERSON_APPOINTED = re.compile(
    r"\([A-ZÆØÅ]{1,2}\)[^.]{0,200}? (?:(?:gen|ny)?(?:udpeges|udpegedes|vælges)|"
    r"(?:blev|bliver)\b[^.]{0,100}\b(?:gen|ny)?(?:udpeget|valgt))\b|"
    r"\b(?:blev|bliver) [A-ZÆØÅ][^.]{0,200}\b(?:gen|ny)?(?:udpeget|valgt)\b|"
    r"^[A-ZÆØÅ][\w-]*(?: (?!Kommune\b)[A-ZÆØÅ][\w-]*){1,4} (?:blev|bliver) (?:\w+ )?(?:gen|ny)?(?:udpeget|valgt)\b"
)
_IMPERSONAL = re.compile(r"^Det (?:blev |er |bliver )?\w+(?:es|et|t)\b,? at\b")
_IT_WAS_DECIDED = re.compile(r"^Det (?:blev |bliver |er )?(?:\w+ )?(?P<word>besluttet|besluttedes|vedtaget|vedtoges)\b")


@dataclass(frozen=True)
class Conclusion:
    """The outcomes of a decision, the main one first, and the sentences that it was read from, one a line."""

    outcomes: tuple[Outcome, ...]
    sentence: str


def conclude_decision(decision: str) -> Conclusion:
    """All outcomes of a decision; none where it decides nothing.

    Only sentences count that are about the council, the case or the recommendation, or that begin with the
    word itself ("Godkendt."): that a speaker recommends something is no decision.
    """
    sentences = split_sentences(decision)
    by_sentence: list[tuple[str, set[Outcome]]] = [(sentence, _outcomes_of(sentence)) for sentence in sentences]
    if not any(outcomes for _, outcomes in by_sentence):
        by_sentence = [(sentence, _outcomes_of_other_body(sentence)) for sentence in sentences]
    if not any(outcomes for _, outcomes in by_sentence):
        briefing = next((text for text in sentences if _NOTED_BY_ANYBODY.search(_WHETHER.sub("", text))), None)
        by_sentence = [(briefing, {"noted"})] if briefing else []
    found = {outcome for _, outcomes in by_sentence for outcome in outcomes}
    if "rejected" in found:
        found.discard("approved")
    ordered = tuple(outcome for outcome in _ORDER if outcome in found)
    deciding = [sentence for sentence, outcomes in by_sentence if ordered and ordered[0] in outcomes]
    return Conclusion(ordered, "\n".join(dict.fromkeys(deciding)))


def _outcomes_of(sentence: str) -> set[Outcome]:
    """What a sentence decides by the words about this council, the case or the recommendation."""
    text = _WHETHER.sub("", _LABEL.sub("", sentence))
    worded = _outcomes_worded_in(text)
    found = _matching_outcomes(text, _SHORT, worded)
    if found:
        found |= _matching_outcomes(text, _FURTHER, worded)
    if not _IMPERSONAL.match(text):
        found |= _matching_outcomes(text, _PATTERNS, worded)
    if match := _IT_WAS_DECIDED.match(text):
        found |= _unless_negated("decided", match)
    if _PERSON_APPOINTED.search(text):
        found.add("appointed")
    return found


def _outcomes_of_other_body(sentence: str) -> set[Outcome]:
    """What a sentence tells of a body that may be this council under its own name, unless it is history."""
    text = _LABEL.sub("", sentence)
    return set() if _EARLIER.search(text) else _matching_outcomes(text, _OF_ANY_BODY, _outcomes_worded_in(text))


def _outcomes_worded_in(text: str) -> set[Outcome]:
    return {outcome for outcome, words in _OUTCOME_WORDS if words.search(text)}


def _matching_outcomes(
    text: str, candidates: tuple[tuple[Outcome, re.Pattern[str]], ...], worded: Set[Outcome]
) -> set[Outcome]:
    """The outcomes among `worded`, those whose words the text has, whose pattern fits it."""
    found: set[Outcome] = set()
    for outcome, pattern in candidates if worded else ():
        if outcome in worded and (match := pattern.search(text)):
            found |= _unless_negated(outcome, match)
    return found


def _unless_negated(outcome: Outcome, match: re.Match[str]) -> set[Outcome]:
    """The outcome, or the one that an "ikke" beside the word makes of it, if any."""
    before, after = match.string[: match.start("word")], match.string[match.end("word") :]
    if outcome == "rejected" or not (_NOT_BEFORE.search(before) or _NOT_AFTER.match(after)):
        return {outcome}
    return {_NEGATED[outcome]} if outcome in _NEGATED else set()


_FORMALITY = re.compile(
    r"^(?:godkendelse af (?:dagsorden|referat)|(?:(?:punkter|sager) til (?:det )?)?næste møde|eventuelt|mødeplan)",
    re.IGNORECASE,
)
_THEME = re.compile(r"\btema(?:drøftelse|møde|punkt)?\b", re.IGNORECASE)
_APPOINTMENT = re.compile(r"^(?:(?:gen|ny)?udpegning|udpegelse|valg (?:af|til)|genvalg|suppleringsvalg)", re.IGNORECASE)
_RECOMMENDED: tuple[tuple[CaseType, re.Pattern[str]], ...] = (
    ("appointment", re.compile(r"\b(?:gen|ny)?udpege(?:r|s)?\b|\bvælger\b", re.IGNORECASE)),
    (
        "decision",
        re.compile(
            r"\b(?:godkende[rs]?|tiltræder?|tiltrædes|beslutter?|besluttes|anbefaler|vedtager|fastsætter|"
            r"tilslutter sig|afgiver|indstiller)\b",
            re.IGNORECASE,
        ),
    ),
    ("discussion", re.compile(r"\bdrøfte[rs]?\b", re.IGNORECASE)),
    ("briefing", re.compile(r"\b(?:efterretning|orientering)\b", re.IGNORECASE)),
)
_BY_OUTCOME: dict[Outcome, CaseType] = {
    "appointed": "appointment",
    "decided": "decision",
    "approved": "decision",
    "recommended": "decision",
    "rejected": "decision",
    "discussed": "discussion",
}


def case_type(section: str, title: str, recommendation: str, main_outcome: Outcome) -> CaseType:
    """What kind of case an item is, from its section's title, title, recommendation and decision."""
    if _FORMALITY.match(title):
        return "formality"
    if _APPOINTMENT.match(title) or _APPOINTMENT.match(section):
        return "appointment"
    if _THEME.search(title):
        return "theme"
    for recommended, pattern in _RECOMMENDED:
        if pattern.search(recommendation):
            return recommended
    return _BY_OUTCOME.get(main_outcome, "briefing")
