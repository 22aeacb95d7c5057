"""What an invented archive has besides items: people at meetings and in seats, documents, tables and case threads.

As with the items everything follows from numbers, so that the same archive can be made again.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from benchmark.synthetic_archive import SyntheticArchive, SyntheticItem
from benchmark.vocabulary import MUNICIPAL_WORDS
from meetings.danish.municipalities import MUNICIPALITY_NAMES
from meetings.models.choices import DocumentKind

# So many people, documents and tables, and as many threads as the items allow: about what a region's councils come
# to in twenty years. A smaller archive has one for every four items, and 100 at least.
MOST_RECORDS, FEWEST_RECORDS = 10_000, 100
ITEMS_A_RECORD = 4
PARTICIPANTS_A_MEETING = 20
ITEMS_AN_APPOINTMENT = 10
BODIES = 60
PARTIES = ("A", "B", "C", "F", "I", "M", "O", "V", "Æ", "Ø")
# Of one person's meetings to the next one's, so that everybody takes part in some.
_PEOPLE_BETWEEN_MEETINGS = 7
_SERIES = 40
_TABLE_ROWS = 12
_ITEMS_A_PAGE = 3
_ONE_ABSENT_IN = 9

_GIVEN_NAMES_TEXT = """
    Anders Anna Bent Birgit Bo Carl Charlotte Dorthe Ebbe Ellen Erik Eva Finn Freja Gert Gitte Hanne Hans Helle
    Henrik Ida Inge Jan Jens Jette John Karen Karl Kirsten Kjeld Knud Lars Lene Leif Lis Lone Mads Marie Mette
    Morten Niels Ole Palle Per Peter Pia Poul Rasmus Rikke Søren Susanne Thomas Tina Troels Ulla Uffe Vibeke Viggo
    Yrsa Åse
"""
_FAMILY_NAMES_TEXT = """
    Aggerholm Bjerre Brandborg Dahl Dam Egholm Elkjær Friis Gram Hald Holk Hvidbjerg Iversen Juhl Kaas Kjær Lindum
    Lund Majgaard Munk Norup Nygaard Overgaard Poulsen Quist Ravnkilde Refsgaard Rimmen Skyum Stokholm Strandgaard
    Svane Thulstrup Toft Uldall Vestrup Winther Ørum Østergaard Aagesen
