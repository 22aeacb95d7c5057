"""Finds who was appointed to what: by the decision or recommendation, the predecessor by all of the item's texts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from meetings.danish.dates import first_date
from meetings.danish.municipalities import parse_municipality
from meetings.parsing.document import FieldName
from meetings.parsing.structure.party_names import party_letter
from meetings.parsing.text.sentences import split_sentences

_NAME = (
    r"(?<!\w)(?!KKR\b)[A-ZÆØÅÉ](?:[\wæøåéü’'-]+|\.(?:-?[A-ZÆØÅÉ]\.){0,2})"
    r"(?: (?:[A-ZÆØÅÉ][\wæøåéü.’'-]*|af|de|von|van)){1,4}"
)
_TITLE = r"(?:(?:vice)?borgmester|rådmand|direktør|formand|næstformand|(?:nyt? )?medlem)"
_APPOINT = r"(?:(?:gen|ny)?(?:udpeg(?:ede|er|es|et|edes)|udpege|valgte|vælger|vælges|valgt|vælge)|indtræder|indstiller)"
_PERSON = re.compile(
    rf"(?P<name>{_NAME})(?: \((?P<party>[A-ZÆØÅ]{{1,2}}|[A-ZÆØÅ][\w ]+)\))?"
    r"(?:,? (?:(?:som er )?(?:\w+ )?(?:medlem af )?"
    r"(?:kommunalbestyrelsen |byrådet |borgmester |rådmand |\w*direktør )?(?:i|fra) )?"
    r"(?P<town>[A-ZÆØÅ][\w-]+ Kommune)\b)?"
)
_APPOINTS = re.compile(rf"\b{_APPOINT}\b", re.IGNORECASE)
_NAMED_NEXT = re.compile(rf"\b(?:{_APPOINT}|blev|bliver)(?: at)?(?: {_TITLE})? $", re.IGNORECASE)
_NOT_NOW = re.compile(
    r"\b(?:er|var|har været) (?:oprindeligt |tidligere )?(?:udpeget|valgt)\b|\bblev (?:oprindeligt|tidligere)\b"
)
_NO_PERSON = re.compile(
    r"\b(?:KKR|KL|Region|Regionen|Kommune|Kommuner|Erhvervshus|Business|Danmarks|Dansk|Danske|Nordjyllands?|Midtjyllands?|"
    r"Sjællands?|Syddanmarks?|Hovedstadens?|Det|Den|De)\b"
)
_BODY_BEFORE_NAME = re.compile(
    r"^.*\b(?:Danmarks?|Hovedstadens?|Midtjyllands?|Nordjyllands?|Sjællands?|Syddanmarks?) (?=\w+ \w)"
)
_BODY = re.compile(
    r"\b(?:til|i|for)(?: posten (?:i|som \w+ i))?(?: en plads i)? "
    r"(?P<body>(?:(?:bestyrelsen|repræsentantskabet|styregruppen) (?:for|i) )?"
    r"[A-ZÆØÅ][\w-]*(?: (?:[A-ZÆØÅ][\w&-]*|for|og|i|bestyrelse|styregruppe|udvalg))*)"
)
_TITLE_BODY = re.compile(
    r"^(?:Gen|Ny)?(?:[Uu]dpegning(?:er)?|[Vv]alg|[Uu]dpegelse)\b.*?\b(?:til (?=\S)|i (?=[A-ZÆØÅ]))(?P<body>.+)$"
)
_BOARD_OF = re.compile(r"^(?:bestyrelsen|repræsentantskabet|styregruppen) (?:for|i) (?P<name>.+)$")
_BOARD = re.compile(r"^(?P<name>.+?)s? bestyrelsen?$")
_ROLE = re.compile(
    r"\b(?:som|til) (?P<role>(?:ny |nyt |ordinær )?"
    r"(?:\w*repræsentant|\w*medlem|formand|næstformand|suppleant|stedfortræder|observatør)(?: af bestyrelsen)?)\b"
)
_ROLE_IN_LABEL = re.compile(
    r"(?:^|[ –-])(?P<role>\w{0,30}medlem|\w{0,30}repræsentant|formand|næstformand|suppleant|stedfortræder|"
    r"observatør): $",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^[A-ZÆØÅ][^:.]{0,60}: \S")
_DEPUTIES = ("suppleant", "stedfortræder")
_MEMBER_OF = {
    "bestyrelse": "bestyrelsesmedlem",
    "repræsentantskab": "medlem af repræsentantskabet",
    "styregruppe": "medlem af styregruppen",
}
_LEAVES = re.compile(
    r"\b(?:tr(?:ække|ækker|ukket|ak) sig|udtræder?|udtrådte?|fratræder?|fratrådt|stoppe[rt]?|i stedet for|"
    r"afløser|efterfølger|erstatter|forlade[rt]?|forladt|fritaget for|nedlægger|nedlagt|træder? ud|trådt ud|"
    r"afløst|afløses|afgår|afgået|fraflytte[rt])\b"
)
_INSTEAD_OF = re.compile(
    rf"\b(?:i stedet for|afløser(?: for)?|efter|efterfølger(?: for)?|erstatter)(?: {_TITLE})? (?P<name>{_NAME})"
)
_DATE = r"\d{1,2}\.\s?\w{3,9}\.? (?:19|20)\d{2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}"
_FROM = r"(?<!brev )(?<!møde )(?<!mødet )(?<!referat )(?<!referatet )fra(?: og med)?(?: den| d\.)"
_STARTS = re.compile(
    rf"\b(?:pr\.|(?:med )?virkning (?:fra|pr\.)(?: og med)?(?: den| d\.)?|{_FROM}|"
    r"(?:tiltræder|tiltrædelse|begynder|starter|med start)(?: den| d\.| pr\.)?|"
    rf"(?:for|i) (?:\w*perioden|tiden)(?: fra)?(?: den| d\.)?) (?P<date>{_DATE})\b"
    r"|\b(?:for|i) (?:\w*perioden|årene|tiden)(?: fra)? (?P<year>20\d{2})\s?[-–−/]\s?(?:20)?\d{2}\b(?![-./]\d)"
)
_DEPARTS = re.compile(
    r"\b(?:tr(?:ække|ækker|ukket|ak) sig|udtræder?|udtrådte?|udtrådt|fratræder?|fratrådte?|stoppe[rt]?|afgår|afgået|"
    r"forlade[rt]?|fraflytte[rt])\b"
)
_OF_APPOINTMENTS = re.compile(r"\b(?:[Uu]dpegning(?:en|erne)?|[Vv]alget|[Hh]vervet|[Pp]osten)\b")
WHILE_CLAUSE = re.compile(r",? (?:mens|men) ")
# In characters: how far before and after a name the words are looked at that say what the person is appointed to.
CONTEXT_LENGTH = 300


@dataclass(frozen=True)
class FoundAppointment:
    """A person appointed in an item, or a seat that stays empty (`person` is ''); `field` is the text that says so."""

    person: str
    party: str
    municipality: str
    body: str
    role: str
    replaces: str
    starts: date | None
    field: FieldName


@dataclass(frozen=True)
class _NamedPerson:
    """A person in a sentence that appoints, with what stands before the name and after it, up to the next."""

    match: re.Match[str]
    before: str
    after: str


def find_appointments(title: str, texts: Mapping[FieldName, str]) -> tuple[FoundAppointment, ...]:
    """The appointments of an item by its title and texts: those of its decision, else of its recommendation."""
    for field in ("decision", "recommendation"):
        if found := _appointed_persons(texts.get(field, "")):
            general = _start_date_of_all(title, texts.get("decision", ""))
            appointed = [_found_appointment(named, title, field, general) for named in found]
            return tuple(_with_predecessors(appointed, _leavers(texts, {person.person for person in appointed})))
    return ()


def appoints(sentence: str, *, with_name: bool = False) -> bool:
    """Whether a sentence appoints; with `with_name`, whether it appoints somebody by name."""
    if not _APPOINTS.search(sentence) or _NOT_NOW.search(sentence):
        return False
    return bool(_persons(sentence, "")) if with_name else True


def is_labelled(sentence: str) -> bool:
    """Whether a sentence begins with a label, as an entry of a list without marks: »Suppleant: Lise Holm (A)«."""
    return bool(_LABELLED.match(sentence))


def _appointed_persons(text: str) -> list[_NamedPerson]:
    """The persons in sentences that appoint; the entries of a list below such a sentence count."""
    found: list[_NamedPerson] = []
    opening = ""
    for sentence in split_sentences(text):
        is_entry = sentence.startswith(("–", "-")) or (bool(opening) and is_labelled(sentence))
        if appoints(sentence) and not (is_entry and is_labelled(sentence)):
            opening = "" if is_entry else sentence
        elif not is_entry or not opening:
            opening = ""
            continue
        found += _persons(sentence, opening[-CONTEXT_LENGTH:] if is_entry else "")
    return found


def _persons(sentence: str, opening: str) -> list[_NamedPerson]:
    predecessors = [match.start("name") for match in _INSTEAD_OF.finditer(sentence)]
    persons = [
        match
        for match in _PERSON.finditer(sentence)
        if match.start() not in predecessors and _is_appointed(match, sentence)
    ]
    starts = [0, *(person.end() for person in persons)]
    ends = [*(person.start() for person in persons[1:]), len(sentence)]
    return [
        _NamedPerson(
            person,
            before=f"{opening} {sentence[max(start, person.start() - CONTEXT_LENGTH) : person.start()]}",
            after=WHILE_CLAUSE.split(sentence[person.end() : min(end, person.end() + CONTEXT_LENGTH)], maxsplit=1)[0],
        )
        for person, start, end in zip(persons, starts, ends, strict=False)
    ]


def _is_appointed(person: re.Match[str], sentence: str) -> bool:
    """Whether a name is a person's: a party, a municipality, a role or the verb stands by it, or it begins an entry."""
    if _NO_PERSON.search(person["name"]):
        return False
    before = sentence[max(0, person.start() - 40) : person.start()]
    after = sentence[person.end() : person.end() + 40]
    is_named = before in {"– ", "- "} or _NAMED_NEXT.search(before) or _ROLE.match(after.lstrip())
    return bool(person["party"] or person["town"] or is_named)


