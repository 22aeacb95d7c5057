"""Reads one person's entry of a list: name, title, party, municipality, organisation, and remarks on attendance."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from meetings.danish.municipalities import parse_municipality

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

# What an entry or a sentence says of its person's attendance: absent, present, absent from a part of the meeting, or
# there for a part alone, as officials are who speak on one item.
Told = Literal["present", "absent", "partly", "for_a_part"]

_OFFICES = (
    r"borgmester|medlem|direktør|inspektør|repræsentant|formand|rådmand|rådkvinde|chef|konsulent|leder|sekretær|"
    r"advokat|provst|præst|læge|professor|brandmand|talsmand|fuldmægtig|lærer|pædagog|sygeplejerske|rektor|dekan|kasserer|"
    r"kirkeværge|suppleant|stedfortræder|observatør|jurist|koordinator|ingeniør|arkitekt|minister|lektor|elev|kursist|studerende|forretningsfører"
)
_TITLE = (
    rf"(?i:(?:(?:adm|tidl|fhv|fg|konst)\.\s)?(?:(?:\d\.|første|anden|tredje)\s)?[\w-]{{0,40}}(?:{_OFFICES})"
    r"(?: for [\w-]{3,40})?,?\s+(?!for\b))"
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
NAME = rf"{_CAPITAL}[\w’'.-]*(?:\s+(?:{_CAPITAL}[\w’'.-]*|af|da|de|den|der|di|du|el|la|le|ten|van|von|zu)){{1,6}}"
_ENTRY = re.compile(
    rf"^(?:\((?P<party>[A-ZÆØÅ]{{1,2}})\)\s+)?(?P<title>{_TITLE})?(?P<name>{NAME})\s*(?P<rest>(?:[,(]|\s?[-–:]\s|(?<=\s)"
    r"(?:ved|under|til|fra|indtil|i|kl\.|deltog|afbud|fraværende|grundet|pga|på grund)\s?\b).*)?$"
)
_ONLY_NAME = re.compile(rf"^{NAME}$")
_TITLES_AND_NAME = re.compile(rf"^(?P<title>{_TITLE})(?P<name>{NAME})$")
# A mark of a list, also one that ends in a bracket.
ENTRY_MARK = re.compile(r"^(?:[–−•·▪*-]|\d{1,2}[.)]|[a-zæøå]\))\s+")
# The number of a house or a plot behind a name: »Anna Holk #72 Formand«.
_HOUSE_NUMBER = re.compile(r"\s+#\d{1,4}\b\s*")
_BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")
_LETTER = re.compile(r"^[A-ZÆØÅ]$")
# The letter of a party in other signs than round brackets, or apart from the name: »[A]«, »/A/«, »/ A«, »; A«.
_PARTY_IN_SIGNS = re.compile(
    r"(?<=[^\W\d_])\.?(?:\s*(?:\[\s?(?P<boxed>[A-ZÆØÅ]{1,2})\s?\]|\{\s?(?P<braced>[A-ZÆØÅ]{1,2})\s?\}|"
    r"/(?P<between>[A-ZÆØÅ]{1,2})/)|(?:\s*[/;|]\s*|\s{2,})(?P<behind>[A-ZÆØÅ])(?=$|[,;]))"
)
_ABSENT_WORDS = (
    r"(?:med |uden )?(?:meldt )?afbud|fraværende|ikke (?:til ?stede|mødt|fremmødt)|udeblevet|forfald|syg(?:dom|meldt)?"
)
_REMARK = re.compile(
    rf"\b(?:deltog (?:ikke|kun|fra|i|under)|(?:til|fra|indtil|ankom|kom|gik|forlod\w*)\b.{{0,30}}\bkl\.?|"
    rf"(?:stedfortræder|suppleant|i stedet) for|{_ABSENT_WORDS}|forlod|(?:til ?stede|deltog|mødt|mødte)\b)(?![\w-]).*",
    re.IGNORECASE,
)
# What shows that a remark is about a part of the meeting: hours, items.
_PART = re.compile(
    r"\b(?:kl(?:okken)?\.?\s?\d|(?:punkt(?:erne|er|et)?|pkt|sag(?:erne|er|en)?|dagsordenspunkt\w*)\b\.?|delvis\w*|"
    r"en del af|behandling(?:en)?\b)",
    re.IGNORECASE,
)
_ITEM_NUMBERS = re.compile(r"\b(?:punkt\w*|pkt\.?|sag\w*)\s*(?:nr\.?\s*)?(?P<numbers>\d[\d\s,–og.-]*)", re.IGNORECASE)
_ABSENT = re.compile(rf"^(?:er |var |har |havde )?(?:{_ABSENT_WORDS})", re.IGNORECASE)
_NOT_THERE = re.compile(r"^(?:deltog|var) ikke\b", re.IGNORECASE)
# Items alone, as they stand in a list of those absent: »Bo Riis, sag 3-5«.
_ONLY_ITEMS = re.compile(r"^(?:ved |under |i |til )?(?:punkt\w*|pkt\.?|sag\w*)\s", re.IGNORECASE)
_THERE = re.compile(r"^(?:til ?stede|deltog|deltager|mødt|mødte|fremmødt)\b", re.IGNORECASE)
# What the column of a table says of those who were there: »Deltog: Ja«.
_YES_OR_NO: dict[str, Told] = {"ja": "present", "nej": "absent"}
_ROLE = re.compile(
    r"^(?:(?:1\.|2\.|3\.|første|anden|tredje)?\s*(?:vice|over)?borgmester|(?:\d\.\s)?(?:næst|vice)?formand|observatør|"
    r"rådmand|medlem|udvalgsformand|regionsrådsformand|sekretær|direktør|kommunaldirektør|byrådsmedlem|"
    r"kommunalbestyrelsesmedlem|regionsrådsmedlem|referent)\b.*$",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"(?:direktør|chef|konsulent|sekretær|referent|tolk|jurist|koordinator|ingeniør|arkitekt|sagsbehandler|leder)(?:en)?$",
    re.IGNORECASE,
)
# Words that stand in capitals on a cover or in a title, and in nobody's name.
_NO_NAME = re.compile(
    r"(?<![\w-])(?:[\w-]*(?:dagsorden|referat|punkt|punkter|møde|mødet|kommune|kommunes|udvalg|udvalget|byråd|"
    r"rådet|bestyrelsen?|forvaltning(?:en)?|afdeling(?:en)?|sekretariat(?:et)?|bilag|orientering|meddelelser|eventuelt|"
    r"budget|foreningen|mødelokale|rådhus(?:et)?|indstilling|beslutning|fremstilling|lokalplan|oversigt|"
    r"bemærkninger|medlemmer|deltagere|fortegnelse|deltagelse|regnskab|nævnet|partiet)|side|kl|region|sag|sager|nr|åben|åbent|"
    r"åbne|lukket|lukkede|godkendelse|dato|sted|tid|råd|alle|ingen|til|fra|nye|nyt|valg|status|høring|"
    r"mandag|tirsdag|onsdag|torsdag|fredag|januar|februar|marts|april|juni|juli|august|september|oktober|november|"
    r"december)(?![\w-])",
    re.IGNORECASE,
)
# The letters of an organisation behind a name: »Bitten Ulvsund DH«.
_ORGANISATION = re.compile(r"^[A-ZÆØÅ]{2,5}$")
# Words of a sentence, which no name and no remark beside one has.
_SENTENCE_WORDS = re.compile(r"(?<!\w)(?:var|er|har|havde|blev|bliver|deltog|mødte|skal|at|som|der)(?!\w)")
_OF_TOWN = re.compile(r"\b(?:Regionsk|K)ommune$")
# A municipality that is none of Denmark's: »borgmester i Nørrefjord Kommune«.
_UNKNOWN_TOWN = re.compile(
    rf"^(?:(?P<role>.+?)(?:,| i| for| fra)\s+|(?P<title>{_TITLE}))?"
    rf"(?P<town>{_CAPITAL}[\w-]+(?: (?:og )?{_CAPITAL}[\w-]+){{0,3}}) (?:Regionsk|K)ommune$"
)
# In characters. A longer line is a text: it is no entry, and is not searched for names.
LONGEST_ENTRY = 300


@dataclass(frozen=True)
class Entry:
    """One person of a list. `told` is what the entry says of attendance, `items` the items that it says it of."""

    name: str
    party: str = ""
    municipality: str = ""
    role: str = ""
    told: Told | None = None
    items: tuple[int, ...] = ()
    # Whether it is said of the meeting, wherever it stands: »deltog ikke i mødet«.
    is_of_meeting: bool = False

    @property
    def has_unknown_municipality(self) -> bool:
        """Whether a municipality is named that is none of those that are known."""
        return self.municipality != "" and parse_municipality(self.municipality) is None

    @property
    def is_official(self) -> bool:
        """Whether title or role is one of the administration's, and no party is named."""
        return not self.party and bool(self._offices)

    @property
    def is_writer(self) -> bool:
        """Whether it is an official who wrote the minutes: a director or secretary who is »referent« too."""
        return not self.party and len(self._offices) > 1 and "referent" in self._offices

    @property
    def _offices(self) -> set[str]:
        parts = re.split(r",\s*| i | for ", self.role.casefold())
        return {part for part in parts if part and _OFFICIAL.search(part)}


