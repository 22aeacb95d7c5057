"""Which items are about one matter: plain values, no Django.

Two items of one council are, where their titles say the same once years, dates and words such as »status på« are
taken off, and the vocabulary of their texts bears it out. A matter that is missed does less harm than one that is
none, so each rule asks for the more of the texts the less the titles say. What is told of a pair depends on the two
and on their meetings alone: in which order they came into the archive makes no difference.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from meetings.danish.dates import MONTH_NAMES
from meetings.danish.tokens import tokenize

SAME_TITLE = "Samme overskrift"
SAME_SUBJECT = "Samme emne i overskrifterne"
SAME_WORD = "Samme sag nævnt i overskrifterne"
SAME_CASE = "Samme sagsnummer"

# Words of a title that say how far a matter has come, and not which it is.
_STAGE_WORDS = """
status statussag orientering orienteringssag drøftelse temadrøftelse tema godkendelse godkende opfølgning
opfølgende afrapportering udmelding beslutning beslutningssag stillingtagen indstilling forslag udkast proces
videre endelig foreløbig fortsat fornyet genbehandling behandling førstebehandling andenbehandling udarbejdelse
implementering valg udmøntning gennemførelse vedtagelse redegørelse præsentation introduktion oplæg midtvejs
midtvejsstatus halvårsstatus resultat resultater høring vedrørende vedr angående ang pr ny nye nyt evt mm mv
"""
# Words of titles that every meeting has. What says nothing else is no matter.
_FORMALITY_WORDS = """
dagsorden mødedagsorden referat mødereferat protokol beslutningsprotokol eventuelt meddelelse siden sidst punkt
sag næste møde mødeplan mødekalender mødedato mødedatoer underskrift underskriftsark underskriftsside lukket åben
åbning velkomst bordet rundt runde nyt formand næstformand konstituering generel generelt gensidig skriftlig
mundtlig aktuelt aktuel emner kommende fremtidige kvartal halvår året forvaltning direktion
"""
_APPOINTMENT_WORDS = "udpegning udpegninger udpege valg nyvalg genudpegning indstilling"
_SEAT_WORDS = "medlem formand næstformand bestyrelse repræsentant repræsentantskab repræsentation suppleant råd udvalg"
# Ends of compounds that name one matter by themselves: *sundhedsreform*, as *folkeskole* does not.
_CASE_NAMING_ENDINGS = "reform aftale strategi kontrakt politik kommission udspil"

_SHORTEST_FIRST_PART = 4
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?\b")
_DATES = re.compile(
    rf"\b\d{{1,2}}\.?\s(?:{'|'.join(MONTH_NAMES)})\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.I,
)
_ORDINALS = re.compile(r"\b\d{1,2}\.(?=\s?[a-zæøå])", re.I)
_NUMBER = re.compile(r"(?<!\w)\d+(?:[-./]\d+)*(?!\w)")
_LEAD_END = re.compile(r"\s[–—-]\s|:\s|\s[–—-]$")
_NOUN_OF_NOUN = re.compile(r"(\w+)\s+(?:af|til|for)\s+(?:de\s+|det\s+|den\s+)?(\w+)", re.I)
_LINKING_LETTERS = ("", "e", "s")

_LIKENESS_FOR_SAME_TITLE = 0.05
_LIKENESS_FOR_SAME_SUBJECT = 0.12
_LIKENESS_FOR_SHARED_WORD = 0.18
# How alike two texts' vocabularies have to be, by how much the titles have in common.
_LIKENESS_FOR_ONE_WORD_TITLE = 0.35
# Texts of fewer telling words bear nothing out and contradict nothing.
_FEWEST_WORDS = 8
_LARGEST_VOCABULARY = 60
# Words of so few letters tell nothing of a text.
_SHORTEST_WORD = 4


@dataclass(frozen=True)
class Signature:
    """What tells an item's matter. An item whose title says nothing of its own has no `words`, and no matter.

    `words` stand in the title's order, `lead` are those before its first dash or colon. `joined` has the compounds
    that two of the words would be in one (*fordeling af flygtninge* as *flygtningefordeling*). `numbers` are no
    years. Appointments are each a matter by itself. `vocabulary` are the words that the item's texts have and others
    of its meeting have not, with their weight.
    """

    words: tuple[str, ...] = ()
    lead: frozenset[str] = frozenset()
    joined: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    case_number: str = ""
    is_appointment: bool = False
    vocabulary: Mapping[str, float] = field(default_factory=dict)

    @property
    def anchors(self) -> frozenset[str]:
        """Words one of which another item of the matter has: the longest of the title and of its lead."""
        return frozenset(_longest(words) for words in (self.words, self.lead) if words)

    @property
    def terms(self) -> frozenset[str]:
        """All words that an item of the same matter may be found by."""
        return frozenset(self.words) | self.joined.keys()


def signatures(titles: Sequence[str], texts: Sequence[str], case_numbers: Sequence[str]) -> list[Signature]:
    """The signature of each item of one meeting, given their titles, texts and case numbers in one order.

    A case number that most items of the meeting carry is the meeting's own and tells nothing.
    """
    own = {number for number, count in Counter(case_numbers).items() if count > 1 and 2 * count > len(case_numbers)}
    return [
        _signature_of_title(title, vocabulary, "" if number in own else number)
        for title, vocabulary, number in zip(titles, _distinctive_vocabularies(texts), case_numbers, strict=True)
    ]


def is_formality(title: str) -> bool:
    """Whether the title is one that every meeting has: »Godkendelse af dagsorden«, »Siden sidst«."""
    return not _title_lexemes(_without_dates(title))


def same_case_reason(one: Signature, other: Signature) -> str:
    """Why the two are one matter, as a short Danish phrase; '' where they are not. Which is first is the same."""
    if not one.words or not other.words or _have_contradicting_numbers(one.numbers, other.numbers):
        return ""
    words, others = _words_split_as_in(one, other), _words_split_as_in(other, one)
    shared = words & others
    if one.case_number and one.case_number == other.case_number and 2 * len(shared) >= min(len(words), len(others)):
        return SAME_CASE if shared else ""
    if not shared or one.is_appointment or other.is_appointment:
        return ""
    backing = _vocabulary_likeness(one.vocabulary, other.vocabulary, without=shared)
    if len(shared) > 1 and words == others and (backing >= _LIKENESS_FOR_SAME_TITLE or _lack_vocabulary(one, other)):
        return SAME_TITLE
    if words == others and backing >= _LIKENESS_FOR_ONE_WORD_TITLE:
        return SAME_TITLE
    is_whole = shared in (words, others)
    subject = shared if is_whole else _common_lead(one, other)
    if len(subject) > 1:
        asked = _LIKENESS_FOR_SAME_SUBJECT if is_whole or one.lead == other.lead else _LIKENESS_FOR_SHARED_WORD
        return SAME_SUBJECT if backing >= asked else ""
    return SAME_WORD if any(map(_names_a_case, subject)) and backing >= _LIKENESS_FOR_SHARED_WORD else ""


def searched_words(title: str) -> tuple[str, ...]:
    """The lexemes of a title that say which matter it is, as search has them."""
    return _distinctive_lexemes(_without_dates(title))


def components(pairs: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    """The groups that the pairs hold together, each once, in the order of their least members."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found: list[frozenset[int]] = []
    seen: set[int] = set()
    for start in sorted(near):
        if start in seen:
            continue
        group, waiting = set[int](), [start]
        while waiting:
            if (member := waiting.pop()) not in group:
                group.add(member)
                waiting += near[member]
        seen |= group
        found.append(frozenset(group))
    return found


