"""An invented archive of any size: every item is computed from its number and a seed.

So several processes can make a part each, and a part can be made again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import TypeVar

from benchmark.vocabulary import Vocabulary, vocabulary
from meetings.danish.municipalities import MUNICIPALITY_NAMES
from meetings.models.choices import CaseType, Outcome

ITEMS_A_MEETING = 12
FIRST_DAY = date(2005, 1, 3)
DAYS = 20 * 365
DAYS_BETWEEN_MEETINGS = 7
Value = TypeVar("Value")
KKR_COUNCILS = ("KKR Hovedstaden", "KKR Midtjylland", "KKR Nordjylland", "KKR Sjælland", "KKR Syddanmark")
BODIES = ("Byrådet", "Økonomiudvalget", "Socialudvalget", "Sundhedsudvalget", "Kulturudvalget", "Teknikudvalget")
TOPICS = (
    *("Sundhed", "Socialområdet", "Uddannelse", "Beskæftigelse", "Erhverv", "Klima og energi", "Økonomi"),
    *("Transport", "Flygtninge", "Beredskab", "Kultur og turisme", "Digitalisering"),
)
# More items do not fit: a council meets once a week at most.
MOST_ITEMS = (
    (len(KKR_COUNCILS) + len(BODIES) * len(MUNICIPALITY_NAMES)) * (DAYS // DAYS_BETWEEN_MEETINGS) * ITEMS_A_MEETING
)


@dataclass(frozen=True)
class SyntheticMeeting:
    """A meeting by its number, from 1; its council by its place in SyntheticArchive.councils."""

    number: int
    council: int
    date: date


@dataclass(frozen=True, slots=True)
class SyntheticItem:
    """An item by its number, from 1. Municipalities and topics are named."""

    number: int
    meeting: int
    council: int
    date: date
    position: int
    title: str
    case_number: str
    case_type: CaseType
    background: str
    recommendation: str
    presentation: str
    decision: str
    outcome: Outcome
    municipalities: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What search finds the item by, the title first."""
        return (self.title, self.case_number, self.decision, self.recommendation, self.presentation, self.background)