def _found_appointment(
    named: _NamedPerson, title: str, field: FieldName, starts_of_all: date | None
) -> FoundAppointment:
    party = named.match["party"] or ""
    replaces = _INSTEAD_OF.search(named.after)
    return FoundAppointment(
        person=named.match["name"].rstrip("."),
        party=party_letter(party) or party,
        municipality=parse_municipality(named.match["town"] or "") or "",
        body=body_of_seat(named.before, named.after, title),
        role=role_of_seat(named.before, named.after, title),
        replaces=_name_without_title(replaces["name"]) if replaces else "",
        starts=_start_date(named) or starts_of_all,
        field=field,
    )


def _start_date(named: _NamedPerson) -> date | None:
    """From when somebody is appointed, by the words around the name; the day on which another leaves is not it."""
    after = _DEPARTS.split(named.after, maxsplit=1)[0]
    before = named.before
    if _DEPARTS.search(before):
        verbs = list(_APPOINTS.finditer(before))
        before = before[verbs[-1].end() :] if verbs else ""
    return _first_start(after) or _first_start(before)


def _start_date_of_all(title: str, decision: str) -> date | None:
    """From when everybody in the item is appointed, by a sentence of the decision about it or by the title."""
    about = [
        sentence
        for sentence in split_sentences(decision)
        if _OF_APPOINTMENTS.search(sentence) and not _DEPARTS.search(sentence)
    ]
    return next((day for text in [*about, title] if (day := _first_start(text))), None)


