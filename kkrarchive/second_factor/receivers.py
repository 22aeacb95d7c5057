"""What follows when somebody changes the own factors: the session goes on, and the history tells it."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.models import User
from django.http import HttpRequest

from kkrarchive.second_factor.proofs import keep_shown, take_for_shown
from kkrarchive.second_factor.resetting import REMOVED, SET_UP, note


def on_set_up(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Receives django-allauth's signals that a factor was added or made anew."""
    take_for_shown(request, user, authenticator)
    note(user, SET_UP[authenticator.type], by=user)


def on_removed(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Receives django-allauth's signal that a factor was removed."""
    keep_shown(request, user)
    note(user, REMOVED, by=user)


def connect() -> None:
    """Called once when the site starts."""
    authenticator_added.connect(on_set_up)
    authenticator_reset.connect(on_set_up)
    authenticator_removed.connect(on_removed)
