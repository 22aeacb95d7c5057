"""Who was appointed to what: the name from the decision or the recommendation, the predecessor from the case."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.minutes import patterns
from meetings.minutes.document import FieldName
from meetings.minutes.municipalities import municipality
from meetings.minutes.people import party_letter

_NAME = r"[A-ZÆØÅÉ][\wæøåéü’'-]+(?: (?:[A-ZÆØÅÉ][\wæøåéü.’'-]*|af|de|von|van)){1,4}"
_PERSON = re.compile(
    rf"(?P<name>{_NAME}) \((?P<party>[A-ZÆØÅ]{{1,2}}|[A-ZÆØÅ][\w ]+)\)"
    r"(?:, (?:som er )?(?:medlem af (?:kommunalbestyrelsen|byrådet) i )?(?P<town>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)? Kommune)\b)?"
)
_APPOINTS = re.compile(r"\b(?:udpeg(?:ede|er|es|et|edes)|vælger|valgte|vælges|valgt|indtræder|indstiller)\b")
_NOT_NOW = re.compile(r"\b(?:blev|er|var|har været) (?:oprindeligt |tidligere )?(?:udpeget|valgt)\b")
_BODY = re.compile(
    r"\b(?:til|i|for)(?: posten (?:i|som \w+ i))?(?: en plads i)? "
    r"(?P<body>(?:(?:bestyrelsen|repræsentantskabet|styregruppen) (?:for|i) )?[A-ZÆØÅ][\w-]*(?: (?:[A-ZÆØÅ][\w&-]*|for|og|i|bestyrelse|styregruppe|udvalg))*)"
)
_TITLE_BODY = re.compile(
    r"^(?:Gen|Ny)?(?:[Uu]dpegning(?:er)?|[Vv]alg|[Uu]dpegelse)\b.*?\b(?:til|i) (?P<body>[A-ZÆØÅ].*)$"
)
_BOARD_OF = re.compile(r"^(?:bestyrelsen|repræsentantskabet|styregruppen) (?:for|i) (?P<name>.+)$")
_BOARD = re.compile(r"^(?P<name>.+?)s? bestyrelsen?$")
_ROLE = re.compile(
    r"\bsom (?P<role>(?:ny |nyt |ordinær )?(?:\w*repræsentant|\w*medlem|formand|næstformand|suppleant|stedfortræder|observatør)"
    r"(?: af bestyrelsen)?)\b"
)
_MEMBER_OF = {
    "bestyrelse": "bestyrelsesmedlem",
    "repræsentantskab": "medlem af repræsentantskabet",
    "styregruppe": "medlem af styregruppen",
}
_LEAVES = re.compile(
    r"\b(?:trække sig|trukket sig|trækker sig|udtræder|udtræde|udtrådt|fratræder|fratrådt|stoppet|stopper|i stedet for|"
    r"afløser|efterfølger|erstatter|forlade|forlader|forladt|fritaget for|stoppe|nedlægger|nedlagt|træder ud|trådt ud|udtrådte|"
    r"afgår|afgået|fraflyttet|fraflytter)\b"
)
_INSTEAD_OF = re.compile(rf"\b(?:i stedet for|afløser(?: for)?|efter|efterfølger(?: for)?|erstatter) (?P<name>{_NAME})")


@dataclass(frozen=True)
class Appointed:
    person: str
    party: str
    municipality: str
    body: str
    role: str
    replaces: str
    field: FieldName


def appointments(title: str, texts: Mapping[FieldName, str]) -> tuple[Appointed, ...]:
    """The appointments of an item that appoints: those named in its decision, else in its recommendation."""
    for field in ("decision", "recommendation"):
        found = _appointed_in(texts.get(field, ""))
        if found:
            leavers = _leavers(texts, {person["name"] for person, _ in found})
            return tuple(
                Appointed(
                    person=person["name"],
                    party=party_letter(person["party"]) or person["party"],
                    municipality=municipality(person["town"] or "") or "",
                    body=_body(sentence[person.end() :], sentence, title),
                    role=_role(sentence, title),
                    replaces=leavers[at] if len(leavers) == len(found) else "",
                    field=field,
                )
                for at, (person, sentence) in enumerate(found)
            )
    return ()


def _appointed_in(text: str) -> list[tuple[re.Match[str], str]]:
    """The persons in sentences that appoint, each with its sentence; a list after such a sentence counts."""
    found: list[tuple[re.Match[str], str]] = []
    opening = ""
    for sentence in patterns.sentences(text):
        is_entry = sentence.startswith(("–", "-"))
        if _APPOINTS.search(sentence) and not _NOT_NOW.search(sentence):
            opening = sentence
        elif not (is_entry and opening.rstrip().endswith(":")):
            continue
        sentence = f"{opening} {sentence}" if is_entry and sentence != opening else sentence
        without_predecessor = _INSTEAD_OF.sub("", sentence)
        found += [(person, sentence) for person in _PERSON.finditer(without_predecessor)]
    return found


def _leavers(texts: Mapping[FieldName, str], appointed: Iterable[str]) -> list[str]:
    """Those who leave, as the item tells it: named with "i stedet for", or subject of a sentence that says so."""
    named: list[str] = []
    text = "\n".join(texts.get(field, "") for field in ("decision", "recommendation", "presentation", "background"))
    for sentence in patterns.sentences(text):
        if match := _INSTEAD_OF.search(sentence):
            named.append(_bare(match["name"]))
        elif _LEAVES.search(sentence):
            subject = re.match(rf"(?:[^.A-ZÆØÅ]*|Da [^.A-ZÆØÅ]*)(?P<name>{_NAME})", sentence)
            if subject:
                named.append(_bare(subject["name"]))
    return [name for name in dict.fromkeys(named) if name not in set(appointed) and not name.startswith("KKR")]


def _bare(name: str) -> str:
    return " ".join(name.split()).rstrip(".,")


def _body(after: str, sentence: str, title: str) -> str:
    """What somebody is appointed to, without the words for its board, so that one body has one name."""
    in_title = _TITLE_BODY.match(title)
    in_sentence = _BODY.search(after) or (None if in_title else _BODY.search(sentence))
    named = in_sentence["body"] if in_sentence else in_title["body"] if in_title else title
    return body_name(named)


def body_name(text: str) -> str:
    """The name of a body: "bestyrelsen for Erhvervshus Nord" and "Erhvervshus Nords bestyrelse" are one."""
    words = re.sub(r"(?: (?:for|og|i))+$", "", " ".join(text.split()).rstrip(".,"))
    if match := _BOARD_OF.match(words):
        return match["name"]
    if match := _BOARD.match(words):
        return match["name"]
    return words


def _role(sentence: str, title: str) -> str:
    if match := _ROLE.search(sentence):
        return match["role"].removeprefix("ny ").removeprefix("nyt ")
    organ = re.search(r"\b(?P<organ>bestyrelse|repræsentantskab|styregruppe)", f"{sentence} {title}")
    return _MEMBER_OF[organ["organ"]] if organ else ""
