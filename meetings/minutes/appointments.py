"""Who was appointed to what: the name from the decision or the recommendation, the predecessor from the case."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from meetings.minutes import patterns
from meetings.minutes.document import FieldName
from meetings.minutes.municipalities import municipality
from meetings.minutes.people import party_letter

_NAME = r"(?<!\w)[A-ZÆØÅÉ][\wæøåéü’'-]+(?: (?:[A-ZÆØÅÉ][\wæøåéü.’'-]*|af|de|von|van)){1,4}"
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
_REACH = 300
"""Characters after a name that may tell what the person is appointed to."""


@dataclass(frozen=True)
class Appointed:
    """A person appointed in an item: `field` is the text that says so."""

    person: str
    party: str
    municipality: str
    body: str
    role: str
    replaces: str
    field: FieldName


@dataclass(frozen=True)
class _Named:
    """A person in a sentence that appoints, with what stands before the name and after it, up to the next."""

    match: re.Match[str]
    before: str
    after: str


def appointments(title: str, texts: Mapping[FieldName, str]) -> tuple[Appointed, ...]:
    """The appointments of an item that appoints: those named in its decision, else in its recommendation."""
    for field in ("decision", "recommendation"):
        if found := _named_in(texts.get(field, "")):
            appointed = [_appointed(named, title, field) for named in found]
            return tuple(_with_predecessors(appointed, _leavers(texts, {person.person for person in appointed})))
    return ()


def _named_in(text: str) -> list[_Named]:
    """The persons in sentences that appoint; the entries of a list below such a sentence count."""
    found: list[_Named] = []
    opening = ""
    for sentence in patterns.sentences(text):
        is_entry = sentence.startswith(("–", "-"))
        if _APPOINTS.search(sentence) and not _NOT_NOW.search(sentence):
            opening = "" if is_entry else sentence
        elif not is_entry or not opening:
            opening = ""
            continue
        found += _persons(sentence, opening[-_REACH:] if is_entry else "")
    return found


def _persons(sentence: str, opening: str) -> list[_Named]:
    predecessors = [match.start("name") for match in _INSTEAD_OF.finditer(sentence)]
    persons = [
        match
        for match in _PERSON.finditer(sentence)
        if match.start() not in predecessors and _is_appointed(match, sentence)
    ]
    starts = [0, *(person.end() for person in persons)]
    ends = [*(person.start() for person in persons[1:]), len(sentence)]
    return [
        _Named(
            person,
            before=f"{opening} {sentence[max(start, person.start() - _REACH) : person.start()]}",
            after=sentence[person.end() : min(end, person.end() + _REACH)],
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


def _appointed(named: _Named, title: str, field: FieldName) -> Appointed:
    party = named.match["party"] or ""
    replaces = _INSTEAD_OF.search(named.after)
    return Appointed(
        person=named.match["name"].rstrip("."),
        party=party_letter(party) or party,
        municipality=municipality(named.match["town"] or "") or "",
        body=_body(named, title),
        role=_role(named, title),
        replaces=_bare(replaces["name"]) if replaces else "",
        field=field,
    )


def _with_predecessors(appointed: Sequence[Appointed], leavers: Sequence[str]) -> Iterator[Appointed]:
    """Those appointed with whom they replace, where as many leave as come; deputies replace nobody before members."""
    waiting = [person for person in appointed if not person.replaces]
    members = [person for person in waiting if person.role not in _DEPUTIES]
    leaving = [name for name in leavers if name not in {person.replaces for person in appointed}]
    successors = next((group for group in (waiting, members) if len(group) == len(leaving)), [])
    replaced = dict(zip((person.person for person in successors), leaving, strict=False))
    for person in appointed:
        yield replace(person, replaces=person.replaces or replaced.get(person.person, ""))


def _leavers(texts: Mapping[FieldName, str], appointed: AbstractSet[str]) -> list[str]:
    """Those who leave, as the item tells it: named with "i stedet for", or last before the verb that says so."""
    named: list[str] = []
    text = "\n".join(texts.get(field, "") for field in ("decision", "recommendation", "presentation", "background"))
    for sentence in patterns.sentences(text):
        instead = [match["name"] for match in _INSTEAD_OF.finditer(sentence)]
        leaves = None if instead else _LEAVES.search(sentence)
        before = list(re.finditer(_NAME, sentence[max(0, leaves.start() - _REACH) : leaves.start()])) if leaves else []
        persons = [name for match in before if not _NO_PERSON.search(name := _BODY_BEFORE_NAME.sub("", match.group()))]
        named += instead or persons[-1:]
    return [name for name in dict.fromkeys(map(_bare, named)) if name not in appointed and not _NO_PERSON.search(name)]


def _bare(name: str) -> str:
    """A name without the title before it and the stop after it."""
    words = " ".join(name.split()).rstrip(".,")
    return re.sub(rf"^{_TITLE} (?=\w+ \w)", "", words, flags=re.IGNORECASE)


def _body(named: _Named, title: str) -> str:
    """What somebody is appointed to, without the words for its board, so that one body has one name."""
    in_title = _TITLE_BODY.match(title)
    after = _BODY.search(_INSTEAD_OF.sub("", named.after))
    before = None if after or in_title else _BODY.search(_INSTEAD_OF.sub("", named.before))
    in_sentence = after or before
    return body_name(in_sentence["body"] if in_sentence else in_title["body"] if in_title else title)


def body_name(text: str) -> str:
    """The name of a body: "bestyrelsen for Erhvervshus Nord" and "Erhvervshus Nords bestyrelse" are one."""
    words = re.sub(r"(?: (?:for|og|i))+$", "", " ".join(text.split()).rstrip(".,"))
    if match := _BOARD_OF.match(words):
        return match["name"]
    if match := _BOARD.match(words):
        return match["name"]
    return words


def _role(named: _Named, title: str) -> str:
    match = _ROLE.search(named.after) or _ROLE.search(named.before)
    if match:
        return match["role"].removeprefix("ny ").removeprefix("nyt ")
    organ = re.search(r"\b(?P<organ>bestyrelse|repræsentantskab|styregruppe)", f"{named.after} {named.before} {title}")
    return _MEMBER_OF[organ["organ"]] if organ else ""