def party_letter(text: str) -> str:
    """The letter of a party given by letter or name; '' where the text is neither."""
    words = " ".join(text.split()).strip("., ")
    return words if _LETTER.match(words) else PARTY_LETTERS.get(words.casefold(), "")


def parse_entry(text: str) -> Entry | None:
    """One participant's line; None where it is not a name."""
    unmarked = with_party_in_brackets(ENTRY_MARK.sub("", text)) if len(text) <= LONGEST_ENTRY else ""
    match = _ENTRY.match(_HOUSE_NUMBER.sub(", ", unmarked) if "#" in unmarked else unmarked) if unmarked else None
    if not match or parse_municipality(text) or party_letter(text) or (_ROLE.match(text) and not match["title"]):
        return None
    name, title = _without_title(" ".join(match["name"].split()), (match["title"] or "").strip(" ,"))
    name, organisation = _without_organisation(name)
    if not is_name(name):
        return None
    entry = Entry(name, party=match["party"] or "", role=join_roles(title.lower(), organisation))
    rest = match["rest"] or ""
    for bracket in _BRACKET.finditer(rest):
        for part in re.split(r"[,;/]\s*", bracket["inside"]):
            entry = with_detail(entry, part)
    outside = _BRACKET.sub(",", rest)
    remark = _REMARK.search(outside)
    for part in re.split(r",\s*|\s[-–]\s|:\s", _REMARK.sub("", outside)):
        entry = with_detail(entry, part)
    return with_remark(entry, remark.group().strip(" ,.")) if remark else entry