def common_title(titles: Sequence[str]) -> str:
    """What to call a matter of items with these titles, the latest first: the most that all of them say.

    Years and words of the stage are taken off: »Status på sundhedsreformen i 2025« gives »Sundhedsreformen«.
    """
    common = frozenset.intersection(*(frozenset(_title_lexemes(_without_dates(title))) for title in titles))
    candidates = [_title_without_stage(part) for title in titles for part in (title, _split_lead(title)[0])]
    said_by_all = [
        candidate for candidate in candidates if common.issuperset(_title_lexemes(_without_dates(candidate)))
    ]
    return min(
        said_by_all or candidates, key=lambda candidate: (-len(common & {*_title_lexemes(candidate)}), len(candidate))
    )


def _signature_of_title(title: str, vocabulary: Mapping[str, float], case_number: str) -> Signature:
    dateless = _without_dates(title)
    words = _title_lexemes(dateless)
    if not words:
        return Signature()
    lead, _ = _split_lead(dateless)
    return Signature(
        words=words,
        lead=frozenset(_title_lexemes(lead)),
        joined=_possible_compounds(dateless),
        numbers=frozenset(_NUMBER.findall(dateless)),
        case_number=case_number,
        is_appointment=_is_appointing(dateless),
        vocabulary=vocabulary,
    )


