"""Which items are about one case (»sag«): plain values, no Django.

Two items of one council are, where their titles are the same without years, dates and words such as »status på«, and
the vocabularies of their texts are alike. A case that is missed does less harm than two that are joined, so the less
the titles have in common, the more alike the texts have to be. The answer for a pair depends on the two items and on
the other items of their meetings alone, not on the order in which they came into the archive.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from meetings.caching.made_ahead import can_be_made_ahead
from meetings.danish.dates import MONTH_NAMES
from meetings.danish.kept_tokens import tokens_of
from meetings.danish.tokens import tokenize

SAME_TITLE = "Samme overskrift"
SAME_SUBJECT = "Samme emne i overskrifterne"
SAME_WORD = "Samme sag nævnt i overskrifterne"
SAME_CASE = "Samme sagsnummer"

# Words of a title that say how far a case has come, and not which it is.
_STAGE_WORDS = """
status statussag orientering orienteringssag drøftelse temadrøftelse tema godkendelse godkende opfølgning
opfølgende afrapportering udmelding beslutning beslutningssag stillingtagen indstilling forslag udkast proces
videre endelig foreløbig fortsat fornyet genbehandling behandling førstebehandling andenbehandling udarbejdelse
implementering valg udmøntning gennemførelse vedtagelse redegørelse præsentation introduktion oplæg midtvejs
midtvejsstatus halvårsstatus resultat resultater høring vedrørende vedr angående ang pr ny nye nyt evt mm mv
"""
# Words of titles that every meeting has. An item whose title has no other is about no case.
_FORMALITY_WORDS = """
dagsorden mødedagsorden referat mødereferat protokol beslutningsprotokol eventuelt meddelelse siden sidst punkt
sag næste møde mødeplan mødekalender mødedato mødedatoer underskrift underskriftsark underskriftsside lukket åben
åbning velkomst bordet rundt runde nyt formand næstformand konstituering generel generelt gensidig skriftlig
mundtlig aktuelt aktuel emner kommende fremtidige kvartal halvår året forvaltning direktion
"""
# A title that begins with one of these is about who gets a seat.
_APPOINTMENT_WORDS = "udpegning udpegninger udpege valg nyvalg genudpegning indstilling"
_SEAT_WORDS = "medlem formand næstformand bestyrelse repræsentant repræsentantskab repræsentation suppleant råd udvalg"
# Ends of compounds that name one case by themselves: *sundhedsreform* does, *folkeskole* names a field.
_CASE_NAMING_ENDINGS = "reform aftale strategi kontrakt politik kommission udspil"

# Letters before such an end: *reform* and *ny aftale* name no case.
_SHORTEST_FIRST_PART = 4
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?\b")
_DATES = re.compile(
    rf"\b\d{{1,2}}\.?\s(?:{'|'.join(MONTH_NAMES)})\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.I,
)
_ORDINALS = re.compile(r"\b\d{1,2}\.(?=\s?[a-zæøå])", re.I)
_NUMBER = re.compile(r"(?<!\w)\d+(?:[-./]\d+)*(?!\w)")
# Where the lead of a title ends: a dash between spaces, a colon.
_LEAD_END = re.compile(r"\s[–—-]\s|:\s|\s[–—-]$")
# »fordeling af flygtninge«, which may be written »flygtningefordeling« elsewhere.
_NOUN_OF_NOUN = re.compile(r"(\w+)\s+(?:af|til|for)\s+(?:de\s+|det\s+|den\s+)?(\w+)", re.I)
# What Danish puts between the parts of a compound.
_LINKING_LETTERS = ("", "e", "s")

# How alike two texts' vocabularies have to be, from 0 to 1 (`_vocabulary_likeness`), by what the titles have in common.
# Set by hand on the sample documents, on the side of proposing too little; no larger set of cases was measured.
# test_signatures.py fails where one of them is 0, but passes with each of them at half or at twice its value.
_LIKENESS_FOR_SAME_TITLE = 0.05  # the same words, two at least
_LIKENESS_FOR_SAME_SUBJECT = 0.12  # all words of one title, or the lead of both
_LIKENESS_FOR_SHARED_WORD = 0.18  # one word that names a case, or a lead that the other title begins with
_LIKENESS_FOR_ONE_WORD_TITLE = 0.35  # the same single word
# A text with fewer words in its vocabulary says too little: then two items of the same title are about one case.
_FEWEST_WORDS = 8
# Words of a vocabulary that are stored and compared, the heaviest. Chosen by hand: it bounds the row and the work.
_LARGEST_VOCABULARY = 60
# Between the parts of an item's text, which search takes apart one by one too.
PART_BREAK = "\f"
# An editor corrects one item of a meeting after the other, and the vocabularies of all are made anew each time: the
# counted words of so many texts are kept, some 10 kB each.
_KEPT_TEXTS = 256
# Letters of the shortest word that counts in a vocabulary.
_SHORTEST_WORD = 4


@dataclass(frozen=True)
class Signature:
    """By what an item's case is recognised, all words as lexemes.

    Of »Fordeling af flygtninge: KKR 2026«, its `words` in the title's order are ("fordele", "flygtning", "kkr"), and
    none where the title is that of a formality, which is about no case. `lead` are those before the first dash or
    colon, {"fordele", "flygtning"}. `compounds` are words that two of them may be written as elsewhere, with the two:
    {"flygtningefordele": ("fordele", "flygtning")}. `numbers` are those of the title that are no years or dates.
    `is_appointment` where somebody is appointed, which each time is a case of its own. `vocabulary` are the heaviest
    words of the item's texts with their weights, {"kvote": 4.69}: long words that stand there often, and seldom in the
    other items of the meeting.
    """

    words: tuple[str, ...] = ()
    lead: frozenset[str] = frozenset()
    compounds: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    case_number: str = ""
    is_appointment: bool = False
    vocabulary: Mapping[str, float] = field(default_factory=dict)

    @property
    def anchors(self) -> frozenset[str]:
        """The longest word of the title and of its lead: another item of the case has at least one of them."""
        return frozenset(_longest(words) for words in (self.words, self.lead) if words)

    @property
    def terms(self) -> frozenset[str]:
        """All words that an item of the same case may be found by."""
        return frozenset(self.words) | self.compounds.keys()


def signatures(titles: Sequence[str], texts: Sequence[str], case_numbers: Sequence[str]) -> tuple[Signature, ...]:
    """The signature of each item of one meeting, given their titles, texts and case numbers in one order.

    A text may be of several parts, with PART_BREAK between them. A case number that more than half of the meeting's
    items have is the meeting's own, and left out.
    """
    return _signatures(tuple(titles), tuple(texts), tuple(case_numbers))


@can_be_made_ahead
def _signatures(
    titles: tuple[str, ...], texts: tuple[str, ...], case_numbers: tuple[str, ...]
) -> tuple[Signature, ...]:
    own = {number for number, count in Counter(case_numbers).items() if count > 1 and 2 * count > len(case_numbers)}
    return tuple(
        _signature_of_title(title, vocabulary, "" if number in own else number)
        for title, vocabulary, number in zip(titles, _distinctive_vocabularies(texts), case_numbers, strict=True)
    )


def is_formality(title: str) -> bool:
    """Whether the title is one that every meeting has: »Godkendelse af dagsorden«, »Siden sidst«."""
    return not _title_lexemes(_without_dates(title))


def same_case_reason(one: Signature, other: Signature) -> str:
    """Why the two are about one case, as a short Danish phrase; '' where they are not. Symmetric in the two."""
    if not one.words or not other.words or _have_contradicting_numbers(one.numbers, other.numbers):
        return ""
    words, others = _words_split_as_in(one, other), _words_split_as_in(other, one)
    shared = words & others
    if one.case_number and one.case_number == other.case_number and 2 * len(shared) >= min(len(words), len(others)):
        return SAME_CASE if shared else ""
    if not shared or one.is_appointment or other.is_appointment:
        return ""
    likeness = _vocabulary_likeness(one.vocabulary, other.vocabulary, without=shared)
    if len(shared) > 1 and words == others and (likeness >= _LIKENESS_FOR_SAME_TITLE or _lack_vocabulary(one, other)):
        return SAME_TITLE
    if words == others and likeness >= _LIKENESS_FOR_ONE_WORD_TITLE:
        return SAME_TITLE
    is_whole = shared in (words, others)
    subject = shared if is_whole else _common_lead(one, other)
    if len(subject) > 1:
        least = _LIKENESS_FOR_SAME_SUBJECT if is_whole or one.lead == other.lead else _LIKENESS_FOR_SHARED_WORD
        return SAME_SUBJECT if likeness >= least else ""
    return SAME_WORD if any(map(_names_a_case, subject)) and likeness >= _LIKENESS_FOR_SHARED_WORD else ""


def searched_words(title: str) -> tuple[str, ...]:
    """The lexemes of a title that say which case it is about, as search has them: a name keeps its capital."""
    return _distinctive_lexemes(_without_dates(title))


def components(pairs: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    """The connected components of the graph whose edges the pairs are, ordered by their least members."""
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
    """What to call a case of items with these titles, the latest first: the longest that holds for all of them.

    It is one of the titles, or the lead of one, without years and words of the stage: »Status på sundhedsreformen i
    2025« gives »Sundhedsreformen«.
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
        compounds=_possible_compounds(dateless),
        numbers=frozenset(_NUMBER.findall(dateless)),
        case_number=case_number,
        is_appointment=_is_appointing(dateless),
        vocabulary=vocabulary,
    )