def with_party_in_brackets(text: str) -> str:
    """A text with the letters of parties in round brackets, whatever signs they are in."""
    return _PARTY_IN_SIGNS.sub(lambda match: f" ({next(filter(None, match.groups()))})", text)


def is_name(name: str) -> bool:
    """Whether words in capitals can be a person's: of at least two, none of them one of agendas and addresses."""
    words = name.split()
    return len(words) > 1 and not _NO_NAME.search(name) and len(words[-1].strip(".")) > 1 and not name.endswith(" i")


def with_detail(entry: Entry, text: str) -> Entry:
    """The entry with what `text` says: a party, a municipality, known or not, a remark, else a role or organisation."""
    words = " ".join(text.split()).strip(" ,.-–:")
    if not words:
        return entry
    if told := _YES_OR_NO.get(words.casefold()):
        return replace(entry, told=told)
    if party := party_letter(words):
        return replace(entry, party=entry.party or party)
    if town := parse_municipality(words):
        return replace(entry, municipality=entry.municipality or town)
    if _REMARK.match(words) or is_of_part(words):
        return with_remark(entry, words)
    town_at_end = re.match(r"^(?P<role>.+?)(?:,| i| for)?\s+(?P<town>\S+(?:\s\S+)? Kommune)$", words)
    if town_at_end and (town := parse_municipality(town_at_end["town"])):
        return replace(entry, municipality=entry.municipality or town, role=join_roles(entry.role, town_at_end["role"]))
    if not entry.municipality and (unknown := _UNKNOWN_TOWN.match(words)) and not _NO_NAME.search(unknown["town"]):
        role = join_roles(entry.role, (unknown["role"] or unknown["title"] or "").strip())
        return replace(entry, municipality=unknown["town"], role=role)
    return replace(entry, role=join_roles(entry.role, words))