def _without_dates(title: str) -> str:
    """The title without dates, years and ordinals, which tell one time of a matter from another."""
    return _ORDINALS.sub(" ", _YEARS.sub(" ", _DATES.sub(" ", title)))


def _split_lead(title: str) -> tuple[str, str]:
    """The title's lead and what follows: a dash or colon behind words of the stage alone parts nothing."""
    for mark in _LEAD_END.finditer(title):
        if _title_lexemes(_without_dates(title[: mark.start()])):
            return title[: mark.start()], title[mark.end() :]
    return title, ""


def _title_lexemes(text: str) -> tuple[str, ...]:
    """The lexemes of a title that say which matter it is, each once, in order.

    In small letters, since a title's first word has a capital without being a name.
    """
    return _distinctive_lexemes(text.lower())


def _distinctive_lexemes(text: str) -> tuple[str, ...]:
    lexemes = (token.lexemes[0] for token in tokenize(text) if token.lexemes)
    return tuple(dict.fromkeys(word for word in lexemes if word.isalpha() and word not in _INDISTINCT_LEXEMES))


def _longest(words: Iterable[str]) -> str:
    return max(words, key=lambda word: (len(word), word))


def _possible_compounds(title: str) -> dict[str, tuple[str, str]]:
    """The compounds that two words of the title would be in one, by their lexeme, with the lexemes of the two."""
    joined: dict[str, tuple[str, str]] = {}
    for first, second in _NOUN_OF_NOUN.findall(title):
        base, beginning = _lexeme(first), _lexeme(second)
        if base and beginning:
            joined |= {_lexeme(f"{beginning}{joint}{first}"): (base, beginning) for joint in _LINKING_LETTERS}
    return joined


def _common_lead(one: Signature, other: Signature) -> frozenset[str]:
    """The lead of one of the titles that the other begins with too; empty where there is none."""
    for lead, words in ((one.lead, other.words), (other.lead, one.words)):
        if lead == frozenset(words[: len(lead)]):
            return lead
    return frozenset()


def _words_split_as_in(one: Signature, other: Signature) -> frozenset[str]:
    """The words of `one`, those apart that `other` writes as two."""
    parts = {word: other.joined[word] for word in one.words if word in other.joined}
    return frozenset(one.words).difference(parts) | {part for pair in parts.values() for part in pair}


def _is_appointing(title: str) -> bool:
    """Whether somebody is appointed: each time is a matter by itself, and the archive lists seats elsewhere."""
    lexemes = [token.lexemes[0] for token in tokenize(title.lower()) if token.lexemes]
    return (
        bool(lexemes)
        and lexemes[0] in _APPOINTMENT_LEXEMES
        and (lexemes[0] not in _ELECTION_LEXEMES or bool(_SEAT_LEXEMES & {*lexemes}))
    )