def _first_start(text: str) -> date | None:
    match = _STARTS.search(text)
    if not match:
        return None
    return date(int(match["year"]), 1, 1) if match["year"] else first_date(match["date"])


def _with_predecessors(appointed: Sequence[FoundAppointment], leavers: Sequence[str]) -> Iterator[FoundAppointment]:
    """Those appointed with whom they replace, where as many leave as come; deputies replace nobody before members."""
    without_predecessor = [person for person in appointed if not person.replaces]
    members = [person for person in without_predecessor if person.role not in _DEPUTIES]
    leaving = [name for name in leavers if name not in {person.replaces for person in appointed}]
    successors = next((group for group in (without_predecessor, members) if len(group) == len(leaving)), [])
    replaced = dict(zip((person.person for person in successors), leaving, strict=False))
    for person in appointed:
        yield replace(person, replaces=person.replaces or replaced.get(person.person, ""))


def _leavers(texts: Mapping[FieldName, str], appointed: AbstractSet[str]) -> list[str]:
    """The names of those who leave: after "i stedet for", or last before a verb that says so, in order of mention."""
    named: list[str] = []
    text = "\n".join(texts.get(field, "") for field in ("decision", "recommendation", "presentation", "background"))
    for sentence in split_sentences(text):
        instead = [match["name"] for match in _INSTEAD_OF.finditer(sentence)]
        leaves = None if instead else _LEAVES.search(sentence)
        before = (
            list(re.finditer(_NAME, sentence[max(0, leaves.start() - CONTEXT_LENGTH) : leaves.start()]))
            if leaves
            else []
        )
        persons = [name for match in before if not _NO_PERSON.search(name := _BODY_BEFORE_NAME.sub("", match.group()))]
        named += instead or persons[-1:]
    return [
        name
        for name in dict.fromkeys(map(_name_without_title, named))
        if name not in appointed and not _NO_PERSON.search(name)
    ]


