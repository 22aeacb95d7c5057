"""What hides and shows with the samples, kept until something that it follows from changes.

Which records only hidden samples name is asked of many tables, so of an archive that hides none it is not asked.
"""

from meetings.caching.followed_log import kept_until_changed
from meetings.models import AgendaItem, Appointment, Council, Meeting, Municipality, Participant, Person

# The tables from which it follows which municipalities are shown.
SHOWN_MUNICIPALITIES = (
    *(Municipality, Council, Meeting, Participant, Appointment, Person, AgendaItem),
    AgendaItem.municipalities.through,
)


def hides_samples() -> bool:
    """Whether there are samples that are hidden (models/samples.py): beside a council that is none."""
    return _kinds_of_councils() == {True, False}


def has_samples_alone() -> bool:
    """Whether all councils are invented, so that every page shows what is."""
    return False not in _kinds_of_councils()


@kept_until_changed(Council)
def _kinds_of_councils() -> frozenset[bool]:
    """Whether there are councils that are samples, and councils that are none."""
    return frozenset(Council.objects.order_by().values_list("is_sample", flat=True).distinct())


def shown_municipalities() -> list[Municipality]:
    """The municipalities that lists and search show, in Danish order."""
    return _municipalities_beside_samples() if hides_samples() else _municipalities()


def shown_person_count() -> int:
    """How many people lists and search show."""
    return _person_count_beside_samples() if hides_samples() else _person_count()


@kept_until_changed(Municipality)
def _municipalities() -> list[Municipality]:
    return list(Municipality.objects.all())


@kept_until_changed(*SHOWN_MUNICIPALITIES)
def _municipalities_beside_samples() -> list[Municipality]:
    return list(Municipality.objects.shown())


@kept_until_changed(Person)
def _person_count() -> int:
    return Person.objects.unmerged().count()


@kept_until_changed(Person, Council, Meeting, Participant, Appointment, AgendaItem)
def _person_count_beside_samples() -> int:
    return Person.objects.shown().count()