def _without_dates(title: str) -> str:
    """The title without dates, years and ordinals, in which the meetings of one case differ."""
    return _ORDINALS.sub(" ", _YEARS.sub(" ", _DATES.sub(" ", title)))


def _split_lead(title: str) -> tuple[str, str]:
    """The title's lead and what follows it; '' where it has no lead, as with »Temadrøftelse: Færger og havne«."""
    for mark in _LEAD_END.finditer(title):
        if _title_lexemes(_without_dates(title[: mark.start()])):
            return title[: mark.start()], title[mark.end() :]
    return title, ""


def _title_lexemes(text: str) -> tuple[str, ...]:
    """The lexemes of a title that say which case it is about, each once, in order.

    In small letters, since a title's first word has a capital without being a name.
    """
    return _distinctive_lexemes(text.lower())


def _distinctive_lexemes(text: str) -> tuple[str, ...]:
    lexemes = (token.lexemes[0] for token in tokenize(text) if token.lexemes)
    return tuple(dict.fromkeys(word for word in lexemes if word.isalpha() and word not in _INDISTINCT_LEXEMES))


def _longest(words: Iterable[str]) -> str:
    return max(words, key=lambda word: (len(word), word))


def _possible_compounds(title: str) -> dict[str, tuple[str, str]]:
    """The compounds that two words of the title may be written as: by the compound's lexeme, those of the two."""
    compounds: dict[str, tuple[str, str]] = {}
    for first, second in _NOUN_OF_NOUN.findall(title):
        base, beginning = _lexeme(first), _lexeme(second)
        if base and beginning:
            compounds |= {_lexeme(f"{beginning}{letters}{first}"): (base, beginning) for letters in _LINKING_LETTERS}
    return compounds


