"""Recognizes the lines that head a decision: that word with a committee's name, a day or both, or these alone.

Secretariats print them in many forms: »Beslutning i Økonomiudvalget den 3. maj 2022«, »Beslutning Teknisk Udvalg
2022-2025 den 03-05-2022, pkt. 4«, »Behandling i …«, »Byrådets beslutning«, »Byrådets møde den 3. maj 2022:«.
"""

import re
from dataclasses import dataclass
from datetime import date

from meetings.danish import dates

_WEEKDAY = r"(?:man|tirs|ons|tors|fre|lør|søn)dag"
_DAY = (
    rf"(?:\d{{1,2}}\.?\s?(?:{dates.MONTH})\.?(?:,?\s+{dates.YEAR})?|\d{{1,2}}[-./]\s?\d{{1,2}}[-./]\s?(?:\d{{4}}|\d{{2}})|"
    rf"{dates.YEAR}-\d{{2}}-\d{{2}}|\d{{1,2}}[-.](?:{dates.MONTH})[-.]{dates.YEAR})"
)
_POINT = re.compile(r",?\s*(?:som )?\(?(?:pkt|punkt|sag|nr)\.?\s?(?:nr\.?\s?)?\d{1,4}\)?$", re.IGNORECASE)
_CLOCK = re.compile(r",?\s+(?:kl\.?|klokken)\s?\d{1,2}(?:[.:]\d{2})?(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?$", re.IGNORECASE)
_DATE_AT_END = re.compile(
    rf"[\s,(:–-]*(?:\b(?:den|d\.)\s?)?(?:\b{_WEEKDAY}\b,?\s*(?:(?:den|d\.)\s?)?)?(?<![\w./-])(?P<day>{_DAY})\)?$",
    re.IGNORECASE,
)
# What a line ends in that may end in a day, an hour or the number of an item, and what stands before those figures:
# most lines have nothing of it.
_MONTHS = tuple(dates.MONTH_NUMBERS)
_ENDS_OF_FIGURES = (*"0123456789", ")")
_ENDS_OF_DAYS = (*"0123456789", *_MONTHS)
_BEFORE_YEAR = (".", "-", "/")
_BEFORE_FIGURES = ("pkt", "punkt", "sag", "nr", "kl")
_PERIOD = re.compile(r"[\s,]*\(?(?:19|20)?\d{2}\s?[-–]\s?(?:(?:19|20)?\d{2})?\)?$")
_MEETING = re.compile(
    r"(?:^|[,:]?\s+)(?:(?:på|i|fra|ved)\s+)?(?:(?:det|sit)\s+)?(?:(?:ekstra)?ordinære?t?\s+)?møde[tn]?$"
)
_WORD = re.compile(
    r"^(?:Beslutning(?:er|en)?|Behandling|Behandlet|Konklusion(?:er)?|Vedtagelse|Afgørelse|Drøftelse)\b"
    r"(?:\s+(?:truffet|taget))?(?P<rest>.*)$",
    re.IGNORECASE,
)
# The same as a verb, which heads a decision where it has a day: »Besluttet på Byrådet den 2. maj 2025«.
_DECIDED = re.compile(r"^(?:Besluttet|Vedtaget)\b(?P<rest>.*)$", re.IGNORECASE)
# A body that decided on a day: »Byrådet besluttede den 2. maj 2025:«.
_BODY_DECIDED = re.compile(r"^(?P<who>[A-ZÆØÅ].{2,100}?) (?:besluttede|vedtog|afgjorde|traf (?:følgende )?beslutning)$")
# The same without a day, above what was decided: »Udvalget besluttede:«, »Det blev vedtaget:«.
_ANNOUNCES = re.compile(
    r"^(?:Det blev (?:besluttet|vedtaget|aftalt)|(?P<who>[A-ZÆØÅ§].{2,100}?) (?:besluttede|vedtog|afgjorde))$"
)
# An item's decision that says whose it is by the item: »Beslutning for Punkt 2: Broen«.
_OF_ITEM = re.compile(
    r"^(?:Beslutning(?:er)?|Referat|Konklusion) (?:for|til|under|vedr\.?) "
    r"(?i:dagsordenspunkt|punkt|pkt\.?|sag) (?:nr\.? )?\d{1,4}(?:\.\d{1,3})?(?:\s?[:.–-]\s.*|:)?$"
)
# What every heading of a decision has that has no day, and what every line ends in that announces one.
_DECISIONS = ("beslutning", "behandl", "konklusion", "vedtagelse", "afgørelse", "drøftelse")
_ANNOUNCING = ("besluttet", "vedtaget", "aftalt", "besluttede", "vedtog", "afgjorde")
_FIGURE = re.compile(r"\d")
_PREPOSITION = re.compile(r"^[\s:,–-]*(?:i|fra|af|på|for|ved)\s+(?:møde[t]?\s+(?:i\s+)?)?", re.IGNORECASE)
_ITS_DECISION = re.compile(
    r"^(?P<who>[A-ZÆØÅ].{1,100}?)['’]?[sS] "
    r"(?i:(?:beslutning|afgørelse|behandling|konklusion|vedtagelse)(?:er)?(?: af sagen)?)$"
)
_BODY = re.compile(
    r"(?:udvalg|råd|bestyrelse|kommission|nævn|for(?:um|a)|netværk|repræsentation|magistrat|komit[eé]|klynge|"
    r"forsamling|repræsentantskab|gruppe|direktion|samråd)(?:et|en|n|met|me)?s?\b|\bKKR\b",
    re.IGNORECASE,
)
# What none of these names is without.
_KINDS_OF_BODY = (
    *("udvalg", "råd", "bestyrelse", "kommission", "nævn", "forum", "fora", "netværk", "repræsenta", "magistrat"),
    *("komit", "klynge", "forsamling", "gruppe", "direktion", "kkr"),
)
_VERB = re.compile(
    r"\b(?:er|var|blev|bliver|har|havde|skal|skulle|kan|kunne|vil|ville|om|at|som|der|mødtes|[a-zæøå]{2,}(?:ede|edes|[dlnsrgtvk]es))\b"
)
# What a body's name goes on with behind its own word; any other word in small letters makes the line a sentence.
_AFTER_BODY = re.compile(
    r"^(?:$|\W*[^\W_a-zæøå]|\W*(?:for|om|vedr|vedrørende|i|og|samt|den|d|på|af|under|mellem|hos|ved)\b)"
)
# What stands before a body's own word in its name: other capitals, and what joins them.
_OF_A_NAME = re.compile(
    r"^(?:[A-ZÆØÅ].*|[a-zæøå]{2,20}(?:ende|ige|ske|ale)|§|\d{1,2},?|stk\.|og|for|i|den|det|&|[\w-]+-,?)$"
)
# What a title that mentions a body has besides it (»Referat fra Ældrerådet den …«).
_OF_A_TITLE = re.compile(
    r"\b(?:af|fra|til|med|ved|over|mellem|referat\w*|dagsorden\w*|godkendelse|mødeplan|besøg|valg|orientering|drøftelse|"
    r"høring\w*|status|temamøde|dialogmøde)\b(?!-)",
    re.IGNORECASE,
)
# A body by its meeting: »Beslutning på byrådsmødet den 3. maj 2022«.
_BODYS_MEETING = re.compile(r"^(?P<body>[\w-]*(?:råd|udvalg|bestyrelse|nævn|kommission))smøde[t]?$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"^[A-ZÆØÅ]{2,4}$")
# Bodies that are told as such by deciding only: elsewhere the words are as often those of who is written about.
_DECIDING = re.compile(
    r"^\w*(?:formandskab|forening|selskab|laug|sammenslutning|forbund|delegation|kollegi|panel|mød|team)(?:et|en)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[!?;.](?:(?<!\.)|(?<=[a-zæøå]{4}.)\s+[A-ZÆØÅ])")
# In characters and in words: a longer line is a sentence.
_LONGEST, _MOST_WORDS = 160, 14


@dataclass(frozen=True)
class DecisionHeading:
    """What a decision's heading names: the body, '' without, and the day, None where it names none or no year.

    `says_so`: it has the word decision in it. `is_bare`: it says no more than that a body decided.
    """

    body: str
    day: date | None
    says_so: bool
    is_bare: bool = False


def decision_heading(text: str) -> DecisionHeading | None:
    """The body and day that a line names as those of a decision; None for a line that heads none."""
    if len(text) <= _LONGEST and _OF_ITEM.match(text):
        return DecisionHeading("", None, says_so=True, is_bare=True)
    if (
        not (text[:1].isupper() or text[:1] == "§")
        or len(text) > _LONGEST
        or not (names_decision(text) or _FIGURE.search(text))
        or _SENTENCE.search(text)
    ):
        return None
    plain = text.rstrip(" :.")
    if match := _WORD.match(plain):
        return _of_decision(match["rest"])
    if (match := _DECIDED.match(plain)) and (named := _of_decision(match["rest"])) and _split_day(plain)[1]:
        return named
    before, written = _split_day(plain)
    day = _day(written)
    if match := _ITS_DECISION.match(_without_meeting(before)):
        who = match["who"]
        is_bare = before == plain
        decides = is_body(who) or _DECIDING.match(who) or _ABBREVIATION.match(who)
        return DecisionHeading(who, day, says_so=True, is_bare=is_bare) if decides else None
    if written and (match := _BODY_DECIDED.match(_without_meeting(before))) and is_body(match["who"]):
        return DecisionHeading(match["who"], day, says_so=True)
    who = _without_period(_without_meeting(before))
    return DecisionHeading(who.removesuffix("s"), day, says_so=False) if written and is_body(who) else None


def names_decision(text: str) -> bool:
    """Whether a line has a word that decisions are called by."""
    small = text.lower()
    return any(map(small.__contains__, _DECISIONS))


def announces_decision(text: str) -> bool:
    """Whether a line only says that a body decided: what it did stands below (»Udvalget besluttede«)."""
    plain = text.rstrip(" :")
    match = _ANNOUNCES.match(plain) if len(text) <= _LONGEST and plain.endswith(_ANNOUNCING) else None
    return match is not None and (match["who"] is None or is_body(match["who"]))


def is_body(text: str) -> bool:
    """Whether a text is the name of a body and nothing else, by what such names end in."""
    if not any(map(text.lower().__contains__, _KINDS_OF_BODY)):
        return False
    if (
        len(text.split()) > _MOST_WORDS
        or ":" in text
        or (text[:1] != "§" and _VERB.search(text))
        or _OF_A_TITLE.search(text)
    ):
        return False
    match = _BODY.search(text)
    if match is None or not (text[:1].isupper() or text[:1] == "§") or not _AFTER_BODY.match(text[match.end() :]):
        return False
    return all(_OF_A_NAME.match(word) for word in text[: match.start()].split()[:-1])


def _of_decision(rest: str) -> DecisionHeading | None:
    """What follows the word »Beslutning« in its heading; None where the line goes on as a sentence."""
    before, written = _split_day(_bare_of_brackets(rest))
    preposition = _PREPOSITION.match(f"{before} ")
    who = before[preposition.end() :] if preposition else before.lstrip(" :,–-")
    who = _without_period(_without_meeting(who.strip())).strip(" ,")
    if written and (meeting := _BODYS_MEETING.match(who)):
        return DecisionHeading(meeting["body"].capitalize(), _day(written), says_so=True)
    if not who:
        return DecisionHeading("", _day(written), says_so=True) if written else None
    names_body = is_body(who) or (preposition is not None and _ABBREVIATION.match(who) is not None)
    names_somebody = written != "" and who[:1].isupper() and not _VERB.search(who)
    is_named = names_body or (names_somebody and len(who.split()) <= _MOST_WORDS)
    return DecisionHeading(who, _day(written), says_so=True) if is_named else None


def _without_meeting(text: str) -> str:
    return _MEETING.sub("", text) if "møde" in text else text


def _without_period(text: str) -> str:
    return _PERIOD.sub("", text) if "-" in text or "–" in text else text


def _bare_of_brackets(rest: str) -> str:
    bare = rest.strip(" :–-")
    return bare[1:-1] if bare.startswith("(") and bare.endswith(")") and "(" not in bare[1:] else rest


def _split_day(text: str) -> tuple[str, str]:
    """A line without the day, hour and number of an item at its end, and the day as written; '' without a day."""
    shortened = text.rstrip(" ,")
    if shortened.endswith(_ENDS_OF_FIGURES) and any(map(text.lower().__contains__, _BEFORE_FIGURES)):
        shortened = _CLOCK.sub("", _POINT.sub("", text).rstrip(" ,")).rstrip(" ,")
    match = _DATE_AT_END.search(shortened) if _may_end_in_day(shortened) else None
    return (shortened[: match.start()].rstrip(" ,:"), match["day"]) if match else (text, "")


def _may_end_in_day(text: str) -> bool:
    """Whether a line's last words may be a day's: figures alone are a year behind a month or a sign."""
    *before, last = text.rstrip(").").lower().rsplit(maxsplit=1) or [""]
    if not last.isdigit():
        return last.endswith(_ENDS_OF_DAYS)
    return any(above.endswith(_BEFORE_YEAR) or above.rstrip(".,").endswith(_MONTHS) for above in before)


def _day(written: str) -> date | None:
    """The day that is written; None for one without a year or that does not exist."""
    if not written:
        return None
    parts = dates.LETTERS_OR_DIGITS.findall(written.lower())
    return dates.parse_date(written) if len(parts) == 3 else None
