"""What a search may be for besides items: a person, a case, a meeting, a municipality, a topic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode

from meetings import archive_totals
from meetings.archive_knowledge import ArchiveKnowledge, people_called
from meetings.models import AgendaItem, Meeting, Municipality
from meetings.search.lexemes import plain
from meetings.search.query import Query

PEOPLE_AT_MOST = 3
_WORDS_OF_A_NAME = 5


@dataclass(frozen=True)
class FirstAnswer:
    """A page that a search may be for."""

    kind: str
    title: str
    about: str
    url: str


def first_answers(query: Query) -> list[FirstAnswer]:
    """The pages that the words are the name, the number or the date of."""
    if query.day:
        return list(_meetings(query.day))
    if query.narrowed or any(clause.excluded or len(clause.terms) > 1 for clause in query.clauses):
        return []
    if any(letter.isdigit() for letter in query.text):
        return list(_cases(query))
    words = query.text.strip('"“”„‟«»″*')
    return [*_people(words), *_municipalities(words), *_topics(words)] if words else []


def _meetings(day: date) -> Iterator[FirstAnswer]:
    for meeting in Meeting.objects.filter(date=day).select_related("council").order_by("council__name"):
        title = f"{meeting.council.name}, {date_format(meeting.date, 'j. F Y')}"
        yield FirstAnswer("Møde", title, _items(meeting.items.count()), meeting.get_absolute_url())


def _cases(query: Query) -> Iterator[FirstAnswer]:
    """The case of a number: its one item, or all that have it."""
    if len(query.terms) != 1:
        return
    items = AgendaItem.objects.of_case(query.text).select_related("meeting__council")[:50]
    by_number: dict[str, list[AgendaItem]] = {}
    for item in items:
        by_number.setdefault(item.case_number, []).append(item)
    for number, of_case in list(by_number.items())[:PEOPLE_AT_MOST]:
        if len(of_case) == 1:
            (item,) = of_case
            yield FirstAnswer("Sag", number, f"Pkt. {item.number}: {item.title}", item.get_absolute_url())
        else:
            address = f"{reverse('meetings:search')}?{urlencode({'q': f'sag:{chr(34)}{number}{chr(34)}'})}"
            yield FirstAnswer("Sag", number, _items(len(of_case)), address)


def _people(words: str) -> Iterator[FirstAnswer]:
    if len(words.split()) > _WORDS_OF_A_NAME:
        return
    people = people_called(words)
    for person, about in people if len(people) <= PEOPLE_AT_MOST else []:
        yield FirstAnswer("Person", person.name, about, person.get_absolute_url())


def _municipalities(words: str) -> Iterator[FirstAnswer]:
    key = ArchiveKnowledge().municipality(words)
    for municipality in Municipality.objects.filter(pk__in=[key] if key else []):
        yield FirstAnswer("Kommune", municipality.full_name, "", municipality.get_absolute_url())


def _topics(words: str) -> Iterator[FirstAnswer]:
    for topic in archive_totals.topics():
        if plain(topic.name) == plain(words):
            yield FirstAnswer("Emne", topic.name, "", topic.get_absolute_url())


def _items(count: int) -> str:
    return f"{count} punkt{'er' if count != 1 else ''}"
