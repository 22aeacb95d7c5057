"""PostgreSQL is killed (-9) while people read: what is in flight may fail, and a second after its return nothing."""

import time
from collections.abc import Callable

import pytest

from meetings.tests.child_processes import eventually
from meetings.tests.site.readers import reading
from meetings.tests.site.troubled_archive import Fault, TroubledArchive

pytestmark = pytest.mark.django_db  # so that pytest makes the database of which the archive's is a copy

SECONDS_TO_RECOVER = 1.0


def is_well(answer: tuple[float, int, float], fault: Fault) -> bool:
    """Whether it is a page that was asked for when all was over."""
    answered, status, seconds = answer
    return status == 200 and answered - seconds > fault.ended


@pytest.mark.parametrize(
    "kill",
    [
        pytest.param(TroubledArchive.kill_backend, id="a backend"),
        pytest.param(TroubledArchive.kill_postmaster, id="the server, which is started again"),
    ],
)
def test_only_what_is_in_flight_fails(
    troubled_archive: TroubledArchive, kill: Callable[[TroubledArchive], Fault]
) -> None:
    with reading(troubled_archive.port) as readings:
        time.sleep(0.3)  # readers have asked by then, and are asking when it is killed
        fault = kill(troubled_archive)
        time.sleep(SECONDS_TO_RECOVER + 0.5)  # what is asked from here on must be answered
        # On a machine that may be shared a page may take longer than that.
        assert eventually(lambda: any(is_well(answer, fault) for answer in list(readings.answers)))
    failed = [
        (answered - seconds - fault.ended, status)
        for answered, status, seconds in readings.answers
        if status != 200 and not fault.may_fail(answered - seconds, answered, seconds=SECONDS_TO_RECOVER)
    ]
    assert not failed
    assert readings.statuses() <= {200, 503}
