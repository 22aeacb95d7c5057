"""Trying passwords: a few wrong ones from one address for one name lock for a while; for a name alone they slow down.

Names are not locked by themselves, as anybody could keep an editor out with that. django-axes counts in the database.
"""

import time
from threading import Semaphore
from typing import Any

from axes.backends import AxesStandaloneBackend
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

# So many wrong tries for one name, from all addresses together, are answered at once; each after them later by so many
# seconds more, up to a bound. Chosen by hand: a person who mistypes does not notice it, a program tries 1,800 an hour.
TRIES_AT_ONCE, SECONDS_A_TRY, MOST_SECONDS = 10, 0.1, 2.0
# So many wrong codes for one name, from all addresses together, and no more are looked at for a while: of a million
# codes three are right at a time.
MOST_ANSWERS = 20
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
    return min(MOST_SECONDS, max(0, _failures(username) - TRIES_AT_ONCE) * SECONDS_A_TRY)


def _failures(username: str | None) -> int:
    """How many wrong tries there were for the name lately, from all addresses together."""
    since = timezone.now() - get_cool_off()
    tries = AccessAttempt.objects.filter(username=username, attempt_time__gte=since)
    return tries.aggregate(failures=Sum("failures_since_start"))["failures"] or 0


def refuse_answer_if_locked(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Raises ValidationError, and has the page that tells to wait shown, where the second step was failed too often.

    Whoever comes to that step knows the password already: so the name alone may be locked, from all addresses together.
    """
    credentials = {"username": _name_of_answers(user)}
    if AxesProxyHandler.is_allowed(request, credentials) and _failures(credentials["username"]) < MOST_ANSWERS:
        return
    # What django-axes' middleware looks for on a request, and adds to it.
    request.axes_locked_out = True  # type: ignore[attr-defined]
    request.axes_credentials = credentials  # type: ignore[attr-defined]
    raise ValidationError("Vent et kvarter.")


def count_wrong_answer(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Counts a wrong code or passkey of the user's."""
    user_login_failed.send(__name__, credentials={"username": _name_of_answers(user)}, request=request)


def forget_wrong_answers(user: AbstractBaseUser) -> None:
    """Forgets the user's wrong codes and passkeys, after a right one."""
    AxesProxyHandler.reset_attempts(username=_name_of_answers(user))


def _name_of_answers(user: AbstractBaseUser) -> str:
    """The name by which the second step is counted. No user has one with a colon."""
    return f"{user.get_username()}:kode"
