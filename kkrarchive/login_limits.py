"""Trying passwords: a few wrong ones from one address for one name lock for a while; for a name alone they slow down.

Names are not locked by themselves, as anybody could keep an editor out with that. django-axes counts in the database.
"""

import time
from threading import Semaphore
from typing import Any

from axes.backends import AxesStandaloneBackend
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

# So many wrong tries for one name, from all addresses together, are answered at once; each after them later by so many
# seconds more, up to a bound. Chosen by hand: a person who mistypes does not notice it, a program tries 1,800 an hour.
TRIES_AT_ONCE, SECONDS_A_TRY, MOST_SECONDS = 10, 0.1, 2.0
# One thread of the process at a time waits; whoever comes meanwhile is told to try again.
_waiting = Semaphore(1)


class LimitedLoginBackend(AxesStandaloneBackend):
    """Refuses a locked log-in before the password is hashed, and slows down tries for a name from many addresses."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> None:
        """None, for the next backend to decide. Raises PermissionDenied for a try that is not even looked at."""
        if request is None:  # a program in the archive's own process, no visitor
            return
        super().authenticate(request, username=username, password=password, **kwargs)
        if seconds := _seconds_to_wait(username):
            if not _waiting.acquire(blocking=False):
                raise PermissionDenied
            try:
                time.sleep(seconds)
            finally:
                _waiting.release()


def _seconds_to_wait(username: str | None) -> float:
    since = timezone.now() - get_cool_off()
    tries = AccessAttempt.objects.filter(username=username, attempt_time__gte=since)
    failures = tries.aggregate(failures=Sum("failures_since_start"))["failures"] or 0
    return min(MOST_SECONDS, max(0, failures - TRIES_AT_ONCE) * SECONDS_A_TRY)