"""
_GIVEN_NAMES = tuple(_GIVEN_NAMES_TEXT.split())
_FAMILY_NAMES = tuple(_FAMILY_NAMES_TEXT.split())


@dataclass(frozen=True, slots=True)
class SyntheticPerson:
    """Somebody by number, from 1, with the municipality and the party that they sit for."""

    number: int
    name: str
    municipality: str
    party: str


@dataclass(frozen=True, slots=True)
class SyntheticParticipant:
    """That a person, by number, was at a meeting or stayed away."""

    meeting: int
    person: int
    position: int
    is_absent: bool


@dataclass(frozen=True, slots=True)
class SyntheticAppointment:
    """That an item appointed a person to a body, each by number."""

    item: int
    person: int
    body: int


@dataclass(frozen=True, slots=True)
class SyntheticTable:
    """A table of an item, all cells as text."""

    number: int
    item: int
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SyntheticDocument:
    """A document of a meeting; its pages are separated by form feeds."""

    number: int
    meeting: int
    date: date
    kind: DocumentKind
    is_draft: bool
    text: str

    @property
    def source_name(self) -> str:
        return f"{self.date.isoformat()}-{self.kind}-{self.number}.pdf"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.source_name.encode()).hexdigest()

    @property
    def pages(self) -> int:
        return self.text.count("\f") + 1


@dataclass(frozen=True)
class SyntheticRecords:
    """The records of an archive."""

    archive: SyntheticArchive

    @property
    def count(self) -> int:
        """How many people, documents and tables there are."""
        return min(MOST_RECORDS, max(FEWEST_RECORDS, self.archive.size // ITEMS_A_RECORD))

    @property
    def thread_count(self) -> int:
        """No item is in two threads, and a thread has up to ITEMS_A_RECORD items."""
        return min(self.count, self.archive.size // ITEMS_A_RECORD)

    def people(self) -> Iterator[SyntheticPerson]:
        """Everybody, each with a name of their own."""
        for number in range(1, self.count + 1):
            rest, first = divmod(number - 1, len(_GIVEN_NAMES))
            last, middle = divmod(rest, len(_FAMILY_NAMES))
            surname = _FAMILY_NAMES[(first + middle + last) % len(_FAMILY_NAMES)]
            yield SyntheticPerson(
                number,
                f"{_GIVEN_NAMES[first]} {_FAMILY_NAMES[middle]} {surname}",
                MUNICIPALITY_NAMES[number % len(MUNICIPALITY_NAMES)],
                PARTIES[number % len(PARTIES)],
            )

    def participants(self) -> Iterator[SyntheticParticipant]:
        """The participants of every meeting."""
        for meeting in range(1, self.archive.meeting_count + 1):
            first = (meeting - 1) * _PEOPLE_BETWEEN_MEETINGS
            for position in range(PARTICIPANTS_A_MEETING):
                person = (first + position) % self.count + 1
                yield SyntheticParticipant(meeting, person, position, (meeting + position) % _ONE_ABSENT_IN == 0)

    def appointments(self) -> Iterator[SyntheticAppointment]:
        """An appointment by one of every ITEMS_AN_APPOINTMENT items."""
        for place, item in enumerate(range(1, self.archive.size + 1, ITEMS_AN_APPOINTMENT)):
            yield SyntheticAppointment(item, place % self.count + 1, place % BODIES + 1)

    def bodies(self) -> tuple[str, ...]:
        """The names of the bodies, the one of number 1 first."""
        return tuple(f"bestyrelsen for {word.lower()} ({place})" for place, word in enumerate(MUNICIPAL_WORDS[:BODIES]))

    def tables(self) -> Iterator[SyntheticTable]:
        """Tables by municipality, spread over the items: of so many series a table each year."""
        for number in range(1, self.count + 1):
            item = (number - 1) * self.archive.size // self.count + 1
            year = self.archive.meeting_of_item(item).date.year
            first = number * _TABLE_ROWS
            names = [MUNICIPALITY_NAMES[(first + row) % len(MUNICIPALITY_NAMES)] for row in range(_TABLE_ROWS)]
            rows = tuple(
                (name, f"{(number * 37 + row * 113) % 990 + 10}", f"{(number * 41 + row * 97) % 990 + 10}")
                for row, name in enumerate(names)
            )
            title = f"Fordeling af {MUNICIPAL_WORDS[number % _SERIES].lower()}"
            yield SyntheticTable(number, item, title, ("Kommune", str(year), str(year + 1)), rows)

    def documents_of(self, meeting: int, items: Sequence[SyntheticItem]) -> Iterator[SyntheticDocument]:
        """The documents of a meeting, which say what its items do: its minutes, then an agenda, a draft, …

        Their numbers are the meeting's, and that with the number of meetings added once or more.
        """
        first, step = meeting, self.archive.meeting_count
        texts = ["\n\n".join(filter(None, item.texts)) for item in items]
        pages = ["\n\n".join(texts[start : start + _ITEMS_A_PAGE]) for start in range(0, len(texts), _ITEMS_A_PAGE)]
        for place, number in enumerate(range(first, self.count + 1, step)):
            yield SyntheticDocument(
                number=number,
                meeting=meeting,
                date=self.archive.meeting(meeting).date,
                kind=DocumentKind.AGENDA if place == 1 else DocumentKind.MINUTES,
                is_draft=place > 1,
                text="\f".join(pages),
            )

    def leading_document(self, meeting: int) -> int | None:
        """The number of the meeting's minutes; None where the archive has fewer documents than meetings."""
        return meeting if meeting <= self.count else None

    def items_of_thread(self, number: int) -> range:
        """The numbers of the items of a thread: two to four, of meetings far apart."""
        stride = self.archive.size // ITEMS_A_RECORD
        return range(number, number + (2 + number % (ITEMS_A_RECORD - 1)) * stride, stride)
