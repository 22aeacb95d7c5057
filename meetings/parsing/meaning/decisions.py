"""Reads the outcomes of a decision from its words.

A decision is read statement by statement, without its votes: what is said of this council, the case, the
recommendation, or of anything in the passive, counts; what a speaker says, or is told of the past, does not.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from meetings.danish import dates
from meetings.parsing.document import Outcome
from meetings.parsing.meaning.decision_words import (
    MAIN_FIRST,
    OF_THE_CASE,
    PARTICIPLES,
    PASSIVES,
    PRESENT_BY_INFINITIVE,
    SHORT_FORMS,
    STEMS,
    WORDS,
)
from meetings.parsing.meaning.statements import Statement, across_all_breaks, split_statements, without_headings
from meetings.parsing.meaning.votes import find_votes, without_votes
from meetings.parsing.structure.councils import short_name

# Whose decision it is. A minority is not the council, and »et flertal af kommunerne« is not either.
_COUNCIL = (
    r"(?<!indretal i )(?:KKR(?: [A-ZÆØÅ]\w+)?|[Rr]ådet|[Bb]yrådet|[Uu]dvalget|[Kk]ommunalbestyrelsen|[Bb]estyrelsen|"
    r"[Nn]ævnet|[Kk]ommissionen|[Ff]orsamlingen|[Rr]epræsentantskabet|[Nn]etværket|[Bb]orgerrepræsentationen|"
    r"[Ff]orum(?:met)?|[Ss]tyregruppen|[Kk]lyngen|[Kk]omit[eé]en|"
    r"(?:(?<=^)(?:Vi|Man)(?= (?:enstemmigt )?(?:god|ved|til|besl|uds|anb|drøft|tog|afv)))|"
    r"[Ee]t enigt (?:råd|byråd|udvalg)|[Ff]lertallet|"
    r"[Ee]t flertal(?= (?:\(|bestående af |på |afvis|anbefal|beslutte|forkast|godkend|tiltr|vedt)))"
)
_CASE_NOUNS = (
    "aftale|anbefaling|ansøgning|afrapportering|budget|evaluering|fordeling|forretningsorden|handleplan|høringssvar|"
    "kommissorium|kontrakt|kvote|mødeplan|notat|oplæg|orientering|plan|princip|proces|rapport|redegørelse|regnskab|"
    "status|strategi|takst|tilbagemelding|udkast"
)
_CASE = (
    r"(?:[Ss]agen|[Pp]unktet|[Bb]ehandlingen|[Dd]røftelsen|[Bb]eslutningen|Sag \d+|"
    r"(?<!idet )(?<! men )(?<! og )[Pp]unkt [\d.]+|"
    r"[Uu]dpegningen(?! af )|[Vv]alget(?! af )|"
    r"(?:[Mm]edlems|[Æ]ndrings|[Ff]orslag|[Aa]nmodning|[Aa]nsøgning)\w*(?:et|en))"
)
_WHAT_IT_IS_ABOUT = (
    r"(?:[Ii]ndstillingen|[Ff]orslaget|[Uu]dpegning(?:en|erne)|[Dd]agsorden(?:en|(?= blev))|[Rr]eferat(?:et|(?= blev))|"
    rf"\w*(?i:{_CASE_NOUNS})(?:e?n|[a-z]?et|ne|e?rne|perne))"
)

_OPENING = r"^(?:(?!\b(?:at|om|hvis|der|som)\b)[^.]){0,60}?\b"
_MAIN_CLAUSE = r"(?:(?!\b(?:at|der|fordi|hvis|hvor\w*|idet|som)\b)[^.]){0,300}?"
_SAME_CLAUSE = r"(?:(?!\b(?:at|der|fordi|hvis|hvor\w*|idet|og|som)\b)[^.]){0,300}?"

_Patterns = tuple[tuple[Outcome, re.Pattern[str]], ...]


# What stands in a statement for the name of the council that decides: no council is called so.
_THIS_COUNCIL = "Rådet_her"
_WHOSE = rf"(?:{_THIS_COUNCIL}|{_COUNCIL})"
_OF_COUNCIL: _Patterns = (
    *(
        (outcome, re.compile(rf"{_OPENING}{_WHOSE}\b{_MAIN_CLAUSE}\b(?P<word>{words})(?!\w)"))
        for outcome, words in WORDS
    ),
    *((outcome, re.compile(rf"\b(?P<word>{words}) {_WHOSE}\b")) for outcome, words in WORDS),
)


def _with_council_as_such(text: str, council: str) -> str:
    """A statement in which the council goes by no name of its own, so that the patterns are those of every council."""
    names = _names_of(council)
    return names.sub(_THIS_COUNCIL, text) if names else text


# What becomes of the case, or of what it is about.
_OF_CASE: _Patterns = tuple(
    (outcome, re.compile(rf"{_OPENING}{_CASE}\b{_SAME_CLAUSE}\b(?P<word>{words})\b")) for outcome, words in OF_THE_CASE
)
_OF_THINGS: _Patterns = tuple(
    (outcome, re.compile(rf"{_OPENING}(?:{_CASE}|{_WHAT_IT_IS_ABOUT})\b{_MAIN_CLAUSE}\b(?P<word>{words})(?!\w)"))
    for outcome, words in WORDS
)


@lru_cache(maxsize=64)
def _names_of(council: str) -> re.Pattern[str] | None:
    """How a decision may call the council »Beredskabskommissionen for Midtfjord, Egelund Kommune«: whole or short."""
    name = council.partition(",")[0]
    if not name or name.startswith("KKR"):
        return None
    first = re.match(r"[A-ZÆØÅ][\w-]*(?:et|en|um)\b", name)
    capitals = re.match(r"[A-ZÆØÅ]{2,5}\b(?= )", name)
    known = (name, first.group() if first else "", short_name(name), capitals.group() if capitals else "")
    return re.compile(rf"\b(?:{'|'.join(re.escape(each) for each in dict.fromkeys(filter(None, known)))})\b")


_NUMBERS = r"\d{1,2}(?:(?:, ?| og |[–-])\d{1,2}){1,6}"
# What stands before the decision of one point of a recommendation: »1.«, »Ad 2)«, »At 1:«, »Pkt. 1 og 3:«.
_LABEL = re.compile(
    rf"^(?:[–-] )?(?:(?:\d{{1,2}}|[a-h])[.)] |{_NUMBERS}[.:)]{{1,2}} |"
    rf"(?:Ad\.?|At\b|Pkt\.?|Punkt(?:erne)?) (?:(?:at|pkt\.?|punkt) )?(?:{_NUMBERS}|\w{{1,3}})(?:[.:)]{{1,2}})? )?",
    re.IGNORECASE,
)
_THING = (
    r"(?:(?:[\w-]+s )?(?:dagsorden(?:en)?|anbefaling(?:en|erne)?|indstilling(?:en|erne)?|referat(?:et|erne)?|"
    r"(?:\w*budget|forslag|\w*regnskab)(?:tet|et|ene)?|orientering(?:en|erne)?|redegørelse(?:n|rne)?|status) )?"
)
_HOW = r"(?:enstemmigt?|herefter|ikke|ej|efter (?:afstemning|drøftelse|votering))"
_SHORT: _Patterns = tuple(
    (
        outcome,
        re.compile(
            rf"^{_THING}(?:(?:blev|bliver|er) )?(?:{_HOW} ){{0,2}}(?P<word>{words})(?!\w)",
            re.IGNORECASE,
        ),
    )
    for outcome, words in OF_THE_CASE + WORDS
)
# What a short form goes on with: »Drøftet og taget til efterretning.«
_FURTHER: _Patterns = tuple(
    (outcome, re.compile(rf"^{_MAIN_CLAUSE}\b(?:og|samt) (?:blev |ikke )?(?P<word>{words})(?!\w)"))
    for outcome, words in WORDS
)

# A subject of which something is said in the passive: no clause, and nobody who does something himself.
_ANYTHING = (
    r"^(?:(?!\b(?:at|der|det|som|om|hvis|hvor\w*|fordi|idet|da|når|ikke|er|var|har|havde|blev|bliver|skal|skulle|kan|kunne|vil|"
    r"ville|må|bør|bad|gav|tog|fik|gik|fandt|holdt|sagde|spurgte|stod|skrev|sad|lod|mener|ønsker|beder|peger|mindretal\w*|"
    r"\w{2,}ede)\b)[^.;:]){1,90}?\b"
)
_BECAME = r"(?:(?:blev|bliver|er(?: blevet)?|er (?:hermed|dermed|herefter)|kan|kunne|skal) )"
_ADVERBS = r"(?:(?!at\b|som\b|der\b)[a-zæøå]+ ){0,4}?"
# A participle without a verb ends the sentence, or something is added to it; one of a longer phrase does neither.
_VERBLESS_END = (
    r"(?=\s*(?:[.,;]|$)|\s(?:med (?!i\b)|uden |enstemmigt|idet |dog |efter |under |"
    r"som (?:indstillet|foreslået|nyt?|medlem|formand|suppleant|stedfortræder)\b))"
)
_OF_ANYTHING: _Patterns = (
    *((outcome, re.compile(rf"{_ANYTHING}{_BECAME}{_ADVERBS}(?P<word>{words})\b")) for outcome, words in PARTICIPLES),
    *((outcome, re.compile(rf"{_ANYTHING}{_ADVERBS}(?P<word>{words})\b")) for outcome, words in PASSIVES),
    *(
        (outcome, re.compile(rf"{_ANYTHING}(?:ikke )?(?P<word>{words})\b{_VERBLESS_END}"))
        for outcome, words in PARTICIPLES
    ),
)
# A thing that »blev« is told by »Det«: »Det blev taget til efterretning«.
_IT = re.compile(r"^(?:Det|Dette|Den|Denne|De|Disse) (?=(?:blev|bliver|er) |\w+es\b)")

_ANY_BODY = (
    r"(?!Kontaktudvalg|Folketing|Region)"
    r"(?:(?:[A-ZÆØÅ][\w-]*-? og )?"
    r"[A-ZÆØÅ][\w-]*(?:bestyrelsen|nævnet|rådet|udvalget|kommissionen|repræsentationen|skabet)|"
    r"[A-ZÆØÅ][\w-]* [Uu]dvalg|Magistraten|"
    # By its letters alone: »HMU godkendte referatet«.
    r"[A-ZÆØÅ]{2,5}(?= (?:afvis|anbefal|beslutte|drøfte|forkast|godkend|tager |tilslutte|tiltr|tog |udsatte|vedt)))"
)
# Sentences about a body that this council's own words do not name: »Økonomiudvalget anbefaler«.
_OF_ANY_BODY: _Patterns = tuple(
    (outcome, re.compile(rf"^{_ANY_BODY}\b{_MAIN_CLAUSE}\b(?P<word>{words})(?!\w)")) for outcome, words in WORDS
)
_MEMBERS = re.compile(r"^(?P<count>\d{1,3}) medlem(?:mer)?\b(?:\s*\([^()]{1,200}\))? (?P<rest>\S.*)$")
# What such a body decided before, told as the case's history: »Økonomiudvalget godkendte i maj …«.
_EARLIER = re.compile(
    rf"\b(?:havde|tidligere|allerede|oprindeligt?)\b|"
    rf"\b(?:\w{{1,40}}(?:ede|te|tog)|vedtaget|godkendt|besluttet|drøftet|behandlet|anbefalet|tiltrådt|afvist|forelagt) "
    rf"(?:i|den \d{{1,2}}\.|på mødet den) (?:{dates.MONTH}|(?:19|20)\d\d)\b|"
    r"\b(?:vedtaget|godkendt|besluttet|anbefalet|tiltrådt) (?:af|i) (?:[A-ZÆØÅ]|et |en )"
)
# What a statement has one of that concludes something, or of which another may: most of a long text have none.
_STEMS_OF_A_STATEMENT = (*STEMS, "aftal", "orslag")
# The words alone: a sentence without any of an outcome's is not read any further for that outcome.
_OUTCOME_WORDS: _Patterns = tuple(
    (outcome, re.compile(rf"\b{words}(?!\w)", re.IGNORECASE)) for outcome, words in OF_THE_CASE + WORDS
)

# What all agree on doing is done: »Der var enighed om at godkende budgettet«.
_AGREED = re.compile(
    r"^(?:[A-ZÆØÅ][\w-]* (?:(?:var|er|blev|bliver|herskede|opnåede[s]?) )(?:(?!ikke\b|ej\b)\w+ ){0,2}?)?"
    r"(?i:enig(?:e|hed)?) (?:om|i) at (?:(?!ikke\b)\w+t )?"
    rf"(?P<verb>{'|'.join(PRESENT_BY_INFINITIVE)})\b"
)
# What a council decides to approve is approved: »Rådet besluttede enstemmigt at godkende planen«.
_DECIDED_TO_APPROVE = re.compile(
    r"\b[Bb]eslutte(?:de|r)(?: (?!ikke\b|ej\b)\w+t)? at (?P<verb>godkende|tiltræde|imødekomme|bevilge|bevillige)\b"
)
# What is recommended to be approved is not approved yet: »Udvalget anbefaler budgettet godkendt«.
_RECOMMENDED_FOR_APPROVAL = re.compile(
    r"\b([Aa]nbefal(?:er|ede|es|et|edes)\b(?: (?!og\b|men\b|samt\b)[\w-]+){0,6}?) godkendt\b"
)
# What somebody states is done: »HD kunne konstatere, at referatet blev godkendt«.
_STATED = re.compile(r"^[^,.:]{1,60}\b(?:konstatere(?:de|r|t|des)?|fastslog),? at (?=\w)")
# What became of a thing that somebody put forward: »Kassereren fremlagde regnskabet, som blev godkendt«.
_WHICH = re.compile(
    r"\b(?:frem|fore)(?:lagde|lægger|lagt|lægges)\b[^.]{3,120}, (?:som|der|hvilket) (?P<said>[^,]{5,60})$|"
    r"\b(?:gennemgik|præsenterede|oplæste|aflagde|gennemgået)\b[^.]{3,120}, (?:som|der|hvilken) (?P<told>[^,]{5,60})$"
)
_WHETHER = re.compile(r", (?:om|hvorvidt) [^,.]*,")
# The stop of a day's number ends no clause: »Referatet af mødet den 3. maj blev godkendt«.
_ORDINAL = re.compile(rf"(?<=\d)\.(?=\s(?:{dates.MONTH}|møde)\b)")
_NOT_BEFORE = re.compile(r"\b(?i:ikke|ej)(?: \w+)?\s$")
_NOT_AFTER = re.compile(r"^ (?:\w+ )?ikke\b")
# The outcome where a »ikke« stands beside the word. That a case was not postponed or discussed is no outcome.
_NEGATED: dict[Outcome, Outcome] = {"approved": "rejected", "decided": "rejected", "recommended": "rejected"}

_NOTED_BY_ANYBODY = re.compile(r"\borientere(?:de|r)\b")
_NAME = r"[A-ZÆØÅ][\w’'-]*(?: (?!Kommune\b)[A-ZÆØÅ][\w’'.-]*){1,4}(?:,? \([A-ZÆØÅ]{1,2}\)|, [A-ZÆØÅ](?![\w’'.-]))?"
_CHOSEN = r"(?:gen|ny)?(?:udpeget|valgt)"
_PERSON_APPOINTED = re.compile(
    r"\([A-ZÆØÅ]{1,2}\)[^.]{0,200}? (?:(?:gen|ny)?(?:udpeges|udpegedes|vælges|valgtes)|"
    rf"(?:blev|bliver)\b[^.]{{0,100}}\b{_CHOSEN})\b|"
    rf"\b(?:blev|bliver) [A-ZÆØÅ][^.]{{0,200}}\b{_CHOSEN}\b|"
    rf"^{_NAME}(?:(?:,| og|, og) {_NAME}){{0,12}} (?:(?:blev|bliver|er) )?(?:\w+ )?"
    rf"(?:{_CHOSEN}|(?:gen|ny)?(?:udpeges|udpegedes|vælges|valgtes))\b|"
    r"\b(?:gen|ny)?(?:udpeges|udpegedes|vælges|valgtes) [A-ZÆØÅ]"
)
_IMPERSONAL = re.compile(r"^Det (?:blev |er |bliver )?\w+(?:es|et|t)\b,? at\b")
_IT_WAS_DECIDED = re.compile(
    r"^Det (?:blev |bliver |er )?(?:\w+ )?(?P<word>besluttet|besluttedes|besluttes|vedtaget|vedtoges|aftalt|aftaltes)\b"
)
# Another item of the agenda, or a point of it, as what the statement is about.
_ANOTHER = re.compile(r"^(?:Dagsordenens )?(?:Sag|Punkt|Pkt\.?)(?: nr\.?)? (?P<number>\d[\d.]*?)\.?(?=[\s,:])")
# What the council does to another item, wherever the sentence names it: »Rådet besluttede at udsætte punkt 11«.
_TO_ANOTHER = re.compile(
    r"\b(?:udsæt|udsat|udskyd|udskød|tage|tog|træk|behandle|flytte)\w* (?:dagsordenens )?"
    r"(?:[Pp]unkt(?:er|erne|et)?|[Ss]ag(?:er|erne|en)?|[Pp]kt\.?)(?: nr\.?)? (?P<number>\d[\d.]*?)\.?(?=[\s,:()]|$)"
)
# Something that was put to the vote beside the recommendation, and may have been lost.
_AMENDMENT = re.compile(
    r"\b(?:[Ææ]ndringsforslag|[Mm]odforslag|[Uu]nderændringsforslag|[Ee]t (?:\w+ )?forslag (?:fra|om)|"
    r"[Ff]orslag(?:et)? fra [A-ZÆØÅ]|^Forslag (?:nr\. )?(?:\d|[A-ZÆØÅ]\b))"
)
# A proposal that lapses when it has been voted on was lost.
_LAPSED = re.compile(r"orslag(?:et)?\b.{0,40}\bbortfald(?:t|er|et)\b")
# What was recommended, and what somebody proposed instead of it.
_RECOMMENDATION = re.compile(r"^(?:\w+s )?[Ii]ndstilling(?:en|erne)?\b")
_PROPOSAL = re.compile(r"^(?:\w+s )?(?:[Ff]orslag|[Ææ]ndringsforslag|[Mm]odforslag)(?:et)?\b(?! til\b)")
_BEGINS_STATEMENT = re.compile(rf"(?<=[\w)»\"] )(?={SHORT_FORMS}\b)")
# »Det blev besluttet: Godkendt.« on one line.
_ANNOUNCED = re.compile(rf"^(?:\w+ (?:\w+ )?)?[Bb]eslutte(?:t|de)(?: følgende)?: (?={SHORT_FORMS}\b)")
_AFTER_SHORT_FORM = re.compile(rf"(?:(?<=^)|(?<=\| )){SHORT_FORMS}(?= [A-ZÆØÅ])")


@dataclass(frozen=True)
class Conclusion:
    """The outcomes of a decision, the main one first, and the sentences that it was read from, one a line."""

    outcomes: tuple[Outcome, ...]
    sentence: str


_Read = list[tuple[Statement, set[Outcome]]]


def conclude_decision(decision: str, council: str = "", number: str = "", title: str = "") -> Conclusion:
    """All outcomes of a decision; none where it decides nothing.

    `council` is the name of the council that decides, `number` that of its item, `title` the item's, each '' where it
    is not known: what is approved under »Godkendelse af …« is the main outcome, whatever else was decided there. Only
    statements count that are about the council, the case, the recommendation, or what is told in the passive, or that
    begin with the word itself ("Godkendt."): that a speaker recommends something is no decision. What becomes of
    another item ("Sag 7 udgår.") is not this one's outcome, nor is that an amendment was lost.
    """
    decision = without_headings(decision)
    statements = split_statements(decision)
    read = _own_outcomes(statements, decision, council, number)
    if not any(outcomes for _, outcomes in read):
        read = [(statement, _outcomes_of_other_body(statement.text)) for statement in statements]
    if not any(outcomes for _, outcomes in read):
        briefing = next((one for one in statements if _NOTED_BY_ANYBODY.search(_WHETHER.sub("", one.text))), None)
        read = [(briefing, {"noted"})] if briefing else []
    if not read:
        read = _own_outcomes(across_all_breaks(decision), decision, council, number)
    found = {outcome for _, outcomes in read for outcome in outcomes}
    is_approved = bool(_APPROVAL.match(title)) and next((done for _, done in read if done), set()) == {"approved"}
    if "rejected" in found and not is_approved:
        found.discard("approved")
    ordered = tuple(outcome for outcome in MAIN_FIRST if outcome in found)
    if is_approved or (ordered[:1] == ("decided",) and "approved" in found and _APPROVAL.match(title)):
        ordered = ("approved", *(outcome for outcome in ordered if outcome != "approved"))
    deciding = [line for one, outcomes in read if ordered and ordered[0] in outcomes for line in one.lines]
    return Conclusion(ordered, "\n".join(dict.fromkeys(deciding)))


def has_deciding_word(decision: str) -> bool:
    """Whether a text has a word that decides, of whatever: one without any outcome has not been understood."""
    return bool(_outcomes_worded_in(decision))


def _own_outcomes(statements: tuple[Statement, ...], decision: str, council: str, number: str) -> _Read:
    """What each statement decides of the item itself."""
    of_another: _Read = []
    of_an_amendment: _Read = []
    own: _Read = []
    most = max((int(match["count"]) for one in statements if (match := _MEMBERS.match(one.text))), default=0)
    has_votes = bool(find_votes(decision))
    amendment = False
    for statement in statements:
        if not any(map(statement.text.lower().__contains__, _STEMS_OF_A_STATEMENT)):
            own.append((statement, set()))
            continue
        for piece in _pieces(statement, decision):
            outcomes = _outcomes_of(piece, council, most)
            if has_votes and _LAPSED.search(piece):
                outcomes = (outcomes - {"cancelled"}) | {"rejected"}
            amendment = amendment or _AMENDMENT.search(piece) is not None
            another = _ANOTHER.match(piece) or _TO_ANOTHER.search(piece)
            if another and number and another["number"] != number and piece.startswith(("Sag", "Dagsordenens")):
                continue
            if another and outcomes:
                of_another.append((statement, outcomes))
            elif amendment and outcomes:
                own.append((statement, outcomes - {"rejected"}))
                of_an_amendment.append((statement, outcomes & {"rejected"}))
                amendment = False
            else:
                own.append((statement, outcomes))
    for others in (of_another, of_an_amendment):
        own = own if any(outcomes for _, outcomes in own) else [*own, *others]
    if any("approved" in outcomes and _RECOMMENDATION.match(statement.text) for statement, outcomes in own):
        lost: set[Outcome] = {"rejected", "cancelled"}
        own = [(one, outcomes - lost if _PROPOSAL.match(one.text) else outcomes) for one, outcomes in own]
    return own


def _pieces(statement: Statement, decision: str) -> list[str]:
    """What a statement says besides votes, each short form apart: »… undlod at stemme 4 Godkendt«."""
    pieces = []
    for piece in without_votes(statement.text, decision):
        marked = _BEGINS_STATEMENT.sub("| ", piece)
        marked = _AFTER_SHORT_FORM.sub(lambda match: f"{match.group()} |", marked)
        pieces += [part.strip() for part in marked.split("|") if part.strip()]
    return pieces


def _outcomes_of(statement: str, council: str, most: int) -> set[Outcome]:
    """What a statement decides by its words. `most` members are the majority where members are counted."""
    text = _ORDINAL.sub("", _WHETHER.sub("", _ANNOUNCED.sub("", _LABEL.sub("", statement))))
    text = _RECOMMENDED_FOR_APPROVAL.sub(r"\1", text)
    text = _STATED.sub("Sagens indhold ", text) if _STATED.match(text) else text
    text = _AGREED.sub(lambda match: f"Udvalget {PRESENT_BY_INFINITIVE[match['verb']]}", text)
    text = _DECIDED_TO_APPROVE.sub(lambda match: PRESENT_BY_INFINITIVE[match["verb"]], text)
    worded = _outcomes_worded_in(text)
    found = _matching_outcomes(text, _SHORT, worded)
    if found:
        found |= _matching_outcomes(text, _FURTHER, worded)
    if not _IMPERSONAL.match(text):
        found |= _matching_outcomes(_with_council_as_such(text, council), _OF_COUNCIL, worded)
        found |= _matching_outcomes(text, _OF_CASE, worded)
        if not _EARLIER.search(text):
            found |= _matching_outcomes(text, _OF_THINGS, worded)
            if not found:
                found |= _matching_outcomes(_IT.sub("Sagens indhold ", text), _OF_ANYTHING, worded)
            if not found and (which := _WHICH.search(text)):
                found |= _matching_outcomes(f"Sagens indhold {which['said'] or which['told']}", _OF_ANYTHING, worded)
    if match := _IT_WAS_DECIDED.match(text):
        found |= _unless_negated("decided", match)
    if _PERSON_APPOINTED.search(text):
        found.add("appointed")
    if (members := _MEMBERS.match(text)) and int(members["count"]) == most:
        found |= _matching_outcomes(f"Udvalget {members['rest']}", _OF_COUNCIL, worded)
    return found


def _outcomes_of_other_body(sentence: str) -> set[Outcome]:
    """What a sentence tells of a body that may be this council under its own name, unless it is history."""
    text = _LABEL.sub("", sentence)
    worded = _outcomes_worded_in(text)
    return set() if not worded or _EARLIER.search(text) else _matching_outcomes(text, _OF_ANY_BODY, worded)


def _outcomes_worded_in(text: str) -> set[Outcome]:
    if not any(map(text.lower().__contains__, STEMS)):
        return set()
    return {outcome for outcome, words in _OUTCOME_WORDS if words.search(text)}


def _matching_outcomes(text: str, candidates: _Patterns, worded: Set[Outcome]) -> set[Outcome]:
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


_APPROVAL = re.compile(r"^(?:endelig )?godkendelse (?:af|og)\b", re.IGNORECASE)
