"""How much the archive holds of each thing: counted over every item once, and kept up by the log of changes."""

from collections.abc import Collection, Mapping
from copy import copy
from typing import Any

from django.db.models import Count
from django.utils import timezone

from meetings.caching.followed_log import kept_until_changed
from meetings.caching.item_counts import ItemCounts
from meetings.caching.shown_records import shown_municipalities, shown_person_count
from meetings.danish.sorting import danish_sort_key
from meetings.models import (
    AgendaItem,
    Appointment,
    Body,
    Council,
    Document,
    Meeting,
    Municipality,
    Participant,
    Person,
    Topic,
)
from meetings.models.named import links_of_shown_items
from meetings.pages import attendance

_of_kinds = ItemCounts(lambda: AgendaItem.objects.shown().with_years(), ("year", "case_type", "decision__outcome"))
_of_topics = ItemCounts(lambda: links_of_shown_items(AgendaItem.topics.through), ("topic",), item="agendaitem")
_of_municipalities = ItemCounts(
    lambda: links_of_shown_items(AgendaItem.municipalities.through), ("municipality",), item="agendaitem"
)
# Who is withheld is told of nowhere, which a change of people may be about.
_appointments_of_municipalities = ItemCounts(
    lambda: Appointment.objects.shown().exclude(municipality=None), ("municipality",), item="item", others=(Person,)
)
_appointments_to_bodies = ItemCounts(lambda: Appointment.objects.shown(), ("body",), item="item", others=(Person,))
_appointments_of_people = ItemCounts(
    lambda: Appointment.objects.shown().exclude(person=None), ("person",), item="item", others=(Person,)
)


def items_by_year() -> list[tuple[int, str, str | None, int]]:
    """Year, case type and outcome, with how many items have them; no outcome where there is no decision."""
    counts: Any = _of_kinds()
    return [(*kind, count) for kind, count in counts.items()]


@kept_until_changed(Council, Meeting)
def councils() -> list[Any]:
    """The councils that are shown, in Danish order, each with what with_meeting_counts gives."""
    return sorted(Council.objects.shown().with_meeting_counts(), key=lambda council: danish_sort_key(council.name))


@kept_until_changed(Council)
def sample_councils() -> list[Council]:
    """The invented councils, in Danish order."""
    return sorted(Council.objects.filter(is_sample=True), key=lambda council: danish_sort_key(council.name))


def topics() -> list[Any]:
    """The topics that some item has, in Danish order, each with its `item_count`."""
    counts = _by_key(_of_topics)
    return [_with_values(topic, item_count=counts[topic.pk]) for topic in _topics() if topic.pk in counts]


def municipalities() -> list[Any]:
    """The municipalities that are shown, in Danish order, each with its `item_count`."""
    counts = _by_key(_of_municipalities)
    return [_with_values(one, item_count=counts.get(one.pk, 0)) for one in shown_municipalities()]


def municipalities_with_people() -> list[Any]:
    """The same, each with its `appointment_count` and `person_count`, too."""
    people, appointments = _people_of_municipalities(), _by_key(_appointments_of_municipalities)
    return [
        _with_values(one, person_count=people.get(one.pk, 0), appointment_count=appointments.get(one.pk, 0))
        for one in municipalities()
    ]


def bodies_in_use() -> list[Body]:
    """The bodies that somebody was appointed to, or to be, in Danish order; not those of hidden samples."""
    counts = _by_key(_appointments_to_bodies)
    return [body for body in _bodies() if body.pk in counts]


def municipalities_appointed_for() -> list[Municipality]:
    """The municipalities that some appointment is of, in Danish order; not those of hidden samples."""
    counts = _by_key(_appointments_of_municipalities)
    return [one for one in shown_municipalities() if one.pk in counts]


def appointed_people() -> Collection[int]:
    """The keys of the people who were appointed to something; not those of hidden samples."""
    return _by_key(_appointments_of_people).keys()


def person_count() -> int:
    """How many people there are."""
    return shown_person_count()


@kept_until_changed(Meeting, Council, Participant, Person, Document, until_midnight=True)
def partial_lists() -> list[Meeting]:
    """The meetings whose lists of participants count in no rate, newest first (attendance.partial_lists)."""
    return attendance.partial_lists(Meeting.objects.shown(), timezone.localdate())


@kept_until_changed(Body)
def _bodies() -> list[Body]:
    return list(Body.objects.all())


@kept_until_changed(Topic)
def _topics() -> list[Topic]:
    return list(Topic.objects.all())


@kept_until_changed(Participant, Person, Meeting, Council)
def _people_of_municipalities() -> dict[int, int]:
    """How many people have sat for each municipality."""
    shown = Participant.objects.shown().order_by().exclude(municipality=None)
    return dict(shown.values_list("municipality").annotate(Count("person", distinct=True)))


def _by_key(counts: ItemCounts) -> Mapping[int, int]:
    found: Any = counts()
    return {key: count for (key,), count in found.items()}


def _with_values(record: Any, **values: int) -> Any:
    """A copy of the record with these values beside its own: what is kept is every thread's."""
    made = copy(record)
    for name, value in values.items():
        setattr(made, name, value)
    return made
