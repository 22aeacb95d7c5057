"""How much the archive holds of each thing: counted over every item, and so cached until something changes."""

from typing import Any

from django.utils import timezone

from meetings.caching.memory import cached_by_version
from meetings.danish.sorting import danish_sort_key
from meetings.models import AgendaItem, Council, Meeting, Municipality, Person, Topic
from meetings.pages import attendance


@cached_by_version
def items_by_year() -> list[tuple[int, str, str | None, int]]:
    """Year, case type and outcome, with how many items have them."""
    return AgendaItem.objects.shown().counts_by_year()


@cached_by_version
def councils() -> list[Any]:
    """The councils that are shown, in Danish order, each with what with_meeting_counts gives."""
    return sorted(Council.objects.shown().with_meeting_counts(), key=lambda council: danish_sort_key(council.name))


@cached_by_version
def sample_councils() -> list[Council]:
    """The invented councils, in Danish order."""
    return sorted(Council.objects.filter(is_sample=True), key=lambda council: danish_sort_key(council.name))


@cached_by_version
def has_samples_alone() -> bool:
    """Whether all councils are invented, so that every page shows what is."""
    return not Council.objects.filter(is_sample=False).exists()


@cached_by_version
def topics() -> list[Any]:
    """The topics that some item has, each with its `item_count`."""
    return list(Topic.objects.in_use().with_counts())


@cached_by_version
def municipalities() -> list[Any]:
    """The municipalities with all that is counted of them."""
    return list(Municipality.objects.shown().with_counts())


@cached_by_version
def person_count() -> int:
    """How many people there are."""
    return Person.objects.shown().count()


@cached_by_version
def partial_lists() -> list[Meeting]:
    """The meetings whose lists of participants count in no rate, newest first (attendance.partial_lists)."""
    return attendance.partial_lists(Meeting.objects.shown(), timezone.localdate())
