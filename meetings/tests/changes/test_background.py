"""Where the site runs, what waits is written by itself, soon after the commit."""

import pytest
from django.db import OperationalError

from meetings.changes import background
from meetings.changes.background import following_changes
from meetings.changes.change_pass import is_work_left
from meetings.models import AgendaItem
from meetings.tests import factories
from meetings.tests.child_processes import eventually
from meetings.tests.editing import found_titles
from meetings.tests.searching import check_index

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_site_follows_what_nobody_has_recorded_also_after_the_database_was_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0

    def fail_at_first() -> bool:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise OperationalError("the database is away")
        if asked == 2:
            raise LookupError("something else")
        return is_work_left()

    monkeypatch.setattr(background, "is_work_left", fail_at_first)
    monkeypatch.setattr(background, "INTERVAL_SECONDS", 0.05)
    item = factories.make_item("Ny bro")
    with following_changes():
        AgendaItem.objects.filter(pk=item.pk).update(title="Ny tunnel")
        assert eventually(lambda: found_titles("tunnel") == ["Ny tunnel"])
        assert eventually(lambda: not is_work_left())
    assert check_index()[0] == 0