def with_remark(entry: Entry, remark: str) -> Entry:
    """The entry with a remark on attendance; what is more than »afbud« or »til stede« alone stays in the role."""
    told, items = told_in(remark)
    if told and not is_of_part(remark):
        return replace(entry, told=told)
    return replace(entry, told=told or entry.told, items=items or entry.items, role=join_roles(entry.role, remark))


def told_in(remark: str) -> tuple[Told | None, tuple[int, ...]]:
    """What a remark says of attendance, and the items that it says it of."""
    if is_of_part(remark):
        is_of_absence = _ABSENT.match(remark) or _NOT_THERE.match(remark) or _ONLY_ITEMS.match(remark)
        return "partly", item_numbers(remark) if is_of_absence else ()
    if _ABSENT.match(remark) or re.fullmatch(r"(?:deltog|var) ikke(?: i mødet| til stede)?\.?", remark, re.IGNORECASE):
        return "absent", ()
    return ("present" if _THERE.match(remark) else None), ()


def is_of_part(remark: str) -> bool:
    """Whether a remark is about a part of the meeting: hours, items."""
    return _PART.search(remark) is not None


def item_numbers(text: str) -> tuple[int, ...]:
    """The numbers of the items that a text names: (5, 6, 7) for »punkterne 5-7«."""
    numbers: list[int] = []
    for match in _ITEM_NUMBERS.finditer(text):
        for first, last in re.findall(r"(\d{1,4})(?:\s?[-–]\s?(\d{1,4}))?", match["numbers"]):
            end = int(last or first)
            numbers += range(int(first), end + 1) if end - int(first) < 200 else [int(first)]
    return tuple(numbers)


def extended(last: Entry, text: str) -> Entry | None:
    """The last entry with the role, party or municipality that a line of its own adds; None if it adds none."""
    if len(text) > LONGEST_ENTRY:
        return None
    inside = text.strip().strip("()")
    if inside.casefold() == "kommune" and last.municipality:
        return last
    detail = with_detail(Entry(last.name), inside)
    if detail.has_unknown_municipality and detail.role:
        return None
    is_remark = any(pattern.match(inside) for pattern in (_ROLE, _REMARK, _ONLY_ITEMS))
    is_remark = is_remark or inside.casefold() in _YES_OR_NO
    if not (detail.party or detail.municipality or is_remark):
        return None
    if (detail.party and last.party) or (detail.municipality and last.municipality) or len(last.role) > LONGEST_ENTRY:
        return None
    return replace(
        last,
        party=last.party or detail.party,
        municipality=last.municipality or detail.municipality,
        role=join_roles(last.role, detail.role),
        told=detail.told or last.told,
        items=detail.items or last.items,
    )


