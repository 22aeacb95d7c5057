"""Every connection to the database is lost while people read. `make faults` does it again and again."""

import time

import psycopg
import pytest

from benchmark.serving import database_url
from meetings.tests.site.conftest import ServedArchive
from meetings.tests.site.readers import reading

pytestmark = pytest.mark.django_db  # so that pytest makes the database of which the served one is a copy

# A page is made once more, and not for ever: between two losses a slow one is to be done.
SECONDS_BETWEEN = 2.0
END_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


def test_readers_notice_nothing_of_lost_connections(served_archive: ServedArchive, pytestconfig: pytest.Config) -> None:
    times = 1 + int(pytestconfig.getoption("fault_seconds") / SECONDS_BETWEEN)
    with psycopg.connect(database_url("postgres"), autocommit=True) as ending, reading(served_archive.port) as readings:
        for _ in range(times):
            time.sleep(0.3)
            ending.execute(END_ALL, [served_archive.database])
            time.sleep(SECONDS_BETWEEN - 0.3)
    assert readings.statuses() == {200}
