"""Reads one person's entry of a list: name, title, party, municipality, organisation, and remarks on attendance."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from meetings.danish.municipalities import known_municipalities, parse_municipality
from meetings.parsing.structure.party_names import party_letter, with_party_in_brackets

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
_PARTICLE = rf"d[’']{_CAPITAL}[\w-]*|af|da|de|den|der|di|du|el|la|le|ten|van|von|zu"
NAME = rf"{_CAPITAL}[\w’'.-]*(?:\s+(?:{_CAPITAL}[\w’'.-]*|(?:{_PARTICLE})(?!\w))){{1,6}}"
_ENTRY = re.compile(
    rf"^(?:\((?P<party>[A-ZÆØÅ]{{1,2}})\)\s+)?(?P<title>{_TITLE})?(?P<name>{NAME})\s*(?P<rest>(?:[,(]|\s?[-–:]\s|(?<=\s)"
    r"(?:ved|under|til|fra|indtil|i|kl\.|deltog|afbud|fraværende|grundet|pga|på grund|for(?= [A-ZÆØÅ]))\s?\b).*)?$"
)
# Who holds an office somewhere, all in capitals: »Direktør i Danske Havne Gitte Holk«, »politisk chef i DOF Bo Riis«.
_OFFICE_AT = re.compile(
    rf"^(?P<title>(?i:(?:[\w-]{{3,30}}(?:isk|lig|el|al|ende) )?[\w-]{{0,40}}(?:{_OFFICES})) (?:i|ved|hos|på|fra)) "
    rf"(?P<capitals>{_CAPITAL}[\w’'./&-]*(?: {_CAPITAL}[\w’'.-]*){{2,5}})"
    r"(?P<rest>(?:[,(]| [-–:(]| (?:grundet|pga)\b).*)?$"
)
# An office with a sign before the one who holds it: »Borgmester - Erik Lund (C)«.
_OFFICE_THEN_SIGN = re.compile(rf"^(?P<office>(?i:[\w-]{{0,20}}(?:{_OFFICES})))\s?[-–:]\s(?={_CAPITAL})")
_ENDS_PLACE = re.compile(r"^(?:kommune|universitet|gymnasium|a/s|i/s|aps|amba)$", re.IGNORECASE)
_TITLES_AND_NAME = re.compile(rf"^(?P<title>{_TITLE})(?P<name>{NAME})$")
# A mark of a list, also one that ends in a bracket.
ENTRY_MARK = re.compile(r"^(?:[–−•·▪*-]|\d{1,2}[.)]|[a-zæøå]\))\s+")
# The number of a house or a plot behind a name: »Anna Holk #72 Formand«.
_HOUSE_NUMBER = re.compile(r"\s+#\d{1,4}\b\s*")
_BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")
_ABSENT_WORDS = (
    r"(?:med |uden )?(?:meldt )?afbud|fraværende|ikke (?:til ?stede|mødt|fremmødt)|udeblevet|forfald|syg(?:dom|meldt)?"
)
REMARK = re.compile(
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
ROLE = re.compile(
    r"^(?:(?:1\.|2\.|3\.|første|anden|tredje)?\s*(?:vice|over)?borgmester|(?:\d\.\s)?(?:næst|vice)?formand|observatør|"
    r"rådmand|medlem|udvalgsformand|regionsrådsformand|sekretær|direktør|kommunaldirektør|byrådsmedlem|"
    r"kommunalbestyrelsesmedlem|regionsrådsmedlem|referent)\b.*$",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"(?:direktør|chef|konsulent|sekretær|referent|tolk|jurist|koordinator|ingeniør|arkitekt|sagsbehandler|leder)(?:en)?$",
    re.IGNORECASE,
)
_ELECTED = re.compile(
    r"\b(?:(?:vice|over)?borgmester|rådmand|rådkvinde|(?:by|region(?:s|al)?)rådsmedlem|kommunalbestyrelsesmedlem|"
    r"udvalgsformand|regionsrådsformand|medlem af (?:byrådet|kommunalbestyrelsen|regionsrådet))\b",
    re.IGNORECASE,
)
# Words that stand in capitals on a cover or in a title, and in nobody's name.
_ENDS_OF_NO_NAME = (
    *("dagsorden", "referat", "punkt", "punkter", "møde", "mødet", "kommune", "kommunes", "udvalg", "udvalget"),
    *("byråd", "rådet", "bestyrelse", "bestyrelsen", "forvaltning", "forvaltningen", "afdeling", "afdelingen"),
    *("sekretariat", "sekretariatet", "bilag", "orientering", "meddelelser", "eventuelt", "budget", "foreningen"),
    *("mødelokale", "rådhus", "rådhuset", "indstilling", "beslutning", "fremstilling", "lokalplan", "oversigt"),
    *("bemærkninger", "medlemmer", "deltagere", "fortegnelse", "deltagelse", "regnskab", "nævnet", "partiet"),
)
_IN_NO_NAME = frozenset(
    {
        *("side", "kl", "region", "sag", "sager", "nr", "åben", "åbent", "åbne", "lukket", "lukkede", "godkendelse"),
        *("dato", "sted", "tid", "råd", "alle", "ingen", "til", "fra", "nye", "nyt", "valg", "status", "høring"),
        *("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "januar", "februar", "marts", "april", "juni", "juli"),
        *("august", "september", "oktober", "november", "december"),
    }
)
_WORD = re.compile(r"[\w-]+")
# The letters of an organisation behind a name: »Bitten Ulvsund DH«.
ORGANISATION = re.compile(r"^[A-ZÆØÅ]{2,5}$")
# A municipality that is none of Denmark's: »borgmester i Nørrefjord Kommune«.
_UNKNOWN_TOWN = re.compile(
    rf"^(?:(?P<role>.+?)(?:,| i| for| fra)\s+|(?P<title>{_TITLE}))?"
    rf"(?P<town>{_CAPITAL}[\w-]+(?: (?:og )?{_CAPITAL}[\w-]+){{0,3}}) (?:Regionsk|K)ommune$"
)
# The words in capitals of a place and a name that have one and two.
_SHORTEST_WITH_PLACE = 3
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
    def is_elected(self) -> bool:
        """Whether the role is one that people are elected for in a municipality or region."""
        return _ELECTED.search(self.role) is not None

    @property
    def is_writer(self) -> bool:
        """Whether it is an official who wrote the minutes: a director or secretary who is »referent« too."""
        return not self.party and len(self._offices) > 1 and "referent" in self._offices

    @property
    def _offices(self) -> set[str]:
        parts = re.split(r",\s*| i | for ", self.role.casefold())
        return {part for part in parts if part and _OFFICIAL.search(part)}


def parse_entry(text: str) -> Entry | None:
    """One participant's line; None where it is not a name."""
    return _entry(text, known_municipalities())