def _common_lead(one: Signature, other: Signature) -> frozenset[str]:
    """The lead of one of the titles that the other begins with too; empty where there is none."""
    for lead, words in ((one.lead, other.words), (other.lead, one.words)):
        if lead == frozenset(words[: len(lead)]):
            return lead
    return frozenset()


def _words_split_as_in(one: Signature, other: Signature) -> frozenset[str]:
    """The words of `one`, in which a compound that `other` writes as two words is those two."""
    parts = {word: other.compounds[word] for word in one.words if word in other.compounds}
    return frozenset(one.words).difference(parts) | {part for pair in parts.values() for part in pair}


def _is_appointing(title: str) -> bool:
    """Whether the title is about who is appointed: that is a case of its own each time."""
    lexemes = [token.lexemes[0] for token in tokenize(title.lower()) if token.lexemes]
    return (
        bool(lexemes)
        and lexemes[0] in _APPOINTMENT_LEXEMES
        and (lexemes[0] not in _ELECTION_LEXEMES or bool(_SEAT_LEXEMES & {*lexemes}))
    )


def _have_contradicting_numbers(numbers: frozenset[str], others: frozenset[str]) -> bool:
    """Whether each title has a number that the other lacks, as those of two local plans."""
    return bool(numbers - others and others - numbers)


def _names_a_case(word: str) -> bool:
    return any(word.endswith(end) and len(word) >= len(end) + _SHORTEST_FIRST_PART for end in _CASE_NAMING_ENDS)


def _lack_vocabulary(*several: Signature) -> bool:
    return any(len(one.vocabulary) < _FEWEST_WORDS for one in several)


def _distinctive_vocabularies(texts: Sequence[str]) -> list[dict[str, float]]:
    """The heaviest words of each text of one meeting with their weights: long, often here, seldom in the others.

    The weight is tf-idf within the meeting, times the word's length: (1 + log count) · log((items + 1) / items with the
    word) · (letters − 3). What a council writes into every item thereby weighs next to nothing.
    """
    counted = [_word_counts(text) for text in texts]
    holding = Counter(word for counts in counted for word in counts)

    def weight(word: str, count: int) -> float:
        rarity = math.log((len(texts) + 1) / holding[word])
        return round((1 + math.log(count)) * rarity * (len(word) - _SHORTEST_WORD + 1), 2)

    weighed = ({word: weight(word, count) for word, count in counts.items()} for counts in counted)
    return [_heaviest({word: weight for word, weight in weights.items() if weight > 0}) for weights in weighed]


@lru_cache(maxsize=_KEPT_TEXTS)
def _word_counts(text: str) -> Counter[str]:
    """How often the text has each word that counts in a vocabulary, by lexeme."""
    return Counter(
        word
        for part in text.split(PART_BREAK)
        for token in tokens_of(part)
        if token.lexemes and len(word := token.lexemes[0]) >= _SHORTEST_WORD and word.isalpha()
    )


def _heaviest(weights: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:_LARGEST_VOCABULARY])


def _vocabulary_likeness(one: Mapping[str, float], other: Mapping[str, float], without: frozenset[str]) -> float:
    """The cosine of the two as vectors of weights, from 0 to 1, without the words that the titles have in common."""
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