def _name_without_title(name: str) -> str:
    """A name without the title before it and the stop after it."""
    words = " ".join(name.split()).rstrip(".,")
    return re.sub(rf"^{_TITLE} (?=\w+ \w)", "", words, flags=re.IGNORECASE)


def body_of_seat(before: str, after: str, title: str) -> str:
    """The body that somebody is appointed to, by the words `before` and `after` the name, else by the item's title.

    It is named without the words for its board, so that each body has one name.
    """
    in_title = _TITLE_BODY.match(title)
    later = _BODY.search(_INSTEAD_OF.sub("", after))
    earlier = None if later or in_title else _BODY.search(_INSTEAD_OF.sub("", before))
    in_sentence = later or earlier
    return seat_body_name(in_sentence["body"] if in_sentence else in_title["body"] if in_title else title)


def seat_body_name(text: str) -> str:
    """The name of a body: "bestyrelsen for Erhvervshus Nord" and "Erhvervshus Nords bestyrelse" are one."""
    words = re.sub(r"(?: (?:for|og|i))+$", "", " ".join(text.split()).rstrip(".,"))
    if match := _BOARD_OF.match(words):
        return match["name"]
    if match := _BOARD.match(words):
        return match["name"]
    return words


def role_of_seat(before: str, after: str, title: str) -> str:
    """The role that somebody is appointed to: as the words say, else member of the kind of body; '' without either."""
    match = _ROLE_IN_LABEL.search(before) or _ROLE.search(after) or _ROLE.search(before)
    if match:
        return match["role"].lower().removeprefix("ny ").removeprefix("nyt ")
    organ = re.search(r"\b(?P<organ>bestyrelse|repræsentantskab|styregruppe)", f"{after} {before} {title}")
    return _MEMBER_OF[organ["organ"]] if organ else ""