def parse_several(text: str) -> list[Entry] | None:
    """The people that a text lists with commas, »og« or semicolons, each with what follows the name; None if others.

    »Ane Holk (A), formand, Bo Riis og Karl Vad«.
    """
    stripped = with_party_in_brackets(text.strip(" ,;."))
    if not stripped or len(stripped) > 10 * LONGEST_ENTRY:
        return None
    parts = _parts_of(stripped)
    entries: list[Entry] = []
    for part in parts:
        if entry := parse_entry(part):
            entries.append(entry)
        elif entries and _is_detail(part):
            entries[-1] = with_detail(entries[-1], part)
        else:
            return None
    return entries or None


def those_named(text: str) -> tuple[list[Entry], list[str]]:
    """The people among those that a text lists, and the parts that name nobody: »Seniorrådet, Ane Holk og Bo Riis«.

    Both are empty for a sentence.
    """
    if len(text) > 10 * LONGEST_ENTRY or _SENTENCE_WORDS.search(text):
        return [], []
    entries: list[Entry] = []
    others: list[str] = []
    for part in _parts_of(text.strip(" ,;.")):
        several = parse_several(part)
        entries += several or []
        others += [] if several else [part]
    return entries, others


def names_people(text: str) -> bool:
    """Whether a line is nothing but people with their parties: »Ane Holk (A), Bo Riis (V)«."""
    entries = parse_several(text) if "(" in text else None
    return bool(entries) and all(entry.party for entry in entries or ())


def _is_detail(part: str) -> bool:
    """Whether a part of an enumeration can be said of the person before it."""
    if len(part) > LONGEST_ENTRY:
        return False
    is_known = _OF_TOWN.search(part) or _REMARK.match(part) or _ROLE.match(part)
    return bool(is_known) or not (_NO_NAME.search(part) or _SENTENCE_WORDS.search(part))


def _parts_of(text: str) -> list[str]:
    """The parts of an enumeration; a comma or »og« within brackets parts nothing."""
    parts: list[str] = []
    start = depth = 0
    for match in re.finditer(r"[()]|,\s*|;\s*|\s+(?:og|samt)\s+(?=[A-ZÆØÅ\d]|[a-zæøå]+\s[A-ZÆØÅ])", text):
        sign = match.group().strip()
        if sign in {"(", ")"}:
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def split_at_organisations(text: str) -> list[str]:
    """A line of two people or more with the letters of organisations behind their names: »Ane Holk DH Bo Riis LEV«.

    Gives one part where there are no such letters, or nobody behind them.
    """
    parts: list[list[str]] = [[]]
    for word in text.split():
        parts[-1].append(word)
        if _ORGANISATION.match(word) and len(parts[-1]) > 2:
            parts.append([])
    found = [" ".join(part) for part in parts if part]
    return found if len(found) > 1 and all(parse_entry(part) for part in found) else [text]


def split_in_two(text: str, known: Iterator[str] | Sequence[str] = ()) -> list[str]:
    """Two names on one line without anything between: where a known name is one of them, else in the middle."""
    words = text.split()
    if not _ONLY_NAME.match(text):
        return [text]
    for name in known:
        if text.startswith(f"{name} ") and is_name(text[len(name) :].strip()):
            return [name, text[len(name) :].strip()]
        if text.endswith(f" {name}") and is_name(text[: -len(name)].strip()):
            return [text[: -len(name)].strip(), name]
    return [" ".join(words[:2]), " ".join(words[2:])] if len(words) == 4 else [text]


def join_roles(first: str, second: str) -> str:
    """Two remarks on a person as one; a second that is in the first is not said again."""
    return f"{first}, {second}" if first and second and second not in first else first or second


def _without_title(name: str, title: str) -> tuple[str, str]:
    """Name and title, where more words than the pattern took belong to the title: »Overborgmester Frode Jelling«."""
    match = _TITLES_AND_NAME.match(name)
    return (match["name"], join_roles(title, match["title"].strip(" ,"))) if match else (name, title)


def _without_organisation(name: str) -> tuple[str, str]:
    """A name without the letters of an organisation behind it; those in a name all in capitals are part of it."""
    first, _, last = name.rpartition(" ")
    if " " in first and _ORGANISATION.match(last) and not first.isupper():
        return first, last
    return name, ""
