"""What a search may be for besides items: a person, a case, a meeting, a municipality, a body, a topic, an outcome."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.text import capfirst

from meetings.caching.followed_log import kept_until_changed
from meetings.danish.lexemes import ascii_form
from meetings.danish.plurals import counted
from meetings.models import AgendaItem, Body, Council, Meeting, Municipality, Topic
from meetings.pages import totals
from meetings.pages.filters import CASE_TYPE_WORDS, OUTCOME_WORDS
from meetings.pages.search_links import search_url
from meetings.search.archive_names import ArchiveNames, people_named
from meetings.search.grammar import QUOTES, distinctive_case_number
from meetings.search.items import items_of_case
from meetings.search.query import Query

Named = TypeVar("Named", Body, Council, Topic)

# At most so many people or cases are named; where more people have the name, none is.
ANSWERS_OF_A_KIND = 3
# Longer texts are no person's name and are not looked for.
_WORDS_OF_NAME_AT_MOST = 5


@dataclass(frozen=True)
class FirstAnswer:
    """A page that a search may be for."""

    kind: str
    title: str
    about: str
    url: str


def first_answers(query: Query) -> list[FirstAnswer]:
    """The pages that the words are the name, the number or the date of."""
    if len(query.days) == 1:
        return list(_meetings_on(query.days[0]))
    if query.narrowings or query.has_alternatives or any(clause.excluded for clause in query.clauses):
        return []
    if any(letter.isdigit() for letter in query.text):
        return list(_cases_numbered(query))
    words = query.text.strip(f"{QUOTES}*")
    kinds = (_people_named, _municipalities_named, _records_named, _outcomes_and_case_types)
    return [answer for answers in kinds for answer in answers(words)] if words else []


def _meetings_on(day: date) -> Iterator[FirstAnswer]:
    for meeting in Meeting.objects.shown().filter(date=day).select_related("council").order_by("council__name", "slug"):
        about = ", ".join(filter(None, (meeting.status_in_words, counted(meeting.items.count(), "punkt", "punkter"))))
        yield FirstAnswer("Møde", str(meeting), about, meeting.get_absolute_url())


def _cases_numbered(query: Query) -> Iterator[FirstAnswer]:
    """The case of a number: its one item, or all that have it. The latest of several."""
    number = distinctive_case_number(query.terms[0].text) if len(query.required) == 1 else ""
    if not number:
        return
    of_cases = items_of_case(number)
    rows = of_cases.values("case_number").annotate(items=Count("pk"), latest=Max("meeting__date"))
    counts = {
        each["case_number"]: each["items"] for each in rows.order_by("-latest", "case_number")[:ANSWERS_OF_A_KIND]
    }
    alone = [number for number, count in counts.items() if count == 1]
    items = AgendaItem.objects.filter(case_number__in=alone).select_related("meeting__council")
    by_number = {item.case_number: item for item in items}
    for number, count in counts.items():
        if item := by_number.get(number):
            yield FirstAnswer("Sag", number, f"Pkt. {item.number}: {item.title}", item.get_absolute_url())
        else:
            yield FirstAnswer("Sag", number, counted(count, "punkt", "punkter"), search_url(q=f'sag:"{number}"'))


def _people_named(words: str) -> Iterator[FirstAnswer]:
    if len(words.split()) > _WORDS_OF_NAME_AT_MOST:
        return
    for person, about in people_named(words, ANSWERS_OF_A_KIND):
        yield FirstAnswer("Person", person.name, about, person.get_absolute_url())


def _municipalities_named(words: str) -> Iterator[FirstAnswer]:
    if (key := ArchiveNames().municipality_key(words)) is None:
        return
    for municipality in Municipality.objects.filter(pk=key):
        yield FirstAnswer("Kommune", municipality.full_name, "", municipality.get_absolute_url())


def _records_named(words: str) -> Iterator[FirstAnswer]:
    """The councils, the bodies that somebody was appointed to, and the topics that some item has, of that name."""
    wanted = ascii_form(words)
    for council in _councils_by_name().get(wanted, ()):
        yield FirstAnswer("Råd", council.name, "", reverse("meetings:council", args=(council.slug,)))
    if named := _bodies_by_name().get(wanted):
        in_use = {body.pk for body in totals.bodies_in_use()}
        for body in named:
            if body.pk in in_use:
                yield FirstAnswer("Hverv", capfirst(body.name), "", reverse("meetings:body", args=(body.slug,)))
    if topics := _topics_by_name().get(wanted):
        in_use = {topic.pk for topic in totals.topics()}
        for topic in topics:
            if topic.pk in in_use:
                yield FirstAnswer("Emne", topic.name, "", reverse("meetings:topic", args=(topic.slug,)))


@kept_until_changed(Council)
def _councils_by_name() -> Mapping[str, Sequence[Council]]:
    return _by_name(Council.objects.shown())


@kept_until_changed(Body)
def _bodies_by_name() -> Mapping[str, Sequence[Body]]:
    return _by_name(Body.objects.all())


@kept_until_changed(Topic)
def _topics_by_name() -> Mapping[str, Sequence[Topic]]:
    return _by_name(Topic.objects.all())


def _by_name(records: Iterable[Named]) -> Mapping[str, Sequence[Named]]:
    """The records by what their names are compared by, which takes long for all of them at each search."""
    named = defaultdict[str, list[Named]](list)
    for record in records:
        named[ascii_form(record.name)].append(record)
    return dict(named)


def _outcomes_and_case_types(words: str) -> Iterator[FirstAnswer]:
    """*Udsat*, *orientering*: the items that were, whatever words they have."""
    for outcome, word in OUTCOME_WORDS.items():
        if ascii_form(outcome.label) == ascii_form(words):
            yield FirstAnswer("Udfald", outcome.label, "Punkter, der endte sådan", search_url(udfald=word))
    for case_type, word in CASE_TYPE_WORDS.items():
        if ascii_form(case_type.label) == ascii_form(words):
            yield FirstAnswer("Sagstype", case_type.label, "Punkter af den slags", search_url(sagstype=word))
