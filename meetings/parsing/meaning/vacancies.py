"""Finds seats that an item leaves empty, where the words say so: "pladsen er vakant", "– Vakant (Venstre)"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from meetings.danish.municipalities import parse_municipality
from meetings.parsing.document import FieldName
from meetings.parsing.meaning.appointments import (
    CONTEXT_LENGTH,
    WHILE_CLAUSE,
    FoundAppointment,
    appoints,
    body_of_seat,
    is_labelled,
    role_of_seat,
)
from meetings.parsing.structure.party_names import party_letter
from meetings.parsing.text.sentences import split_sentences

_NUMBERS = {"to": 2, "tre": 3, "fire": 4, "fem": 5}
_SEAT = (
    r"(?:[Pp]ladsen|[Pp]osten|[Hh]vervet|[Ss]ædet|\w{1,30}(?:pladsen|posten)|"
    r"(?:[A-ZÆØÅ]\w{1,30}s|[Dd]en \w{1,30}) (?:plads|post))"
)
_EMPTY = r"(?:vakante?|ubesatt?e?)"
_STAYS = rf"(?:er|bliver|forbliver|står|henstår|holdes)(?: (?!ikke\b)\w+)? {_EMPTY}\b"
_PUT_OFF = r"(?:udsættes|udsat|udskydes|udskudt|afventer|udestår)"
_MEMBER = (
    r"(?:\w{0,30}medlem(?:mer)?|\w{0,30}repræsentant(?:er)?|suppleant(?:er)?|stedfortræder(?:e)?|formand|næstformand)"
)
_WHICH = (
    r"(?:(?:(?:det|den|de) (?:sidste|resterende|øvrige|tredje|fjerde|femte)|yderligere)(?: et| en| én)? ?|"
    r"(?:et|en|én)\b)?"
    r"(?P<number>to|tre|fire|fem)?"
)

_COUNTED = re.compile(
    rf"\b(?P<number>[ÉéEe]n|[Tt]o|[Tt]re|[Ff]ire|[Ff]em)(?: af [\w-]{{1,30}})? (?:\w{{1,30}} )?"
    rf"\w{{0,30}}plads(?:er(?:ne)?)?\b[^.]{{0,80}}? {_STAYS}"
)
_SEAT_EMPTY = re.compile(rf"\b{_SEAT}\b[^.,]{{0,80}}? {_STAYS}")
_NO_CANDIDATE = re.compile(r"\b[Ii]ngen kandidat(?:er)?\b(?! (?:ud ?over|bortset|foruden))")
_PART_PUT_OFF = re.compile(
    rf"\b[Uu]dpegning(?:en|erne)? af {_WHICH} ?(?:\w{{1,30}} )?{_MEMBER}\b[^.]{{0,80}}? {_PUT_OFF}\b"
)
_PUTS_PART_OFF = re.compile(
    r"\b(?:udsatte|udsætter|udskød|udskyder|udsætte|udskyde) udpegning(?:en|erne)? af "
    rf"{_WHICH} ?(?:\w{{1,30}} )?{_MEMBER}\b"
)
_EMPTY_SEAT_PATTERNS = (_COUNTED, _SEAT_EMPTY, _NO_CANDIDATE, _PART_PUT_OFF, _PUTS_PART_OFF)
_REASON = re.compile(r"^(?:Da|Eftersom|Fordi|Hvis|Idet|Når|Såfremt)\b")

_ENTRY = re.compile(
    r"^(?:[–-] |\d{1,2}\. )?(?:(?P<label>[A-ZÆØÅ][^:.]{0,60}): )?"
    r"(?:[Vv]akant|[Uu]besat|N\.\s?N\.|NN|[Ii]kke udpeget)(?!\w)"
    r"(?P<rest>[^.]{0,120})"
)
_LISTED = re.compile(r"^(?:[–-]|\d{1,2}\.) ")
_NOBODY_YET = re.compile(r"(?<![\w.])(?:N\.\s?N\.|NN\b)")
_PARTY = re.compile(r"\((?P<party>[A-ZÆØÅ][\w ]{0,40})\)")
_PARTY_OF_SEAT = re.compile(r"\b(?P<party>[A-ZÆØÅ]\w{1,30}(?: [A-ZÆØÅ]\w{1,30}){0,2}?)s (?:plads|post|suppleant)")
_TOWN = re.compile(r"\b(?P<town>[A-ZÆØÅ][\w-]{1,30} Kommune)s?\b")
_ROLE = re.compile(
    r"(?P<role>næstformand|formand|suppleant|stedfortræder|observatør|\w{0,30}repræsentant|\w{0,30}medlem)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _EmptySeat:
    """The words about an empty seat, and those before and after it in the sentence that appoints."""

    about: str
    before: str = ""
    after: str = ""


def find_vacancies(title: str, texts: Mapping[FieldName, str], field: FieldName) -> tuple[FoundAppointment, ...]:
    """The seats that the item's text `field` leaves empty, each without a person.

    That a seat was empty is the reason for many an appointment: words outside a list count only in the decision,
    and only where nobody is appointed after them.
    """
    sentences = split_sentences(texts.get(field, ""))
    if listed := [_found_vacancy(empty, title, field) for empty in _listed_seats(sentences)]:
        return tuple(listed)
    most: dict[FoundAppointment, int] = {}
    for sentence, count in _sentences_with_empty_seats(sentences) if field == "decision" else ():
        seat = _found_vacancy(_EmptySeat(about=sentence, after=sentence), title, field)
        most[seat] = max(count, most.get(seat, 0))
    return tuple(seat for seat, count in most.items() for _ in range(count))


def _listed_seats(sentences: Sequence[str]) -> Iterator[_EmptySeat]:
    """Entries of a list of those appointed, and an »N.N.« among the names in a sentence that appoints."""
    opening = ""
    for sentence in sentences:
        is_entry = bool(_LISTED.match(sentence))
        if appoints(sentence) and not is_entry:
            opening = sentence
            for match in _NOBODY_YET.finditer(sentence):
                yield _EmptySeat(
                    "",
                    sentence[max(0, match.start() - CONTEXT_LENGTH) : match.start()],
                    sentence[match.end() : match.end() + CONTEXT_LENGTH],
                )
        elif (entry := _ENTRY.match(sentence)) and opening and (is_entry or entry["label"]):
            yield _EmptySeat(f"{entry['label'] or ''} {entry['rest']}", before=opening)
        elif not is_entry and not is_labelled(sentence):
            opening = ""


def _sentences_with_empty_seats(sentences: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The sentences after the last appointment that say how many seats stay empty."""
    named = [index for index, sentence in enumerate(sentences) if _fills(sentence)]
    last = named[-1] if named else -1
    while_filling = WHILE_CLAUSE.split(sentences[last], maxsplit=1)[1:] if named else []
    for sentence in [*while_filling, *sentences[last + 1 :]]:
        matches = (pattern.search(sentence) for pattern in _EMPTY_SEAT_PATTERNS)
        if (match := next(filter(None, matches), None)) and not _REASON.match(sentence):
            yield sentence, _NUMBERS.get((match.groupdict().get("number") or "").lower(), 1)


def _fills(sentence: str) -> bool:
    """Whether a sentence appoints somebody by name, or those on the list below it."""
    return appoints(sentence, with_name=True) or (appoints(sentence) and sentence.endswith(":"))


def _found_vacancy(empty: _EmptySeat, title: str, field: FieldName) -> FoundAppointment:
    party = _PARTY.search(empty.about) or _PARTY_OF_SEAT.search(empty.about)
    town, named_role = _TOWN.search(empty.about), _ROLE.search(empty.about)
    seat_body = body_of_seat(empty.before, empty.after, title)
    role_title = title if seat_body == body_of_seat("", "", title) else ""
    return FoundAppointment(
        person="",
        party=party_letter(party["party"]) if party else "",
        municipality=parse_municipality(town["town"]) or "" if town else "",
        body=seat_body,
        role=named_role["role"].lower() if named_role else role_of_seat(empty.before, empty.after, role_title),
        replaces="",
        starts=None,
        field=field,
    )
