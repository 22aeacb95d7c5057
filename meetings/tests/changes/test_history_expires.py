"""What records said before is kept for as many days as are set, and no longer: the pass deletes the rest."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from meetings.changes.change_pass import is_work_left, run_pass
from meetings.models import AgendaItem, HistoryEntry
from meetings.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ages() -> list[int]:
    """Entries of that many days; the archive has nothing else to follow."""
    item = factories.make_item("Ny bro")
    run_pass()
    HistoryEntry.objects.all().delete()
    days = [40, 31, 29, 0]
    for age in days:
        AgendaItem.objects.filter(pk=item.pk).update(title=f"Bro {age}")
        newest = HistoryEntry.objects.latest("pk")
        HistoryEntry.objects.filter(pk=newest.pk).update(at=timezone.now() - timedelta(days=age, minutes=1))
    run_pass()
    return days


def kept() -> list[int]:
    """How many days old the entries are that are left."""
    return [(timezone.now() - at).days for at in HistoryEntry.objects.order_by("pk").values_list("at", flat=True)]


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (0, [40, 31, 29, 0]),
        (30, [29, 0]),
        (35, [31, 29, 0]),
        (39.5, [40, 31, 29, 0]),  # the oldest is to wait for others of its day
        (60, [40, 31, 29, 0]),
    ],
)
def test_the_pass_deletes_what_is_older_than_is_set(
    ages: list[int], settings: Settings, days: float, left: list[int]
) -> None:
    settings.HISTORY_DAYS = days
    assert is_work_left() == (left != ages)
    run_pass()
    assert kept() == left
    assert not is_work_left()