# What a line is, and what its columns are, several rules ask about each; the answer depends on the municipalities.
@lru_cache(maxsize=2**10)
def _entry(text: str, _known: object) -> Entry | None:
    unmarked = with_party_in_brackets(ENTRY_MARK.sub("", text)) if len(text) <= LONGEST_ENTRY else ""
    unmarked = _OFFICE_THEN_SIGN.sub(r"\g<office> ", unmarked)
    if at_place := _OFFICE_AT.match(unmarked):
        return _of_office(at_place)
    match = _ENTRY.match(_HOUSE_NUMBER.sub(", ", unmarked) if "#" in unmarked else unmarked) if unmarked else None
    if not match or parse_municipality(text) or party_letter(text) or (ROLE.match(text) and not match["title"]):
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
    remark = REMARK.search(outside)
    for part in re.split(r",\s*|\s[-–]\s|:\s", REMARK.sub("", outside)):
        entry = with_detail(entry, part)
    return with_remark(entry, remark.group().strip(" ,.")) if remark else entry


def _of_office(match: re.Match[str]) -> Entry | None:
    """Who holds an office at a place of one word or two, or that ends in what such a place is called."""
    words = match["capitals"].split()
    end = next((at for at, word in enumerate(words, start=1) if _ENDS_PLACE.match(word)), 0)
    has_one_word = words[0].isupper() or (len(words) == _SHORTEST_WITH_PLACE and words[0] != "Region")
    place = end or (1 if has_one_word else 2)
    entry = parse_entry(f"{' '.join(words[place:])}{match['rest'] or ''}")
    title = f"{match['title'].lower()} {' '.join(words[:place])}"
    return replace(entry, role=join_roles(title, entry.role)) if entry else None


def is_name(name: str) -> bool:
    """Whether words in capitals can be a person's: of at least two, none of them one of agendas and addresses."""
    words = name.split()
    return (
        len(words) > 1 and not has_word_of_agendas(name) and len(words[-1].strip(".")) > 1 and not name.endswith(" i")
    )


def has_word_of_agendas(text: str) -> bool:
    """Whether one of the words is one of covers and titles, which nobody's name has."""
    words = _WORD.findall(text.lower())
    return any(word in _IN_NO_NAME or word.endswith(_ENDS_OF_NO_NAME) for word in words)


def are_initials(letters: str, name: str) -> bool:
    """Whether letters are those by which minutes call somebody from then on: »HT«, »TKJ« of »Tom Kai Juul«."""
    firsts = "".join(word[0] for word in re.split(r"[\s-]+", name) if word)
    return 2 <= len(letters) <= len(firsts) and letters in {firsts, firsts[:1] + firsts[-1:], firsts[:2]}


def with_detail(entry: Entry, text: str) -> Entry:
    """The entry with what `text` says: a party, a municipality, known or not, a remark, else a role or organisation."""
    words = " ".join(text.split()).strip(" ,.-–:")
    if not words:
        return entry
    if told := _YES_OR_NO.get(words.casefold()):
        return replace(entry, told=told)
    if party := party_letter(words):
        return replace(entry, party=entry.party or party)
    if are_initials(words, entry.name):
        return entry
    if town := parse_municipality(words):
        return replace(entry, municipality=entry.municipality or town)
    if REMARK.match(words) or is_of_part(words):
        return with_remark(entry, words)
    town_at_end = re.match(r"^(?P<role>.+?)(?:,| i| for)?\s+(?P<town>\S+(?:\s\S+)? Kommune)$", words)
    if town_at_end and (town := parse_municipality(town_at_end["town"])):
        return replace(entry, municipality=entry.municipality or town, role=join_roles(entry.role, town_at_end["role"]))
    if not entry.municipality and (unknown := _UNKNOWN_TOWN.match(words)) and not has_word_of_agendas(unknown["town"]):
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
    is_remark = any(pattern.match(inside) for pattern in (ROLE, REMARK, _ONLY_ITEMS))
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


def is_of_contents(text: str) -> bool:
    """Whether a numbered line of a list is no person's: the items are listed below the participants."""
    return text[:1].isdigit() and parse_entry(text) is None and extended(Entry(""), text) is None


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
    if " " in first and ORGANISATION.match(last) and not first.isupper():
        return first, last
    return name, ""