def _have_contradicting_numbers(numbers: frozenset[str], others: frozenset[str]) -> bool:
    """Whether each title has a number that the other lacks: two local plans, two houses of a street."""
    return bool(numbers - others and others - numbers)


def _names_a_case(word: str) -> bool:
    return any(word.endswith(end) and len(word) >= len(end) + _SHORTEST_FIRST_PART for end in _CASE_NAMING_ENDS)


def _lack_vocabulary(*several: Signature) -> bool:
    return any(len(one.vocabulary) < _FEWEST_WORDS for one in several)


def _distinctive_vocabularies(texts: Sequence[str]) -> list[dict[str, float]]:
    """The telling words of each text of one meeting with their weight: long, often here, seldom in the others.

    What a council writes into every item is thereby left out, whichever council it is.
    """
    counted = [
        Counter(
            word
            for token in tokenize(text)
            if token.lexemes and len(word := token.lexemes[0]) >= _SHORTEST_WORD and word.isalpha()
        )
        for text in texts
    ]
    holding = Counter(word for counts in counted for word in counts)

    def weight(word: str, count: int) -> float:
        rarity = math.log((len(texts) + 1) / holding[word])
        return round((1 + math.log(count)) * rarity * (len(word) - _SHORTEST_WORD + 1), 2)

    weighed = ({word: weight(word, count) for word, count in counts.items()} for counts in counted)
    return [_heaviest({word: weight for word, weight in weights.items() if weight > 0}) for weights in weighed]


def _heaviest(weights: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:_LARGEST_VOCABULARY])


def _vocabulary_likeness(one: Mapping[str, float], other: Mapping[str, float], without: frozenset[str]) -> float:
    """The cosine of two vocabularies, without the words that the titles have in common already."""
    ours, theirs = ({word: weight for word, weight in all_.items() if word not in without} for all_ in (one, other))
    product = sum(ours[word] * theirs[word] for word in ours.keys() & theirs.keys())
    lengths = math.hypot(*ours.values()) * math.hypot(*theirs.values())
    return product / lengths if lengths else 0.0


def _title_without_stage(title: str) -> str:
    """The title without its years, and without the words of the stage at its beginning."""
    plain = re.sub(rf"\s*\b(?:for|i|fra|pr\.?)?\s*(?:{_DATES.pattern}|{_YEARS.pattern})", "", title, flags=re.I)
    plain = " ".join(plain.split()).strip(" –—-:,")
    while stage := _STAGE_AT_THE_BEGINNING.match(plain):
        plain = plain[stage.end() :]
    plain = plain or title.strip()
    return plain[:1].upper() + plain[1:]


def _lexeme(word: str) -> str:
    """The lexeme of one word; '' for a stop word."""
    return next((lexeme for token in tokenize(word.lower()) for lexeme in token.lexemes[:1]), "")


def _lexemes(words: str) -> frozenset[str]:
    return frozenset(lexeme for token in tokenize(words) for lexeme in token.lexemes[:1])


_INDISTINCT_LEXEMES = _lexemes(_STAGE_WORDS) | _lexemes(_FORMALITY_WORDS) | _lexemes(" ".join(MONTH_NAMES))
_APPOINTMENT_LEXEMES = _lexemes(_APPOINTMENT_WORDS)
_ELECTION_LEXEMES = _lexemes("valg nyvalg indstilling")
_SEAT_LEXEMES = _lexemes(_SEAT_WORDS)
_CASE_NAMING_ENDS = tuple(sorted(_lexemes(_CASE_NAMING_ENDINGS)))
_STAGE_AT_THE_BEGINNING = re.compile(
    r"(?:status|orientering|temadrøftelse|drøftelse|godkendelse|opfølgning|afrapportering|redegørelse|proces"
    r"|implementering(?:en)?|udarbejdelse|forslag|udkast|endelig vedtagelse|vedtagelse)"
    r"(?:\s+(?:på|om|af|for|til|over|vedr\.?|vedrørende)\s+|\s*[–—:-]\s+)(?=\S)",
    re.I,
)