@dataclass(frozen=True)
class SyntheticArchive:
    """`size` items over twenty years: of the five KKR, and of more councils where those met oftener than weekly."""

    size: int
    seed: int = 1

    def __post_init__(self) -> None:
        """Raises ValueError where there are not so many meetings."""
        if not 0 < self.size <= MOST_ITEMS:
            raise ValueError(f"An archive has between 1 and {MOST_ITEMS:,} items.")

    @cached_property
    def councils(self) -> tuple[str, ...]:
        at_most_weekly = -(-self.meeting_count // (DAYS // DAYS_BETWEEN_MEETINGS))
        local = (f"{body}, {name} Kommune" for body in BODIES for name in MUNICIPALITY_NAMES)
        return (*KKR_COUNCILS, *local)[: max(len(KKR_COUNCILS), at_most_weekly)]

    @property
    def meeting_count(self) -> int:
        return -(-self.size // ITEMS_A_MEETING)

    def meeting(self, number: int) -> SyntheticMeeting:
        """The meeting of that number: the councils take turns, and the days go on."""
        turn, council = divmod(number - 1, len(self.councils))
        turns = -(-self.meeting_count // len(self.councils))
        return SyntheticMeeting(number, council, FIRST_DAY + timedelta(days=turn * DAYS // turns))

    def meeting_of_item(self, number: int) -> SyntheticMeeting:
        """The meeting of the item of that number."""
        return self.meeting((number - 1) // ITEMS_A_MEETING + 1)

    def items(self, numbers: range) -> Iterator[SyntheticItem]:
        """The items of those numbers."""
        words, random = vocabulary(seed=self.seed), Random()
        for number in numbers:
            random.seed(self.seed * 1_000_000_007 + number)
            yield _make_item(number, self.meeting_of_item(number), words, random)


def _weighted(shares: Mapping[Value, int]) -> tuple[Value, ...]:
    """Each value repeated as often as its share, for `Random.choice` to choose from."""
    return tuple(value for value, share in shares.items() for _ in range(share))


_CASE_TYPES = _weighted(
    {
        CaseType.FORMALITY: 10,
        CaseType.BRIEFING: 30,
        CaseType.DISCUSSION: 15,
        CaseType.THEME: 5,
        CaseType.DECISION: 30,
        CaseType.APPOINTMENT: 10,
    }
)
_OUTCOMES = _weighted(
    {
        Outcome.CANCELLED: 1,
        Outcome.POSTPONED: 3,
        Outcome.REJECTED: 1,
        Outcome.APPOINTED: 8,
        Outcome.DECIDED: 12,
        Outcome.APPROVED: 35,
        Outcome.RECOMMENDED: 8,
        Outcome.DISCUSSED: 12,
        Outcome.NOTED: 20,
    }
)
_TITLES = ("Orientering om {}", "Drøftelse af {}", "Status for {}", "Udpegning til {}", "{}", "{}", "Aftale om {}")
_RECOMMENDATIONS = ("Det indstilles, at {}", "Sekretariatet foreslår, at {}", "Formandskabet anbefaler, at {}")
_DECISIONS = {
    Outcome.CANCELLED: "Sagen udgik.",
    Outcome.POSTPONED: "Sagen blev udsat til et senere møde.",
    Outcome.REJECTED: "Rådet kunne ikke tiltræde indstillingen.",
    Outcome.APPOINTED: "Rådet udpegede de foreslåede.",
    Outcome.DECIDED: "Rådet besluttede følgende.",
    Outcome.APPROVED: "Indstillingen blev godkendt.",
    Outcome.RECOMMENDED: "Rådet anbefalede forslaget.",
    Outcome.DISCUSSED: "Rådet drøftede sagen.",
    Outcome.NOTED: "Rådet tog sagen til efterretning.",
}
_FIRST_NAMES = (
    "Anders",
    "Birthe",
    "Carl",
    "Dorthe",
    "Erik",
    "Freja",
    "Gitte",
    "Inge",
    "Jens",
    "Karen",
    "Lars",
    "Mette",
)
_SURNAMES = ("Aggerholm", "Bjerre", "Dam", "Egholm", "Friis", "Gram", "Iversen", "Juhl", "Kjær", "Munk", "Nygaard")
_MOST_TOPICS = 3
_SUBJECTS = (2, 5)
_WORDS_BETWEEN_SUBJECTS = 14
_SENTENCE = (6, 22)
_SENTENCES_A_PARAGRAPH = 4
# The presentation's length in words is log-normal: about 115 as often as not, some over a thousand.
_MEDIAN_PRESENTATION, _SPREAD, _LONGEST_PRESENTATION = 4.75, 0.85, 2_500


def _make_item(number: int, meeting: SyntheticMeeting, words: Vocabulary, random: Random) -> SyntheticItem:
    case_type = random.choice(_CASE_TYPES)
    outcome = random.choice(_OUTCOMES)
    subjects = [words.draw_subject(random) for _ in range(random.randint(*_SUBJECTS))]
    municipalities = tuple(random.sample(MUNICIPALITY_NAMES, random.choice((0, 0, 1, 1, 2, 3))))
    prose = _Prose(words, random, subjects)
    title = random.choice(_TITLES).format(f"{subjects[0]} og {' '.join(words.draw(random, random.randint(1, 4)))}")
    length = 0 if case_type is CaseType.FORMALITY else int(random.lognormvariate(_MEDIAN_PRESENTATION, _SPREAD))
    presentation = prose.paragraphs(min(length, _LONGEST_PRESENTATION))
    return SyntheticItem(
        number=number,
        meeting=meeting.number,
        council=meeting.council,
        date=meeting.date,
        position=(number - 1) % ITEMS_A_MEETING,
        title=title[0].upper() + title[1:],
        case_number=f"SAG-{meeting.date.year}-{number % 100_000:05}",
        case_type=case_type,
        background=prose.paragraphs(random.choice((0, 0, 20, 60))),
        recommendation=random.choice(_RECOMMENDATIONS).format(prose.clause(random.randint(6, 30))),
        presentation=f"{presentation} {_names_and_figures(municipalities, random)}".lstrip(),
        decision=f"{_DECISIONS[outcome]} {prose.paragraphs(random.choice((0, 8, 15, 40)))}".rstrip(),
        outcome=outcome,
        municipalities=municipalities,
        topics=tuple(random.sample(TOPICS, random.randrange(_MOST_TOPICS + 1))),
    )


def _names_and_figures(municipalities: Sequence[str], random: Random) -> str:
    """A sentence of names and figures, each of which hardly another item has."""
    named = " og ".join(municipalities) or "Parterne"
    person = f"{random.choice(_FIRST_NAMES)} {random.choice(_SURNAMES)}"
    amount = f"{random.randint(1, 999)}.{random.randint(0, 999):03}"
    return f"{named} bidrager med {amount} kr. i {random.randint(2005, 2030)}; {person} er kontaktperson."


class _Prose:
    """Sentences of drawn words, in which an item's subjects return."""

    def __init__(self, words: Vocabulary, random: Random, subjects: Sequence[str]) -> None:
        self._words, self._random, self._subjects = words, random, subjects

    def clause(self, length: int) -> str:
        return f"{' '.join(self._draw(length))}."

    def paragraphs(self, length: int) -> str:
        drawn, random, sentences, start = self._draw(length), self._random, [], 0
        while start < length:
            end = start + random.randint(*_SENTENCE)
            sentence = " ".join(drawn[start:end])
            sentences.append(f"{sentence[0].upper()}{sentence[1:]}.")
            start = end
        return "\n\n".join(
            " ".join(sentences[first : first + _SENTENCES_A_PARAGRAPH])
            for first in range(0, len(sentences), _SENTENCES_A_PARAGRAPH)
        )

    def _draw(self, length: int) -> list[str]:
        drawn = self._words.draw(self._random, length)
        for place in range(self._random.randrange(_WORDS_BETWEEN_SUBJECTS), length, _WORDS_BETWEEN_SUBJECTS):
            drawn[place] = self._random.choice(self._subjects)
        return drawn
