"""A pass that is killed at any moment loses nothing: the next one writes what is left."""

import sys
import time
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command

from meetings.changes.recording import recording
from meetings.models import AgendaItem, Change, Decision
from meetings.tests import factories
from meetings.tests.child_processes import start_command
from meetings.tests.searching import check_index
from meetings.tests.separate_archives import separate_archive, wait_for_others

pytestmark = pytest.mark.django_db(transaction=True)

MEETINGS = 12


def change_everything(number: int) -> None:
    for item in AgendaItem.objects.all():
        AgendaItem.objects.filter(pk=item.pk).update(title=f"Fordeling {number} af {item.pk}")
    Decision.objects.update(text=f"Rådet godkendte fordeling {number}.")


def test_nothing_is_lost(pytestconfig: pytest.Config) -> None:
    kills, random = pytestconfig.getoption("--kills"), Random(pytestconfig.getoption("--seed"))
    with separate_archive() as archive:
        with recording():
            factories.make_archive(range(MEETINGS))
        call_command("search_index", "--pending", stdout=StringIO())
        change_everything(0)
        started = time.perf_counter()
        call_command("search_index", "--pending", stdout=StringIO())
        seconds = time.perf_counter() - started
        unfinished = 0
        for number in range(1, kills + 1):
            change_everything(number)
            with start_command("search_index", "--pending", environment=archive.environment) as process:
                wait_for_others(1)
                time.sleep(random.uniform(0, 1.5 * seconds))
                process.kill()
            wait_for_others(0)
            unfinished += Change.objects.waiting().exists()
            if random.random() < 0.5:  # else the next one has the changes of several to follow
                call_command("search_index", "--pending", stdout=StringIO())
                assert check_index()[0] == 0
        call_command("search_index", "--pending", stdout=StringIO())
        assert check_index()[0] == 0
    assert unfinished
    sys.stdout.write(f"killed before the end: {unfinished} of {kills}\n")
