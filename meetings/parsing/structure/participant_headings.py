"""Recognizes the lines that head a list of participants or a part of one, in the words of any council."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from meetings.parsing.structure.attendance_sentences import sentences_of
from meetings.parsing.structure.enumerations import parse_several

# Whom a heading lists: the members, those who should take part, those who were there, those who were not, people who
# came in another's place, and people who are no members.
Group = Literal["members", "invited", "present", "absent", "substitutes", "officials"]

_WHOSE = (
    r"(?:(?:udvalgets|rådets|byrådets|kommunalbestyrelsens|bestyrelsens|nævnets|kommissionens|regionsrådets|øvrige) )?"
)
_THE_BODY = r"(?:[\w-]*(?:udvalget|rådet|bestyrelsen|nævnet|kommissionen|repræsentantskabet|repræsentationen))"
_OF_THE_MEETING = rf"(?: (?:(?:i|på|til|fra|af) (?:mødet|møde|{_THE_BODY})|(?:i|under) hele mødet))?"
_GROUPS: tuple[tuple[Group, str], ...] = (
    (
        "absent",
        r"(?:(?:følgende|der) (?:var|er|havde|har) |(?:heraf|hvoraf) (?:(?:var|er) )?)?(?:meldt )?"
        r"(?:afbud(?: modtaget)?|fravær(?:ende)?|ikke[ -]til ?stede(?:værende)?|ej (?:til ?stede|mødt)|"
        r"ikke (?:frem)?mødte?|deltog ikke|udeblev(?:et|ne)|forfald)"
        r"(?: (?:[\w-]*medlemmer|deltagere)(?: og øvrige)?)?(?: ?(?:/|og|eller) ?(?:afbud|fraværende?|fravær|afbud))?"
        r"(?: (?:med|uden)(?: lovligt)? (?:afbud|forfald|stedfortræder|begrundelse))?(?: (?:var|er))?(?: fra)?"
        r"(?: (?:medlemmer|følgende))?" + _OF_THE_MEETING,
    ),
    ("substitutes", r"(?:indkaldte? )?(?:stedfortrædere?|suppleant(?:er)?)(?: for medlemmer| mødte?| deltog|ne)?"),
    (
        "officials",
        r"(?:des ?uden|derudover|endvidere|herudover|også|yderligere|øvrige)\b(?!.*medlem).{0,40}|"
        r"(?:deltagere |deltagende |deltog |til stede )?(?:fra |for )?"
        r"(?:[\w-]*(?:forvaltning|administration|sekretariat|direktion|stab|afdeling|center)"
        r"(?:en|et)?|(?<=fra )(?:kommunen|regionen|rådhuset|KL|jobcentret)|kommunens? ansatte|embedsmænd|ansatte|"
        r"ledelse[n]?|personale[t]?)"
        r"(?:s repræsentanter)?(?: (?:deltog|deltager|var|mødte|i øvrigt)\b.{0,20})?|"
        r"fra [\w-]+(?:(?<!be)styrelsen|ministeriet|selskabet|kommune|region) "
        r"(?:deltog|deltager|mødte|var (?:til stede|mødt))|"
        r"(?:øvrige )?(?:gæst(?:er)?|tolk(?:e|er)?|referent(?:er)?|sekretær(?:er)?|tilforordned[e]?|embedspersoner|"
        r"bisiddere?|mødeleder|"
        r"oplægsholdere?|sagsbehandlere?|protokolfører|mødesekretær|inviterede gæster|fagpersoner|konsulent(?:er)?|"
        r"medarbejdere|kommunaldirektør(?:en)?|embedsmandsgruppen|ikke[ -]stemmeberettigede|"
        r"(?:andre|øvrige)(?: deltagere)?)",
    ),
    (
        "present",
        r"(?:følgende )?(?:medlemmer )?(?:(?:var|er) )?(?:til ?stede(?:værende)?|mødt[e]?|fremmødte?)"
        r"(?: (?:medlemmer|var|er))?"
        + _OF_THE_MEETING
        + r"|til ?stede (?:fra|for) [A-ZÆØÅ][\w -]{1,50}"
        + rf"|fra {_THE_BODY}(?: (?:deltog|deltager|mødte|er|var))?(?: (?:til ?stede|mødt))?|"
        r"(?:på|i) [\w-]*mødet (?:deltog|deltager|mødte|var (?:til stede|mødt))|"
        r"(?:følgende |i mødet )(?:deltog|deltager|mødte|var til stede|var mødt)|mødet deltog|deltog" + _OF_THE_MEETING,
    ),
    (
        "invited",
        rf"(?:møde)?deltager(?:e|ne)?(?: (?:fra|i|af) {_THE_BODY})?|"
        r"(?:møde)?deltager(?:e|ne)?(?: (?:var|i mødet|på mødet|til mødet))?|deltager(?:liste|fortegnelse|oversigt)|"
        r"mødedeltagelse|deltagende(?: medlemmer)?|(?:mødedeltagelse|deltagelse) ?/ ?afbud",
    ),
    (
        "members",
        _WHOSE
        + r"(?:[\w-]*medlemmer|sammensætning)(?:ne)?"
        + r"(?: af .{3,40})?|indkald(?:else|te?)(?: var)?|indbudte?|inviterede|"
        r"mødeindkaldte|bestyrelse[n]?|byråd(?:et)?|kommunalbestyrelse[n]?|udvalg(?:et)?|råd(?:et)?|"
        r"(?:politiske|borgere?|borgerrepræsentanter|politikere|repræsentanter|observatører|formandskab(?:et)?)",
    ),
)
_GROUP_OF = re.compile(rf"^(?:{'|'.join(f'(?P<{group}>{words})' for group, words in _GROUPS)})$", re.IGNORECASE)
_GROUP_NAMES: dict[str | None, Group] = {group: group for group, _ in _GROUPS}
# Kinds of body that head a list only with a colon: alone they are a line of the cover.
_ONLY_WITH_COLON = re.compile(
    r"^(?:bestyrelse[n]?|byråd(?:et)?|kommunalbestyrelse[n]?|udvalg(?:et)?|råd(?:et)?|politiske|borgere?|andre|øvrige|"
    r"deltog|mødt[e]?|referent|sekretær|administration(?:en)?|forvaltning(?:en)?|[\w-]*(?:afdeling|center|stab)(?:en|et)?|"
    r"[\w-]+(?:forvaltning|administration|sekretariat|direktion)(?:en|et)?|"
    r"repræsentanter|politikere|indkald\w+)$",
    re.IGNORECASE,
)
_MAY_HEAD_A_NAME = re.compile(
    r"^(?:indkald\w+|administration(?:en)?|forvaltning(?:en)?|øvrige|politikere|referent|sekretær|mødeleder)$",
    re.IGNORECASE,
)
_ONE_MEMBER = re.compile(
    r"^(?P<role>(?:\d\. )?(?:vice|over)?borgmester|(?:(?:\d\.|første|anden) )?(?:næst|vice)?formand|(?:vice)?formand)$",
    re.IGNORECASE,
)
# Labels that say nothing of their own before another: »Bemærkninger: Afbud: Bo Riis«.
_BEFORE_ANOTHER = re.compile(
    r"^(?:(?:Bemærkninger|Bemærkning|Mødedeltagelse|Fremmøde|Andet|Note)\s*:\s*|"
    r"(?:Mødedeltagelse|Deltagelse|Deltagere)\s{3,}(?=[^:]{3,30}:))(?=\S)",
    re.IGNORECASE,
)
_OF_OWNER = re.compile(r"\b(?:fra|for) (?:kommunen|regionen|rådhuset)$", re.IGNORECASE)
# Whose people a heading lists: »Fraværende (bestyrelsen):«.
_BRACKET_BEHIND = re.compile(r"\s*\([^()]{1,40}\)$")
_MARK = re.compile(r"^(?:[–−•·▪*-]\s*|o\s+(?=[A-ZÆØÅ]))+")
_LABELLED = re.compile(r"^(?P<label>[^:]{2,60}?)\s*:\s*(?P<rest>.*)$")
_WITH_GAP = re.compile(r"^(?P<label>\S[^:]{1,40}?)\s{3,}(?P<rest>\S.*)$")
# The same before a name, with nothing between them: »Afbud Bo Riis, Ane Holk«.
_BEFORE_NAME = re.compile(
    r"^(?P<label>Afbud|Fraværende|Medlemmer|Til ?stede(?: var)?|Deltagere|Mødt|Fremmødte|(?:I |På )?[Mm]ødet deltog)"
    r"\s{1,2}(?P<rest>(?:(?:næst|vice)?formand(?:en)? |borgmester(?:en)? )?[A-ZÆØÅ].*)$"
)
_APOLOGIES_FROM = re.compile(
    r"^(?:Der (?:var|er|var meldt|er meldt) )?(?:meldt )?afbud fra(?: følgende)?(?:\s*:)?\s*(?P<rest>[A-ZÆØÅ].*)$",
    re.IGNORECASE,
)
# Whose meeting a heading is of, and when, in so many words: »Fraværende i Teknik- og Miljøudvalget – 14. maj 2024:«.
_OF_BODY_AND_DAY = re.compile(
    r"^(?P<label>(?i:fraværende|afbud|ikke til ?stede|til ?stede|deltagere|fremmødte)) (?:i|på|til|fra|ved) "
    r"[A-ZÆØÅ§].{2,120}\d{4}\s?:?$"
)
# In characters: a longer one is a sentence.
_LONGEST_LABEL = 60
# Where another heading may begin behind people, and a sentence about the meeting.
_WITHIN = re.compile(r"(?<=[\w).])\s+(?=[A-ZÆØÅ][a-zæøå]+(?: [a-zæøå]+){0,2}\s?:\s)")
_BEFORE_SENTENCE = re.compile(r"(?<=[\w)])\s+(?=Mødet (?:blev|er|var|begyndte|startede|sluttede)\b)")
# What follows a list of participants: the items, or something else of the cover.
_ENDS_LIST = re.compile(
    r"^(?:(?:Dagsorden|Punkter|Sager|Punktoversigt|Sagsoversigt|Indhold\w*|Dagsordenspunkter|Åbne (?:punkter|sager)|"
    r"Lukkede (?:punkter|sager)|Åben dagsorden|Spørgetid|Referat|Luk alle punkter\b.*|Fold alle ud|Gem som fil|"
    r"Pkt\.? Tekst\b.*|Punkt\s+Overskrift\b.*|Punkter på dagsordenen|Sag nr\.?|Til indholdsfortegnelse|Underskrift\w*|"
    r"For åbne døre|Udskriv|Til toppen)\s*:?(?:\s{2,}Side)?|Sager \d.*)$",
    re.IGNORECASE,
)

# What stands in a list's place where nobody belongs there.
_NOBODY = frozenset(
    {"ingen", "ingen øvrige", "–", "-", "ingen afbud", "alle", "alle var til stede", "ingen bemærkninger"}
)


@dataclass(frozen=True)
class ParticipantHeading:
    """A line that heads people: whom it lists, the role that all have, '' for none, and the rest of the line.

    `is_of_owner`: it says that they were there for the municipality or region: officials, and those elected there.
    """

    group: Group
    rest: str = ""
    role: str = ""
    is_of_owner: bool = False


# The lines of an item are asked for by the lists and by the sentences that tell of attendance.
@lru_cache(maxsize=2**13)
def participant_heading(text: str, below: str = "") -> ParticipantHeading | None:
    """The heading that a line is or begins with; None where it is none.

    `below` is the next line with text: words that may say something else (»Indkaldelse«) head it if it is a name.
    """
    plain = _MARK.sub("", text.strip())
    if ":" in plain:
        plain = _BEFORE_ANOTHER.sub("", plain)
    if "20" in plain and (match := _OF_BODY_AND_DAY.match(plain)):
        plain = f"{match['label']}:"
    if match := _APOLOGIES_FROM.match(plain):
        return ParticipantHeading("absent", match["rest"])
    plain = f"{plain[:-1]}:" if plain.endswith(";") and ":" not in plain else plain
    has_colon = ":" in plain[: _LONGEST_LABEL + 2]
    match = _LABELLED.match(plain) if has_colon else _label_before_gap(plain)
    label, rest = (match["label"], match["rest"]) if match else (plain, "")
    label = " ".join(label.strip(" .").split())
    label = _BRACKET_BEHIND.sub("", label) if label.endswith(")") else label
    if len(label) > _LONGEST_LABEL:
        return None
    if has_colon and rest and (one := _ONE_MEMBER.match(label)):
        return ParticipantHeading("members", rest, one["role"].lower())
    found = _GROUP_OF.match(label)
    if found and (
        has_colon
        or not _ONLY_WITH_COLON.match(label)
        or (rest != "" and parse_several(rest) is not None)
        or _heads(label, below)
    ):
        group = _GROUP_NAMES[found.lastgroup]
        return ParticipantHeading(group, rest.strip(), is_of_owner=_OF_OWNER.search(label) is not None)
    return None


def _label_before_gap(text: str) -> re.Match[str] | None:
    """The label and what stands in a column behind it; a gap is of spaces, or of others that cannot be printed."""
    if match := _WITH_GAP.match(text) if "   " in text or not text.isprintable() else None:
        return match
    before = _BEFORE_NAME.match(text)
    return before if before and parse_several(sentences_of(before["rest"])[0]) else None


def _heads(label: str, below: str) -> bool:
    return _MAY_HEAD_A_NAME.match(label) is not None and parse_several(below) is not None


def parted_at_headings(text: str) -> list[str]:
    """A line of people, parted where another heading stands within it: »Til stede: Ane Holk (A) Afbud: Bo Riis«."""
    heading = participant_heading(text) if ":" in text else None
    if heading is None or not heading.rest:
        return [text]
    starts = [
        0,
        *(
            match.end()
            for match in _WITHIN.finditer(text)
            if participant_heading(text[match.end() :][: _LONGEST_LABEL + 2])
        ),
    ]
    parts = [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
    return [*parts[:-1], *_BEFORE_SENTENCE.split(parts[-1], maxsplit=1)]


def ends_list(text: str) -> bool:
    """Whether a line shows that no more participants follow."""
    return _ENDS_LIST.match(_MARK.sub("", text)) is not None


def names_nobody(text: str) -> bool:
    """Whether a list says that nobody belongs there: »Afbud: Ingen.«"""
    return text.strip(" .").casefold() in _NOBODY


def label_of_group(text: str) -> tuple[str, str] | None:
    """The label and the rest of a line of people of a party or an organisation (»Siumut: Ane Holk, Bo Riis«)."""
    match = _LABELLED.match(_MARK.sub("", text))
    return (match["label"].strip(), match["rest"].strip()) if match else None
